package org.gridwarden.grid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.gridwarden.fault.FaultException;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Lineal;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * What is made of shapes when grids are merged or cut in two; vertices that stay keep every digit.
 * Degrees, longitude first. Pure.
 */
public final class GridShapes {
  private GridShapes() {}

  /**
   * The union of polygons.
   *
   * @throws FaultException where one isn't a valid polygon
   */
  public static Geometry union(List<Geometry> shapes) {
    shapes.forEach(GridShapes::checkPolygon);
    Geometry union = shapes.get(0);
    for (Geometry shape : shapes.subList(1, shapes.size())) {
      union = OverlayNGRobust.overlay(union, shape, OverlayNG.UNION);
    }
    return union;
  }

  /**
   * The parts into which a line cuts a polygon, the largest first.
   *
   * @throws FaultException where the line doesn't cut it
   */
  public static List<Geometry> split(Geometry polygon, Geometry line) {
    checkPolygon(polygon);
    if (!(line instanceof Lineal)) {
      throw FaultException.badInput("line", line.getGeometryType(), "a line is wanted");
    }
    Geometry noded = OverlayNGRobust.overlay(polygon.getBoundary(), line, OverlayNG.UNION);
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(noded);
    List<Geometry> parts = new ArrayList<>();
    @SuppressWarnings("unchecked")
    Collection<Polygon> faces = polygonizer.getPolygons();
    for (Polygon face : faces) {
      if (polygon.covers(face.getInteriorPoint())) {
        parts.add(face);
      }
    }
    if (parts.size() < 2) {
      throw FaultException.badInput(
          "line", null, "it doesn't cut the grid in two: begin and end on or beyond its border");
    }
    parts.sort(Comparator.comparingDouble(Geometry::getArea).reversed());
    return parts;
  }

  private static void checkPolygon(Geometry shape) {
    if (!(shape instanceof Polygonal) || shape.isEmpty() || !shape.isValid()) {
      throw FaultException.badInput(
          "geometry", shape.getGeometryType(), "a valid polygon is wanted");
    }
  }
}
