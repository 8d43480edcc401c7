package org.gridwarden.grid.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gridwarden.grid.coverage.Blocks.box;
import static org.gridwarden.grid.coverage.Blocks.grid;
import static org.gridwarden.grid.coverage.Blocks.polygon;

import java.util.List;
import org.gridwarden.fault.Progress;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.coverage.CoverageFault.Kind;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

/**
 * Each kind of fault on grids of known size, with its place, its metres and the grids concerned.
 */
class CoverageCheckTest {
  private static CoverageReport check(Grid... grids) {
    return CoverageCheck.check(List.of(grids), 1, Progress.NONE);
  }

  private static CoverageFault only(CoverageReport report) {
    assertThat(report.faults()).as(report.summary()).hasSize(1);
    return report.faults().get(0);
  }

  private static void measures(CoverageFault fault, double squareMetres, double widthMetres) {
    assertThat(fault.areaSquareMetres()).isCloseTo(squareMetres, within(squareMetres * 0.01));
    assertThat(fault.widthMetres()).isCloseTo(widthMetres, within(widthMetres * 0.06));
  }

  private static void liesIn(CoverageFault fault, org.locationtech.jts.geom.Geometry area) {
    Coordinate place = new Coordinate(fault.place().lon(), fault.place().lat());
    assertThat(area.covers(area.getFactory().createPoint(place))).isTrue();
  }

  @Test
  void gridsThatMeetEdgeToEdgeHaveNoFault() {
    CoverageReport report =
        check(
            grid(1, "1", null, box(0, 0, 200, 100)),
            grid(2, "21", "1", box(0, 0, 100, 100)),
            grid(2, "22", "1", box(100, 0, 200, 100)));
    assertThat(report.faults()).isEmpty();
    assertThat(report.hasErrors()).isFalse();
    assertThat(report.checked()).isEqualTo(3);
    assertThat(check().faults()).isEmpty();
  }

  @Test
  void anOverlapIsAnErrorOnlyWhereItIsLargeAndWide() {
    Grid left = grid(1, "A", null, box(0, 0, 100, 100));
    CoverageFault large = only(check(left, grid(1, "B", null, box(98, 0, 200, 100))));
    assertThat(large.kind()).isEqualTo(Kind.OVERLAP);
    assertThat(large.isError()).isTrue();
    assertThat(large.grids()).containsExactly("A", "B");
    measures(large, 200, 2);
    liesIn(large, box(98, 0, 100, 100));
    assertThat(large.geometry().getEnvelopeInternal().getWidth())
        .isCloseTo(Blocks.lon(2) - Blocks.LON, within(1e-9));

    CoverageFault narrow = only(check(left, grid(1, "B", null, box(99.2, 0, 130, 100))));
    assertThat(narrow.isError()).as("2.6% of B, but 0.8 m wide").isFalse();
    measures(narrow, 80, 0.8);

    CoverageFault small =
        only(
            check(
                left,
                grid(
                    1,
                    "B",
                    null,
                    polygon(100, 0, 200, 0, 200, 100, 100, 100, 100, 10, 95, 10, 95, 0))));
    assertThat(small.isError()).as("5 m wide, but 0.5%").isFalse();
    measures(small, 50, 5);
  }

  @Test
  void theLineBetweenErrorAndWarningIsAtOneHundredthAndTheTolerance() {
    Grid left = grid(1, "A", null, box(0, 0, 100, 100));
    for (double width : new double[] {0.98, 1.04}) {
      // Of grids of 100 by 100 m the width decides 1% as well: 1.04 m is 1.04%.
      CoverageFault fault =
          only(check(left, grid(1, "B", null, box(100 - width, 0, 200 - width, 100))));
      assertThat(fault.isError()).as("%s m", width).isEqualTo(width > 1);
    }
    List<Grid> both = List.of(left, grid(1, "B", null, box(98, 0, 198, 100)));
    assertThat(CoverageCheck.check(both, 3, Progress.NONE).hasErrors()).isFalse();
    assertThat(CoverageCheck.check(both, 1.9, Progress.NONE).hasErrors()).isTrue();
  }

