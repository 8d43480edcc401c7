package org.gridwarden.heat.picture;

import java.util.Objects;
import org.gridwarden.geo.Bbox;
import org.gridwarden.geo.Ground;

/**
 * The part of the world that a picture shows, and its size. The edges of the box are the edges of
 * the picture; between them lies Web Mercator. Places are told in points, from the picture's upper
 * left corner, x to the right and y down; a point is {@code scale} pixels.
 *
 * @param box WGS-84, with an area, between the latitudes at which Web Mercator ends
 * @param width in pixels, 1 to 8192
 * @param height in pixels, 1 to 8192
 * @param scale 1 for a screen, 2 to 4 for paper: everything but the map is larger by that
 */
public record MapWindow(Bbox box, int width, int height, int scale) {
  /** Where the world of Web Mercator is a square. */
  public static final double LAST_LATITUDE = Math.toDegrees(Math.atan(Math.sinh(Math.PI)));

  private static final int LONGEST_SIDE = 8192;
  private static final int LARGEST_SCALE = 4;

  public MapWindow {
    Objects.requireNonNull(box, "box");
    if (!(box.east() > box.west() && box.north() > box.south())) {
      throw new IllegalArgumentException("the box of a picture has an area");
    }
    if (box.south() < -LAST_LATITUDE || box.north() > LAST_LATITUDE) {
      throw new IllegalArgumentException("Web Mercator ends at " + LAST_LATITUDE);
    }
    if (width < 1 || width > LONGEST_SIDE || height < 1 || height > LONGEST_SIDE) {
      throw new IllegalArgumentException("a picture has 1 to " + LONGEST_SIDE + " pixels a side");
    }
    if (scale < 1 || scale > LARGEST_SCALE) {
      throw new IllegalArgumentException("scale must lie in 1.." + LARGEST_SCALE);
    }
  }

  /**
   * The smallest box around another that has the shape of the picture, so that a metre is as long
   * across as upwards; the middle stays, except where the box would leave the world: there it is
   * moved back, and cut where the world isn't wide enough.
   */
  public static MapWindow around(Bbox box, int width, int height, int scale) {
    double south = mercator(Math.max(box.south(), -LAST_LATITUDE));
    double north = mercator(Math.min(box.north(), LAST_LATITUDE));
    double west = Math.toRadians(box.west());
    double east = Math.toRadians(box.east());
    double across = Math.max(east - west, (north - south) * width / height);
    double upwards = across * height / width;
    double left = begin((west + east - across) / 2, across);
    double low = begin((south + north - upwards) / 2, upwards);
    Bbox wide =
        new Bbox(
            Math.max(-180, Math.toDegrees(left)),
            Math.max(-LAST_LATITUDE, latitude(low)),
            Math.min(180, Math.toDegrees(left + across)),
            Math.min(LAST_LATITUDE, latitude(low + upwards)));
    return new MapWindow(wide, width, height, scale);
  }

  /** Moves a stretch into -π..π; where it is longer than that, its middle to 0. */
  private static double begin(double from, double length) {
    if (length >= 2 * Math.PI) {
      return -length / 2;
    }
    return Math.max(-Math.PI, Math.min(from, Math.PI - length));
  }

  double widthPoints() {
    return (double) width / scale;
  }

  double heightPoints() {
    return (double) height / scale;
  }

  double x(double lon) {
    return (lon - box.west()) / (box.east() - box.west()) * widthPoints();
  }

  /** Latitudes beyond the end of Web Mercator are taken for the last one. */
  double y(double lat) {
    double top = mercator(box.north());
    double within = mercator(Math.max(-LAST_LATITUDE, Math.min(lat, LAST_LATITUDE)));
    return (top - within) / (top - mercator(box.south())) * heightPoints();
  }

  /** On the parallel that runs through the middle of the picture. */
  double metresPerPoint() {
    double middle = latitude((mercator(box.south()) + mercator(box.north())) / 2);
    return Ground.metresPerDegreeLon(middle) * (box.east() - box.west()) / widthPoints();
  }

  /** Radians of the square world, -π to π. */
  private static double mercator(double lat) {
    double sine = Math.sin(Math.toRadians(lat));
    return Math.log((1 + sine) / (1 - sine)) / 2;
  }

  private static double latitude(double mercator) {
    return Math.toDegrees(Math.atan(Math.sinh(mercator)));
  }
}
