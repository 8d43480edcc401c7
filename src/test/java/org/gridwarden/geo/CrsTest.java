package org.gridwarden.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gridwarden.fault.FaultException;
import org.junit.jupiter.api.Test;

/** The systems that positions come in: x first, whatever the system's own order. */
class CrsTest {
  private static final double CENTIMETRE_IN_DEGREES = 1e-7;

  private static void isAt(LonLat place, double lon, double lat) {
    assertThat(place.lon()).isCloseTo(lon, within(CENTIMETRE_IN_DEGREES));
    assertThat(place.lat()).isCloseTo(lat, within(CENTIMETRE_IN_DEGREES));
  }

  @Test
  void theNamesOfDegreesMeanThemselves() {
    for (String name : new String[] {"wgs84", "WGS84", "EPSG:4326", "cgcs2000", "EPSG:4490"}) {
      assertThat(Crs.parse(name).toWgs84(113.6, 33.4)).isEqualTo(new LonLat(113.6, 33.4));
    }
  }

  /**
   * On the central meridian the easting is the false one and the northing is the meridian's arc.
   */
  @Test
  void surveyorsZonesOfThreeDegreesComeInBothNumberings() {
    // The arc of the meridian from the equator to 30 degrees north: 3,320,113.40 m on CGCS2000.
    isAt(Crs.parse("EPSG:4526").toWgs84(38_500_000, 3_320_113.40), 114, 30);
    isAt(Crs.parse("EPSG:4547").toWgs84(500_000, 3_320_113.40), 114, 30);
    isAt(Crs.parse("epsg:4544").toWgs84(500_000, 3_320_113.40), 105, 30);
    isAt(Crs.parse("EPSG:4523").toWgs84(35_500_000, 3_320_113.40), 105, 30);
  }

  @Test
  void webMercatorAndStatePlane() {
    double y = Math.log(Math.tan(Math.PI / 4 + Math.toRadians(33.43) / 2));
    isAt(
        Crs.parse("EPSG:3857").toWgs84(6_378_137 * Math.toRadians(113.6), 6_378_137 * y),
        113.6,
        33.43);
    // The origin of New York Long Island: 40 10' N, 74 W is 984,250 ft, 0.
    LonLat origin = Crs.parse("EPSG:2263").toWgs84(984_250, 0);
    assertThat(origin.lon()).isCloseTo(-74, within(2e-5));
    assertThat(origin.lat()).isCloseTo(40 + 10 / 60.0, within(2e-5));
  }

  @Test
  void aPrjIsReadByItsParameters() {
    String prj =
        "PROJCS[\"CGCS2000_3_Degree_GK_Zone_38\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\","
            + "DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],"
            + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
            + "PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",38500000.0],"
            + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",114.0],"
            + "PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],"
            + "UNIT[\"Meter\",1.0]]";
    isAt(Crs.ofPrj(prj).toWgs84(38_500_000, 3_320_113.40), 114, 30);
    assertThatThrownBy(() -> Crs.ofPrj("no projection at all")).isInstanceOf(FaultException.class);
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    Crs wgs84 = Crs.WGS84;
    assertThatThrownBy(() -> wgs84.toWgs84(33.4, 113.6)).hasMessageContaining("swapped");
    assertThatThrownBy(() -> wgs84.toWgs84(190, 33)).hasMessageContaining("lon");
    assertThatThrownBy(() -> wgs84.toWgs84(113, -91)).hasMessageContaining("lat");
    assertThatThrownBy(() -> wgs84.toWgs84(Double.NaN, 33)).hasMessageContaining("lon");
    assertThatThrownBy(() -> wgs84.toWgs84(113, Double.POSITIVE_INFINITY))
        .hasMessageContaining("lat");
    assertThatThrownBy(() -> Crs.parse("EPSG:4547").toWgs84(113.6, 33.4))
        .hasMessageContaining("degrees");
    for (String name : new String[] {"wgs72", "EPSG:999999", "", "gcj-02"}) {
      assertThatThrownBy(() -> Crs.parse(name)).isInstanceOf(FaultException.class);
    }
  }
}
