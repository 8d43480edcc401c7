package org.gridwarden.grid.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gridwarden.grid.coverage.Blocks.box;
import static org.gridwarden.grid.coverage.Blocks.grid;
import static org.gridwarden.grid.coverage.Blocks.polygon;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.Grid;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;

/** A repair closes what is narrower than the tolerance, leaves the rest alone, and says what. */
class CoverageRepairTest {
  private static double area(Grid grid) {
    return Ground.areaSquareMetres(grid.geometry());
  }

  @Test
  void anOverlapGoesToTheLowerCodeAndAGapToTheLongerBorder() {
    Grid a = grid(1, "A", null, box(0, 0, 100, 100));
    Grid b = grid(1, "B", null, box(99.5, 0, 200, 100));
    Grid far = grid(1, "F", null, box(200, 0, 300, 100));
    CoverageRepair.Repaired repaired = CoverageRepair.repair(List.of(a, b, far), 1);
    assertThat(CoverageCheck.check(repaired.grids(), 1, Progress.NONE).faults()).isEmpty();
    assertThat(repaired.grids().get(0).geometry().equalsTopo(a.geometry())).isTrue();
    assertThat(area(repaired.grids().get(1))).isCloseTo(10_000, within(2.0));
    assertThat(repaired.grids().get(2)).isSameAs(far);
    assertThat(repaired.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.grid()).isEqualTo("B");
              assertThat(change.squareMetres()).isCloseTo(-50, within(0.5));
              assertThat(change.shiftMetres()).isCloseTo(0.5, within(0.05));
              assertThat(change.toString()).contains("B").contains("m²");
            });
  }

  @Test
  void aGapThatGridsCloseAroundIsFilled() {
    // Four grids around a slit of half a metre.
    List<Grid> grids =
        List.of(
            grid(1, "A", null, box(0, 0, 100, 300)),
            grid(1, "B", null, box(100.5, 100, 200, 200)),
            grid(1, "C", null, polygon(100, 0, 200, 0, 200, 100, 100, 100)),
            grid(1, "D", null, polygon(100, 200, 200, 200, 200, 300, 100, 300)));
    assertThat(CoverageCheck.check(grids, 1, Progress.NONE).faults()).hasSize(1);
    CoverageRepair.Repaired repaired = CoverageRepair.repair(grids, 1);
    assertThat(CoverageCheck.check(repaired.grids(), 1, Progress.NONE).faults()).isEmpty();
    assertThat(repaired.changes())
        .singleElement()
        .satisfies(change -> assertThat(change.squareMetres()).isCloseTo(50, within(0.5)));
  }

  @Test
  void whatIsWiderThanTheToleranceStays() {
    List<Grid> grids =
        List.of(grid(1, "A", null, box(0, 0, 100, 100)), grid(1, "B", null, box(97, 0, 200, 100)));
    CoverageRepair.Repaired repaired = CoverageRepair.repair(grids, 1);
    assertThat(repaired.grids()).isEqualTo(grids);
    assertThat(repaired.changes()).isEmpty();
  }

  @Test
  void aCrossingRingBecomesTwoTriangles() {
    Grid bowtie = grid(1, "X", null, polygon(0, 0, 100, 100, 100, 0, 0, 100));
    CoverageRepair.Repaired repaired = CoverageRepair.repair(List.of(bowtie), 1);
    Geometry mended = repaired.grids().get(0).geometry();
    assertThat(mended.isValid()).isTrue();
    assertThat(Ground.areaSquareMetres(mended)).isCloseTo(5000, within(5.0));
    assertThat(repaired.changes())
        .singleElement()
        .satisfies(change -> assertThat(change.what()).contains("valid"));
  }

  @Test
  void wobblyBordersBelowTheToleranceBecomeACleanCoverage() {
    for (long seed = 1; seed <= 20; seed++) {
      System.out.println("seed " + seed);
      Random random = new Random(seed);
      List<Grid> grids = new ArrayList<>();
      for (int row = 0; row < 4; row++) {
        for (int column = 0; column < 4; column++) {
          double[] ring = {0, 0, 1, 0, 1, 1, 0, 1};
          double[] points = new double[8];
          for (int i = 0; i < 4; i++) {
            points[2 * i] = 100 * (column + ring[2 * i]) + 0.3 * (random.nextDouble() - 0.5);
            points[2 * i + 1] = 100 * (row + ring[2 * i + 1]) + 0.3 * (random.nextDouble() - 0.5);
          }
          grids.add(grid(1, "G" + row + column, null, polygon(points)));
        }
      }
      CoverageRepair.Repaired repaired = CoverageRepair.repair(grids, 1);
      CoverageReport after = CoverageCheck.check(repaired.grids(), 1, Progress.NONE);
      assertThat(after.faults()).as("seed " + seed + ": " + after.summary()).isEmpty();
      for (int i = 0; i < grids.size(); i++) {
        Grid mended = repaired.grids().get(i);
        assertThat(mended.code()).isEqualTo(grids.get(i).code());
        assertThat(area(mended)).isCloseTo(area(grids.get(i)), within(150.0));
      }
    }
  }
}
