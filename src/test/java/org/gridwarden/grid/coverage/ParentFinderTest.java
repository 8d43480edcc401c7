package org.gridwarden.grid.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.grid.coverage.Metres.FACTORY;
import static org.gridwarden.grid.coverage.Metres.box;
import static org.gridwarden.grid.coverage.Metres.grid;
import static org.gridwarden.grid.coverage.Metres.holed;
import static org.gridwarden.grid.coverage.Metres.polygon;

import java.util.ArrayList;
import java.util.List;
import org.gridwarden.bench.BenchCoverage;
import org.gridwarden.grid.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

class ParentFinderTest {
  private static final List<Grid> TWO =
      List.of(grid("west", box(0, 0, 1000, 1000)), grid("east", box(1000, 0, 2000, 1000)));

  private static String parentOf(Geometry child, List<Grid> above) {
    Grid given = new Grid(2, "child", "Child", "was", child);
    List<Grid> found = ParentFinder.assign(List.of(given), above);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).code()).isEqualTo("child");
    assertThat(found.get(0).name()).isEqualTo("Child");
    assertThat(found.get(0).level()).isEqualTo(2);
    assertThat((Object) found.get(0).geometry()).isSameAs(child);
    return found.get(0).parent();
  }

  @Test
  void aChildInsideHasTheParentThatHoldsIt() {
    assertThat(parentOf(box(100, 100, 200, 200), TWO)).isEqualTo("west");
    assertThat(parentOf(box(1100, 100, 1200, 200), TWO)).isEqualTo("east");
  }

  @Test
  void sharedBordersDontConfuse() {
    assertThat(parentOf(box(900, 0, 1000, 1000), TWO)).isEqualTo("west");
    assertThat(parentOf(box(1000, 0, 1100, 100), TWO)).isEqualTo("east");
    assertThat(parentOf(box(0, 0, 1000, 1000), TWO)).as("the parent's own shape").isEqualTo("west");
  }

  @ParameterizedTest
  @CsvSource({"960, west", "980, west", "1020, east", "1040, east"})
  void aChildAcrossABorderHasTheOneThatHoldsMore(double middle, String parent) {
    assertThat(parentOf(box(middle - 100, 100, middle + 100, 200), TWO)).isEqualTo(parent);
  }

  @Test
  void nobodyHoldsMoreThanHalfOfAThird() {
    List<Grid> three =
        List.of(
            grid("a", box(0, 0, 100, 100)),
            grid("b", box(100, 0, 200, 100)),
            grid("c", box(200, 0, 300, 100)));
    assertThat(parentOf(box(0, 0, 300, 100), three)).isNull();
    assertThat(parentOf(box(0, 0, 220, 100), three)).isNull();
    assertThat(parentOf(box(0, 0, 190, 100), three)).isEqualTo("a");
  }

  @Test
  void aChildMostlyOutsideHasNoParent() {
    assertThat(parentOf(box(-200, 100, 100, 200), TWO)).isNull();
    assertThat(parentOf(box(-90, 100, 100, 200), TWO)).isEqualTo("west");
    assertThat(parentOf(box(5000, 5000, 5100, 5100), TWO)).isNull();
    assertThat(parentOf(box(-100, 0, 0, 100), TWO)).as("it only touches").isNull();
  }

  @Test
  void noGridsAboveAreNoParents() {
    assertThat(parentOf(box(0, 0, 100, 100), List.of())).isNull();
    assertThat(ParentFinder.assign(List.of(), TWO)).isEmpty();
  }

  @Test
  void emptyGridsNeitherHaveNorArePairs() {
    assertThat(parentOf(FACTORY.createPolygon(), TWO)).isNull();
    List<Grid> above = new ArrayList<>(TWO);
    above.add(0, grid("none", FACTORY.createPolygon()));
    assertThat(parentOf(box(100, 100, 200, 200), above)).isEqualTo("west");
  }

  /** Every vertex lies in the arms of the U, most of the child between them. */
  @Test
  void aChildBetweenTheArmsOfAParentIsTheOneBetweens() {
    Polygon arms = polygon(0, 0, 300, 0, 300, 300, 200, 300, 200, 100, 100, 100, 100, 300, 0, 300);
    List<Grid> above = List.of(grid("arms", arms), grid("between", box(100, 100, 200, 300)));
    assertThat(parentOf(box(90, 150, 210, 250), above)).isEqualTo("between");
  }

  @Test
  void aChildInTheHoleOfAParentIsTheEnclaves() {
    List<Grid> above =
        List.of(
            grid("around", holed(box(0, 0, 900, 900), box(300, 300, 600, 600))),
            grid("enclave", box(300, 300, 600, 600)));
    assertThat(parentOf(box(300, 300, 600, 600), above)).isEqualTo("enclave");
    assertThat(parentOf(box(290, 290, 610, 610), above)).isEqualTo("enclave");
    assertThat(parentOf(box(0, 0, 200, 200), above)).isEqualTo("around");
  }

  @Test
  void aChildInTwoPartsCountsBoth() {
    Geometry parts =
        FACTORY.createMultiPolygon(
            new Polygon[] {box(900, 100, 950, 200), box(1100, 100, 1300, 200)});
    assertThat(parentOf(parts, TWO)).isEqualTo("east");
  }

  @Test
  void invalidShapesAreComparedAsTheirValidOnes() {
    assertThat(parentOf(polygon(900, 0, 1100, 100, 1100, 0, 900, 100, 850, 50), TWO))
        .isEqualTo("west");
    List<Grid> tie = List.of(grid("tie", polygon(0, 0, 1000, 1000, 1000, 0, 0, 1000)));
    assertThat(parentOf(box(10, 450, 110, 550), tie)).isEqualTo("tie");
    assertThat(parentOf(box(450, 800, 550, 990), tie)).isNull();
  }

  @Test
  void ofOverlappingParentsTheOneThatHoldsMoreIsTaken() {
    List<Grid> above = List.of(grid("part", box(0, 0, 180, 100)), grid("all", box(0, 0, 300, 100)));
    assertThat(parentOf(box(100, 0, 200, 100), above)).isEqualTo("all");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20260807})
  void theCellsOfCrookedBlocksFindTheirBlocks(long seed) {
    System.out.println("seed " + seed);
    int side = 24;
    BenchCoverage coverage = new BenchCoverage(side, seed);
    List<Geometry> cells = Metres.crooked(side, seed);
    List<List<Geometry>> blocks = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      blocks.add(new ArrayList<>());
    }
    List<Grid> children = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      blocks.get(coverage.blockOf(i, 6)).add(cells.get(i));
      children.add(grid(2, "c" + i, null, cells.get(i)));
    }
    List<Grid> above = new ArrayList<>();
    for (List<Geometry> block : blocks) {
      above.add(grid("b" + above.size(), OverlayNGRobust.union(block)));
    }
    List<Grid> assigned = ParentFinder.assign(children, above);
    for (int i = 0; i < cells.size(); i++) {
      assertThat(assigned.get(i).code()).isEqualTo("c" + i);
      assertThat(assigned.get(i).parent()).isEqualTo("b" + coverage.blockOf(i, 6));
    }
  }
}
