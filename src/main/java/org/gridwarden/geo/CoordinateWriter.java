package org.gridwarden.geo;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Writes the coordinates member of GeoJSON. Ordinates have no trailing zeros and no exponent. */
final class CoordinateWriter {
  private final JsonGenerator json;
  private final long scale;
  private final int decimals;
  private final byte[] digits = new byte[40];

  CoordinateWriter(JsonGenerator json, int decimals) {
    if (decimals < 0 || decimals > 12) {
      throw new IllegalArgumentException("0 to 12 decimals: " + decimals);
    }
    this.json = json;
    this.decimals = decimals;
    this.scale = Math.round(Math.pow(10, decimals));
  }

  void write(Geometry geometry) throws IOException {
    if (geometry instanceof Point point) {
      if (point.isEmpty()) {
        json.writeStartArray();
        json.writeEndArray();
      } else {
        position(point.getX(), point.getY());
      }
    } else if (geometry instanceof LineString line) {
      positions(line.getCoordinateSequence(), false);
    } else if (geometry instanceof Polygon polygon) {
      json.writeStartArray();
      if (!polygon.isEmpty()) {
        ring(polygon.getExteriorRing().getCoordinateSequence(), true);
      }
      for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
        ring(polygon.getInteriorRingN(hole).getCoordinateSequence(), false);
      }
      json.writeEndArray();
    } else if (geometry instanceof GeometryCollection parts) {
      json.writeStartArray();
      for (int i = 0; i < parts.getNumGeometries(); i++) {
        write(parts.getGeometryN(i));
      }
      json.writeEndArray();
    }
  }

  private void ring(CoordinateSequence ring, boolean counterClockwise) throws IOException {
    positions(ring, ring.size() > 3 && Orientation.isCCW(ring) != counterClockwise);
  }

  private void positions(CoordinateSequence sequence, boolean backwards) throws IOException {
    json.writeStartArray();
    int size = sequence.size();
    for (int i = 0; i < size; i++) {
      int at = backwards ? size - 1 - i : i;
      position(sequence.getX(at), sequence.getY(at));
    }
    json.writeEndArray();
  }

  private void position(double x, double y) throws IOException {
    json.writeStartArray();
    ordinate(x);
    ordinate(y);
    json.writeEndArray();
  }

  private void ordinate(double value) throws IOException {
    double scaled = value * scale;
    if (!(Math.abs(scaled) < 9e17)) {
      json.writeNumber(value);
      return;
    }
    long whole = Math.round(scaled);
    int at = digits.length;
    long rest = Math.abs(whole);
    for (int place = 0; place < decimals; place++) {
      int digit = (int) (rest % 10);
      rest /= 10;
      if (digit != 0 || at < digits.length) {
        digits[--at] = (byte) ('0' + digit);
      }
    }
    if (at < digits.length) {
      digits[--at] = '.';
    }
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    if (whole < 0) {
      digits[--at] = '-';
    }
    json.writeRawValue(new String(digits, 0, at, digits.length - at));
  }
}
