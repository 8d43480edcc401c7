package org.gridwarden.grid.index;

import java.util.stream.IntStream;
import org.gridwarden.geo.Ground;

/** Distances from a point to polygons, in the plane that touches the ground at the point. */
final class Nearness {
  /**
   * Beyond this the plane is no longer good enough, and the geodesic to the nearest vertex is told.
   */
  private static final double PLANE_METRES = 50_000;

  private Nearness() {}

  static int[] boxesMeeting(
      Polygons polygons, double west, double south, double east, double north) {
    return IntStream.range(0, polygons.count())
        .filter(polygon -> polygons.boxMeets(polygon, west, south, east, north))
        .toArray();
  }

  static double boundaryMetres(Polygons polygons, int ordinal, double lon, double lat) {
    return Math.sqrt(
        boundarySquared(
            polygons,
            ordinal,
            lon,
            lat,
            Ground.metresPerDegreeLon(lat),
            Ground.metresPerDegreeLat(lat)));
  }

  /** The nearest polygon by its boundary, for a point in none. */
  static GridIndex.Nearest nearest(Polygons polygons, double lon, double lat) {
    double scaleX = Ground.metresPerDegreeLon(lat);
    double scaleY = Ground.metresPerDegreeLat(lat);
    double[] bounds = new double[polygons.count()];
    int first = GridIndex.NONE;
    for (int polygon = 0; polygon < bounds.length; polygon++) {
      bounds[polygon] = boxSquared(polygons.boxes, 4 * polygon, lon, lat, scaleX, scaleY);
      if (first < 0 || bounds[polygon] < bounds[first]) {
        first = polygon;
      }
    }
    if (first < 0 || bounds[first] == Double.POSITIVE_INFINITY) {
      return new GridIndex.Nearest(GridIndex.NONE, Double.POSITIVE_INFINITY);
    }
    double best = boundarySquared(polygons, first, lon, lat, scaleX, scaleY);
    int nearest = first;
    for (int polygon = 0; polygon < bounds.length; polygon++) {
      if (polygon != first && bounds[polygon] <= best) {
        double squared = boundarySquared(polygons, polygon, lon, lat, scaleX, scaleY);
        if (squared < best || (squared == best && polygon < nearest)) {
          best = squared;
          nearest = polygon;
        }
      }
    }
    double metres = Math.sqrt(best);
    return new GridIndex.Nearest(
        nearest, metres > PLANE_METRES ? geodesicMetres(polygons, nearest, lon, lat) : metres);
  }

  private static double boxSquared(
      double[] boxes, int at, double lon, double lat, double scaleX, double scaleY) {
    double dx = Math.max(0, Math.max(boxes[at] - lon, lon - boxes[at + 2])) * scaleX;
    double dy = Math.max(0, Math.max(boxes[at + 1] - lat, lat - boxes[at + 3])) * scaleY;
    return dx * dx + dy * dy;
  }

  private static double boundarySquared(
      Polygons polygons, int ordinal, double lon, double lat, double scaleX, double scaleY) {
    double best = Double.POSITIVE_INFINITY;
    double[] xy = polygons.xy;
    for (int ring = polygons.firstRings[ordinal]; ring < polygons.firstRings[ordinal + 1]; ring++) {
      int start = polygons.ringStarts[ring];
      int end = polygons.ringStarts[ring + 1] - 1;
      double ax = (xy[2 * start] - lon) * scaleX;
      double ay = (xy[2 * start + 1] - lat) * scaleY;
      for (int i = start + 1; i <= end; i++) {
        double bx = (xy[2 * i] - lon) * scaleX;
        double by = (xy[2 * i + 1] - lat) * scaleY;
        best = Math.min(best, segmentSquared(ax, ay, bx, by));
        ax = bx;
        ay = by;
      }
    }
    return best;
  }

  /** Squared metres from a point to the edge that begins at a vertex. */
  static double edgeSquared(
      double[] xy, int vertex, double lon, double lat, double scaleX, double scaleY) {
    int v = 2 * vertex;
    return segmentSquared(
        (xy[v] - lon) * scaleX,
        (xy[v + 1] - lat) * scaleY,
        (xy[v + 2] - lon) * scaleX,
        (xy[v + 3] - lat) * scaleY);
  }

  /** Squared distance from the origin to a segment. */
  private static double segmentSquared(double ax, double ay, double bx, double by) {
    double dx = bx - ax;
    double dy = by - ay;
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : -(ax * dx + ay * dy) / length;
    double part = along < 0 ? 0 : Math.min(along, 1);
    double x = ax + part * dx;
    double y = ay + part * dy;
    return x * x + y * y;
  }

  private static double geodesicMetres(Polygons polygons, int ordinal, double lon, double lat) {
    int from = polygons.ringStarts[polygons.firstRings[ordinal]];
    int to = polygons.ringStarts[polygons.firstRings[ordinal + 1]];
    double[] xy = polygons.xy;
    return IntStream.range(from, to)
        .mapToDouble(i -> Ground.distanceMetres(lon, lat, xy[2 * i], xy[2 * i + 1]))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
