package org.gridwarden.grid.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gridwarden.bench.BenchCoverage;
import org.gridwarden.fault.Progress;
import org.gridwarden.grid.Grid;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Simplified borders are still shared; parents are found by what holds most; outlines fill holes.
 */
class SimplifiedCoverageTest {
  private static List<Geometry> wobbly() {
    BenchCoverage coverage = new BenchCoverage(8, 1);
    GeometryFactory factory = new GeometryFactory();
    return java.util.stream.IntStream.range(0, coverage.count())
        .mapToObj(
            i -> (Geometry) factory.createPolygon(coverage.polygon(i, factory).getCoordinates()))
        .toList();
  }

  @Test
  void neighboursStillShareTheirBorders() {
    List<Geometry> fine = wobbly();
    assertThat(CoverageValidator.isValid(fine.toArray(Geometry[]::new))).isTrue();
    int before = fine.stream().mapToInt(Geometry::getNumPoints).sum();
    double side = fine.get(0).getEnvelopeInternal().getWidth() * 93_000;
    for (double share : new double[] {0.01, 0.05, 0.5}) {
      List<Geometry> coarse = SimplifiedCoverage.simplify(fine, side * share);
      assertThat(CoverageValidator.isValid(coarse.toArray(Geometry[]::new))).isTrue();
      assertThat(coarse).hasSameSizeAs(fine).noneMatch(Geometry::isEmpty);
      assertThat(coarse.stream().mapToInt(Geometry::getNumPoints).sum()).isLessThan(before);
    }
    assertThat(SimplifiedCoverage.simplify(fine, 0)).isSameAs(fine);
    assertThat(SimplifiedCoverage.simplify(List.of(), 5)).isEmpty();
  }

  @Test
  void aChildBelongsToTheParentThatHoldsMostOfIt() {
    List<Grid> above =
        List.of(
            Blocks.grid(1, "W", null, Blocks.box(0, 0, 100, 100)),
            Blocks.grid(1, "E", null, Blocks.box(100, 0, 200, 100)));
    List<Grid> children =
        List.of(
            Blocks.grid(2, "1", null, Blocks.box(10, 10, 40, 40)),
            Blocks.grid(2, "2", null, Blocks.box(80, 10, 130, 40)),
            Blocks.grid(2, "3", null, Blocks.box(0, 0, 100, 100)),
            Blocks.grid(2, "4", null, Blocks.box(500, 500, 600, 600)));
    assertThat(ParentFinder.assign(children, above))
        .extracting(Grid::parent)
        .containsExactly("W", "E", "W", null);
    assertThat(ParentFinder.assign(children, List.of()))
        .extracting(Grid::parent)
        .containsOnlyNulls();
  }

  @Test
  void theOutlineFillsHolesAndKeepsIslands() {
    Geometry ring = Blocks.box(0, 0, 300, 300).difference(Blocks.box(100, 100, 200, 200));
    Geometry island = Blocks.box(500, 0, 600, 100);
    Geometry outline = Outline.of(List.of(ring, island));
    assertThat(outline.getNumGeometries()).isEqualTo(2);
    assertThat(outline.covers(Blocks.box(100, 100, 200, 200))).isTrue();
    assertThat(Outline.of(List.of()).isEmpty()).isTrue();
    assertThat(CoverageCheck.check(List.of(), 1, Progress.NONE).checked()).isZero();
  }
}
