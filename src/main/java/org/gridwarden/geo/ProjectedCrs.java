package org.gridwarden.geo;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.SingleCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.metadata.iso.extent.GeographicBoundingBoxImpl;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.gridwarden.fault.FaultException;

/** A coordinate system that GeoTools knows. The one class that names GeoTools' referencing. */
final class ProjectedCrs {
  /** Beyond a system's own area by more than this, a position is taken for a mistake. */
  private static final double MARGIN_DEGREES = 12;

  private final String name;
  private final CoordinateReferenceSystem crs;
  private final MathTransform transform;
  private final GeographicBoundingBoxImpl area;

  private ProjectedCrs(String name, CoordinateReferenceSystem crs) throws FactoryException {
    this.name = name;
    this.crs = crs;
    // Lenient: without it GeoTools refuses datums whose shift it doesn't know, CGCS2000's among
    // them.
    this.transform = CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true);
    var box = CRS.getGeographicBoundingBox(crs);
    this.area = box == null ? null : new GeographicBoundingBoxImpl(box);
  }

  static ProjectedCrs ofEpsg(int code) {
    String name = "EPSG:" + code;
    try {
      CoordinateReferenceSystem plane = CRS.getHorizontalCRS(CRS.decode(name, true));
      if (plane == null) {
        throw FaultException.badInput("crs", name, "it has no horizontal positions");
      }
      return new ProjectedCrs(name, plane);
    } catch (FactoryException unknown) {
      throw FaultException.badInput("crs", name, "no such coordinate system is known");
    }
  }

  static ProjectedCrs ofWkt(String wkt) {
    try {
      CoordinateReferenceSystem crs = CRS.parseWKT(wkt);
      return new ProjectedCrs(crs.getName().getCode(), crs);
    } catch (FactoryException | RuntimeException unreadable) {
      throw FaultException.badInput(
          "prj", wkt, "the coordinate system can't be read; give it with --crs");
    }
  }

  String name() {
    return name;
  }

  boolean isGeographic() {
    return crs instanceof GeographicCRS;
  }

  /**
   * Whether positions in it are WGS-84 as they are: degrees from Greenwich on that datum or
   * CGCS2000.
   */
  boolean isWgs84() {
    if (!(crs instanceof GeographicCRS) || !(crs instanceof SingleCRS single)) {
      return false;
    }
    String datum = single.getDatum().getName().getCode().replaceAll("[^A-Za-z0-9]", "");
    boolean known =
        datum.matches(
            "(?i)(D)?(WGS84|WGS1984|WorldGeodeticSystem1984|China2000|CGCS2000|ChinaGeodeticCoordinateSystem2000)");
    return known && transform.isIdentity();
  }

  LonLat toWgs84(double x, double y) {
    if (isGeographic()) {
      Positions.degrees(x, y);
    } else {
      Positions.checkPlane(name, x, y);
    }
    double[] position = {x, y};
    try {
      transform.transform(position, 0, position, 0, 1);
    } catch (TransformException | RuntimeException beyond) {
      throw beyond(x, y);
    }
    if (!plausible(position[0], position[1])) {
      throw beyond(x, y);
    }
    return new LonLat(position[0], position[1]);
  }

  private boolean plausible(double lon, double lat) {
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
      return false;
    }
    return area == null
        || (lat > area.getSouthBoundLatitude() - MARGIN_DEGREES
            && lat < area.getNorthBoundLatitude() + MARGIN_DEGREES
            && (area.getWestBoundLongitude() > area.getEastBoundLongitude()
                || (lon > area.getWestBoundLongitude() - MARGIN_DEGREES
                    && lon < area.getEastBoundLongitude() + MARGIN_DEGREES)));
  }

  private FaultException beyond(double x, double y) {
    return FaultException.badInput(
        "lon",
        x + ", " + y,
        "outside the area of "
            + name
            + "; lon is the easting (x) and lat the northing (y), are they swapped?");
  }
}
