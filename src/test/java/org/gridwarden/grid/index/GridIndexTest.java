package org.gridwarden.grid.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gridwarden.bench.BenchCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class GridIndexTest {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** The slow reference: a linear scan with JTS. */
  private static int[] scan(List<Geometry> polygons, double x, double y) {
    return IntStream.range(0, polygons.size())
        .filter(
            i ->
                polygons.get(i).getEnvelopeInternal().covers(x, y)
                    && SimplePointInAreaLocator.locate(new Coordinate(x, y), polygons.get(i))
                        != Location.EXTERIOR)
        .toArray();
  }

  private static void agreesAt(GridIndex index, List<Geometry> polygons, double x, double y) {
    int[] expected = scan(polygons, x, y);
    assertThat(index.coverers(x, y)).as("coverers of %s %s", x, y).isEqualTo(expected);
    assertThat(index.owner(x, y))
        .as("owner of %s %s", x, y)
        .isEqualTo(expected.length == 0 ? GridIndex.NONE : expected[0]);
  }

  private static List<Geometry> coverage(int side, long seed) {
    BenchCoverage coverage = new BenchCoverage(side, seed);
    List<Geometry> polygons = new ArrayList<>();
    for (int i = 0; i < coverage.count(); i++) {
      polygons.add(coverage.polygon(i, FACTORY));
    }
    return polygons;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261124})
  void aHundredThousandRandomPointsHaveTheOwnersOfALinearScan(long seed) {
    System.out.println("seed " + seed);
    List<Geometry> polygons = coverage(18, seed);
    GridIndex index = GridIndex.of(polygons);
    double[] points = BenchCoverage.points(100_000, seed);
    for (int i = 0; i < points.length; i += 2) {
      // A little beyond the square on each side too.
      double x = BenchCoverage.WEST + (points[i] - BenchCoverage.WEST) * 1.1 - 0.03;
      double y = BenchCoverage.SOUTH + (points[i + 1] - BenchCoverage.SOUTH) * 1.1 - 0.03;
      agreesAt(index, polygons, x, y);
    }
  }

  @Test
  void pointsOnAndBesideEdgesAgreeToTheLastBit() {
    List<Geometry> polygons = coverage(9, 7);
    GridIndex index = GridIndex.of(polygons);
    for (Geometry polygon : polygons) {
      Coordinate[] ring = polygon.getCoordinates();
      for (int i = 1; i < ring.length; i++) {
        Coordinate a = ring[i - 1];
        Coordinate b = ring[i];
        double middleX = (a.x + b.x) / 2;
        double middleY = (a.y + b.y) / 2;
        agreesAt(index, polygons, a.x, a.y);
        agreesAt(index, polygons, middleX, middleY);
        agreesAt(index, polygons, Math.nextUp(middleX), middleY);
        agreesAt(index, polygons, Math.nextDown(middleX), middleY);
        agreesAt(index, polygons, a.x, Math.nextUp(a.y));
        agreesAt(index, polygons, Math.nextDown(a.x), a.y);
        agreesAt(index, polygons, a.x + 0.01, a.y);
        agreesAt(index, polygons, a.x, a.y + 0.01);
      }
    }
  }

  @Test
  void pointsOnTheRastersOwnLinesAgree() {
    List<Geometry> polygons = coverage(6, 3);
    GridIndex index = GridIndex.of(polygons);
    SplittableRandom random = new SplittableRandom(3);
    for (int n = 0; n < 40_000; n++) {
      int column = random.nextInt(index.raster.columns);
      int row = random.nextInt(index.raster.rows);
      double x = index.raster.x(column);
      double y = index.raster.y(row);
      agreesAt(index, polygons, x, y);
      agreesAt(index, polygons, x, y + random.nextDouble() * index.raster.cell);
      agreesAt(index, polygons, x + random.nextDouble() * index.raster.cell, y);
    }
  }

  @Test
  void levelAndUprightEdgesOnWholeNumbersAgree() {
    long seed = 5;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<Geometry> polygons = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      double x = 110 + random.nextInt(12) * 0.25;
      double y = 30 + random.nextInt(12) * 0.25;
      double w = (1 + random.nextInt(4)) * 0.25;
      double h = (1 + random.nextInt(4)) * 0.25;
      polygons.add(
          random.nextBoolean()
              ? box(x, y, x + w, y + h)
              : triangle(x, y, x + w, y, x + w * random.nextInt(2), y + h));
    }
    GridIndex index = GridIndex.of(polygons);
    for (double x = 109.75; x <= 114.25; x += 0.0625) {
      for (double y = 29.75; y <= 34.25; y += 0.0625) {
        agreesAt(index, polygons, x, y);
        agreesAt(index, polygons, Math.nextUp(x), y);
        agreesAt(index, polygons, x, Math.nextDown(y));
      }
    }
  }

  @Test
  void holesPartsAndIslandsInHolesAgree() throws ParseException {
    List<Geometry> polygons =
        List.of(
            wkt(
                "MULTIPOLYGON(((0 0,10 0,10 10,0 10,0 0),(2 2,8 2,8 8,2 8,2 2)),"
                    + "((4 4,6 4,6 6,4 6,4 4)),((20 0,21 0,20.5 3,20 0)))"),
            wkt("POLYGON((2 2,8 2,8 8,2 8,2 2),(4 4,6 4,6 6,4 6,4 4))"),
            wkt("POLYGON((10 0,20 0,20.5 3,10 10,10 0))"));
    GridIndex index = GridIndex.of(polygons);
    for (double x = -1; x <= 22; x += 0.125) {
      for (double y = -1; y <= 11; y += 0.125) {
        agreesAt(index, polygons, x, y);
      }
    }
    assertThat(index.owner(2, 5)).as("an edge of two").isZero();
    assertThat(index.owner(10, 5)).as("an edge of two").isZero();
  }

  @Test
  void moreOverlapsThanBitsAreAllFound() {
    List<Geometry> polygons = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      polygons.add(box(i * 0.01, i * 0.01, 10 - i * 0.01, 10 - i * 0.013));
    }
    GridIndex index = GridIndex.of(polygons);
    SplittableRandom random = new SplittableRandom(11);
    for (int n = 0; n < 5_000; n++) {
      agreesAt(index, polygons, random.nextDouble() * 11 - 0.5, random.nextDouble() * 11 - 0.5);
    }
    assertThat(index.overlapped(5, 5)).isTrue();
    assertThat(index.coverers(5, 5)).hasSize(80);
  }

  @Test
  void onlyInteriorsOverlap() {
    GridIndex index = GridIndex.of(List.of(box(0, 0, 1, 1), box(1, 0, 2, 1), box(1.5, 0, 3, 1)));
    assertThat(index.overlapped(1, 0.5)).as("a shared edge").isFalse();
    assertThat(index.overlapped(1.7, 0.5)).isTrue();
    assertThat(index.overlapped(0.5, 0.5)).isFalse();
  }

  @Test
  void nothingIsFoundInNothingNorAtNoNumber() {
    GridIndex empty = GridIndex.of(List.of());
    assertThat(empty.owner(1, 1)).isEqualTo(GridIndex.NONE);
    assertThat(empty.nearest(1, 1).ordinal()).isEqualTo(GridIndex.NONE);
    GridIndex index = GridIndex.of(List.of(FACTORY.createPolygon(), box(0, 0, 1, 1)));
    assertThat(index.owner(0.5, 0.5)).isEqualTo(1);
    assertThat(index.owner(Double.NaN, 0.5)).isEqualTo(GridIndex.NONE);
    assertThat(index.owner(0.5, Double.POSITIVE_INFINITY)).isEqualTo(GridIndex.NONE);
    assertThat(index.owner(-1e300, 0.5)).isEqualTo(GridIndex.NONE);
  }

  @Test
  void aThinOrUnevenExtentIsIndexedAllTheSame() {
    List<Geometry> polygons = new ArrayList<>();
    polygons.add(box(100, 30, 130, 30.000001));
    for (int i = 0; i < 500; i++) {
      polygons.add(box(110 + i * 1e-5, 29.9, 110 + (i + 1) * 1e-5, 29.90001));
    }
    GridIndex index = GridIndex.of(polygons);
    assertThat(index.owner(115, 30.0000005)).isZero();
    for (int i = 0; i < 500; i++) {
      assertThat(index.owner(110 + (i + 0.5) * 1e-5, 29.900005)).isEqualTo(i + 1);
    }
    assertThat(index.memoryBytes()).isLessThan(20_000_000);
  }

  @Test
  void theNearestIsFoundInMetres() {
    GridIndex index = GridIndex.of(List.of(box(113, 33, 113.1, 33.1), box(113.3, 33, 113.4, 33.1)));
    GridIndex.Nearest nearest = index.nearest(113.12, 33.05);
    assertThat(nearest.ordinal()).isZero();
    // 0.02 degrees of longitude at 33.05 N: 0.02 x 93,425 m.
    assertThat(nearest.metres()).isBetween(1865.0, 1872.0);
    assertThat(index.nearest(113.05, 33.05).metres()).isZero();
    assertThat(index.nearest(120, 33.05).metres()).isBetween(614_000.0, 618_000.0);
    assertThat(index.slitOwner(113.1000005, 33.05, 0.1)).isZero();
    assertThat(index.slitOwner(113.100002, 33.05, 0.1)).isEqualTo(GridIndex.NONE);
  }

  @Test
  void aCircleIsSharedExactly() {
    GridIndex index = GridIndex.of(List.of(box(113, 33, 113.1, 33.1), box(113.1, 33, 113.2, 33.1)));
    Shares onEdge = index.shares(113.1, 33.05, 30);
    assertThat(onEdge.parts()).hasSize(2);
    assertThat(onEdge.parts().get(0).share())
        .isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(onEdge.nobody()).isZero();
    Shares onCorner = index.shares(113, 33, 30);
    assertThat(onCorner.parts().get(0).share())
        .isCloseTo(0.25, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(onCorner.nobody()).isCloseTo(0.75, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(index.shares(113.05, 33.05, 30).parts().get(0).share()).isEqualTo(1.0);
  }

  @Test
  void sharesAreWhatASlowCountOfPointsFinds() {
    List<Geometry> polygons = coverage(9, 2);
    GridIndex index = GridIndex.of(polygons);
    double lon = BenchCoverage.WEST + 0.3;
    double lat = BenchCoverage.SOUTH + 0.27;
    double radius = 6_000;
    Shares shares = index.shares(lon, lat, radius);
    double[] counted = new double[polygons.size()];
    SplittableRandom random = new SplittableRandom(9);
    int all = 200_000;
    for (int n = 0; n < all; n++) {
      double r = radius * Math.sqrt(random.nextDouble());
      double angle = random.nextDouble() * 2 * Math.PI;
      int owner =
          index.owner(
              lon + r * Math.cos(angle) / org.gridwarden.geo.Ground.metresPerDegreeLon(lat),
              lat + r * Math.sin(angle) / org.gridwarden.geo.Ground.metresPerDegreeLat(lat));
      if (owner >= 0) {
        counted[owner] += 1.0 / all;
      }
    }
    double sum = shares.nobody();
    for (Shares.Part part : shares.parts()) {
      sum += part.share();
      assertThat(part.share())
          .isCloseTo(counted[part.ordinal()], org.assertj.core.data.Offset.offset(0.006));
    }
    assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
  }

  private static Geometry box(double west, double south, double east, double north) {
    return FACTORY.toGeometry(new org.locationtech.jts.geom.Envelope(west, east, south, north));
  }

  private static Geometry triangle(
      double ax, double ay, double bx, double by, double cx, double cy) {
    return FACTORY.createPolygon(
        new Coordinate[] {
          new Coordinate(ax, ay),
          new Coordinate(bx, by),
          new Coordinate(cx, cy),
          new Coordinate(ax, ay)
        });
  }

  private static Geometry wkt(String text) throws ParseException {
    return new WKTReader(FACTORY).read(text);
  }
}
