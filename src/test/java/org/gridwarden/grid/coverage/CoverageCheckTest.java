package org.gridwarden.grid.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.gridwarden.grid.coverage.Metres.FACTORY;
import static org.gridwarden.grid.coverage.Metres.box;
import static org.gridwarden.grid.coverage.Metres.check;
import static org.gridwarden.grid.coverage.Metres.grid;
import static org.gridwarden.grid.coverage.Metres.holed;
import static org.gridwarden.grid.coverage.Metres.lat;
import static org.gridwarden.grid.coverage.Metres.lon;
import static org.gridwarden.grid.coverage.Metres.of;
import static org.gridwarden.grid.coverage.Metres.polygon;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.gridwarden.bench.BenchCoverage;
import org.gridwarden.geo.GeoJson;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.coverage.CoverageFault.Kind;
import org.gridwarden.grid.coverage.CoverageFault.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

class CoverageCheckTest {
  private static final double TOLERANCE = 1;

  private static CoverageFault only(CoverageReport report, Kind kind) {
    assertThat(report.faults()).as("%s", report.faults()).hasSize(1);
    assertThat(report.faults().get(0).kind()).isEqualTo(kind);
    return report.faults().get(0);
  }

  private static void measures(CoverageFault fault, double squareMetres, double width) {
    assertThat(fault.areaSquareMetres()).isCloseTo(squareMetres, withinPercentage(1));
    assertThat(fault.widthMetres()).isCloseTo(width, withinPercentage(10));
  }

  private static void liesIn(CoverageFault fault, Polygon area) {
    Geometry place = FACTORY.createPoint(new Coordinate(fault.place().lon(), fault.place().lat()));
    assertThat(area.buffer(1e-9).covers(place)).as("%s in %s", place, area).isTrue();
    assertThat(area.buffer(1e-9).covers(fault.geometry())).as("its shape").isTrue();
  }

  /** A town of 2 km with 4 communities of 1 km and 16 grids of 500 m. */
  private static List<Grid> town() {
    List<Grid> grids = new ArrayList<>();
    grids.add(grid(1, "T", null, box(0, 0, 2000, 2000)));
    for (int i = 0; i < 4; i++) {
      double x = i % 2 * 1000;
      double y = i / 2 * 1000;
      grids.add(grid(2, "T" + i, "T", box(x, y, x + 1000, y + 1000)));
      for (int j = 0; j < 4; j++) {
        double east = x + j % 2 * 500;
        double north = y + j / 2 * 500;
        grids.add(grid(3, "T" + i + j, "T" + i, box(east, north, east + 500, north + 500)));
      }
    }
    return grids;
  }

  private static List<Grid> townWith(Grid changed) {
    List<Grid> grids = new ArrayList<>(town());
    grids.replaceAll(grid -> grid.code().equals(changed.code()) ? changed : grid);
    return grids;
  }

  private static List<Grid> townWithout(String code) {
    return town().stream().filter(grid -> !grid.code().equals(code)).toList();
  }

  @Test
  void aCleanTownHasNoFaults() {
    List<Grid> town = new ArrayList<>(town());
    Collections.shuffle(town, new Random(3));
    CoverageReport report = check(town, TOLERANCE);
    assertThat(report.faults()).isEmpty();
    assertThat(report.hasErrors()).isFalse();
    assertThat(report.negligible()).isZero();
    assertThat(report.checked()).isEqualTo(21);
    assertThat(report.summary()).isEqualTo("21 grids, 0 errors, 0 warnings");
  }

