package org.gridwarden.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class ChinaOffsetTest {
  /** A hundredth of a micrometre on the ground, about; what the iteration promises. */
  private static final double PROMISED_DEGREES = 1e-13;

  private static final int POINTS = 100_000;

  /** The mainland by 29 corners. */
  private static final String COARSE_CHINA =
      "POLYGON((73.6 39.5,80 45,87.8 49.2,91 45.2,97 42.8,105 41.6,111 43.5,120 47,120 53.3,"
          + "124 53.2,131 47.7,135 48.4,131 42.9,124.3 40,121 39,122.7 37.4,119.3 35,122 30.5,"
          + "119.5 25.5,110.3 20.3,108 21.6,105.5 23.2,101.2 21.2,97.6 24,98.5 27.8,92 27.8,86 28,"
          + "81 30.2,78.8 32.6,73.6 39.5))";

  @FunctionalInterface
  private interface Shift {
    LonLat apply(double lon, double lat);

    default LonLat of(LonLat position) {
      return apply(position.lon(), position.lat());
    }
  }

  /** A box that holds all land of China. */
  private static LonLat randomInChina(SplittableRandom random) {
    return new LonLat(random.nextDouble(73.4, 135.1), random.nextDouble(3.8, 53.6));
  }

  private static double metres(LonLat a, LonLat b) {
    return Geodesic.WGS84.Inverse(a.lat(), a.lon(), b.lat(), b.lon()).s12;
  }

  private static void goesThereAndBack(long seed, Shift there, Shift back) {
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < POINTS; n++) {
      LonLat position = randomInChina(random);
      assertThat(apart(there.of(back.of(position)), position))
          .as("forward of the inverse of %s", position)
          .isLessThan(PROMISED_DEGREES);
      assertThat(apart(back.of(there.of(position)), position))
          .as("inverse of the forward of %s", position)
          .isLessThan(PROMISED_DEGREES);
    }
  }

  private static double apart(LonLat a, LonLat b) {
    return Math.max(Math.abs(a.lon() - b.lon()), Math.abs(a.lat() - b.lat()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20260801})
  void gcj02IsInvertedBelowAMicrometre(long seed) {
    goesThereAndBack(seed, ChinaOffset::wgs84ToGcj02, ChinaOffset::gcj02ToWgs84);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 20260802})
  void bd09IsInvertedBelowAMicrometre(long seed) {
    goesThereAndBack(seed, ChinaOffset::wgs84ToBd09, ChinaOffset::bd09ToWgs84);
    goesThereAndBack(seed, ChinaOffset::gcj02ToBd09, ChinaOffset::bd09ToGcj02);
  }

  /** The pairs that the eviltransform project tests its ports with. */
  @ParameterizedTest
  @CsvSource({
    "121.5272106, 31.1774276, 121.531541859215, 31.17530398364597",
    "113.912316, 22.543847, 113.9171764808363, 22.540796131694766",
    "116.377817, 39.911954, 116.38404722455657, 39.91334545536069"
  })
  void publishedPairsOfGcj02AreMet(double lon, double lat, double gcjLon, double gcjLat) {
    LonLat gcj02 = ChinaOffset.wgs84ToGcj02(lon, lat);
    assertThat(gcj02.lon()).isCloseTo(gcjLon, within(1e-9));
    assertThat(gcj02.lat()).isCloseTo(gcjLat, within(1e-9));
    LonLat wgs84 = ChinaOffset.gcj02ToWgs84(gcjLon, gcjLat);
    assertThat(wgs84.lon()).isCloseTo(lon, within(1e-9));
    assertThat(wgs84.lat()).isCloseTo(lat, within(1e-9));
  }

  /** The examples of the coordtransform package: the middle of Beijing. */
  @Test
  void publishedExamplesOfBeijingAreMet() {
    LonLat gcj02 = ChinaOffset.wgs84ToGcj02(116.404, 39.915);
    assertThat(gcj02.lon()).isCloseTo(116.41024449916938, within(1e-9));
    assertThat(gcj02.lat()).isCloseTo(39.91640428150164, within(1e-9));
    LonLat bd09 = ChinaOffset.gcj02ToBd09(116.404, 39.915);
    assertThat(bd09.lon()).isCloseTo(116.41036949371029, within(1e-9));
    assertThat(bd09.lat()).isCloseTo(39.92133699351021, within(1e-9));
  }

  @Test
  void bd09IsGcj02ShiftedOnceMore() {
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 0; n < 1000; n++) {
      LonLat position = randomInChina(random);
      LonLat gcj02 = ChinaOffset.wgs84ToGcj02(position.lon(), position.lat());
      assertThat(ChinaOffset.wgs84ToBd09(position.lon(), position.lat()))
          .isEqualTo(ChinaOffset.gcj02ToBd09(gcj02.lon(), gcj02.lat()));
    }
  }

  @Test
  void theShiftIsAbout18To700Metres() throws ParseException {
    long seed = 5;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    var china = new IndexedPointInAreaLocator(new WKTReader().read(COARSE_CHINA));
    double least = Double.MAX_VALUE;
    double most = 0;
    int inside = 0;
    while (inside < POINTS) {
      LonLat position = randomInChina(random);
      if (china.locate(new Coordinate(position.lon(), position.lat())) == Location.EXTERIOR) {
        continue;
      }
      inside++;
      double shift = metres(position, ChinaOffset.wgs84ToGcj02(position.lon(), position.lat()));
      least = Math.min(least, shift);
      most = Math.max(most, shift);
    }
    assertThat(least).isBetween(17.5, 18.5);
    assertThat(most).isBetween(690.0, 701.0);
  }

  @Test
  void neighboursMoveTogether() {
    LonLat a = ChinaOffset.wgs84ToGcj02(113.618, 33.426);
    LonLat b = ChinaOffset.wgs84ToGcj02(113.619, 33.426);
    assertThat(metres(a, b))
        .isCloseTo(metres(new LonLat(113.618, 33.426), new LonLat(113.619, 33.426)), within(0.5));
  }

  @ParameterizedTest
  @CsvSource({
    "-74.006, 40.7128",
    "2.35, 48.86",
    "151.2, -33.87",
    "72.0, 40",
    "137.9, 40",
    "110, 0.8",
    "110, 55.9",
    "180, 90",
    "-180, -90",
    "0, 0",
    "139.69, 35.69"
  })
  void outsideChinaNothingIsShifted(double lon, double lat) {
    LonLat same = new LonLat(lon, lat);
    assertThat(ChinaOffset.applies(lon, lat)).isFalse();
    assertThat(ChinaOffset.wgs84ToGcj02(lon, lat)).isEqualTo(same);
    assertThat(ChinaOffset.gcj02ToWgs84(lon, lat)).isEqualTo(same);
    assertThat(ChinaOffset.wgs84ToBd09(lon, lat)).isEqualTo(same);
    assertThat(ChinaOffset.bd09ToWgs84(lon, lat)).isEqualTo(same);
  }

  @Test
  void theBoxHoldsItsEdges() {
    assertThat(ChinaOffset.applies(72.004, 0.8293)).isTrue();
    assertThat(ChinaOffset.applies(137.8347, 55.8271)).isTrue();
    assertThat(ChinaOffset.applies(Math.nextDown(72.004), 30)).isFalse();
    assertThat(ChinaOffset.applies(110, Math.nextUp(55.8271))).isFalse();
    assertThat(ChinaOffset.applies(Double.NaN, 30)).isFalse();
  }

  @Test
  void gcj02ComesBackOnTheEdgesOfTheBoxToo() {
    long seed = 6;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 20_000; n++) {
      double along = random.nextDouble();
      double in = random.nextDouble() * 0.01;
      double lon =
          switch (n % 4) {
            case 0 -> 72.004 + in;
            case 1 -> 137.8347 - in;
            default -> 72.004 + along * 65.83;
          };
      double lat =
          switch (n % 4) {
            case 2 -> 0.8293 + in;
            case 3 -> 55.8271 - in;
            default -> 0.8293 + along * 54.99;
          };
      LonLat gcj02 = ChinaOffset.wgs84ToGcj02(lon, lat);
      LonLat back = ChinaOffset.gcj02ToWgs84(gcj02.lon(), gcj02.lat());
      assertThat(back.lon()).as("lon of %s %s", lon, lat).isCloseTo(lon, within(1e-11));
      assertThat(back.lat()).as("lat of %s %s", lon, lat).isCloseTo(lat, within(1e-11));
    }
  }
}
