package org.gridwarden.town;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * The blocks between all streets, in degrees, with exactly shared borders, and which neighbours
 * which across what. Slivers are left to the neighbour with the longest common border.
 */
final class Blocks {
  private static final double LEAST_SQUARE_METRES = 2_500;

  final List<Polygon> blocks = new ArrayList<>();
  final List<Coordinate> centres = new ArrayList<>();

  /** For each block its neighbours and how hard it is to cross to them. */
  final List<Map<Integer, Double>> neighbours = new ArrayList<>();

  Blocks(Streets streets) {
    List<Geometry> lines = new ArrayList<>();
    streets.arterials.forEach(line -> lines.add(Plan.toDegrees(line)));
    streets.minors.forEach(line -> lines.add(Plan.toDegrees(line)));
    lines.add(Plan.toDegrees(streets.river));
    lines.add(Plan.toDegrees(streets.outline.getExteriorRing()));
    Geometry noded = UnaryUnionNG.union(Plan.FACTORY.buildGeometry(lines), Plan.DEGREES);
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(noded);
    PreparedGeometry inside = PreparedGeometryFactory.prepare(Plan.toDegrees(streets.outline));
    List<Polygon> faces = new ArrayList<>();
    for (Object face : polygonizer.getPolygons()) {
      if (inside.contains(((Polygon) face).getInteriorPoint())) {
        faces.add((Polygon) ((Polygon) face).norm());
      }
    }
    faces.sort((a, b) -> a.getCentroid().compareTo(b.getCentroid()));
    blocks.addAll(withoutSlivers(faces));
    for (Polygon block : blocks) {
      centres.add(Plan.toMetres(block).getCentroid().getCoordinate());
    }
    connect(streets);
  }

  private static List<Polygon> withoutSlivers(List<Polygon> faces) {
    List<Polygon> kept = new ArrayList<>(faces);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < kept.size(); i++) {
        Polygon small = kept.get(i);
        if (Plan.toMetres(small).getArea() >= LEAST_SQUARE_METRES) {
          continue;
        }
        int best = -1;
        double most = 0;
        for (int j = 0; j < kept.size(); j++) {
          if (j != i && kept.get(j).getEnvelopeInternal().intersects(small.getEnvelopeInternal())) {
            double shared = kept.get(j).intersection(small).getLength();
            if (shared > most) {
              most = shared;
              best = j;
            }
          }
        }
        if (best >= 0 && union(kept.get(best), small) instanceof Polygon merged) {
          kept.set(best, merged);
          kept.remove(i);
          changed = true;
          break;
        }
      }
    }
    return kept;
  }

  private static Geometry union(Polygon a, Polygon b) {
    return org.locationtech.jts.coverage.CoverageUnion.union(new Geometry[] {a, b}).norm();
  }

  /**
   * Blocks that share an edge are neighbours; crossing an arterial is harder, the river hardest.
   */
  private void connect(Streets streets) {
    Geometry river = Plan.toDegrees(streets.river).buffer(3e-6);
    PreparedGeometry wet = PreparedGeometryFactory.prepare(river);
    List<Geometry> roads = new ArrayList<>();
    streets.arterials.forEach(road -> roads.add(Plan.toDegrees(road)));
    PreparedGeometry busy =
        PreparedGeometryFactory.prepare(Plan.FACTORY.buildGeometry(roads).buffer(3e-6));
    Map<String, Integer> owners = new HashMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      neighbours.add(new HashMap<>());
    }
    for (int i = 0; i < blocks.size(); i++) {
      for (int ring = -1; ring < blocks.get(i).getNumInteriorRing(); ring++) {
        LineString line =
            ring < 0 ? blocks.get(i).getExteriorRing() : blocks.get(i).getInteriorRingN(ring);
        for (int v = 1; v < line.getNumPoints(); v++) {
          Coordinate a = line.getCoordinateN(v - 1);
          Coordinate b = line.getCoordinateN(v);
          Integer other = owners.putIfAbsent(a.compareTo(b) < 0 ? a + " " + b : b + " " + a, i);
          if (other != null && other != i) {
            Geometry middle =
                Plan.FACTORY.createPoint(new Coordinate((a.x + b.x) / 2, (a.y + b.y) / 2));
            double hardness = wet.contains(middle) ? 9 : busy.contains(middle) ? 3.2 : 1;
            neighbours.get(i).merge(other, hardness, Math::min);
            neighbours.get(other).merge(i, hardness, Math::min);
          }
        }
      }
    }
  }
}