  @Test
  void noGridsHaveNoFaults() {
    assertThat(check(List.of(), TOLERANCE).faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20260803})
  void crookedGridsOfThreeLevelsHaveNoFaults(long seed) {
    System.out.println("seed " + seed);
    int side = 18;
    BenchCoverage coverage = new BenchCoverage(side, seed);
    List<Geometry> cells = Metres.crooked(side, seed);
    List<Grid> grids = new ArrayList<>();
    List<List<Geometry>> blocks = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      blocks.add(new ArrayList<>());
    }
    for (int i = 0; i < cells.size(); i++) {
      int block = coverage.blockOf(i, 6);
      blocks.get(block).add(cells.get(i));
      grids.add(grid(3, "c" + i, "b" + block, cells.get(i)));
    }
    for (int block = 0; block < blocks.size(); block++) {
      grids.add(grid(2, "b" + block, "t", OverlayNGRobust.union(blocks.get(block))));
    }
    grids.add(grid(1, "t", null, OverlayNGRobust.union(cells)));
    CoverageReport report = check(grids, TOLERANCE);
    assertThat(report.faults()).isEmpty();
    assertThat(report.negligible()).isZero();
  }

  @Test
  void anOverlapIsMeasuredAndNamed() {
    CoverageReport report =
        check(TOLERANCE, grid("b", box(480, 0, 1000, 500)), grid("a", box(0, 0, 500, 500)));
    CoverageFault fault = only(report, Kind.OVERLAP);
    assertThat(fault.severity()).isEqualTo(Severity.ERROR);
    assertThat(fault.grids()).containsExactly("a", "b");
    measures(fault, 10_000, 20);
    liesIn(fault, box(480, 0, 500, 500));
    assertThat(report.hasErrors()).isTrue();
  }

  /** Grids of 40 by 500 m, so that 1% is 0.4 m, and of 500 by 500 m, where it is 5 m. */
  @ParameterizedTest
  @CsvSource({
    "40, 0.8, 1, WARNING",
    "40, 1.2, 1, ERROR",
    "40, 1.2, 1.5, WARNING",
    "40, 0.8, 0.5, ERROR",
    "500, 4.9, 1, WARNING",
    "500, 5.1, 1, ERROR",
    "500, 4.9, 0, WARNING",
    "500, 5.1, 10, WARNING",
    "40, 0.41, 0.3, ERROR",
    "40, 0.39, 0.3, WARNING"
  })
  void anOverlapIsAnErrorAboveAHundredthOfTheGridAndWiderThanTheTolerance(
      double size, double overlap, double tolerance, Severity severity) {
    CoverageFault fault =
        only(
            check(
                tolerance,
                grid("a", box(0, 0, size, 500)),
                grid("b", box(size - overlap, 0, 2 * size - overlap, 500))),
            Kind.OVERLAP);
    assertThat(fault.severity()).isEqualTo(severity);
    measures(fault, overlap * 500, overlap);
  }

  @Test
  void theSmallerGridDecidesWhatIsMuch() {
    Grid large = grid("large", box(0, 0, 5000, 5000));
    Grid small = grid("small", box(4990, 0, 5090, 100));
    CoverageFault fault = only(check(TOLERANCE, large, small), Kind.OVERLAP);
    assertThat(fault.severity()).isEqualTo(Severity.ERROR);
    measures(fault, 1000, 10);
  }

  @Test
  void aGridWithinAnotherOverlapsIt() {
    CoverageFault inner =
        only(
            check(TOLERANCE, grid("a", box(0, 0, 500, 500)), grid("b", box(100, 100, 200, 200))),
            Kind.OVERLAP);
    measures(inner, 10_000, 100);
    CoverageFault same =
        only(
            check(TOLERANCE, grid("a", box(0, 0, 500, 500)), grid("b", box(0, 0, 500, 500))),
            Kind.OVERLAP);
    measures(same, 250_000, 500);
    CoverageFault corner =
        only(
            check(TOLERANCE, grid("a", box(0, 0, 500, 500)), grid("b", box(0, 0, 100, 500))),
            Kind.OVERLAP);
    measures(corner, 50_000, 100);
  }

  @Test
  void anOverlapInTwoPlacesIsOneFault() {
    Polygon comb =
        polygon(
            500, 0, 900, 0, 900, 500, 500, 500, 480, 500, 480, 400, 500, 400, 500, 100, 470, 100,
            470, 0);
    CoverageFault fault =
        only(check(TOLERANCE, grid("a", box(0, 0, 500, 500)), grid("b", comb)), Kind.OVERLAP);
    assertThat(fault.areaSquareMetres()).isCloseTo(5000, withinPercentage(1));
    assertThat(fault.widthMetres()).isCloseTo(30, withinPercentage(10));
    assertThat(fault.geometry().getNumGeometries()).isEqualTo(2);
    assertThat(fault.place().lat()).as("the widest part").isLessThan(lat(100));
  }

  @Test
  void touchingIsNoOverlap() {
    assertThat(
            check(
                    TOLERANCE,
                    grid("a", box(0, 0, 500, 500)),
                    grid("b", box(500, 250, 900, 750)),
                    grid("c", box(500, 0, 900, 250)),
                    grid("d", box(-100, -100, 0, 0)))
                .faults())
        .isEmpty();
  }

  @Test
  void levelsDontOverlapEachOther() {
    assertThat(
            check(
                    TOLERANCE,
                    grid(1, "a", null, box(0, 0, 500, 500)),
                    grid(2, "b", "a", box(0, 0, 500, 500)),
                    grid(3, "c", "b", box(0, 0, 500, 500)))
                .faults())
        .isEmpty();
  }

  /** The slow reference: every pair by overlay. No real overlap here is as small as 1 m². */
  private static Set<String> overlapsByScan(List<Grid> grids) {
    Set<String> pairs = new TreeSet<>();
    for (Grid a : grids) {
      for (Grid b : grids) {
        if (a.code().compareTo(b.code()) < 0
            && Ground.areaSquareMetres(
                    OverlayNGRobust.overlay(a.geometry(), b.geometry(), OverlayNG.INTERSECTION))
                > 1) {
          pairs.add(a.code() + "," + b.code());
        }
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20260804})
  void randomGridsOverlapWhereAScanOfAllPairsSaysSo(long seed) {
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 60; round++) {
      List<Grid> grids = new ArrayList<>();
      int count = random.nextInt(2, 14);
      for (int i = 0; i < count; i++) {
        double x = random.nextInt(9) * 100;
        double y = random.nextInt(9) * 100;
        double w = random.nextInt(1, 4) * 100;
        double h = random.nextInt(1, 4) * 100;
        Polygon shape =
            switch (random.nextInt(3)) {
              case 0 -> polygon(x, y, x + w, y, x, y + h);
              case 1 -> polygon(x, y, x + w, y + h / 2, x + w, y + h, x + w / 2, y + h);
              default -> box(x, y, x + w, y + h);
            };
        grids.add(grid(String.format("g%02d", i), shape));
      }
      Set<String> found = new TreeSet<>();
      for (CoverageFault fault : of(check(grids, TOLERANCE), Kind.OVERLAP)) {
        assertThat(found.add(String.join(",", fault.grids()))).as("named once").isTrue();
      }
      assertThat(found).as("round %s", round).isEqualTo(overlapsByScan(grids));
    }
  }

  /** Four grids about a hole of the given size. */
  private static Grid[] around(double width, double height) {
    return new Grid[] {
      grid("west", polygon(0, 0, 200, 0, 200, height, 0, height)),
      grid("east", box(200 + width, 0, 400 + width, height)),
      grid("south", box(0, -200, 400 + width, 0)),
      grid("north", box(0, height, 400 + width, height + 200))
    };
  }

  @Test
  void aGapIsMeasuredAndItsNeighboursNamed() {
    CoverageFault fault = only(check(TOLERANCE, around(60, 100)), Kind.GAP);
    assertThat(fault.severity()).isEqualTo(Severity.WARNING);
    assertThat(fault.grids()).containsExactly("east", "north", "south", "west");
    measures(fault, 6000, 60);
    liesIn(fault, box(200, 0, 260, 100));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 1, SLIVER",
    "0.9, 1, SLIVER",
    "1.1, 1, GAP",
    "0.5, 0.3, GAP",
    "0.05, 1, SLIVER"
  })
  void aGapNarrowerThanTheToleranceIsASliver(double width, double tolerance, Kind kind) {
    CoverageReport report = check(tolerance, around(width, 300));
    CoverageFault fault = only(report, kind);
    assertThat(fault.severity()).isEqualTo(Severity.WARNING);
    assertThat(report.hasErrors()).isFalse();
    measures(fault, width * 300, width);
    liesIn(fault, box(200, 0, 200 + width, 300));
  }

  @Test
  void slitsTooNarrowToListAreCounted() {
    CoverageReport report = check(TOLERANCE, around(0.004, 300));
    assertThat(report.faults()).isEmpty();
    assertThat(report.negligible()).isEqualTo(1);
    assertThat(report.summary()).endsWith("1 negligible slits");
    CoverageReport overlap =
        check(TOLERANCE, grid("a", box(0, 0, 500, 500)), grid("b", box(499.996, 0, 1000, 500)));
    assertThat(overlap.faults()).isEmpty();
    assertThat(overlap.negligible()).isEqualTo(1);
  }

  @Test
  void anIslandInAHoleLeavesTheGapAroundIt() {
    Grid ring = grid("ring", holed(box(0, 0, 500, 500), box(100, 100, 400, 400)));
    Grid island = grid("island", box(200, 200, 300, 300));
    CoverageFault fault = only(check(TOLERANCE, ring, island), Kind.GAP);
    assertThat(fault.grids()).containsExactly("island", "ring");
    measures(fault, 80_000, 117);
    assertThat(check(TOLERANCE, ring, grid("full", box(100, 100, 400, 400))).faults())
        .as("an island that fills the hole")
        .isEmpty();
  }

  @Test
  void whatOfAChildLiesOutsideItsParentIsMeasuredAndNamed() {
    List<Grid> town = townWith(grid(3, "T00", "T0", box(-20, 0, 500, 500)));
    CoverageFault fault = only(check(town, TOLERANCE), Kind.OUTSIDE_PARENT);
    assertThat(fault.severity()).isEqualTo(Severity.ERROR);
    assertThat(fault.grids()).containsExactly("T00", "T0");
    measures(fault, 10_000, 20);
    liesIn(fault, box(-20, 0, 0, 500));
  }

  @ParameterizedTest
  @CsvSource({
    "5.2, 1, ERROR",
    "4.9, 1, WARNING",
    "5.2, 6, WARNING",
    "0.5, 1, WARNING",
    "0.5, 0.1, WARNING"
  })
  void aChildOutsideItsParentIsAnErrorAboveAHundredthAndWiderThanTheTolerance(
      double out, double tolerance, Severity severity) {
    List<Grid> town = townWith(grid(3, "T00", "T0", box(-out, 0, 500, 500)));
    CoverageFault fault = only(check(town, tolerance), Kind.OUTSIDE_PARENT);
    assertThat(fault.severity()).isEqualTo(severity);
    measures(fault, out * 500, out);
  }

  @Test
  void aChildOfTheWrongParentIsOutsideWhole() {
    List<Grid> town = townWith(grid(3, "T33", "T0", box(1500, 1500, 2000, 2000)));
    CoverageReport report = check(town, TOLERANCE);
    CoverageFault fault = of(report, Kind.OUTSIDE_PARENT).get(0);
    assertThat(fault.grids()).containsExactly("T33", "T0");
    measures(fault, 250_000, 500);
    CoverageFault gap = of(report, Kind.GAP).get(0);
    assertThat(gap.grids()).as("T3 lacks a child there").containsExactly("T3", "T30", "T31", "T32");
    measures(gap, 250_000, 500);
    assertThat(report.faults()).hasSize(2);
  }

  @Test
  void aGapThatGridsCloseAroundIsReportedOnceThoughItsParentLacksItToo() {
    Grid parent = grid(1, "P", null, box(0, 0, 300, 300));
    Grid ring = grid(2, "R", "P", box(0, 0, 300, 300).difference(box(100, 100, 200, 200)));
    CoverageFault gap = only(check(List.of(parent, ring), TOLERANCE), Kind.GAP);
    assertThat(gap.grids()).containsExactly("R");
  }

  @Test
  void aPartOfAParentThatNoChildHoldsIsAGap() {
    CoverageFault fault = only(check(townWithout("T33"), TOLERANCE), Kind.GAP);
    assertThat(fault.severity()).isEqualTo(Severity.WARNING);
    assertThat(fault.grids()).containsExactly("T3", "T30", "T31", "T32");
    measures(fault, 250_000, 500);
    liesIn(fault, box(1500, 1500, 2000, 2000));
  }

  @Test
  void aParentWithoutChildrenIsNoFault() {
    List<Grid> town =
        town().stream().filter(grid -> grid.level() < 3 || !grid.parent().equals("T3")).toList();
    assertThat(check(town, TOLERANCE).faults()).isEmpty();
  }

  @Test
  void aMissingParentIsAWarning() {
    List<Grid> town = townWith(grid(3, "T33", null, box(1500, 1500, 2000, 2000)));
    CoverageFault fault = of(check(town, TOLERANCE), Kind.MISSING_PARENT).get(0);
    assertThat(fault.severity()).isEqualTo(Severity.WARNING);
    assertThat(fault.grids()).containsExactly("T33");
    assertThat(fault.areaSquareMetres()).isZero();
    assertThat(fault.place().lon()).isBetween(lon(1500), lon(2000));
    assertThat(fault.place().lat()).isBetween(lat(1500), lat(2000));
  }

  @Test
  void anUnknownParentIsAnError() {
    List<Grid> town = townWith(grid(3, "T33", "nobody", box(1500, 1500, 2000, 2000)));
    CoverageFault fault = of(check(town, TOLERANCE), Kind.UNKNOWN_PARENT).get(0);
    assertThat(fault.severity()).isEqualTo(Severity.ERROR);
    assertThat(fault.grids()).containsExactly("T33");
    assertThat(fault.detail()).contains("nobody").contains("does not exist");
  }

  @Test
  void aParentOfTheWrongLevelIsAnError() {
    List<Grid> town = townWith(grid(3, "T33", "T", box(1500, 1500, 2000, 2000)));
    CoverageFault fault = of(check(town, TOLERANCE), Kind.UNKNOWN_PARENT).get(0);
    assertThat(fault.severity()).isEqualTo(Severity.ERROR);
    assertThat(fault.detail()).contains("T is of level 1");
  }

  @Test
  void anInvalidRingIsAnErrorAtTheCrossing() {
    Polygon bowtie = polygon(0, 0, 100, 100, 100, 0, 0, 100);
    CoverageFault fault =
        only(
            check(TOLERANCE, grid("tie", bowtie), grid("b", box(200, 0, 300, 100))),
            Kind.INVALID_RING);
    assertThat(fault.severity()).isEqualTo(Severity.ERROR);
    assertThat(fault.grids()).containsExactly("tie");
    assertThat(fault.detail()).contains("self-intersection");
    assertThat(fault.place().lon()).isCloseTo(lon(50), within(1e-8));
    assertThat(fault.place().lat()).isCloseTo(lat(50), within(1e-8));
  }

  @Test
  void holesOutsideAndEmptyGridsAreInvalid() {
    Polygon outside = holed(box(0, 0, 100, 100), box(200, 200, 250, 250));
    assertThat(only(check(TOLERANCE, grid("a", outside)), Kind.INVALID_RING).grids())
        .containsExactly("a");
    CoverageFault empty =
        only(check(TOLERANCE, grid("b", FACTORY.createPolygon())), Kind.INVALID_RING);
    assertThat(empty.detail()).contains("empty");
    assertThat(empty.isError()).isTrue();
  }

  @Test
  void aCodeUsedTwiceIsAnError() {
    CoverageFault fault =
        only(
            check(TOLERANCE, grid("a", box(0, 0, 100, 100)), grid("a", box(100, 0, 200, 100))),
            Kind.DUPLICATE_CODE);
    assertThat(fault.severity()).isEqualTo(Severity.ERROR);
    assertThat(fault.grids()).containsExactly("a");
    assertThat(fault.place().lon()).as("the second of them").isGreaterThan(lon(100));
  }

  @Test
  void aCodeUsedOnTwoLevelsIsAnError() {
    CoverageReport report =
        check(
            TOLERANCE,
            grid(1, "a", null, box(0, 0, 100, 100)),
            grid(2, "a", "a", box(0, 0, 100, 100)));
    assertThat(of(report, Kind.DUPLICATE_CODE)).hasSize(1);
  }

  @Test
  void errorsComeFirstAndTheLargestOfAKindBeforeTheSmaller() {
    CoverageReport report =
        check(
            TOLERANCE,
            grid("a", box(0, 0, 500, 500)),
            grid("b", box(498, 0, 1000, 500)),
            grid("c", box(900, 0, 1500, 500)),
            grid("d", box(1300, 0, 2000, 500)));
    assertThat(report.faults())
        .extracting(fault -> fault.severity() + " " + String.join(",", fault.grids()))
        .containsExactly("ERROR c,d", "ERROR b,c", "WARNING a,b");
    assertThat(report.summary()).isEqualTo("4 grids, 2 errors, 1 warnings (3 overlap)");
  }

  @Test
  void theOrderOfTheGridsDoesntMatter() {
    long seed = 9;
    System.out.println("seed " + seed);
    List<Grid> grids = new ArrayList<>(townWithout("T12"));
    grids.add(grid(3, "x", "T2", box(480, 1400, 700, 1600)));
    grids.add(grid(3, "y", null, polygon(1200, 1200, 1300, 1300, 1300, 1200, 1200, 1300)));
    String expected = check(grids, TOLERANCE).faults().toString();
    Random random = new Random(seed);
    for (int n = 0; n < 20; n++) {
      Collections.shuffle(grids, random);
      assertThat(check(grids, TOLERANCE).faults().toString()).isEqualTo(expected);
    }
  }

  @Test
  void theReportIsWrittenAsGeoJson() throws IOException {
    CoverageReport report =
        check(TOLERANCE, grid("a", box(0, 0, 500, 500)), grid("b", box(480, 0, 1000, 500)));
    StringWriter text = new StringWriter();
    ObjectMapper mapper = new ObjectMapper();
    try (JsonGenerator json = mapper.getFactory().createGenerator(text)) {
      report.writeGeoJson(json);
    }
    JsonNode node = mapper.readTree(text.toString());
    assertThat(node.path("type").asText()).isEqualTo("FeatureCollection");
    assertThat(node.path("features")).hasSize(1);
    JsonNode properties = node.at("/features/0/properties");
    assertThat(properties.path("kind").asText()).isEqualTo("overlap");
    assertThat(properties.path("severity").asText()).isEqualTo("error");
    assertThat(properties.path("areaSquareMetres").asDouble())
        .isCloseTo(10_000, withinPercentage(1));
    assertThat(properties.path("grids").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(GeoJson.readGeometry(node.at("/features/0/geometry")).getArea())
        .isCloseTo(report.faults().get(0).geometry().getArea(), withinPercentage(0.01));
  }
}
