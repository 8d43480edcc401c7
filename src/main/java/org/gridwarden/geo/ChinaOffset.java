package org.gridwarden.geo;

/**
 * The shifted coordinate systems of Chinese maps: GCJ-02 (Amap, Tencent, WeChat) and BD-09 (Baidu).
 * Pure functions, safe for many threads; no call allocates more than its result.
 *
 * <p>WGS-84 to GCJ-02 is the formula that became public with the open "eviltransform" studies: a
 * sum of sines of the position, scaled by the radii of the Krasovsky 1940 ellipsoid. It has no
 * closed inverse: each inverse here iterates until going forward again gives back the input to
 * {@value #CONVERGED_DEGREES} degrees, far below a micrometre.
 *
 * <p>GCJ-02 is applied only inside the box of {@link #applies}; outside it is WGS-84.
 */
public final class ChinaOffset {
  private static final double SEMI_MAJOR_METRES = 6378245.0;
  private static final double ECCENTRICITY_SQUARED = 0.00669342162296594323;
  private static final double BD_FACTOR = Math.PI * 3000.0 / 180.0;
  private static final double BD_LON = 0.0065;
  private static final double BD_LAT = 0.006;
  private static final double CONVERGED_DEGREES = 1e-13;
  private static final int MOST_STEPS = 30;

  private ChinaOffset() {}

  /** The box in which the shift is applied: lon 72.004 to 137.8347, lat 0.8293 to 55.8271. */
  public static boolean applies(double lon, double lat) {
    return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
  }

  public static LonLat wgs84ToGcj02(double lon, double lat) {
    return applies(lon, lat)
        ? new LonLat(lon + shiftLon(lon, lat), lat + shiftLat(lon, lat))
        : new LonLat(lon, lat);
  }

  /**
   * The WGS-84 position that {@link #wgs84ToGcj02} takes to this one. Where the box's edge leaves
   * none, the position is taken as unshifted.
   */
  public static LonLat gcj02ToWgs84(double lon, double lat) {
    double guessLon = lon;
    double guessLat = lat;
    for (int step = 0; step < MOST_STEPS; step++) {
      double errorLon = lon - guessLon - shiftLon(guessLon, guessLat);
      double errorLat = lat - guessLat - shiftLat(guessLon, guessLat);
      guessLon += errorLon;
      guessLat += errorLat;
      if (Math.abs(errorLon) < CONVERGED_DEGREES && Math.abs(errorLat) < CONVERGED_DEGREES) {
        break;
      }
    }
    return applies(guessLon, guessLat) ? new LonLat(guessLon, guessLat) : new LonLat(lon, lat);
  }

  public static LonLat gcj02ToBd09(double lon, double lat) {
    double radius = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * BD_FACTOR);
    double angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * BD_FACTOR);
    return new LonLat(radius * Math.cos(angle) + BD_LON, radius * Math.sin(angle) + BD_LAT);
  }

  /** The GCJ-02 position that {@link #gcj02ToBd09} takes to this one. */
  public static LonLat bd09ToGcj02(double lon, double lat) {
    double guessLon = lon - BD_LON;
    double guessLat = lat - BD_LAT;
    for (int step = 0; step < MOST_STEPS; step++) {
      LonLat forward = gcj02ToBd09(guessLon, guessLat);
      double errorLon = lon - forward.lon();
      double errorLat = lat - forward.lat();
      guessLon += errorLon;
      guessLat += errorLat;
      if (Math.abs(errorLon) < CONVERGED_DEGREES && Math.abs(errorLat) < CONVERGED_DEGREES) {
        break;
      }
    }
    return new LonLat(guessLon, guessLat);
  }

  /** Outside the box of {@link #applies} BD-09 is not used: positions stay as they are. */
  public static LonLat wgs84ToBd09(double lon, double lat) {
    if (!applies(lon, lat)) {
      return new LonLat(lon, lat);
    }
    LonLat gcj02 = wgs84ToGcj02(lon, lat);
    return gcj02ToBd09(gcj02.lon(), gcj02.lat());
  }

  public static LonLat bd09ToWgs84(double lon, double lat) {
    if (!applies(lon, lat)) {
      return new LonLat(lon, lat);
    }
    LonLat gcj02 = bd09ToGcj02(lon, lat);
    return gcj02ToWgs84(gcj02.lon(), gcj02.lat());
  }

  private static double shiftLon(double lon, double lat) {
    double x = lon - 105.0;
    double y = lat - 35.0;
    double metres = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
    metres += waves(6.0 * x, 2.0 * x) * 2.0 / 3.0;
    metres += (20.0 * sinPi(x) + 40.0 * sinPi(x / 3.0)) * 2.0 / 3.0;
    metres += (150.0 * sinPi(x / 12.0) + 300.0 * sinPi(x / 30.0)) * 2.0 / 3.0;
    double radians = Math.toRadians(lat);
    double sine = Math.sin(radians);
    double magic = 1 - ECCENTRICITY_SQUARED * sine * sine;
    return Math.toDegrees(metres / (SEMI_MAJOR_METRES / Math.sqrt(magic) * Math.cos(radians)));
  }

  private static double shiftLat(double lon, double lat) {
    double x = lon - 105.0;
    double y = lat - 35.0;
    double metres =
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
    metres += waves(6.0 * x, 2.0 * x) * 2.0 / 3.0;
    metres += (20.0 * sinPi(y) + 40.0 * sinPi(y / 3.0)) * 2.0 / 3.0;
    metres += (160.0 * sinPi(y / 12.0) + 320.0 * sinPi(y / 30.0)) * 2.0 / 3.0;
    double sine = Math.sin(Math.toRadians(lat));
    double magic = 1 - ECCENTRICITY_SQUARED * sine * sine;
    double meridianRadius =
        SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED) / (magic * Math.sqrt(magic));
    return Math.toDegrees(metres / meridianRadius);
  }

  private static double waves(double first, double second) {
    return 20.0 * sinPi(first) + 20.0 * sinPi(second);
  }

  private static double sinPi(double x) {
    return Math.sin(x * Math.PI);
  }
}
