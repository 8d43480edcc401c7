package org.gridwarden.geo;

import org.gridwarden.fault.FaultException;

/** Refuses impossible positions, naming the ordinate and, where that is it, the swap. */
final class Positions {
  private static final double LARGEST_METRES = 100_000_000;

  private Positions() {}

  static void checkFinite(double x, double y) {
    if (!Double.isFinite(x)) {
      throw FaultException.badInput("lon", x, "lon must be a finite number");
    }
    if (!Double.isFinite(y)) {
      throw FaultException.badInput("lat", y, "lat must be a finite number");
    }
  }

  static LonLat degrees(double lon, double lat) {
    checkFinite(lon, lat);
    if (Math.abs(lat) > 90) {
      boolean swapped = Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
      throw FaultException.badInput(
          "lat",
          lat,
          swapped
              ? "lat must lie in -90..90; lon and lat look swapped: lon is the easting (x), lat the"
                  + " northing (y)"
              : "lat must lie in -90..90");
    }
    if (Math.abs(lon) > 180) {
      throw FaultException.badInput("lon", lon, "lon must lie in -180..180");
    }
    return new LonLat(lon, lat);
  }

  static void checkPlane(String crs, double x, double y) {
    checkFinite(x, y);
    if (Math.abs(x) <= 180 && Math.abs(y) <= 90 && (x != 0 || y != 0)) {
      throw FaultException.badInput(
          "lon", x, crs + " is in metres or feet; these look like degrees, say crs=wgs84");
    }
    if (Math.abs(x) > LARGEST_METRES) {
      throw FaultException.badInput("lon", x, "no easting of " + crs);
    }
    if (Math.abs(y) > LARGEST_METRES) {
      throw FaultException.badInput("lat", y, "no northing of " + crs);
    }
  }
}
