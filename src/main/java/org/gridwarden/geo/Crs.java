package org.gridwarden.geo;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridwarden.fault.FaultException;
import org.locationtech.jts.geom.Geometry;

/**
 * A coordinate system that positions come in. x is always the longitude or easting and y the
 * latitude or northing, whatever the system's own order of axes. CGCS2000 is treated as WGS-84:
 * they agree below a metre. Immutable and safe for many threads. GeoTools is loaded only for
 * projected and foreign systems.
 */
public final class Crs {
  private static final Pattern EPSG = Pattern.compile("EPSG:(\\d{1,6})");

  public static final Crs WGS84 = new Crs("wgs84", Positions::degrees, true);
  private static final Crs CGCS2000 = new Crs("cgcs2000", Positions::degrees, true);
  private static final Crs GCJ02 =
      new Crs(
          "gcj02",
          (x, y) -> {
            Positions.degrees(x, y);
            return ChinaOffset.gcj02ToWgs84(x, y);
          },
          true);
  private static final Crs BD09 =
      new Crs(
          "bd09",
          (x, y) -> {
            Positions.degrees(x, y);
            return ChinaOffset.bd09ToWgs84(x, y);
          },
          true);

  private final String name;
  private final ToWgs84 transform;
  private final boolean geographic;

  private Crs(String name, ToWgs84 transform, boolean geographic) {
    this.name = name;
    this.transform = transform;
    this.geographic = geographic;
  }

  @FunctionalInterface
  private interface ToWgs84 {
    LonLat apply(double x, double y);
  }

  /**
   * Where GeoTools unpacks its database of coordinate systems; to be called before the first
   * projected one is parsed, or the temporary directory is used.
   */
  public static void unpackInto(Path directory) {
    System.setProperty("EPSG-HSQL.directory", directory.toAbsolutePath().toString());
  }

  /**
   * @param name {@code wgs84, cgcs2000, gcj02, bd09} or {@code EPSG:n}, in any case
   * @throws FaultException naming {@code crs} where there is no such system. The first projected
   *     one takes up to two seconds.
   */
  public static Crs parse(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    switch (upper) {
      case "WGS84", "EPSG:4326", "CRS84", "OGC:CRS84":
        return WGS84;
      case "CGCS2000", "EPSG:4490":
        return CGCS2000;
      case "GCJ02":
        return GCJ02;
      case "BD09":
        return BD09;
      default:
    }
    Matcher epsg = EPSG.matcher(upper);
    if (!epsg.matches()) {
      throw FaultException.badInput(
          "crs", name, "unknown; give wgs84, cgcs2000, gcj02, bd09 or EPSG:n");
    }
    return projected(ProjectedCrs.ofEpsg(Integer.parseInt(epsg.group(1))));
  }

  /**
   * @param wkt the text of a .prj file; it is read by its parameters, it needs no authority's code
   * @throws FaultException where it can't be read
   */
  public static Crs ofPrj(String wkt) {
    return projected(ProjectedCrs.ofWkt(wkt));
  }

  private static Crs projected(ProjectedCrs crs) {
    if (crs.isWgs84()) {
      return WGS84;
    }
    return new Crs(crs.name(), crs::toWgs84, crs.isGeographic());
  }

  public String name() {
    return name;
  }

  public boolean isGeographic() {
    return geographic;
  }

  /**
   * @throws FaultException naming {@code lon} or {@code lat} where the position is not finite,
   *     impossible in this system, or swapped
   */
  public LonLat toWgs84(double x, double y) {
    return transform.apply(x, y);
  }

  /** A new geometry of the same structure; throws as {@link #toWgs84(double, double)}. */
  public Geometry toWgs84(Geometry geometry) {
    return Ordinates.map(
        geometry,
        (x, y, out) -> {
          LonLat position = transform.apply(x, y);
          out[0] = position.lon();
          out[1] = position.lat();
        });
  }

  @Override
  public String toString() {
    return name;
  }
}
