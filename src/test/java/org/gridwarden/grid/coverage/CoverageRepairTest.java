package org.gridwarden.grid.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.gridwarden.grid.coverage.Metres.FACTORY;
import static org.gridwarden.grid.coverage.Metres.box;
import static org.gridwarden.grid.coverage.Metres.check;
import static org.gridwarden.grid.coverage.Metres.grid;
import static org.gridwarden.grid.coverage.Metres.lat;
import static org.gridwarden.grid.coverage.Metres.lon;
import static org.gridwarden.grid.coverage.Metres.of;
import static org.gridwarden.grid.coverage.Metres.polygon;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.coverage.CoverageFault.Kind;
import org.gridwarden.grid.coverage.CoverageRepair.Change;
import org.gridwarden.grid.coverage.CoverageRepair.Repaired;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

class CoverageRepairTest {
  private static final double TOLERANCE = 1;

  private static Grid named(List<Grid> grids, String code) {
    return grids.stream().filter(grid -> grid.code().equals(code)).findFirst().orElseThrow();
  }

  private static double area(Grid grid) {
    return Ground.areaSquareMetres(grid.geometry());
  }

  private static double area(List<Grid> grids) {
    return Ground.areaSquareMetres(
        OverlayNGRobust.union(grids.stream().map(Grid::geometry).toList()));
  }

