package org.gridwarden.grid.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.locationtech.jts.geom.LinearRing;

/**
 * The shapes of a .shp, one after the other, as the ESRI Shapefile Technical Description (1998)
 * lays them out: Polygon, PolygonZ, PolygonM (heights and measures are passed over) and null
 * shapes. Every length is checked against what the file holds before it is believed.
 */
final class ShpShapes implements Closeable {
  private static final int HEADER_BYTES = 100;
  private static final int FILE_CODE = 9994;
  private static final int MOST_SHAPE_BYTES = 1 << 29;
  private static final int NULL_SHAPE = 0;
  private static final List<Integer> POLYGONS = List.of(5, 15, 25);
  private static final Map<Integer, String> OTHERS =
      Map.of(
          1,
          "points",
          3,
          "lines",
          8,
          "multipoints",
          11,
          "points",
          13,
          "lines",
          18,
          "multipoints",
          21,
          "points",
          23,
          "lines",
          28,
          "multipoints",
          31,
          "multipatches");

  private final ShapefileParts.Part part;
  private final InputStream in;
  private final long end;
  private long position = HEADER_BYTES;
  private int record;
  private ByteBuffer content;

  ShpShapes(ShapefileParts.Part part) throws IOException {
    this.part = part;
    this.in = part.open();
    byte[] bytes = in.readNBytes(HEADER_BYTES);
    if (bytes.length < HEADER_BYTES) {
      throw broken("the file is cut off in its header: send it again, whole");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int code = header.getInt(0);
    if (code != FILE_CODE) {
      throw broken("this is no .shp: it starts with " + code + " and not with " + FILE_CODE);
    }
    end = 2L * header.getInt(24);
    int type = header.order(ByteOrder.LITTLE_ENDIAN).getInt(32);
    if (type != NULL_SHAPE && !POLYGONS.contains(type)) {
      String holds = OTHERS.getOrDefault(type, "shapes of the unknown type " + type);
      throw broken("the file holds " + holds + ": polygons are needed");
    }
  }

  /** Moves to the next shape; false at the end. A file that is cut off is refused. */
  boolean advance() throws IOException {
    if (position >= end) {
      return false;
    }
    record++;
    byte[] head = in.readNBytes(8);
    if (head.length < 8) {
      throw cutOff();
    }
    long length = 2L * ByteBuffer.wrap(head).getInt(4);
    if (length < 4 || length > MOST_SHAPE_BYTES || position + 8 + length > end) {
      throw brokenRecord("its length of " + length + " bytes can't be right: the file is damaged");
    }
    if (position + 8 + length > part.bytes()) {
      throw cutOff();
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw cutOff();
    }
    content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    position += 8 + length;
    return true;
  }

  /** How far reading has come, in bytes. */
  long position() {
    return position;
  }

  /** The rings of the shape, in the file's CRS; empty for a null shape or one without parts. */
  List<LinearRing> rings() {
    int type = content.getInt(0);
    if (type == NULL_SHAPE) {
      return List.of();
    }
    if (!POLYGONS.contains(type)) {
      throw new FaultException(Fault.badInput("a polygon is needed").value("shape type " + type));
    }
    if (content.limit() < 44) {
      throw damaged();
    }
    int parts = content.getInt(36);
    int points = content.getInt(40);
    long pointsAt = 44 + 4L * parts;
    if (parts < 0 || points < 0 || pointsAt + 16L * points > content.limit()) {
      throw damaged();
    }
    List<LinearRing> rings = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int from = content.getInt(44 + 4 * i);
      int to = i + 1 < parts ? content.getInt(48 + 4 * i) : points;
      if (from < 0 || to < from || to > points || i == 0 && from != 0) {
        throw damaged();
      }
      double[] xy = new double[2 * (to - from)];
      content.position((int) pointsAt + 16 * from);
      content.asDoubleBuffer().get(xy);
      rings.add(Rings.ring(xy));
    }
    return rings;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static FaultException damaged() {
    return new FaultException(
        Fault.badInput("the shape's count of parts or points can't be right: the file is damaged"));
  }

  private FaultException cutOff() {
    String missing = end > part.bytes() ? " (" + (end - part.bytes()) + " bytes are missing)" : "";
    return brokenRecord("the file is cut off here" + missing + ": send it again, whole");
  }

  private FaultException brokenRecord(String detail) {
    return new FaultException(Fault.badInput(detail).file(part.name()).feature("record " + record));
  }

  private FaultException broken(String detail) throws IOException {
    in.close();
    return ShapefileParts.broken(part, detail);
  }
}
