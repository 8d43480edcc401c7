package org.gridwarden.heat.spot;

import java.util.Arrays;
import java.util.List;
import org.gridwarden.geo.Ground;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/**
 * Who is whose neighbour among polygons: those that touch in a side or in no more than a corner
 * ("queen" contiguity), slits between them forgiven up to a tolerance. Overlapping polygons, and
 * one that lies inside another, are neighbours too.
 *
 * <p>Each pair is measured in the plane that touches the ground at the middle of the polygon with
 * more vertices ({@link Ground#toPlane}), so that a side that passes a corner of another polygon
 * stays straight; over polygons up to a degree tall the tolerance is true to 2%, below 60° of
 * latitude. Of two polygons only the larger is indexed, once; so the cost is about the smaller
 * one's vertices for each pair whose boxes meet, and a polygon that surrounds thousands is no
 * worse. Nothing wraps at ±180°. Pure.
 */
public final class Contiguity {
  /** Wider than what digitising and rounding leave open, narrower than any lane. */
  public static final double TOLERANCE_METRES = 1;

  private final List<? extends Geometry> polygons;
  private final double toleranceMetres;
  private final int[] vertices;
  private final int[][] neighbours;

  private Contiguity(List<? extends Geometry> polygons, double toleranceMetres) {
    this.polygons = polygons;
    this.toleranceMetres = toleranceMetres;
    this.vertices = polygons.stream().mapToInt(Geometry::getNumPoints).toArray();
    this.neighbours = new int[polygons.size()][0];
  }

  /** As {@link #of(List, double)}, with {@link #TOLERANCE_METRES}. */
  public static int[][] of(List<? extends Geometry> polygons) {
    return of(polygons, TOLERANCE_METRES);
  }

  /**
   * For each polygon the indexes of its neighbours, ascending, without itself; empty for an island
   * and for an empty geometry. Neighbours are mutual.
   *
   * @param polygons polygons or multipolygons in degrees, longitude first; valid ones
   * @param toleranceMetres 0 or more; with 0 they must meet exactly, up to the rounding of the
   *     plane's ordinates
   */
  public static int[][] of(List<? extends Geometry> polygons, double toleranceMetres) {
    if (!(toleranceMetres >= 0 && toleranceMetres < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a tolerance is 0 or more metres: " + toleranceMetres);
    }
    return new Contiguity(polygons, toleranceMetres).find();
  }

  private int[][] find() {
    STRtree boxes = new STRtree();
    for (int i = 0; i < polygons.size(); i++) {
      if (vertices[i] > 0) {
        boxes.insert(polygons.get(i).getEnvelopeInternal(), i);
      }
    }
    for (int i = 0; i < polygons.size(); i++) {
      if (vertices[i] > 0) {
        findSmaller(i, boxes);
      }
    }
    for (int[] each : neighbours) {
      Arrays.sort(each);
    }
    return neighbours;
  }

  /** Finds the neighbours of a polygon that have fewer vertices, or as many and come before it. */
  private void findSmaller(int i, STRtree boxes) {
    Geometry polygon = polygons.get(i);
    Envelope box = polygon.getEnvelopeInternal();
    double lon = box.centre().x;
    double lat = box.centre().y;
    IndexedFacetDistance near = new IndexedFacetDistance(Ground.toPlane(polygon, lon, lat));
    PointOnGeometryLocator inside = new IndexedPointInAreaLocator(polygon);
    for (Object found : boxes.query(grown(box))) {
      int j = (Integer) found;
      if (vertices[j] > vertices[i] || vertices[j] == vertices[i] && j >= i) {
        continue;
      }
      Geometry other = polygons.get(j);
      if (near.isWithinDistance(Ground.toPlane(other, lon, lat), toleranceMetres)
          || holdsPart(box, inside, other)
          || holdsPart(other.getEnvelopeInternal(), new SimplePointInAreaLocator(other), polygon)) {
        add(i, j);
        add(j, i);
      }
    }
  }

  /** A box with the tolerance around it, and a little more since the plane isn't exact. */
  private Envelope grown(Envelope box) {
    double farthestLat = Math.max(Math.abs(box.getMinY()), Math.abs(box.getMaxY()));
    Envelope grown = new Envelope(box);
    grown.expandBy(
        1.1 * toleranceMetres / Ground.metresPerDegreeLon(farthestLat),
        1.1 * toleranceMetres / Ground.metresPerDegreeLat(box.centre().y));
    return grown;
  }

  /** Facets are far apart where a part of one polygon lies wholly inside another. */
  private static boolean holdsPart(Envelope box, PointOnGeometryLocator inside, Geometry inner) {
    for (int part = 0; part < inner.getNumGeometries(); part++) {
      Geometry piece = inner.getGeometryN(part);
      if (box.contains(piece.getEnvelopeInternal())
          && inside.locate(piece.getCoordinate()) != Location.EXTERIOR) {
        return true;
      }
    }
    return false;
  }

  private void add(int i, int neighbour) {
    neighbours[i] = Arrays.copyOf(neighbours[i], neighbours[i].length + 1);
    neighbours[i][neighbours[i].length - 1] = neighbour;
  }
}
