package org.gridwarden.grid.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.gridwarden.grid.coverage.Metres.box;

import java.util.ArrayList;
import java.util.List;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.coverage.CoverageFault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

class SimplifiedCoverageTest {
  private static int vertices(List<Geometry> grids) {
    return grids.stream().mapToInt(Geometry::getNumPoints).sum();
  }

  @ParameterizedTest
  @CsvSource({"1, 50", "1, 300", "2, 1000", "20260806, 200"})
  void neighboursStillShareTheirBorders(long seed, double tolerance) {
    System.out.println("seed " + seed);
    List<Geometry> grids = Metres.crooked(12, seed);
    List<Geometry> simplified = SimplifiedCoverage.simplify(grids, tolerance);
    assertThat(simplified).hasSameSizeAs(grids);
    assertThat(simplified).allMatch(Geometry::isValid);
    assertThat(CoverageValidator.isValid(simplified.toArray(Geometry[]::new))).isTrue();
    Geometry union = OverlayNGRobust.union(simplified);
    assertThat(union.getNumGeometries()).isEqualTo(1);
    double sum = simplified.stream().mapToDouble(Geometry::getArea).sum();
    assertThat(union.getArea()).as("no overlaps").isCloseTo(sum, within(sum * 1e-12));
    assertThat(union.getBoundary().getNumGeometries()).as("no gaps").isEqualTo(1);
    List<Grid> checked = new ArrayList<>();
    for (Geometry shape : simplified) {
      checked.add(Metres.grid("g" + checked.size(), shape));
    }
    CoverageReport report = Metres.check(checked, 0);
    assertThat(report.faults()).isEmpty();
    assertThat(Metres.of(report, Kind.OVERLAP)).isEmpty();
  }

  @Test
  void moreToleranceLeavesFewerVerticesAndNearlyTheSameArea() {
    List<Geometry> grids = Metres.crooked(12, 3);
    int before = vertices(grids);
    for (double tolerance : new double[] {50, 200, 1000}) {
      List<Geometry> simplified = SimplifiedCoverage.simplify(grids, tolerance);
      assertThat(vertices(simplified)).isLessThan(before);
      before = vertices(simplified);
      for (int i = 0; i < grids.size(); i++) {
        // A border of 5 km, of which details of the tolerance's size go.
        assertThat(Ground.areaSquareMetres(simplified.get(i)))
            .isCloseTo(Ground.areaSquareMetres(grids.get(i)), withinPercentage(10));
        assertThat(simplified.get(i).getCentroid().distance(grids.get(i).getCentroid()))
            .as("the order is kept")
            .isLessThan(0.01);
      }
    }
    assertThat(before).isLessThan(vertices(grids) / 4);
  }

  @Test
  void noToleranceKeepsEverything() {
    List<Geometry> grids = Metres.crooked(4, 3);
    assertThat(SimplifiedCoverage.simplify(grids, 0)).isSameAs(grids);
    assertThat(SimplifiedCoverage.simplify(List.of(), 100)).isEmpty();
  }

  @Test
  void detailsLargerThanTheToleranceStay() {
    List<Geometry> grids = List.of(box(0, 0, 500, 500), box(500, 0, 1000, 500));
    List<Geometry> simplified = SimplifiedCoverage.simplify(grids, 20);
    for (int i = 0; i < grids.size(); i++) {
      assertThat(simplified.get(i).equalsTopo(grids.get(i))).isTrue();
    }
  }

  @Test
  void aGridSmallerThanTheToleranceNeverVanishes() {
    List<Geometry> grids =
        List.of(
            Metres.holed(box(0, 0, 5000, 5000), box(2000, 2000, 2010, 2010)),
            box(2000, 2000, 2010, 2010),
            box(9000, 9000, 9003, 9003));
    List<Geometry> simplified = SimplifiedCoverage.simplify(grids, 3000);
    assertThat(simplified).hasSize(3);
    assertThat(simplified).noneMatch(Geometry::isEmpty);
    assertThat(simplified).allMatch(shape -> shape.getArea() > 0);
  }

  @Test
  void theGivenGridsStayAsTheyAre() {
    List<Geometry> grids = Metres.crooked(4, 5);
    List<Geometry> copies = grids.stream().map(Geometry::copy).toList();
    SimplifiedCoverage.simplify(grids, 500);
    for (int i = 0; i < grids.size(); i++) {
      assertThat(grids.get(i).equalsExact(copies.get(i))).isTrue();
    }
  }
}
