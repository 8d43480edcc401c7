package org.gridwarden.print;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import org.gridwarden.geo.Bbox;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * Degrees to millimetres of a sheet: Mercator's projection about the middle of a box, which keeps
 * angles, so that things have their shape; over a city lengths are true to a few thousandths.
 * Immutable.
 */
final class Projection {
  private static final double EARTH_MILLIMETRES = 6_378_137_000.0;

  private final double middleX;
  private final double middleY;
  private final double millimetresPerUnit;
  private final double scale;
  private final Rectangle2D frame;

  /** The box as large as it fits into the frame, in its middle. */
  Projection(Bbox box, Rectangle2D frame) {
    this.frame = frame;
    double west = Math.toRadians(box.west());
    double east = Math.toRadians(box.east());
    double south = mercator(box.south());
    double north = mercator(box.north());
    middleX = (west + east) / 2;
    middleY = (south + north) / 2;
    millimetresPerUnit =
        Math.min(
            frame.getWidth() / Math.max(east - west, 1e-9),
            frame.getHeight() / Math.max(north - south, 1e-9));
    double latitude = Math.toRadians((box.south() + box.north()) / 2);
    scale = EARTH_MILLIMETRES * Math.cos(latitude) / millimetresPerUnit;
  }

  private static double mercator(double lat) {
    double phi = Math.toRadians(Math.max(-85, Math.min(85, lat)));
    return Math.log(Math.tan(Math.PI / 4 + phi / 2));
  }

  /** n of the scale 1:n, at the middle. */
  double scale() {
    return scale;
  }

  Point2D at(double lon, double lat) {
    return new Point2D.Double(
        frame.getCenterX() + (Math.toRadians(lon) - middleX) * millimetresPerUnit,
        frame.getCenterY() - (mercator(lat) - middleY) * millimetresPerUnit);
  }

  /** A polygon with its holes, a line, or all parts of a collection; points leave nothing. */
  Path2D path(Geometry geometry) {
    Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (part instanceof Polygon polygon) {
        add(path, polygon.getExteriorRing(), true);
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          add(path, polygon.getInteriorRingN(hole), true);
        }
      } else if (part instanceof LineString line) {
        add(path, line, false);
      }
    }
    return path;
  }

  private void add(Path2D path, LineString line, boolean close) {
    boolean first = true;
    for (Coordinate each : line.getCoordinates()) {
      Point2D at = at(each.x, each.y);
      if (first) {
        path.moveTo(at.getX(), at.getY());
      } else {
        path.lineTo(at.getX(), at.getY());
      }
      first = false;
    }
    if (close && !first) {
      path.closePath();
    }
  }
}