  @Test
  void gapsAndSliversAreWarningsBySize() {
    Grid ring =
        grid(
            1,
            "R",
            null,
            box(0, 0, 300, 300)
                .difference(box(50, 50, 60, 70))
                .difference(box(150, 50, 150.5, 250)));
    CoverageReport report = check(ring);
    assertThat(report.hasErrors()).isFalse();
    assertThat(report.faults())
        .satisfiesExactlyInAnyOrder(
            gap -> {
              assertThat(gap.kind()).isEqualTo(Kind.GAP);
              measures(gap, 200, 10);
              assertThat(gap.grids()).containsExactly("R");
              liesIn(gap, box(50, 50, 60, 70));
            },
            sliver -> {
              assertThat(sliver.kind()).isEqualTo(Kind.SLIVER);
              measures(sliver, 100, 0.5);
            });
  }

  @Test
  void aSlitThatTheFinderClosesIsCountedAndNotListed() {
    Grid slit = grid(1, "S", null, box(0, 0, 100, 100).difference(box(50, 10, 50.004, 90)));
    CoverageReport report = check(slit);
    assertThat(report.faults()).isEmpty();
    assertThat(report.negligible()).isEqualTo(1);
  }

  @Test
  void whatLiesOutsideTheParentAndWhatNoChildHolds() {
    Grid parent = grid(1, "1", null, box(0, 0, 100, 100));
    CoverageReport out = check(parent, grid(2, "21", "1", box(0, 0, 110, 100)));
    CoverageFault outside = only(out);
    assertThat(outside.kind()).isEqualTo(Kind.OUTSIDE_PARENT);
    assertThat(outside.isError()).isTrue();
    assertThat(outside.grids()).containsExactly("21", "1");
    measures(outside, 1000, 10);
    CoverageFault less = only(check(parent, grid(2, "21", "1", box(0, 0, 100.9, 100))));
    assertThat(less.kind()).isEqualTo(Kind.OUTSIDE_PARENT);
    assertThat(less.isError()).isFalse();
    CoverageFault unheld = only(check(parent, grid(2, "21", "1", box(0, 0, 80, 100))));
    assertThat(unheld.kind()).isEqualTo(Kind.GAP);
    measures(unheld, 2000, 20);
    assertThat(unheld.grids()).containsExactly("1");
  }

  @Test
  void ringsCodesAndParents() {
    CoverageFault ring = only(check(grid(1, "X", null, polygon(0, 0, 100, 100, 100, 0, 0, 100))));
    assertThat(ring.kind()).isEqualTo(Kind.INVALID_RING);
    assertThat(ring.isError()).isTrue();
    assertThat(ring.place().lon()).isCloseTo(Blocks.lon(50), within(1e-7));
    CoverageReport twice =
        check(grid(1, "A", null, box(0, 0, 100, 100)), grid(1, "A", null, box(100, 0, 200, 100)));
    assertThat(only(twice).kind()).isEqualTo(Kind.DUPLICATE_CODE);
    assertThat(only(twice).isError()).isTrue();
    CoverageFault orphan = only(check(grid(2, "21", "nobody", box(0, 0, 100, 100))));
    assertThat(orphan.kind()).isEqualTo(Kind.UNKNOWN_PARENT);
    assertThat(orphan.isError()).isTrue();
    CoverageFault missing = only(check(grid(2, "21", null, box(0, 0, 100, 100))));
    assertThat(missing.kind()).isEqualTo(Kind.MISSING_PARENT);
    assertThat(missing.isError()).isFalse();
  }

  @Test
  void anIslandInALakeIsNoGapAndTheLakeIs() {
    Grid ring = grid(1, "R", null, box(0, 0, 300, 300).difference(box(50, 50, 250, 250)));
    Grid island = grid(1, "I", null, box(100, 100, 200, 200));
    CoverageFault lake = only(check(ring, island));
    assertThat(lake.kind()).isEqualTo(Kind.GAP);
    // The largest circle lies in a corner of the lake: between two shores and the island's corner.
    measures(lake, 200 * 200 - 100 * 100, 2 * 50 * Math.sqrt(2) / (1 + Math.sqrt(2)));
    assertThat(lake.grids()).containsExactly("I", "R");
  }
}
