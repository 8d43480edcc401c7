package org.gridwarden.grid.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gridwarden.geo.Ground;

/**
 * How a circle is shared among polygons, in the plane that touches the ground at its centre. The
 * area that a polygon has in the circle is exact: the sum over its edges of the signed area that
 * the circle cuts out of the triangle between edge and centre, a triangle where the edge runs
 * inside the circle and a sector where it runs outside (Green's theorem).
 *
 * @param parts the polygons that the circle touches by more than a trillionth, the largest first,
 *     ties by ordinal
 * @param nobody the share that no polygon holds; with the parts it adds up to 1. Where polygons
 *     overlap, the shares are scaled down to that
 */
public record Shares(List<Part> parts, double nobody) {
  private static final double LEAST_SHARE = 1e-12;

  public Shares {
    parts = List.copyOf(parts);
  }

  /** One polygon's share of the circle, above 0 and at most 1. */
  public record Part(int ordinal, double share) {}

  static Shares of(Polygons polygons, double lon, double lat, double radiusMetres) {
    if (!(radiusMetres > 0)) {
      throw new IllegalArgumentException("a radius is above 0: " + radiusMetres);
    }
    double scaleX = Ground.metresPerDegreeLon(lat);
    double scaleY = Ground.metresPerDegreeLat(lat);
    double dx = radiusMetres / scaleX;
    double dy = radiusMetres / scaleY;
    List<Part> parts = new ArrayList<>();
    double sum = 0;
    for (int ordinal : Nearness.boxesMeeting(polygons, lon - dx, lat - dy, lon + dx, lat + dy)) {
      double share =
          Math.min(
              1,
              circleArea(polygons, ordinal, lon, lat, scaleX / radiusMetres, scaleY / radiusMetres)
                  / Math.PI);
      if (share > LEAST_SHARE) {
        parts.add(new Part(ordinal, share));
        sum += share;
      }
    }
    double scale = sum > 1 ? 1 / sum : 1;
    List<Part> scaled =
        parts.stream()
            .map(part -> new Part(part.ordinal(), part.share() * scale))
            .sorted(Comparator.comparingDouble(Part::share).reversed().thenComparing(Part::ordinal))
            .toList();
    double nobody = Math.max(0, 1 - sum);
    return new Shares(scaled, nobody > LEAST_SHARE ? nobody : 0);
  }

  /** Area of a polygon within the unit circle, after moving to the centre and scaling. */
  private static double circleArea(
      Polygons polygons, int ordinal, double lon, double lat, double scaleX, double scaleY) {
    double[] xy = polygons.xy;
    double area = 0;
    for (int ring = polygons.firstRings[ordinal]; ring < polygons.firstRings[ordinal + 1]; ring++) {
      double ringArea = 0;
      for (int i = polygons.ringStarts[ring]; i < polygons.ringStarts[ring + 1] - 1; i++) {
        ringArea +=
            edgeArea(
                (xy[2 * i] - lon) * scaleX,
                (xy[2 * i + 1] - lat) * scaleY,
                (xy[2 * i + 2] - lon) * scaleX,
                (xy[2 * i + 3] - lat) * scaleY);
      }
      area += polygons.holes.get(ring) ? -Math.abs(ringArea) : Math.abs(ringArea);
    }
    return Math.max(0, area);
  }

  /** Signed area that the unit circle has of the triangle (origin, a, b). */
  private static double edgeArea(double ax, double ay, double bx, double by) {
    double dx = bx - ax;
    double dy = by - ay;
    double a = dx * dx + dy * dy;
    if (a == 0) {
      return 0;
    }
    double halfB = ax * dx + ay * dy;
    double c = ax * ax + ay * ay - 1;
    double discriminant = halfB * halfB - a * c;
    if (discriminant <= 0) {
      return sector(ax, ay, bx, by);
    }
    double root = Math.sqrt(discriminant);
    double enter = (-halfB - root) / a;
    double leave = (-halfB + root) / a;
    if (leave <= 0 || enter >= 1) {
      return sector(ax, ay, bx, by);
    }
    double from = Math.max(0, enter);
    double to = Math.min(1, leave);
    double px = ax + from * dx;
    double py = ay + from * dy;
    double qx = ax + to * dx;
    double qy = ay + to * dy;
    double area = (px * qy - py * qx) / 2;
    if (from > 0) {
      area += sector(ax, ay, px, py);
    }
    if (to < 1) {
      area += sector(qx, qy, bx, by);
    }
    return area;
  }

  private static double sector(double ax, double ay, double bx, double by) {
    return Math.atan2(ax * by - ay * bx, ax * bx + ay * by) / 2;
  }
}
