package org.gridwarden.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.sf.geographiclib.Geodesic;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class CrsTest {
  /** A tenth of a millimetre on the ground. */
  private static final double EXACT_DEGREES = 1e-9;

  private static Fault refused(Runnable call) {
    FaultException thrown = catchThrowableOfType(FaultException.class, call::run);
    assertThat(thrown).as("must be refused").isNotNull();
    assertThat(thrown.first().kind()).isEqualTo(FaultKind.BAD_INPUT);
    return thrown.first();
  }

  private static Fault refused(String crs, double x, double y) {
    Crs parsed = Crs.parse(crs);
    return refused(() -> parsed.toWgs84(x, y));
  }

  private static void isAt(LonLat position, double lon, double lat) {
    assertThat(position.lon()).isCloseTo(lon, within(EXACT_DEGREES));
    assertThat(position.lat()).isCloseTo(lat, within(EXACT_DEGREES));
  }

  @ParameterizedTest
  @CsvSource({
    "wgs84, wgs84",
    "WGS84, wgs84",
    "' wgs84 ', wgs84",
    "EPSG:4326, wgs84",
    "epsg:4326, wgs84",
    "CRS84, wgs84",
    "cgcs2000, cgcs2000",
    "CGCS2000, cgcs2000",
    "EPSG:4490, cgcs2000",
    "gcj02, gcj02",
    "Gcj02, gcj02",
    "bd09, bd09",
    "EPSG:4526, EPSG:4526",
    "epsg:2263, EPSG:2263"
  })
  void systemsAreReadInAnyCase(String text, String name) {
    assertThat(Crs.parse(text).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "wgs", "4326", "EPSG:", "EPSG:x", "EPSG:999999", "EPSG:0", "EPSG:-1", "gcj-2"})
  void anUnknownSystemIsRefusedByName(String text) {
    Fault fault = refused(() -> Crs.parse(text));
    assertThat(fault.field()).isEqualTo("crs");
    assertThat(fault.value()).isEqualTo(text);
  }

  @Test
  void degreesStayAsTheyAre() {
    for (String name : new String[] {"wgs84", "cgcs2000", "EPSG:4326", "EPSG:4490"}) {
      Crs crs = Crs.parse(name);
      assertThat(crs.isGeographic()).isTrue();
      assertThat(crs.toWgs84(113.618, 33.426)).isEqualTo(new LonLat(113.618, 33.426));
      assertThat(crs.toWgs84(-180, -90)).isEqualTo(new LonLat(-180, -90));
    }
  }

  @Test
  void shiftedSystemsAreUnshifted() {
    LonLat gcj02 = ChinaOffset.wgs84ToGcj02(113.618, 33.426);
    isAt(Crs.parse("gcj02").toWgs84(gcj02.lon(), gcj02.lat()), 113.618, 33.426);
    LonLat bd09 = ChinaOffset.wgs84ToBd09(113.618, 33.426);
    isAt(Crs.parse("bd09").toWgs84(bd09.lon(), bd09.lat()), 113.618, 33.426);
  }

  /** On its central meridian a Gauss-Kruger northing is the length of the meridian. */
  @ParameterizedTest
  @CsvSource({"EPSG:4526, 38500000, 114", "EPSG:4547, 500000, 114", "EPSG:4549, 500000, 120"})
  void theCentralMeridianHasTheFalseEasting(String name, double easting, double meridian) {
    Crs crs = Crs.parse(name);
    assertThat(crs.isGeographic()).isFalse();
    for (double lat = 20; lat <= 50; lat += 2.5) {
      double northing = Geodesic.WGS84.Inverse(0, meridian, lat, meridian).s12;
      isAt(crs.toWgs84(easting, northing), meridian, lat);
    }
  }

  @ParameterizedTest
  @CsvSource({"EPSG:4526, 38500000, 114", "EPSG:4547, 500000, 114", "EPSG:4513, 25500000, 75"})
  void wholeZonesAgreeWithKruegersSeries(String name, double falseEasting, double meridian) {
    long seed = 38;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Crs crs = Crs.parse(name);
    for (int n = 0; n < 20_000; n++) {
      double lon = meridian + random.nextDouble(-2, 2);
      double lat = random.nextDouble(30, 50);
      double[] plane = gaussKrueger(lon - meridian, lat);
      isAt(crs.toWgs84(falseEasting + plane[0], plane[1]), lon, lat);
    }
  }

  /** Forward transverse Mercator, scale 1, by Krueger's series in n to the fourth order. */
  private static double[] gaussKrueger(double fromMeridian, double lat) {
    double f = 1 / 298.257222101;
    double n = f / (2 - f);
    double n2 = n * n;
    double n3 = n2 * n;
    double n4 = n2 * n2;
    double rectifying = 6378137 / (1 + n) * (1 + n2 / 4 + n4 / 64);
    double[] alpha = {
      n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180,
      13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
      61 * n3 / 240 - 103 * n4 / 140,
      49561 * n4 / 161280
    };
    double e = Math.sqrt(f * (2 - f));
    double sine = Math.sin(Math.toRadians(lat));
    double t = Math.sinh(atanh(sine) - e * atanh(e * sine));
    double lambda = Math.toRadians(fromMeridian);
    double xi = Math.atan2(t, Math.cos(lambda));
    double eta = atanh(Math.sin(lambda) / Math.hypot(1, t));
    double east = eta;
    double north = xi;
    for (int j = 1; j <= 4; j++) {
      east += alpha[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
      north += alpha[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
    }
    return new double[] {rectifying * east, rectifying * north};
  }

  private static double atanh(double x) {
    return 0.5 * Math.log((1 + x) / (1 - x));
  }

  /** NAD83 / New York Long Island in feet: its origin is 40 degrees 10 minutes N, 74 W. */
  @Test
  void newYorksFeetAreRead() {
    Crs crs = Crs.parse("EPSG:2263");
    LonLat origin = crs.toWgs84(984_250, 0);
    assertThat(origin.lon()).isCloseTo(-74, within(EXACT_DEGREES));
    assertThat(origin.lat()).as("to the centimetre").isCloseTo(40 + 10 / 60.0, within(9e-8));
    LonLat cityHall = crs.toWgs84(982_000, 198_800);
    assertThat(Ground.distanceMetres(cityHall.lon(), cityHall.lat(), -74.006, 40.7127))
        .isLessThan(400);
  }

  @Test
  void webMercatorIsRead() {
    double edge = Math.PI * 6378137;
    Crs crs = Crs.parse("EPSG:3857");
    isAt(crs.toWgs84(edge / 2, 0), 90, 0);
    isAt(crs.toWgs84(0, edge), 0, Math.toDegrees(Math.atan(Math.sinh(Math.PI))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wgs84", "cgcs2000", "gcj02", "bd09", "EPSG:4214"})
  void swappedDegreesAreRefusedByName(String crs) {
    Fault fault = refused(crs, 33.426, 113.618);
    assertThat(fault.field()).isEqualTo("lat");
    assertThat(fault.value()).isEqualTo("113.618");
    assertThat(fault.detail()).contains("swapped");
  }

  @ParameterizedTest
  @CsvSource({
    "wgs84, 113, 91, lat",
    "wgs84, 181, 33, lon",
    "gcj02, -180.5, 33, lon",
    "bd09, 113, -90.1, lat",
    "wgs84, NaN, 33, lon",
    "wgs84, 113, NaN, lat",
    "gcj02, Infinity, 33, lon",
    "cgcs2000, 113, -Infinity, lat",
    "wgs84, 500000, 3700000, lat",
    "EPSG:4526, NaN, 1, lon",
    "EPSG:4526, 38500000, Infinity, lat",
    "EPSG:4526, 1e9, 3700000, lon",
    "EPSG:4547, 500000, 1e300, lat"
  })
  void impossiblePositionsAreRefusedByName(String crs, double x, double y, String field) {
    assertThat(refused(crs, x, y).field()).isEqualTo(field);
  }

  @Test
  void degreesInAPlaneAreToldToBeDegrees() {
    Fault fault = refused("EPSG:4547", 113.618, 33.426);
    assertThat(fault.field()).isEqualTo("lon");
    assertThat(fault.detail()).contains("look like degrees").contains("wgs84");
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:4526, 3700000, 38500000", "EPSG:4547, 3700000, 500000", "EPSG:2263, 1e7, 980000",
    "EPSG:4526, 500000, 3700000", "EPSG:4547, 38500000, 3700000", "EPSG:4526, 36500000, 3700000"
  })
  void positionsFarFromTheSystemsAreaAreRefused(String crs, double x, double y) {
    Fault fault = refused(crs, x, y);
    assertThat(fault.field()).isEqualTo("lon");
    assertThat(fault.detail()).contains(crs).contains("swapped");
  }

  /** As ESRI writes it: no authority's code anywhere, so the parameters must do. */
  @Test
  void aPrjFileIsReadByItsParameters() {
    Crs crs =
        Crs.ofPrj(
            "PROJCS[\"CGCS2000_3_Degree_GK_Zone_38\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\","
                + "DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],"
                + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
                + "PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",38500000.0],"
                + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",114.0],"
                + "PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],"
                + "UNIT[\"Meter\",1.0]]");
    double[] plane = gaussKrueger(-0.382, 33.426);
    isAt(crs.toWgs84(38_500_000 + plane[0], plane[1]), 113.618, 33.426);
  }

  @Test
  void aPrjFileInDegreesOfWgs84IsWgs84() {
    Crs crs =
        Crs.ofPrj(
            "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
                + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]");
    assertThat(crs.isGeographic()).isTrue();
    assertThat(crs.toWgs84(113.618, 33.426)).isEqualTo(new LonLat(113.618, 33.426));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rubbish", "PROJCS[\"half"})
  void anUnreadablePrjFileIsRefused(String text) {
    assertThat(refused(() -> Crs.ofPrj(text)).field()).isEqualTo("prj");
  }

  @Test
  void aGeometryKeepsItsStructureAndTheOriginalItsPlace() throws ParseException {
    Geometry plane =
        new WKTReader()
            .read(
                "MULTIPOLYGON(((38500000 3700000,38501000 3700000,38501000 3701000,38500000 3700000),"
                    + "(38500500 3700100,38500600 3700100,38500600 3700200,38500500 3700100)))");
    Geometry before = plane.copy();
    Geometry degrees = Crs.parse("EPSG:4526").toWgs84(plane);
    assertThat(plane.equalsExact(before)).isTrue();
    assertThat(degrees.getGeometryType()).isEqualTo("MultiPolygon");
    assertThat(degrees.getNumPoints()).isEqualTo(8);
    assertThat(degrees.getCoordinates()[0].x).isCloseTo(114, within(EXACT_DEGREES));
    assertThat(Ground.areaSquareMetres(degrees)).isCloseTo(plane.getArea(), within(10.0));
  }

  @Test
  void aSwappedVertexOfAGeometryIsRefused() throws ParseException {
    Geometry swapped = new WKTReader().read("LINESTRING(113 33,33 113)");
    assertThat(refused(() -> Crs.WGS84.toWgs84(swapped)).field()).isEqualTo("lat");
  }

  @Test
  void manyThreadsGetTheSame() {
    Crs crs = Crs.parse("EPSG:4526");
    LonLat alone = crs.toWgs84(38_464_500, 3_700_000);
    assertThat(
            IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(
                    n -> {
                      crs.toWgs84(38_400_000 + n, 3_600_000 + n);
                      return crs.toWgs84(38_464_500, 3_700_000);
                    })
                .allMatch(alone::equals))
        .isTrue();
  }
}
