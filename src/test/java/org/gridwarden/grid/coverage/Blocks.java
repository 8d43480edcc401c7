package org.gridwarden.grid.coverage;

import org.gridwarden.geo.Ground;
import org.gridwarden.grid.Grid;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Rectangles measured in metres east and north of a corner of the sample area. */
public final class Blocks {
  static final double LON = 113.6;
  static final double LAT = 33.4;
  private static final double METRES_LON = Ground.metresPerDegreeLon(LAT);
  private static final double METRES_LAT = Ground.metresPerDegreeLat(LAT);
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private Blocks() {}

  public static double lon(double east) {
    return LON + east / METRES_LON;
  }

  public static double lat(double north) {
    return LAT + north / METRES_LAT;
  }

  public static Geometry box(double west, double south, double east, double north) {
    return FACTORY.toGeometry(new Envelope(lon(west), lon(east), lat(south), lat(north)));
  }

  /** A polygon of points east, north, east, north …; closed by itself. */
  public static Geometry polygon(double... points) {
    Coordinate[] ring = new Coordinate[points.length / 2 + 1];
    for (int i = 0; i < ring.length - 1; i++) {
      ring[i] = new Coordinate(lon(points[2 * i]), lat(points[2 * i + 1]));
    }
    ring[ring.length - 1] = ring[0].copy();
    return FACTORY.createPolygon(ring);
  }

  public static Grid grid(int level, String code, String parent, Geometry geometry) {
    return new Grid(level, code, "格" + code, parent, geometry);
  }
}