  /** Four grids about a slit of 300 m; the western one is the longest beside it. */
  private static List<Grid> aroundSlit(double width) {
    return List.of(
        grid("west", box(0, 0, 200, 300)),
        grid("east", box(200 + width, 0, 400 + width, 300)),
        grid("south", box(0, -200, 400 + width, 0)),
        grid("north", box(0, 300, 400 + width, 500)),
        grid("far", box(2000, 0, 2300, 300)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5, 0.95})
  void aSliverIsClosedAndSaid(double width) {
    List<Grid> grids = aroundSlit(width);
    assertThat(of(check(grids, TOLERANCE), Kind.SLIVER)).hasSize(1);
    Repaired repaired = CoverageRepair.repair(grids, TOLERANCE);
    assertThat(check(repaired.grids(), TOLERANCE).faults()).isEmpty();
    assertThat(check(repaired.grids(), TOLERANCE).negligible()).isZero();
    assertThat(repaired.changes()).hasSize(1);
    Change change = repaired.changes().get(0);
    assertThat(change.grid()).isIn("west", "east");
    assertThat(change.what()).isEqualTo("gap closed");
    assertThat(change.squareMetres()).isCloseTo(width * 300, withinPercentage(1));
    assertThat(change.shiftMetres()).isCloseTo(width, withinPercentage(10));
    assertThat(change.place().lon()).isBetween(lon(200), lon(200 + width));
    assertThat(change.place().lat()).isBetween(lat(0), lat(300));
    assertThat(change.toString()).startsWith(change.grid() + ": gap closed at ");
    assertThat(area(repaired.grids())).isCloseTo(area(grids) + width * 300, within(5.0));
  }

  @Test
  void gridsWithoutAFaultStayTheVerySame() {
    List<Grid> grids = aroundSlit(0.5);
    List<Grid> repaired = CoverageRepair.repair(grids, TOLERANCE).grids();
    assertThat(repaired)
        .extracting(Grid::code)
        .containsExactly("west", "east", "south", "north", "far");
    assertThat(named(repaired, "south")).isSameAs(grids.get(2));
    assertThat(named(repaired, "north")).isSameAs(grids.get(3));
    assertThat(named(repaired, "far")).isSameAs(grids.get(4));
  }

  @ParameterizedTest
  @CsvSource({"1.5, 1", "0.5, 0.3", "20, 1"})
  void aGapAsWideAsTheToleranceStays(double width, double tolerance) {
    List<Grid> grids = aroundSlit(width);
    Repaired repaired = CoverageRepair.repair(grids, tolerance);
    assertThat(repaired.changes()).isEmpty();
    assertThat(repaired.grids()).isEqualTo(grids);
    assertThat(of(check(repaired.grids(), tolerance), Kind.GAP)).hasSize(1);
  }

  @Test
  void aNarrowOverlapGoesToTheLowestCode() {
    List<Grid> grids = List.of(grid("b", box(499.5, 0, 1000, 500)), grid("a", box(0, 0, 500, 500)));
    Repaired repaired = CoverageRepair.repair(grids, TOLERANCE);
    assertThat(check(repaired.grids(), TOLERANCE).faults()).isEmpty();
    assertThat(named(repaired.grids(), "a")).isSameAs(grids.get(1));
    assertThat(area(named(repaired.grids(), "b"))).isCloseTo(250_000, withinPercentage(0.01));
    assertThat(repaired.changes()).hasSize(1);
    Change change = repaired.changes().get(0);
    assertThat(change.grid()).isEqualTo("b");
    assertThat(change.what()).isEqualTo("overlap closed");
    assertThat(change.squareMetres()).isCloseTo(-250, withinPercentage(1));
    assertThat(change.shiftMetres()).isCloseTo(0.5, withinPercentage(10));
  }

  @Test
  void aWideOverlapStays() {
    List<Grid> grids = List.of(grid("b", box(480, 0, 1000, 500)), grid("a", box(0, 0, 500, 500)));
    Repaired repaired = CoverageRepair.repair(grids, TOLERANCE);
    assertThat(repaired.changes()).isEmpty();
    assertThat(repaired.grids()).isEqualTo(grids);
  }

  @Test
  void aSlitThatOpensToTheBorderOfTheParentIsClosedToo() {
    List<Grid> grids =
        List.of(
            grid(1, "P", null, box(0, 0, 400, 300)),
            grid(2, "W", "P", box(0, 0, 200, 300)),
            grid(2, "E", "P", box(200.5, 0, 400, 300)));
    assertThat(of(check(grids, TOLERANCE), Kind.SLIVER)).hasSize(1);
    Repaired repaired = CoverageRepair.repair(grids, TOLERANCE);
    assertThat(check(repaired.grids(), TOLERANCE).faults()).isEmpty();
    assertThat(repaired.changes())
        .singleElement()
        .satisfies(change -> assertThat(change.squareMetres()).isCloseTo(150, withinPercentage(1)));
    assertThat(repaired.grids().get(0)).isSameAs(grids.get(0));
  }

  @Test
  void aWideOverlapBesideASliverStaysForTheCheckToRefuse() {
    List<Grid> grids = new ArrayList<>(aroundSlit(0.5));
    grids.set(2, grid("south", box(0, -200, 400.5, 20)));
    assertThat(of(check(grids, TOLERANCE), Kind.OVERLAP)).hasSize(2);
    Repaired repaired = CoverageRepair.repair(grids, TOLERANCE);
    CoverageReport after = check(repaired.grids(), TOLERANCE);
    assertThat(of(after, Kind.SLIVER)).isEmpty();
    assertThat(of(after, Kind.OVERLAP)).hasSize(2).allMatch(CoverageFault::isError);
    assertThat(repaired.changes()).hasSize(1);
  }

  @Test
  void anInvalidRingIsMadeValidAndSaid() {
    Grid tie = grid("tie", polygon(0, 0, 100, 100, 100, 0, 0, 100));
    Grid other = grid("other", box(500, 0, 600, 100));
    assertThat(check(TOLERANCE, tie, other).hasErrors()).isTrue();
    Repaired repaired = CoverageRepair.repair(List.of(tie, other), TOLERANCE);
    assertThat(check(repaired.grids(), TOLERANCE).faults()).isEmpty();
    Grid mended = named(repaired.grids(), "tie");
    assertThat(mended.geometry().isValid()).isTrue();
    assertThat(area(mended)).isCloseTo(5000, withinPercentage(1));
    assertThat(named(repaired.grids(), "other")).isSameAs(other);
    assertThat(repaired.changes()).hasSize(1);
    assertThat(repaired.changes().get(0).grid()).isEqualTo("tie");
    assertThat(repaired.changes().get(0).what()).isEqualTo("invalid ring made valid");
  }

  @Test
  void aSpikeIsTakenOff() {
    Grid spiked =
        new Grid(
            2,
            "s",
            "Spiked",
            "t",
            polygon(0, 0, 100, 0, 100, 50, 180, 50, 100, 50, 100, 100, 0, 100));
    assertThat(spiked.geometry().isValid()).isFalse();
    Grid mended = CoverageRepair.repair(List.of(spiked), TOLERANCE).grids().get(0);
    assertThat(area(mended)).isCloseTo(10_000, withinPercentage(0.1));
    assertThat(mended.geometry().getEnvelopeInternal().getMaxX()).isLessThan(lon(101));
    assertThat(mended.level()).isEqualTo(2);
    assertThat(mended.name()).isEqualTo("Spiked");
    assertThat(mended.parent()).isEqualTo("t");
  }

  @Test
  void whatHasNoAreaIsLeftForTheCheckToRefuse() {
    Grid flat = grid("flat", polygon(0, 0, 100, 0, 50, 0));
    Grid empty = grid("empty", FACTORY.createPolygon());
    Repaired repaired = CoverageRepair.repair(List.of(flat, empty), TOLERANCE);
    assertThat(repaired.grids()).hasSize(2);
    assertThat(of(check(repaired.grids(), TOLERANCE), Kind.INVALID_RING)).hasSize(2);
  }

  @Test
  void aMendedRingIsFittedToItsNeighboursToo() {
    // The crossing ring reaches 0.4 m over its neighbour.
    Grid tie =
        grid("b", polygon(-100, 0, 0.4, 0, 0.4, 100, -100, 100, -100, 60, -90, 70, -100, 70));
    Grid neighbour = grid("a", box(0, 0, 100, 100));
    Repaired repaired = CoverageRepair.repair(List.of(tie, neighbour), TOLERANCE);
    assertThat(check(repaired.grids(), TOLERANCE).faults()).isEmpty();
    assertThat(repaired.changes())
        .extracting(Change::what)
        .containsExactlyInAnyOrder("invalid ring made valid", "overlap closed");
    assertThat(named(repaired.grids(), "a")).isSameAs(neighbour);
  }

  @Test
  void aCleanCoverageIsNotTouched() {
    List<Grid> grids = crooked(9, 4);
    Repaired repaired = CoverageRepair.repair(grids, TOLERANCE);
    assertThat(repaired.changes()).isEmpty();
    for (int i = 0; i < grids.size(); i++) {
      assertThat(repaired.grids().get(i)).isSameAs(grids.get(i));
    }
  }

  private static List<Grid> crooked(int side, long seed) {
    List<Grid> grids = new ArrayList<>();
    for (Geometry cell : Metres.crooked(side, seed)) {
      grids.add(grid(String.format("g%03d", grids.size()), cell));
    }
    return grids;
  }

  /** Moves some vertices of some grids by some decimetres, which makes slivers and overlaps. */
  private static List<Grid> torn(List<Grid> grids, int side, SplittableRandom random) {
    List<Grid> torn = new ArrayList<>(grids);
    for (int row = 1; row < side - 1; row += 3) {
      for (int column = 1; column < side - 1; column += 3) {
        int at = row * side + column;
        Geometry shape = grids.get(at).geometry().copy();
        Coordinate[] ring = shape.getCoordinates();
        int moved = random.nextInt(1, ring.length - 1);
        Coordinate[] other = new Coordinate[ring.length];
        for (int i = 0; i < ring.length; i++) {
          other[i] = ring[i].copy();
        }
        double angle = random.nextDouble(2 * Math.PI);
        other[moved].x += 0.4 * Math.cos(angle) / Ground.metresPerDegreeLon(other[moved].y);
        other[moved].y += 0.4 * Math.sin(angle) / Ground.metresPerDegreeLat(other[moved].y);
        torn.set(at, grid(grids.get(at).code(), FACTORY.createPolygon(other)));
      }
    }
    return torn;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 20260805})
  void aTornCoverageIsCleanAfterwards(long seed) {
    System.out.println("seed " + seed);
    int side = 12;
    List<Grid> whole = crooked(side, seed);
    List<Grid> torn = torn(whole, side, new SplittableRandom(seed));
    CoverageReport before = check(torn, TOLERANCE);
    assertThat(before.faults()).isNotEmpty();
    Set<String> concerned =
        before.faults().stream()
            .flatMap(fault -> fault.grids().stream())
            .collect(Collectors.toSet());
    Repaired repaired = CoverageRepair.repair(torn, TOLERANCE);
    CoverageReport after = check(repaired.grids(), TOLERANCE);
    assertThat(after.faults()).isEmpty();
    Set<String> changed = repaired.changes().stream().map(Change::grid).collect(Collectors.toSet());
    for (int i = 0; i < torn.size(); i++) {
      Grid was = torn.get(i);
      Grid is = repaired.grids().get(i);
      assertThat(is.code()).isEqualTo(was.code());
      if (!concerned.contains(was.code()) || !changed.contains(was.code())) {
        assertThat(is).as("%s stays", was.code()).isSameAs(was);
      }
      assertThat(area(is)).isCloseTo(area(was), withinPercentage(0.01));
    }
    assertThat(area(repaired.grids())).isCloseTo(area(whole), withinPercentage(1e-5));
    double said = repaired.changes().stream().mapToDouble(Change::squareMetres).sum();
    double gained =
        repaired.grids().stream().mapToDouble(CoverageRepairTest::area).sum()
            - torn.stream().mapToDouble(CoverageRepairTest::area).sum();
    assertThat(said).as("what is said adds up").isCloseTo(gained, within(0.5));
  }

