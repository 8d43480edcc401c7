package org.gridwarden.grid.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;

/**
 * The shapes of a .shp file, found through its .shx (ESRI Shapefile Technical Description, 1998).
 * Polygons of two, three and four ordinates are read, x and y kept. Clockwise rings are shells, the
 * others holes of the smallest shell around them; a hole that lies in none is taken for a shell.
 */
final class ShpShapes {
  private static final int HEADER = 100;
  private static final int MAGIC = 9994;
  private static final GeometryFactory FACTORY =
      new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

  private final ByteBuffer shp;
  private final int[] offsets;

  private ShpShapes(ByteBuffer shp, int[] offsets) {
    this.shp = shp;
    this.offsets = offsets;
  }

  static ShpShapes read(byte[] shp, byte[] shx) {
    ByteBuffer shapes = header(shp, ".shp");
    ByteBuffer index = header(shx, ".shx");
    int type = shapes.order(ByteOrder.LITTLE_ENDIAN).getInt(32);
    if (type != 5 && type != 15 && type != 25) {
      throw bad("grids are polygons, the file holds shapes of type " + type);
    }
    int count = (shx.length - HEADER) / 8;
    int[] offsets = new int[count];
    for (int i = 0; i < count; i++) {
      long offset = 2L * index.order(ByteOrder.BIG_ENDIAN).getInt(HEADER + 8 * i);
      long length = 2L * index.getInt(HEADER + 8 * i + 4);
      if (offset < HEADER || length < 4 || offset + 8 + length > shp.length) {
        throw new FaultException(
            Fault.badInput(
                    "the .shp is cut short or its .shx is another file's: the shape would end at byte "
                        + (offset + 8 + length)
                        + " of "
                        + shp.length)
                .feature("feature " + (i + 1)));
      }
      offsets[i] = (int) offset;
    }
    return new ShpShapes(shapes, offsets);
  }

  private static ByteBuffer header(byte[] bytes, String what) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER || buffer.getInt(0) != MAGIC) {
      throw bad("the " + what + " is no shapefile, or is cut short");
    }
    long told = 2L * buffer.getInt(24);
    if (told > bytes.length) {
      throw bad(
          "the "
              + what
              + " is cut short: it should have "
              + told
              + " bytes and has "
              + bytes.length);
    }
    return buffer;
  }

  int count() {
    return offsets.length;
  }

  /** The i-th shape as it stands in the file, null where it is a null shape. */
  Geometry geometry(int i) {
    int at = offsets[i] + 8;
    int length = 2 * shp.order(ByteOrder.BIG_ENDIAN).getInt(offsets[i] + 4);
    shp.order(ByteOrder.LITTLE_ENDIAN);
    int type = shp.getInt(at);
    if (type == 0) {
      return null;
    }
    if (type != 5 && type != 15 && type != 25) {
      throw bad("a grid is a polygon, this is a shape of type " + type);
    }
    int parts = shp.getInt(at + 36);
    int points = shp.getInt(at + 40);
    if (parts < 1 || points < 1 || 44L + 4L * parts + 16L * points > length) {
      throw bad("its " + parts + " parts and " + points + " points don't fit its record");
    }
    List<LinearRing> rings = new ArrayList<>();
    int pointsAt = at + 44 + 4 * parts;
    for (int part = 0; part < parts; part++) {
      int from = shp.getInt(at + 44 + 4 * part);
      int to = part + 1 < parts ? shp.getInt(at + 48 + 4 * part) : points;
      if (from < 0 || to > points || to - from < 4) {
        throw bad("part " + (part + 1) + " has fewer than four points");
      }
      rings.add(ring(pointsAt, from, to, part + 1));
    }
    return assemble(rings);
  }

  private LinearRing ring(int pointsAt, int from, int to, int part) {
    double[] flat = new double[2 * (to - from)];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = shp.getDouble(pointsAt + 16 * from + 8 * i);
      if (!Double.isFinite(flat[i])) {
        throw new FaultException(
            Fault.badInput("a coordinate of part " + part + " is no finite number").value(flat[i]));
      }
    }
    if (flat[0] != flat[flat.length - 2] || flat[1] != flat[flat.length - 1]) {
      throw bad("part " + part + " is not closed: its last point must be its first");
    }
    return FACTORY.createLinearRing(new PackedCoordinateSequence.Double(flat, 2, 0));
  }

  private static Geometry assemble(List<LinearRing> rings) {
    List<LinearRing> shells = new ArrayList<>();
    List<LinearRing> holes = new ArrayList<>();
    for (LinearRing ring : rings) {
      (rings.size() > 1 && Orientation.isCCW(ring.getCoordinateSequence()) ? holes : shells)
          .add(ring);
    }
    if (shells.isEmpty()) {
      shells.addAll(holes);
      holes.clear();
    }
    List<List<LinearRing>> holesOf = new ArrayList<>();
    shells.forEach(shell -> holesOf.add(new ArrayList<>()));
    int firstShells = shells.size();
    for (LinearRing hole : holes) {
      int around = shellAround(hole, shells.subList(0, firstShells));
      if (around < 0) {
        shells.add(hole);
        holesOf.add(new ArrayList<>());
      } else {
        holesOf.get(around).add(hole);
      }
    }
    Polygon[] polygons = new Polygon[shells.size()];
    for (int i = 0; i < polygons.length; i++) {
      polygons[i] = FACTORY.createPolygon(shells.get(i), holesOf.get(i).toArray(LinearRing[]::new));
    }
    return polygons.length == 1 ? polygons[0] : FACTORY.createMultiPolygon(polygons);
  }

  private static int shellAround(LinearRing hole, List<LinearRing> shells) {
    int smallest = -1;
    for (int i = 0; i < shells.size(); i++) {
      LinearRing shell = shells.get(i);
      if (shell.getEnvelopeInternal().covers(hole.getEnvelopeInternal())
          && holds(shell, hole)
          && (smallest < 0
              || shells.get(smallest).getEnvelopeInternal().getArea()
                  > shell.getEnvelopeInternal().getArea())) {
        smallest = i;
      }
    }
    return smallest;
  }

  /** By the first vertex of the hole that isn't on the shell. */
  private static boolean holds(LinearRing shell, LinearRing hole) {
    Coordinate[] border = shell.getCoordinates();
    for (Coordinate vertex : hole.getCoordinates()) {
      int location = PointLocation.locateInRing(vertex, border);
      if (location != Location.BOUNDARY) {
        return location == Location.INTERIOR;
      }
    }
    return true;
  }

  private static FaultException bad(String detail) {
    return new FaultException(Fault.badInput(detail));
  }
}
