package org.gridwarden.grid.coverage;

import java.util.ArrayList;
import java.util.List;
import org.gridwarden.geo.Ground;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Overlay of grids that may be faulty, and the size of what comes out. Pure. */
final class Overlay {
  private Overlay() {}

  static Geometry intersection(Geometry a, Geometry b) {
    return OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION);
  }

  static Geometry difference(Geometry a, Geometry b) {
    return OverlayNGRobust.overlay(a, b, OverlayNG.DIFFERENCE);
  }

  /** The union of valid polygons; quick where they are a clean coverage, right where not. */
  static Geometry union(List<Geometry> polygons, boolean clean) {
    return clean
        ? CoverageUnion.union(polygons.toArray(Geometry[]::new))
        : OverlayNGRobust.union(polygons);
  }

  /** The geometry itself where it is valid, else the nearest valid one. */
  static Geometry valid(Geometry geometry) {
    return geometry.isValid() ? geometry : GeometryFixer.fix(geometry);
  }

  /** The polygons in a geometry that have any area. */
  static List<Polygon> polygons(Geometry geometry) {
    List<Polygon> polygons = new ArrayList<>();
    for (Object polygon : PolygonExtracter.getPolygons(geometry)) {
      if (((Polygon) polygon).getArea() > 0) {
        polygons.add((Polygon) polygon);
      }
    }
    return polygons;
  }

  /**
   * Metres across the widest part of a polygon: the diameter of its largest inscribed circle, or
   * twice area by perimeter (the width of a strip) where it is too thin for one to be found.
   */
  static double widthMetres(Polygon polygon) {
    Point place = polygon.getInteriorPoint();
    Geometry plane = Ground.toPlane(polygon, place.getX(), place.getY());
    double strip = 2 * plane.getArea() / plane.getLength();
    if (!(strip > 1e-3) || !plane.isValid()) {
      return strip;
    }
    double radius = new MaximumInscribedCircle(plane, strip / 20).getRadiusLine().getLength();
    return Math.max(strip, 2 * radius);
  }
}
