package org.gridwarden.responsibility;

import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;
import org.gridwarden.geo.Crs;
import org.gridwarden.table.Row;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * The place of a frontage in a row: a point by lon and lat, or any shape by wkt, in WGS-84 degrees.
 */
final class FrontageShape {
  private static final double USUAL_WIDTH_METRES = 5;
  private static final double MOST_WIDTH_METRES = 200;

  private FrontageShape() {}

  static Geometry read(Row row, Faults faults) {
    Geometry shape = row.find("wkt") != null ? wkt(row, faults) : point(row, faults);
    if (shape == null) {
      return null;
    }
    try {
      Crs.WGS84.toWgs84(shape);
      return shape;
    } catch (FaultException impossible) {
      faults.add(impossible.first().file(row.file()).line(row.line()));
      return null;
    }
  }

  /** How far from the shape the strip reaches: 5 m from a point or line, 0 from a polygon. */
  static double width(Row row, Geometry shape, Faults faults) {
    String text = row.find("width_metres");
    if (text == null) {
      return shape instanceof Polygonal ? 0 : USUAL_WIDTH_METRES;
    }
    try {
      double width = Double.parseDouble(text);
      if (width >= 0 && width <= MOST_WIDTH_METRES && (width > 0 || shape instanceof Polygonal)) {
        return width;
      }
    } catch (NumberFormatException notOne) {
      // Told below, with the numbers that can't be a width.
    }
    faults.add(
        row.fault("width_metres", "a width of more than 0 and at most 200 metres is wanted"));
    return 0;
  }

  private static Geometry point(Row row, Faults faults) {
    Double lon = number(row, "lon", faults);
    Double lat = number(row, "lat", faults);
    if (lon == null || lat == null) {
      return null;
    }
    return new GeometryFactory().createPoint(new Coordinate(lon, lat));
  }

  private static Double number(Row row, String column, Faults faults) {
    String text = row.find(column);
    if (text == null) {
      faults.add(row.fault(column, "a frontage has a place: lon and lat, or wkt"));
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException notOne) {
      faults.add(row.fault(column, "a number of degrees is wanted"));
      return null;
    }
  }

  private static Geometry wkt(Row row, Faults faults) {
    try {
      Geometry shape = new WKTReader().read(row.find("wkt"));
      boolean fits =
          shape instanceof Point
              || shape instanceof org.locationtech.jts.geom.Lineal
              || shape instanceof Polygonal;
      if (!fits || shape.isEmpty() || !shape.isValid()) {
        faults.add(row.fault("wkt", "a valid POINT, LINESTRING or POLYGON is wanted"));
        return null;
      }
      return shape;
    } catch (ParseException | IllegalArgumentException unreadable) {
      faults.add(row.fault("wkt", "not WKT, for example LINESTRING(113.61 33.41, 113.62 33.41)"));
      return null;
    }
  }
}
