package org.gridwarden.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKTReader;

/** Metres on the ground against geodesics. */
class GroundTest {
  private final GeometryFactory factory = new GeometryFactory();

  @Test
  void distancesInTheTouchingPlaneAgreeWithGeodesicsOverTheSizeOfAGrid() {
    long seed = 7;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double lon = 74 + 61 * random.nextDouble();
      double lat = 4 + 50 * random.nextDouble();
      double metres = 1 + 999 * random.nextDouble();
      GeodesicData end = Geodesic.WGS84.Direct(lat, lon, 360 * random.nextDouble(), metres);
      Geometry there = factory.createPoint(new Coordinate(end.lon2, end.lat2));
      assertThat(Ground.distanceMetres(lon, lat, there))
          .as("%s %s", lon, lat)
          .isCloseTo(metres, within(metres * 2e-4));
      assertThat(Ground.distanceMetres(lon, lat, end.lon2, end.lat2))
          .isCloseTo(metres, within(1e-6));
    }
  }

  @Test
  void areasTakeHolesOffAndDontMindOrientation() throws Exception {
    WKTReader reader = new WKTReader();
    Geometry square =
        reader.read("POLYGON ((113.6 33.4, 113.61 33.4, 113.61 33.41, 113.6 33.41, 113.6 33.4))");
    double expected =
        0.01 * Ground.metresPerDegreeLon(33.405) * 0.01 * Ground.metresPerDegreeLat(33.405);
    assertThat(Ground.areaSquareMetres(square)).isCloseTo(expected, within(expected * 1e-6));
    assertThat(Ground.areaSquareMetres(square.reverse()))
        .isCloseTo(expected, within(expected * 1e-6));
    Geometry holed =
        square.difference(
            reader.read(
                "POLYGON ((113.602 33.402, 113.607 33.402, 113.607 33.407, 113.602 33.407, 113.602 33.402))"));
    assertThat(Ground.areaSquareMetres(holed)).isCloseTo(0.75 * expected, within(expected * 1e-5));
    assertThat(Ground.areaSquareMetres(reader.read("POLYGON EMPTY"))).isZero();
    assertThat(Ground.areaSquareMetres(reader.read("POINT (1 1)"))).isZero();
    assertThat(Ground.lengthMetres(reader.read("LINESTRING (0 0, 1 0)")))
        .isCloseTo(111_319.49, within(0.01));
  }
}
