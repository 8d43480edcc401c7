package org.gridwarden.geo;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import net.sf.geographiclib.PolygonArea;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * Distances and areas on the WGS-84 ellipsoid, in metres. Short distances use a plane that touches
 * the ellipsoid at a latitude: x = Δlon · {@link #metresPerDegreeLon}, y = Δlat · {@link
 * #metresPerDegreeLat}; within 10 km and below 60° its error stays under 0.1%, within 100 m under
 * 0.001%. The rest are geodesics (Karney, Algorithms for geodesics, J. Geodesy 87, 2013). Pure and
 * safe for many threads.
 */
public final class Ground {
  private static final double SEMI_MAJOR_METRES = 6378137.0;
  private static final double ECCENTRICITY_SQUARED = 0.0066943799901413165;
  private static final double THIRD_FLATTENING = 0.0016792203863837047;

  private Ground() {}

  /** Length of a degree of longitude along the parallel: the prime vertical radius · cos(lat). */
  public static double metresPerDegreeLon(double lat) {
    double radians = Math.toRadians(lat);
    double sine = Math.sin(radians);
    double primeVertical = SEMI_MAJOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sine * sine);
    return Math.toRadians(primeVertical * Math.cos(radians));
  }

  /** Length of a degree of latitude along the meridian: the meridian radius of curvature. */
  public static double metresPerDegreeLat(double lat) {
    double sine = Math.sin(Math.toRadians(lat));
    double root = 1 - ECCENTRICITY_SQUARED * sine * sine;
    return Math.toRadians(
        SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED) / (root * Math.sqrt(root)));
  }

  /**
   * Length of the meridian from the equator to a latitude, negative in the south. Helmert's series
   * in the third flattening, below 0.1 mm (Kawase, A general formula for calculating meridian arc
   * length, Bulletin of the GSI 59, 2011).
   */
  public static double meridianMetres(double lat) {
    double phi = Math.toRadians(lat);
    double n = THIRD_FLATTENING;
    double n2 = n * n;
    double scale = SEMI_MAJOR_METRES / (1 + n) * (1 + n2 / 4 + n2 * n2 / 64);
    double first = -1.5 * (n - n2 * n * 3 / 8);
    double second = 15.0 / 16 * (n2 - n2 * n2 / 4);
    double third = -35.0 / 48 * n2 * n;
    double fourth = 315.0 / 512 * n2 * n2;
    return scale
        * (phi
            + first * Math.sin(2 * phi)
            + second * Math.sin(4 * phi)
            + third * Math.sin(6 * phi)
            + fourth * Math.sin(8 * phi));
  }

  /** Length of the geodesic between two positions. */
  public static double distanceMetres(double lon1, double lat1, double lon2, double lat2) {
    return Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2, GeodesicMask.DISTANCE).s12;
  }

  /**
   * Area of the polygons in a geometry, holes taken off, edges being geodesics; 0 for points and
   * lines. The orientation of rings doesn't matter.
   */
  public static double areaSquareMetres(Geometry geometry) {
    double area = 0;
    for (int part = 0; part < geometry.getNumGeometries(); part++) {
      Geometry piece = geometry.getGeometryN(part);
      if (piece instanceof Polygon polygon) {
        area += ringSquareMetres(polygon.getExteriorRing().getCoordinateSequence());
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          area -= ringSquareMetres(polygon.getInteriorRingN(hole).getCoordinateSequence());
        }
      } else if (piece != geometry) {
        area += areaSquareMetres(piece);
      }
    }
    return area;
  }

  /** Length of the lines in a geometry, and of the rings of its polygons; 0 for points. */
  public static double lengthMetres(Geometry geometry) {
    if (geometry instanceof LineString line) {
      return lineMetres(line.getCoordinateSequence());
    }
    if (geometry instanceof Polygon polygon) {
      double length = lineMetres(polygon.getExteriorRing().getCoordinateSequence());
      for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
        length += lineMetres(polygon.getInteriorRingN(hole).getCoordinateSequence());
      }
      return length;
    }
    double length = 0;
    for (int part = 0; part < geometry.getNumGeometries(); part++) {
      Geometry piece = geometry.getGeometryN(part);
      length += piece == geometry ? 0 : lengthMetres(piece);
    }
    return length;
  }

  /** Distance from a position to the nearest point of a geometry, in the plane at the position. */
  public static double distanceMetres(double lon, double lat, Geometry geometry) {
    Geometry local = toPlane(geometry, lon, lat);
    return local.distance(geometry.getFactory().createPoint(new Coordinate(0, 0)));
  }

  /**
   * A new geometry in metres east and north of a position, in the plane that touches there. Good
   * for shapes and widths within some kilometres.
   */
  public static Geometry toPlane(Geometry geometry, double lon, double lat) {
    double scaleX = metresPerDegreeLon(lat);
    double scaleY = metresPerDegreeLat(lat);
    return Ordinates.map(
        geometry,
        (x, y, out) -> {
          out[0] = (x - lon) * scaleX;
          out[1] = (y - lat) * scaleY;
        });
  }

  private static double ringSquareMetres(CoordinateSequence ring) {
    PolygonArea sum = new PolygonArea(Geodesic.WGS84, false);
    for (int i = 0; i < ring.size() - 1; i++) {
      sum.AddPoint(ring.getY(i), ring.getX(i));
    }
    return Math.abs(sum.Compute().area);
  }

  private static double lineMetres(CoordinateSequence line) {
    double length = 0;
    for (int i = 1; i < line.size(); i++) {
      length += distanceMetres(line.getX(i - 1), line.getY(i - 1), line.getX(i), line.getY(i));
    }
    return length;
  }
}
