package org.gridwarden.heat.density;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.geographiclib.Geodesic;
import org.gridwarden.geo.WebMercator;

/** Weighted points, their blocks, and the density that follows from the formula, point by point. */
public record Points(List<Point> all) {
  public record Point(double lon, double lat, float weight) {}

  /** Blocks of all points, as a set of a million would give them. */
  public Blocks blocks(Lattice lattice) {
    Map<Long, Block> made = new HashMap<>();
    int shift = 32 - lattice.level() + Block.BITS;
    for (int i = 0; i < all.size(); i++) {
      int blockX = x(i) >>> shift;
      int blockY = y(i) >>> shift;
      made.computeIfAbsent((long) blockX << 32 | blockY, one -> new Block(lattice, blockX, blockY))
          .add(new int[] {x(i)}, new int[] {y(i)}, new float[] {all.get(i).weight}, 1);
    }
    return (blockX, blockY) -> made.get((long) blockX << 32 | blockY);
  }

  private int x(int point) {
    return WebMercator.fixed(WebMercator.x(all.get(point).lon));
  }

  private int y(int point) {
    return WebMercator.fixed(WebMercator.y(all.get(point).lat));
  }

  /** Per square kilometre, with geodesics for distances. Slow. */
  public double density(double x, double y, double sigmaMetres) {
    double lon = WebMercator.lon(x);
    double lat = WebMercator.lat(y);
    double sum = 0;
    for (Point point : all) {
      // A degree of latitude is longer than 110 km; what is further than 8 bandwidths adds nothing.
      if (Math.abs(point.lat - lat) * 110_000 < 8 * sigmaMetres) {
        double metres = Geodesic.WGS84.Inverse(lat, lon, point.lat, point.lon).s12;
        sum += point.weight * Math.exp(-metres * metres / (2 * sigmaMetres * sigmaMetres));
      }
    }
    return sum / (2 * Math.PI * sigmaMetres * sigmaMetres) * 1e6;
  }
}
