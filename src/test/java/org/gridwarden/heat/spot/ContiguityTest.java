package org.gridwarden.heat.spot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gridwarden.bench.BenchCoverage;
import org.gridwarden.geo.GeoJson;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.coverage.Metres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.geom.util.AffineTransformation;

class ContiguityTest {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private static List<Geometry> town(int level) throws IOException {
    JsonNode file = new ObjectMapper().readTree(new File("data/grids-level" + level + ".geojson"));
    List<Geometry> grids = new ArrayList<>();
    for (JsonNode feature : file.path("features")) {
      grids.add(GeoJson.readGeometry(feature.path("geometry")));
    }
    return grids;
  }

  /**
   * Every pair, by the distance of whole geometries in the plane at the first one's middle. A pair
   * within millimetres of the tolerance may fall either way, since planes differ by that much.
   */
  private static void assertThatEveryPairAgrees(
      int[][] neighbours, List<Geometry> polygons, double toleranceMetres) {
    assertThat(neighbours).hasNumberOfRows(polygons.size());
    for (int i = 0; i < polygons.size(); i++) {
      assertThat(neighbours[i]).as("neighbours of %d", i).isSorted().doesNotContain(i);
      double lon = polygons.get(i).getEnvelopeInternal().centre().x;
      double lat = polygons.get(i).getEnvelopeInternal().centre().y;
      Geometry own = Ground.toPlane(polygons.get(i), lon, lat);
      for (int j = 0; j < polygons.size(); j++) {
        double metres = own.distance(Ground.toPlane(polygons.get(j), lon, lat));
        boolean found = Arrays.binarySearch(neighbours[i], j) >= 0;
        if (i != j && Math.abs(metres - toleranceMetres) > 0.002) {
          assertThat(found).as("%d and %d, %s m", i, j, metres).isEqualTo(metres < toleranceMetres);
        }
        assertThat(Arrays.binarySearch(neighbours[j], i) >= 0).as("the way back").isEqualTo(found);
      }
    }
  }

  private static int[][] of(Geometry... polygons) {
    return Contiguity.of(List.of(polygons));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theGridsOfTheSampleTownHaveTheNeighboursThatEveryPairSays(int level) throws IOException {
    List<Geometry> grids = town(level);
    int[][] neighbours = Contiguity.of(grids);
    assertThatEveryPairAgrees(neighbours, grids, Contiguity.TOLERANCE_METRES);
    assertThat(Arrays.stream(neighbours).mapToInt(each -> each.length).min().orElseThrow())
        .as("a town has no island")
        .isPositive();
  }

  @Test
  void gridsThatWereDrawnApartHaveTheSameNeighbours() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<Geometry> grids = town(3);
    List<Geometry> apart = new ArrayList<>();
    for (Geometry grid : grids) {
      // At most 0.3 m each way, so that slits and overlaps of two grids stay below 0.85 m.
      double east = random.nextDouble(-0.3, 0.3) / Ground.metresPerDegreeLon(33.44);
      double north = random.nextDouble(-0.3, 0.3) / Ground.metresPerDegreeLat(33.44);
      apart.add(AffineTransformation.translationInstance(east, north).transform(grid));
    }
    int[][] neighbours = Contiguity.of(apart);
    assertThatEveryPairAgrees(neighbours, apart, Contiguity.TOLERANCE_METRES);
    int[][] before = Contiguity.of(grids, 0.1);
    for (int i = 0; i < before.length; i++) {
      assertThat(neighbours[i]).as("grid %d", i).contains(before[i]);
    }
  }

