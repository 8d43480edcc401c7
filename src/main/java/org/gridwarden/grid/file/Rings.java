package org.gridwarden.grid.file;

import java.util.List;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * Makes rings and polygons of a file's raw coordinates, in whatever CRS the file has. Refuses what
 * no ring can be: under four points, unclosed, not finite. Whether a ring crosses itself is judged
 * elsewhere.
 */
final class Rings {
  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final int FEWEST_POINTS = 4;

  private Rings() {}

  /**
   * @param xy x1, y1, x2, y2, ...; kept, not copied
   */
  static LinearRing ring(double[] xy) {
    int points = xy.length / 2;
    if (points < FEWEST_POINTS) {
      throw new FaultException(
          Fault.badInput("a ring needs four points or more, the last of them equal to the first")
              .value(points == 1 ? "1 point" : points + " points"));
    }
    for (int i = 0; i < xy.length; i++) {
      if (!Double.isFinite(xy[i])) {
        throw new FaultException(
            Fault.badInput("a coordinate must be a finite number (point " + (i / 2 + 1) + ")")
                .value(xy[i & ~1] + " " + xy[i | 1]));
      }
    }
    int last = xy.length - 2;
    if (xy[0] != xy[last] || xy[1] != xy[last + 1]) {
      throw new FaultException(
          Fault.badInput("the ring is not closed: its last point must be the same as its first")
              .value(xy[0] + " " + xy[1] + " … " + xy[last] + " " + xy[last + 1]));
    }
    return FACTORY.createLinearRing(new PackedCoordinateSequence.Double(xy, 2, 0));
  }

  /**
   * @param rings the shell, then its holes
   */
  static Polygon polygon(List<LinearRing> rings) {
    if (rings.isEmpty()) {
      return FACTORY.createPolygon();
    }
    return polygon(rings.get(0), rings.subList(1, rings.size()));
  }

  static Polygon polygon(LinearRing shell, List<LinearRing> holes) {
    return FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new));
  }

  /** A Polygon for one, a MultiPolygon for several or none. */
  static Geometry polygonal(List<Polygon> polygons) {
    return polygons.size() == 1
        ? polygons.get(0)
        : FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
  }
}
