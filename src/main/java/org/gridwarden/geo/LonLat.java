package org.gridwarden.geo;

/**
 * A position in WGS-84 degrees, longitude first. Refuses what is not finite or beyond ±180, ±90.
 */
public record LonLat(double lon, double lat) {
  public LonLat {
    if (!(lon >= -180 && lon <= 180)) {
      throw new IllegalArgumentException("lon must lie in -180..180: " + lon);
    }
    if (!(lat >= -90 && lat <= 90)) {
      throw new IllegalArgumentException("lat must lie in -90..90: " + lat);
    }
  }
}