  @Test
  void randomPolygonsHaveTheNeighboursThatEveryPairSays() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 30; trial++) {
      List<Geometry> polygons = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        double east = random.nextDouble(0, 400);
        double north = random.nextDouble(0, 400);
        double[] ring = new double[2 * random.nextInt(3, 30)];
        double radius = random.nextDouble(3, random.nextInt(4) == 0 ? 150 : 30);
        for (int corner = 0; corner < ring.length; corner += 2) {
          double angle = 2 * Math.PI * corner / ring.length;
          double reach = radius * random.nextDouble(0.5, 1);
          ring[corner] = east + reach * Math.cos(angle);
          ring[corner + 1] = north + reach * Math.sin(angle);
        }
        polygons.add(Metres.polygon(ring));
      }
      double tolerance = random.nextDouble(0.01, 20);
      assertThatEveryPairAgrees(Contiguity.of(polygons, tolerance), polygons, tolerance);
    }
  }

  @Test
  void aSharedCornerIsEnough() {
    assertThat(of(Metres.box(0, 0, 100, 100), Metres.box(100, 100, 200, 200)))
        .isDeepEqualTo(new int[][] {{1}, {0}});
  }

  @Test
  void aSideThatMeetsPartOfALongerOneIsEnough() {
    assertThat(of(Metres.box(0, 0, 100, 5_000), Metres.box(100, 2_000, 200, 2_100)))
        .isDeepEqualTo(new int[][] {{1}, {0}});
  }

  @Test
  void slitsAreForgivenUpToTheTolerance() {
    Polygon one = Metres.box(0, 0, 100, 100);
    Polygon near = Metres.box(100.9, 0, 200, 100);
    Polygon far = Metres.box(0, 101.1, 100, 200);
    assertThat(of(one, near, far)).isDeepEqualTo(new int[][] {{1}, {0}, {}});
    assertThat(Contiguity.of(List.of(one, near, far), 0.5)).isDeepEqualTo(new int[][] {{}, {}, {}});
    // From corner to corner they lie √(0.9² + 1.1²) = 1.42 m apart.
    assertThat(Contiguity.of(List.of(one, near, far), 1.5))
        .isDeepEqualTo(new int[][] {{1, 2}, {0, 2}, {0, 1}});
  }

  @Test
  void theToleranceIsInMetresInTheNorthToo() {
    double lat = 70;
    double metreEast = 1 / Ground.metresPerDegreeLon(lat);
    Polygon one = box(20, lat, 20.001, lat + 0.001);
    Polygon near = box(20.001 + 0.95 * metreEast, lat, 20.002, lat + 0.001);
    Polygon far = box(20 - 0.001, lat, 20 - 1.05 * metreEast, lat + 0.001);
    assertThat(of(one, near, far)).isDeepEqualTo(new int[][] {{1}, {0}, {}});
  }

  private static Polygon box(double west, double south, double east, double north) {
    return (Polygon) FACTORY.toGeometry(new Envelope(west, east, south, north));
  }

  @Test
  void anIslandHasNone() {
    assertThat(of(Metres.box(0, 0, 10, 10), Metres.box(500, 0, 510, 10), Metres.box(10, 0, 20, 10)))
        .isDeepEqualTo(new int[][] {{2}, {}, {0}});
    assertThat(of()).isEmpty();
    assertThat(of(FACTORY.createPolygon(), Metres.box(0, 0, 10, 10)))
        .isDeepEqualTo(new int[][] {{}, {}});
  }

  @Test
  void onePolygonInsideAnotherIsItsNeighbourHoleOrNot() {
    Polygon shell = Metres.box(0, 0, 1_000, 1_000);
    Polygon inner = Metres.box(400, 400, 600, 600);
    assertThat(of(shell, inner)).isDeepEqualTo(new int[][] {{1}, {0}});
    assertThat(of(inner, shell)).isDeepEqualTo(new int[][] {{1}, {0}});

    Polygon fitting = holed(shell, inner);
    assertThat(of(fitting, inner)).isDeepEqualTo(new int[][] {{1}, {0}});

    Polygon wider = holed(shell, Metres.box(300, 300, 700, 700));
    assertThat(of(wider, inner)).isDeepEqualTo(new int[][] {{}, {}});
  }

  private static Polygon holed(Polygon shell, Polygon hole) {
    return FACTORY.createPolygon(
        shell.getExteriorRing(), new LinearRing[] {hole.getExteriorRing()});
  }

  @Test
  void anyPartOfAMultipolygonWillDo() {
    Geometry parts =
        FACTORY.createMultiPolygon(
            new Polygon[] {Metres.box(0, 0, 10, 10), Metres.box(500, 500, 510, 510)});
    Polygon around = Metres.box(450, 450, 550, 550);
    assertThat(of(parts, Metres.box(10, 0, 20, 10), around))
        .isDeepEqualTo(new int[][] {{1, 2}, {0}, {0}});
  }

  @Test
  void aNegativeToleranceIsRefused() {
    for (double bad : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Contiguity.of(List.of(), bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void twelveThousandPolygonsTakeSeconds() {
    // About a second; the limit leaves room for a busy machine. All pairs would take minutes.
    int side = 110;
    BenchCoverage coverage = new BenchCoverage(side, 7);
    List<Geometry> polygons =
        IntStream.range(0, coverage.count()).mapToObj(i -> coverage.polygon(i, FACTORY)).toList();
    long start = System.nanoTime();
    int[][] neighbours = Contiguity.of(polygons);
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println(polygons.size() + " polygons in " + millis + " ms");
    // Corner polygons have 3 neighbours, those of the border 5, the rest 8.
    long links = Arrays.stream(neighbours).mapToLong(each -> each.length).sum();
    assertThat(links).isEqualTo(4 * 3 + 4 * (side - 2) * 5L + (side - 2L) * (side - 2) * 8);
    assertThat(millis).isLessThan(20_000);
  }

  @Test
  void aPolygonAroundThousandsIsNoWorse() {
    BenchCoverage coverage = new BenchCoverage(60, 7);
    List<Geometry> polygons = new ArrayList<>();
    for (int i = 0; i < coverage.count(); i++) {
      polygons.add(coverage.polygon(i, FACTORY));
    }
    double middle = BenchCoverage.SIZE / 2;
    double[] ring = new double[100_002];
    for (int i = 0; i < ring.length; i += 2) {
      double angle = 2 * Math.PI * (i % 100_000) / 100_000;
      ring[i] = BenchCoverage.WEST + middle + Math.cos(angle);
      ring[i + 1] = BenchCoverage.SOUTH + middle + Math.sin(angle);
    }
    polygons.add(FACTORY.createPolygon(new PackedCoordinateSequence.Double(ring, 2, 0)));
    long start = System.nanoTime();
    int[][] neighbours = Contiguity.of(polygons);
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println(polygons.size() + " polygons, one around all, in " + millis + " ms");
    assertThat(neighbours[3_600]).isEqualTo(IntStream.range(0, 3_600).toArray());
    assertThat(neighbours[0]).hasSize(4).contains(3_600);
    assertThat(millis).isLessThan(10_000);
  }
}
