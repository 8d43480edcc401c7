package org.gridwarden.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The shifted systems against themselves, and where they don't apply. */
class ChinaOffsetTest {
  private static final int POINTS = 200_000;
  private static final double MILLIMETRE = 1e-3;

  private interface Check {
    void at(double lon, double lat);
  }

  private static void overChina(Check check) {
    long seed = 20261124;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < POINTS; i++) {
      // The last tenth lies where the formula's root of |lon - 105| turns.
      double lon =
          i < POINTS * 0.9 ? 74 + 61 * random.nextDouble() : 105 + random.nextGaussian() / 1e6;
      check.at(lon, 4 + 50 * random.nextDouble());
    }
  }

  private static double metres(LonLat a, double lon, double lat) {
    return Math.hypot(
        (a.lon() - lon) * Ground.metresPerDegreeLon(lat),
        (a.lat() - lat) * Ground.metresPerDegreeLat(lat));
  }

  @Test
  void gcj02IsInvertedBelowAMillimetre() {
    overChina(
        (lon, lat) -> {
          LonLat shifted = ChinaOffset.wgs84ToGcj02(lon, lat);
          assertThat(metres(ChinaOffset.gcj02ToWgs84(shifted.lon(), shifted.lat()), lon, lat))
              .as("%s %s", lon, lat)
              .isLessThan(MILLIMETRE);
        });
  }

  @Test
  void bd09IsInvertedBelowAMillimetre() {
    overChina(
        (lon, lat) -> {
          LonLat shifted = ChinaOffset.wgs84ToBd09(lon, lat);
          assertThat(metres(ChinaOffset.bd09ToWgs84(shifted.lon(), shifted.lat()), lon, lat))
              .as("%s %s", lon, lat)
              .isLessThan(MILLIMETRE);
        });
  }

  @Test
  void theShiftIsSomeHundredsOfMetres() {
    double[] extremes = {Double.MAX_VALUE, 0};
    overChina(
        (lon, lat) -> {
          double shift = metres(ChinaOffset.wgs84ToGcj02(lon, lat), lon, lat);
          extremes[0] = Math.min(extremes[0], shift);
          extremes[1] = Math.max(extremes[1], shift);
        });
    assertThat(extremes[0]).isBetween(10.0, 60.0);
    assertThat(extremes[1]).isBetween(600.0, 1000.0);
  }

  /** Tiananmen, 116.3913 E 39.9075 N: map services give 116.3975, 39.9089 in GCJ-02. */
  @Test
  void aKnownPlaceIsShiftedAsMapServicesShiftIt() {
    LonLat shifted = ChinaOffset.wgs84ToGcj02(116.3913, 39.9075);
    assertThat(shifted.lon()).isCloseTo(116.39754, within(1e-4));
    assertThat(shifted.lat()).isCloseTo(39.9089, within(1e-4));
  }

  @Test
  void outsideChinaNothingIsShifted() {
    for (double[] place : new double[][] {{-122.4, 37.7}, {2.35, 48.85}, {139.7, 35.7}, {0, 0}}) {
      assertThat(ChinaOffset.wgs84ToGcj02(place[0], place[1]))
          .isEqualTo(new LonLat(place[0], place[1]));
      assertThat(ChinaOffset.gcj02ToWgs84(place[0], place[1]))
          .isEqualTo(new LonLat(place[0], place[1]));
      assertThat(ChinaOffset.bd09ToWgs84(place[0], place[1]))
          .isEqualTo(new LonLat(place[0], place[1]));
    }
  }
}
