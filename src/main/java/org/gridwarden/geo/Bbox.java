package org.gridwarden.geo;

import org.locationtech.jts.geom.Envelope;

/** A box in WGS-84 degrees: west, south, east, north; closed on all sides, never across 180°. */
public record Bbox(double west, double south, double east, double north) {
  public Bbox {
    if (!(west >= -180 && east <= 180 && south >= -90 && north <= 90)) {
      throw new IllegalArgumentException("a box lies in -180..180, -90..90");
    }
    if (west > east || south > north) {
      throw new IllegalArgumentException("a box is west,south,east,north");
    }
  }

  public static Bbox of(Envelope envelope) {
    return new Bbox(envelope.getMinX(), envelope.getMinY(), envelope.getMaxX(), envelope.getMaxY());
  }

  public Envelope toEnvelope() {
    return new Envelope(west, east, south, north);
  }

  public boolean contains(double lon, double lat) {
    return lon >= west && lon <= east && lat >= south && lat <= north;
  }
}