  @Test
  void whatIsRepairedIsNotRepairedAgain() {
    int side = 12;
    List<Grid> once =
        CoverageRepair.repair(torn(crooked(side, 6), side, new SplittableRandom(6)), TOLERANCE)
            .grids();
    Repaired twice = CoverageRepair.repair(once, TOLERANCE);
    assertThat(twice.changes()).isEmpty();
    assertThat(twice.grids()).isEqualTo(once);
  }

  @Test
  void theOrderOfTheGridsDoesntChangeWhatComesOut() {
    List<Grid> forward = aroundSlit(0.5);
    List<Grid> backward = new ArrayList<>(forward);
    java.util.Collections.reverse(backward);
    List<Grid> one = CoverageRepair.repair(forward, TOLERANCE).grids();
    List<Grid> other = CoverageRepair.repair(backward, TOLERANCE).grids();
    for (Grid grid : one) {
      assertThat(named(other, grid.code()).geometry().equalsTopo(grid.geometry()))
          .as(grid.code())
          .isTrue();
    }
  }

  @Test
  void theLevelsFitEachOtherAfterARepair() {
    List<Grid> grids =
        List.of(
            grid(1, "t", null, box(0, 0, 1000, 500)),
            grid(2, "a", "t", box(0, 0, 500.3, 500)),
            grid(2, "b", "t", box(500, 0, 1000, 500)),
            grid(3, "a1", "a", box(0, 0, 500, 500)),
            grid(3, "b1", "b", box(499.8, 0, 1000, 500)));
    Repaired repaired = CoverageRepair.repair(grids, TOLERANCE);
    assertThat(check(repaired.grids(), TOLERANCE).faults()).isEmpty();
    assertThat(repaired.changes()).extracting(Change::grid).containsOnly("b", "a1", "b1");
    assertThat(area(named(repaired.grids(), "a1"))).isCloseTo(500.3 * 500, withinPercentage(0.01));
  }

  @Test
  void codesUsedTwiceLoseNoGrid() {
    List<Grid> grids = List.of(grid("a", box(0, 0, 100, 100)), grid("a", box(99.5, 0, 200, 100)));
    assertThat(CoverageRepair.repair(grids, TOLERANCE).grids()).isEqualTo(grids);
  }
}
