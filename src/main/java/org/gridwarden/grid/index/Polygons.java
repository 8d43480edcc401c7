package org.gridwarden.grid.index;

import java.util.Arrays;
import java.util.BitSet;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/**
 * Many polygons in flat arrays: 16 bytes a vertex and some 50 a polygon. Edge i runs from vertex i
 * to vertex i + 1 of the same ring; rings are closed. Inside is what an odd number of rings
 * encloses, so holes and parts need no distinction. Immutable once built; safe for many threads.
 */
final class Polygons {
  /** x and y of every vertex, interleaved. */
  final double[] xy;

  /** The first vertex of each ring, and at the end the number of vertices. */
  final int[] ringStarts;

  /** The first ring of each polygon, and at the end the number of rings. */
  final int[] firstRings;

  /** Which rings are holes. */
  final BitSet holes;

  /** west, south, east, north of each polygon; of an empty one, an impossible box. */
  final double[] boxes;

  private Polygons(double[] xy, int[] ringStarts, int[] firstRings, BitSet holes, double[] boxes) {
    this.xy = xy;
    this.ringStarts = ringStarts;
    this.firstRings = firstRings;
    this.holes = holes;
    this.boxes = boxes;
  }

  int count() {
    return firstRings.length - 1;
  }

  int vertexCount() {
    return ringStarts[ringStarts.length - 1];
  }

  boolean boxMeets(int polygon, double west, double south, double east, double north) {
    int at = polygon * 4;
    return boxes[at] <= east
        && boxes[at + 2] >= west
        && boxes[at + 1] <= north
        && boxes[at + 3] >= south;
  }

  Envelope extent() {
    Envelope extent = new Envelope();
    for (int at = 0; at < boxes.length; at += 4) {
      if (boxes[at] <= boxes[at + 2]) {
        extent.expandToInclude(boxes[at], boxes[at + 1]);
        extent.expandToInclude(boxes[at + 2], boxes[at + 3]);
      }
    }
    return extent;
  }

  /** Exact; {@link Location#INTERIOR}, {@link Location#BOUNDARY} or {@link Location#EXTERIOR}. */
  int locate(int polygon, double x, double y) {
    if (!boxMeets(polygon, x, y, x, y)) {
      return Location.EXTERIOR;
    }
    boolean inside = false;
    for (int ring = firstRings[polygon]; ring < firstRings[polygon + 1]; ring++) {
      for (int i = ringStarts[ring]; i < ringStarts[ring + 1] - 1; i++) {
        double ay = xy[2 * i + 1];
        double by = xy[2 * i + 3];
        if ((ay > y && by > y) || (ay < y && by < y)) {
          continue;
        }
        double ax = xy[2 * i];
        double bx = xy[2 * i + 2];
        int side = Side.of(ax, ay, bx, by, x, y);
        if (side == 0 && Math.min(ax, bx) <= x && x <= Math.max(ax, bx)) {
          return Location.BOUNDARY;
        }
        if ((ay <= y) != (by <= y) && (side > 0) == (by > ay)) {
          inside = !inside;
        }
      }
    }
    return inside ? Location.INTERIOR : Location.EXTERIOR;
  }

  long memoryBytes() {
    return 8L * (xy.length + boxes.length) + 4L * (ringStarts.length + firstRings.length);
  }

  /** Takes polygons up one by one, so that a million of them never stand in memory twice. */
  static final class Builder {
    private double[] xy;
    private int ordinates;
    private int[] ringStarts = new int[16];
    private int rings;
    private int[] firstRings = new int[16];
    private int polygons;
    private final BitSet holes = new BitSet();

    /**
     * @param expectedVertices saves copying where it is right; any number will do
     */
    Builder(int expectedVertices) {
      xy = new double[Math.max(64, Math.multiplyExact(2, expectedVertices))];
    }

    void startPolygon() {
      if (polygons + 1 >= firstRings.length) {
        firstRings = Arrays.copyOf(firstRings, firstRings.length * 2);
      }
      firstRings[polygons++] = rings;
    }

    void startRing() {
      if (rings + 1 >= ringStarts.length) {
        ringStarts = Arrays.copyOf(ringStarts, ringStarts.length * 2);
      }
      ringStarts[rings++] = ordinates / 2;
    }

    void vertex(double x, double y) {
      if (ordinates + 2 > xy.length) {
        xy = Arrays.copyOf(xy, (int) Math.min(Integer.MAX_VALUE - 16L, xy.length * 2L));
      }
      xy[ordinates++] = x;
      xy[ordinates++] = y;
    }

    void add(Geometry polygonal) {
      startPolygon();
      for (int part = 0; part < polygonal.getNumGeometries(); part++) {
        if (!(polygonal.getGeometryN(part) instanceof Polygon polygon)) {
          throw new IllegalArgumentException(
              "a polygon or multipolygon is wanted, not " + polygonal.getGeometryType());
        }
        if (!polygon.isEmpty()) {
          addRing(polygon.getExteriorRing().getCoordinateSequence());
          for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            holes.set(rings);
            addRing(polygon.getInteriorRingN(hole).getCoordinateSequence());
          }
        }
      }
    }

    private void addRing(CoordinateSequence ring) {
      startRing();
      for (int i = 0; i < ring.size(); i++) {
        vertex(ring.getX(i), ring.getY(i));
      }
    }

    Polygons build() {
      int[] starts = Arrays.copyOf(ringStarts, rings + 1);
      starts[rings] = ordinates / 2;
      int[] firsts = Arrays.copyOf(firstRings, polygons + 1);
      firsts[polygons] = rings;
      double[] exact = xy.length == ordinates ? xy : Arrays.copyOf(xy, ordinates);
      xy = null;
      return new Polygons(exact, starts, firsts, holes, boxes(exact, starts, firsts));
    }

    private static double[] boxes(double[] xy, int[] starts, int[] firsts) {
      double[] boxes = new double[4 * (firsts.length - 1)];
      for (int polygon = 0; polygon < firsts.length - 1; polygon++) {
        double west = Double.POSITIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        for (int i = starts[firsts[polygon]]; i < starts[firsts[polygon + 1]]; i++) {
          west = Math.min(west, xy[2 * i]);
          east = Math.max(east, xy[2 * i]);
          south = Math.min(south, xy[2 * i + 1]);
          north = Math.max(north, xy[2 * i + 1]);
        }
        boxes[4 * polygon] = west;
        boxes[4 * polygon + 1] = south;
        boxes[4 * polygon + 2] = east;
        boxes[4 * polygon + 3] = north;
      }
      return boxes;
    }
  }
}
