package org.gridwarden.grid.file;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads polygons from well-known binary (OGC 06-103r4, with the ISO numbers for heights and
 * measures, which are passed over). JTS has a reader too, but it closes open rings without a word.
 */
final class WkbPolygons {
  private static final int POLYGON = 3;
  private static final int MULTI_POLYGON = 6;
  private static final int Z = 1;
  private static final int M = 2;
  private static final int ZM = 3;
  private static final List<String> TYPES =
      List.of(
          "Geometry",
          "Point",
          "LineString",
          "Polygon",
          "MultiPoint",
          "MultiLineString",
          "MultiPolygon",
          "GeometryCollection");

  private final ByteBuffer in;

  private WkbPolygons(ByteBuffer in) {
    this.in = in;
  }

  /** From the buffer's position on, in the file's CRS. Empty polygons come out empty. */
  static Geometry read(ByteBuffer in) {
    try {
      return new WkbPolygons(in).geometry();
    } catch (BufferUnderflowException cutOff) {
      throw new FaultException(Fault.badInput("its geometry is cut off: the file is damaged"));
    }
  }

  private Geometry geometry() {
    int type = header();
    if (type % 1000 == POLYGON) {
      return polygon(type);
    }
    if (type % 1000 != MULTI_POLYGON) {
      throw unwanted(type);
    }
    int count = count(9);
    List<Polygon> polygons = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int part = header();
      if (part % 1000 != POLYGON) {
        throw unwanted(part);
      }
      Polygon polygon = polygon(part);
      if (!polygon.isEmpty()) {
        polygons.add(polygon);
      }
    }
    return Rings.polygonal(polygons);
  }

  private int header() {
    in.order(in.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    return in.getInt();
  }

  private Polygon polygon(int type) {
    int dimensions =
        switch (type / 1000) {
          case 0 -> 2;
          case Z, M -> 3;
          case ZM -> 4;
          default -> throw unwanted(type);
        };
    int count = count(4);
    List<LinearRing> rings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] xy = new double[2 * count(8 * dimensions)];
      for (int at = 0; at < xy.length; at += 2) {
        xy[at] = in.getDouble();
        xy[at + 1] = in.getDouble();
        in.position(in.position() + 8 * (dimensions - 2));
      }
      rings.add(Rings.ring(xy));
    }
    return Rings.polygon(rings);
  }

  /** A count that the rest of the buffer has room for, at so many bytes each. */
  private int count(int bytesEach) {
    int count = in.getInt();
    if (count < 0 || (long) count * bytesEach > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  private static FaultException unwanted(int type) {
    int flat = type % 1000;
    String name = flat >= 0 && flat < TYPES.size() ? TYPES.get(flat) : "type " + type;
    return new FaultException(Fault.badInput("a Polygon or MultiPolygon is needed").value(name));
  }
}
