package org.gridwarden.grid.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.coverage.CoverageFault.Kind;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Children against their parents: what of a child lies outside, what of a parent no child holds.
 */
final class NestingCheck {
  private final LevelCheck findings;

  NestingCheck(LevelCheck findings) {
    this.findings = findings;
  }

  /**
   * @param grids of all levels, each valid
   */
  void check(List<Grid> grids) {
    Map<String, List<Grid>> children = new HashMap<>();
    for (Grid grid : grids) {
      if (grid.parent() != null) {
        children.computeIfAbsent(grid.parent(), code -> new ArrayList<>()).add(grid);
      }
    }
    grids.stream().filter(grid -> children.containsKey(grid.code())).toList().parallelStream()
        .forEach(
            parent ->
                checkFamily(
                    parent,
                    children.get(parent.code()).stream()
                        .filter(child -> child.level() == parent.level() + 1)
                        .toList()));
  }

  private void checkFamily(Grid parent, List<Grid> children) {
    if (children.isEmpty()) {
      return;
    }
    Geometry[] shapes = children.stream().map(Grid::geometry).toArray(Geometry[]::new);
    boolean clean = CoverageValidator.isValid(shapes);
    Geometry union = Overlay.union(List.of(shapes), clean);
    if (union.equalsTopo(parent.geometry())) {
      return;
    }
    PreparedGeometry prepared = PreparedGeometryFactory.prepare(parent.geometry());
    for (Grid child : children) {
      if (!prepared.covers(child.geometry())) {
        List<Polygon> outside =
            Overlay.polygons(Overlay.difference(child.geometry(), parent.geometry()));
        if (!outside.isEmpty()) {
          findings.report(
              Kind.OUTSIDE_PARENT,
              outside,
              Ground.areaSquareMetres(child.geometry()),
              List.of(child.code(), parent.code()),
              "lies outside its parent " + parent.code());
        }
      }
    }
    for (Polygon piece : Overlay.polygons(Overlay.difference(parent.geometry(), union))) {
      if (!findings.isReportedGap(parent.level() + 1, piece.getInteriorPoint())) {
        List<String> concerned = new ArrayList<>(List.of(parent.code()));
        children.stream()
            .filter(child -> child.geometry().intersects(piece))
            .forEach(child -> concerned.add(child.code()));
        findings.reportGap(
            piece, concerned, "no child of " + parent.code() + " holds this part of it");
      }
    }
  }
}
