package org.gridwarden.grid.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.algorithm.InteriorPointArea;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.RayCrossingCounter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/**
 * Sorts a shapefile's flat list of rings into polygons with holes. A shapefile says it by
 * direction: clockwise is a shell, the other way a hole. Where the directions make no sense (a hole
 * in no shell, a shell in the solid part of another) they are disregarded and nesting decides: a
 * ring within an odd number of others is a hole.
 */
final class RingNesting {
  private RingNesting() {}

  /**
   * Cost grows with the square of the rings whose boxes nest; a shape of one ring costs nothing.
   */
  static Geometry polygonal(List<LinearRing> rings) {
    if (rings.size() < 2) {
      return Rings.polygonal(rings.stream().map(ring -> Rings.polygon(ring, List.of())).toList());
    }
    // Largest first, so that whatever holds a ring stands before it, the innermost of them last.
    List<Nested> sorted = new ArrayList<>();
    for (LinearRing ring : rings) {
      sorted.add(new Nested(ring));
    }
    sorted.sort(Comparator.comparingDouble((Nested nested) -> nested.area).reversed());
    for (int i = 0; i < sorted.size(); i++) {
      for (int j = i - 1; j >= 0 && sorted.get(i).holder == null; j--) {
        if (sorted.get(j).contains(sorted.get(i))) {
          sorted.get(i).holder = sorted.get(j);
        }
      }
    }
    boolean directionsMakeSense = sorted.stream().allMatch(Nested::alternates);
    for (Nested nested : sorted) {
      nested.shell = directionsMakeSense ? nested.clockwise : nested.depth() % 2 == 0;
    }
    return Rings.polygonal(polygons(sorted));
  }

  private static List<Polygon> polygons(List<Nested> sorted) {
    List<Polygon> polygons = new ArrayList<>();
    for (Nested shell : sorted) {
      if (shell.shell) {
        List<LinearRing> holes = new ArrayList<>();
        for (Nested hole : sorted) {
          if (!hole.shell && hole.holder == shell) {
            holes.add(hole.ring);
          }
        }
        polygons.add(Rings.polygon(shell.ring, holes));
      }
    }
    return polygons;
  }

  private static final class Nested {
    final LinearRing ring;
    final boolean clockwise;
    final double area;
    Nested holder;
    boolean shell;

    Nested(LinearRing ring) {
      this.ring = ring;
      this.clockwise = !Orientation.isCCW(ring.getCoordinateSequence());
      this.area = Area.ofRing(ring.getCoordinateSequence());
    }

    /** A shell in nothing or in a hole; a hole in a shell. */
    boolean alternates() {
      return clockwise == (holder == null || !holder.clockwise);
    }

    int depth() {
      int depth = 0;
      for (Nested up = holder; up != null; up = up.holder) {
        depth++;
      }
      return depth;
    }

    /**
     * The first vertex that is not on this ring decides; where all are, a point within does (what
     * fills the notch of a U has every corner on it and lies outside).
     */
    boolean contains(Nested inner) {
      if (!ring.getEnvelopeInternal().contains(inner.ring.getEnvelopeInternal())) {
        return false;
      }
      CoordinateSequence vertices = inner.ring.getCoordinateSequence();
      for (int i = 0; i < vertices.size(); i++) {
        int where = locate(vertices.getCoordinate(i));
        if (where != Location.BOUNDARY) {
          return where == Location.INTERIOR;
        }
      }
      Coordinate within = InteriorPointArea.getInteriorPoint(Rings.polygon(inner.ring, List.of()));
      return within != null && locate(within) != Location.EXTERIOR;
    }

    private int locate(Coordinate point) {
      return RayCrossingCounter.locatePointInRing(point, ring.getCoordinateSequence());
    }
  }
}
