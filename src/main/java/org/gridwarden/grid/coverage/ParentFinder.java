package org.gridwarden.grid.coverage;

import java.util.ArrayList;
import java.util.List;
import org.gridwarden.grid.Grid;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.hprtree.HPRtree;

/**
 * Finds parents by containment: the grid one level up that holds the largest part of a child, if
 * that is more than half. Where every vertex of a child lies in one candidate, no area is computed.
 * Pure.
 */
public final class ParentFinder {
  private ParentFinder() {}

  private record Candidate(Grid grid, PreparedGeometry shape) {}

  /** The children in the order given, each with its parent's code, or null where none holds it. */
  public static List<Grid> assign(List<Grid> children, List<Grid> above) {
    HPRtree tree = new HPRtree();
    for (Grid grid : above) {
      if (!grid.geometry().isEmpty()) {
        tree.insert(
            grid.geometry().getEnvelopeInternal(),
            new Candidate(grid, PreparedGeometryFactory.prepare(Overlay.valid(grid.geometry()))));
      }
    }
    List<Grid> assigned = new ArrayList<>();
    for (Grid child : children) {
      List<Candidate> candidates = new ArrayList<>();
      if (!above.isEmpty() && !child.geometry().isEmpty()) {
        for (Object found : tree.query(child.geometry().getEnvelopeInternal())) {
          candidates.add((Candidate) found);
        }
      }
      assigned.add(
          new Grid(
              child.level(),
              child.code(),
              child.name(),
              parent(child, candidates),
              child.geometry()));
    }
    return assigned;
  }

  private static String parent(Grid child, List<Candidate> candidates) {
    Geometry shape = Overlay.valid(child.geometry());
    List<Candidate> holding =
        candidates.stream().filter(candidate -> candidate.shape().covers(shape)).toList();
    if (holding.size() == 1) {
      return holding.get(0).grid().code();
    }
    double most = shape.getArea() / 2;
    String parent = null;
    for (Candidate candidate : candidates) {
      double shared = Overlay.intersection(shape, candidate.shape().getGeometry()).getArea();
      if (shared > most) {
        most = shared;
        parent = candidate.grid().code();
      }
    }
    return parent;
  }
}
