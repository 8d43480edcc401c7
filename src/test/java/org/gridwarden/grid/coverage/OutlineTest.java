package org.gridwarden.grid.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.gridwarden.grid.coverage.Metres.box;
import static org.gridwarden.grid.coverage.Metres.holed;
import static org.gridwarden.grid.coverage.Metres.polygon;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.coverage.CoverageFault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

class OutlineTest {
  private static void isThat(Geometry outline, Geometry expected) {
    assertThat(outline.isValid()).isTrue();
    assertThat(outline.symDifference(expected).getArea())
        .as("%s is %s", outline, expected)
        .isLessThan(expected.getArea() * 1e-9);
  }

  @Test
  void neighboursAreOneArea() {
    isThat(Outline.of(List.of(box(0, 0, 500, 500), box(500, 0, 1000, 500))), box(0, 0, 1000, 500));
  }

  @Test
  void nothingHasAnEmptyOutline() {
    assertThat(Outline.of(List.of()).isEmpty()).isTrue();
    assertThat(Outline.of(List.of(Metres.FACTORY.createPolygon())).isEmpty()).isTrue();
  }

  @Test
  void holesAreFilledAndWhatLiesInThemIsWithin() {
    Polygon ring = holed(box(0, 0, 500, 500), box(100, 100, 400, 400));
    isThat(Outline.of(List.of(ring)), box(0, 0, 500, 500));
    isThat(Outline.of(List.of(ring, box(200, 200, 300, 300))), box(0, 0, 500, 500));
    Polygon inner = holed(box(150, 150, 350, 350), box(200, 200, 300, 300));
    isThat(Outline.of(List.of(inner, ring)), box(0, 0, 500, 500));
  }

  @Test
  void aHoleThatManyGridsLeaveIsFilled() {
    isThat(
        Outline.of(
            List.of(
                box(0, 0, 300, 100),
                box(0, 200, 300, 300),
                box(0, 100, 100, 200),
                box(200, 100, 300, 200))),
        box(0, 0, 300, 300));
  }

  @Test
  void anOpenBayIsOutside() {
    Polygon bay = polygon(0, 0, 300, 0, 300, 300, 200, 300, 200, 100, 100, 100, 100, 300, 0, 300);
    isThat(Outline.of(List.of(bay)), bay);
  }

  @Test
  void farPartsStayApart() {
    Geometry outline = Outline.of(List.of(box(0, 0, 100, 100), box(5000, 0, 5100, 100)));
    assertThat(outline.getNumGeometries()).isEqualTo(2);
    assertThat(Ground.areaSquareMetres(outline)).isCloseTo(20_000, withinPercentage(0.1));
  }

  @Test
  void overlapsAndInvalidRingsAreCountedOnce() {
    isThat(Outline.of(List.of(box(0, 0, 500, 500), box(300, 0, 1000, 500))), box(0, 0, 1000, 500));
    Polygon tie = polygon(0, 0, 100, 100, 100, 0, 0, 100);
    assertThat(Ground.areaSquareMetres(Outline.of(List.of(tie))))
        .isCloseTo(5000, withinPercentage(0.1));
  }

  @Test
  void crookedGridsHaveTheOutlineOfTheirUnion() {
    List<Geometry> grids = Metres.crooked(12, 8);
    isThat(Outline.of(grids), OverlayNGRobust.union(grids));
  }

  /** Outline, union and the check's gaps are found in three ways; they must add up. */
  @ParameterizedTest
  @ValueSource(longs = {1, 20260808})
  void theOutlineIsTheUnionAndTheGaps(long seed) {
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      List<Geometry> kept = new ArrayList<>();
      List<Grid> grids = new ArrayList<>();
      for (Geometry cell : Metres.crooked(9, seed + round)) {
        if (random.nextInt(3) > 0) {
          kept.add(cell);
          grids.add(Metres.grid("g" + grids.size(), cell));
        }
      }
      double gaps =
          Metres.of(Metres.check(grids, 1), Kind.GAP).stream()
              .mapToDouble(CoverageFault::areaSquareMetres)
              .sum();
      double union = Ground.areaSquareMetres(OverlayNGRobust.union(kept));
      assertThat(Ground.areaSquareMetres(Outline.of(kept)))
          .isCloseTo(union + gaps, withinPercentage(1e-6));
    }
  }
}
