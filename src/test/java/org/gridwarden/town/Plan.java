package org.gridwarden.town;

import org.gridwarden.geo.Ground;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.PrecisionModel;

/** The drawing board: metres east and north of the town's centre, and the way to degrees. */
final class Plan {
  static final double LON = 113.6180;
  static final double LAT = 33.4260;

  /** Every vertex lies on this raster of 1e-7 degrees before any polygon is made. */
  static final PrecisionModel DEGREES = new PrecisionModel(1e7);

  static final GeometryFactory FACTORY = new GeometryFactory(DEGREES);
  private static final double SCALE_X = Ground.metresPerDegreeLon(LAT);
  private static final double SCALE_Y = Ground.metresPerDegreeLat(LAT);

  private Plan() {}

  static Coordinate toDegrees(double x, double y) {
    return new Coordinate(
        DEGREES.makePrecise(LON + x / SCALE_X), DEGREES.makePrecise(LAT + y / SCALE_Y));
  }

  /** A geometry of metres in degrees. */
  static Geometry toDegrees(Geometry metres) {
    Geometry copy = metres.copy();
    copy.apply(
        (org.locationtech.jts.geom.CoordinateFilter)
            c -> {
              Coordinate degrees = toDegrees(c.x, c.y);
              c.x = degrees.x;
              c.y = degrees.y;
            });
    copy.geometryChanged();
    return FACTORY.createGeometry(copy);
  }

  static Geometry toMetres(Geometry degrees) {
    Geometry copy = new GeometryFactory().createGeometry(degrees).copy();
    copy.apply(
        (org.locationtech.jts.geom.CoordinateFilter)
            c -> {
              c.x = (c.x - LON) * SCALE_X;
              c.y = (c.y - LAT) * SCALE_Y;
            });
    copy.geometryChanged();
    return copy;
  }

  static LineString line(Coordinate... metres) {
    return new GeometryFactory().createLineString(metres);
  }
}
