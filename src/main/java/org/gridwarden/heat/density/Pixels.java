package org.gridwarden.heat.density;

import org.gridwarden.geo.WebMercator;

/**
 * Where the middles of a picture's pixels lie on the unit square. Immutable by agreement.
 *
 * @param x of the columns, ascending from the west
 * @param y of the rows, ascending from the north
 */
public record Pixels(double[] x, double[] y) {
  /** One tile of a zoom, {@code size} pixels a side. */
  public static Pixels ofTile(int zoom, int tileX, int tileY, int size) {
    double width = Math.scalb(1.0, -zoom);
    return new Pixels(
        middles(tileX * width, width / size, size), middles(tileY * width, width / size, size));
  }

  /**
   * A box of degrees cut as a web map: equal steps of the unit square. Its north and south must
   * differ, and its west and east.
   */
  public static Pixels ofMap(
      double west, double south, double east, double north, int width, int height) {
    double left = WebMercator.x(west);
    double top = WebMercator.y(north);
    return new Pixels(
        middles(left, (WebMercator.x(east) - left) / width, width),
        middles(top, (WebMercator.y(south) - top) / height, height));
  }

  /** A box of degrees cut into equal steps of degrees, as rasters of EPSG:4326 are. */
  public static Pixels ofDegrees(
      double west, double south, double east, double north, int width, int height) {
    double[] x = new double[width];
    double[] y = new double[height];
    for (int i = 0; i < width; i++) {
      x[i] = WebMercator.x(west + (i + 0.5) * (east - west) / width);
    }
    for (int i = 0; i < height; i++) {
      y[i] = WebMercator.y(north - (i + 0.5) * (north - south) / height);
    }
    return new Pixels(x, y);
  }

  /** A single place. */
  public static Pixels ofPlace(double x, double y) {
    return new Pixels(new double[] {x}, new double[] {y});
  }

  private static double[] middles(double start, double step, int count) {
    double[] middles = new double[count];
    for (int i = 0; i < count; i++) {
      middles[i] = exact(start + (i + 0.5) * step);
    }
    return middles;
  }

  /**
   * Rounded to 2^-40 of the square (some 0.04 mm), so that a box that was cut along the pixels of a
   * zoom has the very places of its tiles, whatever its degrees were rounded to.
   */
  private static double exact(double unit) {
    return Math.rint(unit * 0x1p40) * 0x1p-40;
  }

  public int width() {
    return x.length;
  }

  public int height() {
    return y.length;
  }
}
