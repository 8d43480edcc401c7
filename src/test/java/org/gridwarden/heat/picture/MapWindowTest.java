package org.gridwarden.heat.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gridwarden.geo.Bbox;
import org.gridwarden.geo.Ground;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the ground to the picture. */
class MapWindowTest {
  private static final MapWindow WINDOW = MapWindow.around(PictureScene.BOX, 1200, 800, 1);

  @Test
  void theEdgesOfTheBoxAreTheEdgesOfThePicture() {
    MapWindow window = new MapWindow(new Bbox(113, 33, 114, 34), 500, 300, 1);
    assertThat(window.x(113)).isZero();
    assertThat(window.x(114)).isEqualTo(500);
    assertThat(window.y(34)).isZero();
    assertThat(window.y(33)).isEqualTo(300);
    assertThat(window.x(113.25)).isCloseTo(125, within(1e-9));
    assertThat(window.y(33.5)).as("south of the middle of the picture").isBetween(150.0, 151.5);
  }

  @Test
  void theWholeWorldIsASquare() {
    double last = MapWindow.LAST_LATITUDE;
    assertThat(last).isCloseTo(85.0511287798066, within(1e-12));
    MapWindow window = new MapWindow(new Bbox(-180, -last, 180, last), 512, 512, 2);
    assertThat(window.x(0)).isCloseTo(128, within(1e-9));
    assertThat(window.y(0)).isCloseTo(128, within(1e-9));
    // Half a radian, by atan(sinh(0.5)).
    assertThat(window.y(27.525)).isCloseTo(128 - 128 * 0.5 / Math.PI, within(0.01));
    assertThat(window.y(90)).isZero();
  }

  @Test
  void theScaleIsTrueInTheMiddle() {
    double middle = 600 * WINDOW.metresPerPoint();
    Bbox box = WINDOW.box();
    double lat = (box.south() + box.north()) / 2;
    double lon = (box.west() + box.east()) / 2;
    double degrees = (box.east() - box.west()) / 2;
    assertThat(middle)
        .isCloseTo(Ground.distanceMetres(lon, lat, lon + degrees, lat), within(middle * 1e-4));
  }

  @Test
  void upwardsAMetreIsAsLongAsAcross() {
    Bbox box = WINDOW.box();
    double lon = (box.west() + box.east()) / 2;
    double upwards = Ground.distanceMetres(lon, box.south(), lon, box.north());
    // A degree of the ellipsoid's meridian isn't quite one of Web Mercator's sphere.
    assertThat(upwards / WINDOW.heightPoints())
        .isCloseTo(WINDOW.metresPerPoint(), within(0.006 * WINDOW.metresPerPoint()));
  }

  @Test
  void around_holdsTheBoxAndKeepsItsMiddle() {
    Bbox wide = WINDOW.box();
    assertThat(wide.toEnvelope().contains(PictureScene.BOX.toEnvelope())).isTrue();
    assertThat(wide.west() + wide.east())
        .isCloseTo(PictureScene.BOX.west() + PictureScene.BOX.east(), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "-180, -85, 180, 85, 1000, 100",
    "179.9, 10, 180, 80, 100, 100",
    "-180, 84, -179, 85.2, 300, 200",
    "-10, -90, 10, 90, 100, 100",
    "113, 33, 113, 33.5, 100, 100"
  })
  void around_staysInTheWorld(
      double west, double south, double east, double north, int width, int height) {
    Bbox box = new Bbox(west, south, east, north);
    MapWindow window = MapWindow.around(box, width, height, 1);
    assertThat(window.box().west()).isLessThanOrEqualTo(west + 1e-9);
    assertThat(window.box().east()).isGreaterThanOrEqualTo(east - 1e-9);
  }

  @Test
  void impossibleWindowsAreRefused() {
    Bbox box = PictureScene.BOX;
    assertThatThrownBy(() -> new MapWindow(new Bbox(113, 33, 113, 34), 10, 10, 1))
        .hasMessageContaining("area");
    assertThatThrownBy(() -> new MapWindow(new Bbox(113, 33, 114, 86), 10, 10, 1))
        .hasMessageContaining("Mercator");
    assertThatThrownBy(() -> new MapWindow(box, 0, 10, 1)).hasMessageContaining("pixels");
    assertThatThrownBy(() -> new MapWindow(box, 10, 8193, 1)).hasMessageContaining("pixels");
    assertThatThrownBy(() -> new MapWindow(box, 10, 10, 5)).hasMessageContaining("scale");
  }
}
