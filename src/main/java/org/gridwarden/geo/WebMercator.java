package org.gridwarden.geo;

/**
 * The unit square that web maps are cut from: x grows from 0 at 180° west to 1 at 180° east, y from
 * 0 at {@link #MOST_LATITUDE} north to 1 at the same latitude south; a tile of zoom z is 2^-z wide
 * (EPSG:3857, scaled). A position can also be held as two whole numbers, 2^-32 of the square each
 * (a centimetre at the equator). Pure and safe for many threads.
 */
public final class WebMercator {
  /** Where the square ends; beyond it no position can be shown. */
  public static final double MOST_LATITUDE = 85.05112877980659;

  /** The length of the equator: the square's width on the ground there. */
  public static final double EQUATOR_METRES = 40075016.68557849;

  public static final int MOST_ZOOM = 22;

  private static final double FIXED = 4294967296.0;

  private WebMercator() {}

  public static double x(double lon) {
    return (lon + 180) / 360;
  }

  /**
   * @param lat degrees; beyond {@link #MOST_LATITUDE} it leaves the square
   */
  public static double y(double lat) {
    double sine = Math.sin(Math.toRadians(lat));
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  }

  public static double lon(double x) {
    return x * 360 - 180;
  }

  public static double lat(double y) {
    return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))));
  }

  /** A coordinate as a whole number, to be read as unsigned; what lies outside is moved in. */
  public static int fixed(double unit) {
    long whole = (long) Math.floor(unit * FIXED);
    return (int) Math.max(0, Math.min(0xFFFFFFFFL, whole));
  }

  /** The middle of what a whole number stands for. */
  public static double unit(int fixed) {
    return ((fixed & 0xFFFFFFFFL) + 0.5) / FIXED;
  }
}
