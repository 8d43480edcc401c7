package org.gridwarden.grid.coverage;

import java.util.List;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** The outline of an area: the union of its grids with every hole filled. Pure. */
public final class Outline {
  private Outline() {}

  /**
   * @param grids Polygons and MultiPolygons of one level; invalid ones are made valid first
   * @return a Polygon or MultiPolygon, empty where there are no grids. Cost: one union of all
   */
  public static Geometry of(List<Geometry> grids) {
    List<Geometry> valid = grids.stream().map(Overlay::valid).toList();
    boolean clean = CoverageValidator.isValid(valid.toArray(Geometry[]::new));
    GeometryFactory factory = new GeometryFactory();
    Polygon[] shells =
        Overlay.polygons(Overlay.union(valid, clean)).stream()
            .map(polygon -> factory.createPolygon(polygon.getExteriorRing().getCoordinates()))
            .toArray(Polygon[]::new);
    return Overlay.union(
        List.of(factory.createMultiPolygon(), factory.createGeometryCollection(shells).union()),
        false);
  }
}
