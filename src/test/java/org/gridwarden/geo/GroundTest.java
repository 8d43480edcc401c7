package org.gridwarden.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.PolygonArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class GroundTest {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private static Point point(double lon, double lat) {
    return FACTORY.createPoint(new Coordinate(lon, lat));
  }

  /** A star-shaped ring about a place, its vertices at geodesic distances of some metres. */
  private static LinearRing star(
      SplittableRandom random, double lon, double lat, double metres, int corners) {
    Coordinate[] ring = new Coordinate[corners + 1];
    for (int i = 0; i < corners; i++) {
      GeodesicData corner =
          Geodesic.WGS84.Direct(
              lat, lon, -360.0 * i / corners, metres * random.nextDouble(0.4, 1.0));
      ring[i] = new Coordinate(corner.lon2, corner.lat2);
    }
    ring[corners] = ring[0].copy();
    return FACTORY.createLinearRing(ring);
  }

  private static double geodesicArea(LinearRing ring) {
    PolygonArea area = new PolygonArea(Geodesic.WGS84, false);
    for (int i = 0; i < ring.getNumPoints() - 1; i++) {
      area.AddPoint(ring.getCoordinateN(i).y, ring.getCoordinateN(i).x);
    }
    return Math.abs(area.Compute().area);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-45, 0, 3.5, 20, 33.4, 45, 53.5, 60})
  void distancesAreGeodesics(double lat) {
    long seed = Math.round(lat);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 20_000; n++) {
      double lon = random.nextDouble(73, 135);
      double metres = Math.pow(10, random.nextDouble(-1, 6));
      GeodesicData there = Geodesic.WGS84.Direct(lat, lon, random.nextDouble(-180, 180), metres);
      assertThat(Ground.distanceMetres(lon, lat, there.lon2, there.lat2))
          .isCloseTo(metres, within(1e-7));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-45, 0, 3.5, 20, 33.4, 45, 53.5, 59.9})
  void thePlaneIsAsGoodAsItSays(double lat) {
    long seed = 100 + Math.round(lat);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 20_000; n++) {
      double lon = random.nextDouble(73, 135);
      boolean near = n % 2 == 0;
      double metres = near ? random.nextDouble(0.1, 100) : random.nextDouble(100, 10_000);
      GeodesicData there = Geodesic.WGS84.Direct(lat, lon, random.nextDouble(-180, 180), metres);
      assertThat(Ground.distanceMetres(lon, lat, point(there.lon2, there.lat2)))
          .as("%s m at %s %s", metres, lon, lat)
          .isCloseTo(metres, withinPercentage(near ? 0.001 : 0.1));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-60, 0, 18.2, 33.4, 53.5})
  void aDegreeIsAsLongAsTheGeodesicIs(double lat) {
    double d = 1e-4;
    assertThat(Ground.metresPerDegreeLat(lat) * 2 * d)
        .isCloseTo(Geodesic.WGS84.Inverse(lat - d, 0, lat + d, 0).s12, within(1e-7));
    assertThat(Ground.metresPerDegreeLon(lat) * 2 * d)
        .isCloseTo(Geodesic.WGS84.Inverse(lat, -d, lat, d).s12, within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-45, 0, 3.5, 20, 33.4, 45, 53.5})
  void areasAreThoseOfGeodesicPolygonsLessTheirHoles(double lat) {
    long seed = 200 + Math.round(lat);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 500; n++) {
      double lon = random.nextDouble(73, 135);
      double size = random.nextDouble(50, 2_000);
      LinearRing shell = star(random, lon, lat, size, random.nextInt(5, 60));
      LinearRing hole = star(random, lon, lat, size / 8, random.nextInt(5, 20));
      LinearRing island = star(random, lon + 0.5, lat, size, 7);
      double expected = geodesicArea(shell) - geodesicArea(hole) + geodesicArea(island);
      Polygon holed = FACTORY.createPolygon(shell, new LinearRing[] {hole});
      Geometry all =
          FACTORY.createMultiPolygon(new Polygon[] {holed, FACTORY.createPolygon(island)});
      assertThat(Ground.areaSquareMetres(all)).isCloseTo(expected, within(expected * 1e-9));
      assertThat(Ground.areaSquareMetres(all.reverse()))
          .as("the other way round")
          .isCloseTo(expected, within(expected * 1e-9));
    }
  }

  /** A second opinion that has nothing to do with geodesics: the shoelace in the plane. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 3.5, 20, 33.4, 45, 53.5})
  void smallAreasAreThoseInThePlane(double lat) {
    long seed = 300 + Math.round(lat);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 500; n++) {
      double lon = random.nextDouble(73, 135);
      double size = random.nextDouble(5, 500);
      Polygon polygon = FACTORY.createPolygon(star(random, lon, lat, size, 24));
      Geometry plane = Ground.toPlane(polygon, lon, lat);
      assertThat(Ground.areaSquareMetres(polygon))
          .isCloseTo(plane.getArea(), withinPercentage(0.01));
    }
  }

  @Test
  void theAreaOfASliverOfCentimetresIsStillRight() {
    long seed = 8;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 2_000; n++) {
      double lon = random.nextDouble(73, 135);
      double lat = random.nextDouble(4, 53);
      double width = random.nextDouble(0.02, 1) / Ground.metresPerDegreeLon(lat);
      double length = random.nextDouble(5, 300) / Ground.metresPerDegreeLat(lat);
      Geometry sliver =
          FACTORY.toGeometry(
              new org.locationtech.jts.geom.Envelope(lon, lon + width, lat, lat + length));
      double expected = Ground.toPlane(sliver, lon, lat + length / 2).getArea();
      assertThat(Ground.areaSquareMetres(sliver))
          .as("%s", sliver)
          .isCloseTo(expected, withinPercentage(0.5));
    }
  }

  @Test
  void pointsAndLinesHaveNoArea() throws ParseException {
    for (String text :
        new String[] {
          "POINT(113 33)",
          "LINESTRING(113 33,114 34)",
          "POLYGON EMPTY",
          "GEOMETRYCOLLECTION(POINT(113 33),LINESTRING(113 33,114 34))",
          "GEOMETRYCOLLECTION EMPTY"
        }) {
      assertThat(Ground.areaSquareMetres(new WKTReader().read(text))).as(text).isZero();
    }
  }

  @Test
  void polygonsInCollectionsAreCounted() throws ParseException {
    String polygon = "POLYGON((113 33,113.01 33,113.01 33.01,113 33.01,113 33))";
    double one = Ground.areaSquareMetres(new WKTReader().read(polygon));
    assertThat(
            Ground.areaSquareMetres(
                new WKTReader()
                    .read(
                        "GEOMETRYCOLLECTION("
                            + polygon
                            + ",POINT(1 1),GEOMETRYCOLLECTION("
                            + polygon
                            + "))")))
        .isCloseTo(2 * one, within(1e-3));
  }

  @Test
  void lengthsAddUp() throws ParseException {
    double degree = Geodesic.WGS84.Inverse(0, 0, 0, 1).s12;
    WKTReader reader = new WKTReader();
    assertThat(Ground.lengthMetres(reader.read("LINESTRING(110 0,111 0,113 0)")))
        .isCloseTo(3 * degree, within(1e-6));
    assertThat(
            Ground.lengthMetres(
                reader.read("MULTILINESTRING((110 0,111 0),(112 0,113 0),(1 0,2 0))")))
        .isCloseTo(3 * degree, within(1e-6));
    Geometry holed =
        reader.read(
            "POLYGON((113 33,113.01 33,113.01 33.01,113 33.01,113 33),"
                + "(113.004 33.004,113.006 33.004,113.006 33.006,113.004 33.006,113.004 33.004))");
    double around = Ground.lengthMetres(((Polygon) holed).getExteriorRing());
    assertThat(Ground.lengthMetres(holed)).isCloseTo(around * 1.2, withinPercentage(0.01));
    assertThat(Ground.lengthMetres(point(113, 33))).isZero();
  }

  @Test
  void theDistanceToAGeometryIsThatToItsNearestPoint() throws ParseException {
    Geometry square =
        new WKTReader().read("POLYGON((113 33,113.01 33,113.01 33.01,113 33.01,113 33))");
    assertThat(Ground.distanceMetres(113.005, 33.005, square)).isZero();
    assertThat(Ground.distanceMetres(113.011, 33.005, square))
        .isCloseTo(Geodesic.WGS84.Inverse(33.005, 113.01, 33.005, 113.011).s12, within(1e-3));
    assertThat(Ground.distanceMetres(113.005, 33.005, square.getBoundary()))
        .isCloseTo(Ground.distanceMetres(113.005, 33.005, 113.01, 33.005), within(0.01));
  }

  @Test
  void thePlaneLeavesTheOriginalAsItWas() {
    Point place = point(113.01, 33.01);
    Geometry plane = Ground.toPlane(place, 113, 33);
    assertThat(place.getX()).isEqualTo(113.01);
    assertThat(plane.getCoordinate().x).isCloseTo(934.5, within(1.0));
    assertThat(plane.getCoordinate().y).isCloseTo(1109.1, within(1.0));
  }
}
