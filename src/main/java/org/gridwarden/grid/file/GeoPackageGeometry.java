package org.gridwarden.grid.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/** The binary form of a geometry in a GeoPackage (OGC 12-128, 2.1.3): a short header, then WKB. */
final class GeoPackageGeometry {
  private static final int HEADER_BYTES = 8;

  /** Bytes of the envelope by its code in the flags. */
  private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};

  private static final int LITTLE_ENDIAN_XY_ENVELOPE = 0b0000_0011;
  private static final int EXTENDED = 0b0010_0000;

  private GeoPackageGeometry() {}

  /** In the file's CRS; null for null. */
  static Geometry read(byte[] blob) {
    if (blob == null) {
      return null;
    }
    if (blob.length < HEADER_BYTES || blob[0] != 'G' || blob[1] != 'P') {
      throw new FaultException(
          Fault.badInput("its geometry is no GeoPackage geometry: the file is damaged"));
    }
    int flags = blob[3];
    int envelope = flags >> 1 & 7;
    if ((flags & EXTENDED) != 0 || envelope >= ENVELOPE_BYTES.length) {
      throw new FaultException(
          Fault.badInput("a Polygon or MultiPolygon is needed").value("an extended geometry"));
    }
    int start = HEADER_BYTES + ENVELOPE_BYTES[envelope];
    if (start > blob.length) {
      throw new FaultException(Fault.badInput("its geometry is cut off: the file is damaged"));
    }
    ByteBuffer in = ByteBuffer.wrap(blob);
    in.position(start);
    return WkbPolygons.read(in);
  }

  /** With the envelope that lets others filter without reading on. */
  static byte[] write(Geometry geometry, int srsId) {
    byte[] wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(geometry);
    Envelope box = geometry.getEnvelopeInternal();
    return ByteBuffer.allocate(HEADER_BYTES + ENVELOPE_BYTES[1] + wkb.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'G')
        .put((byte) 'P')
        .put((byte) 0)
        .put((byte) LITTLE_ENDIAN_XY_ENVELOPE)
        .putInt(srsId)
        .putDouble(box.getMinX())
        .putDouble(box.getMaxX())
        .putDouble(box.getMinY())
        .putDouble(box.getMaxY())
        .put(wkb)
        .array();
  }
}
