package org.gridwarden.heat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gridwarden.geo.WebMercator;

/**
 * Which change last touched which square of the map, so that a picture far from a change stays what
 * it was. Squares of every zoom from 0 to 15 are known by the number of the last change in them; at
 * 15 they are about a kilometre wide. One thread writes, any number read.
 */
final class Freshness {
  static final int FINEST = 15;

  private final Map<Long, Long> touched = new ConcurrentHashMap<>();
  private volatile long start;

  /**
   * @param seq of the change feed: what lies before it counts for all squares alike
   */
  Freshness(long seq) {
    this.start = seq;
  }

  /** Everything may have changed. */
  void touchAll(long seq) {
    start = Math.max(start, seq);
  }

  /** A change touched a position. */
  void touch(int x, int y, long seq) {
    for (int zoom = 0; zoom <= FINEST; zoom++) {
      touched.merge(key(zoom, square(x, zoom), square(y, zoom)), seq, Math::max);
    }
  }

  /** The square of a zoom that a coordinate lies in. */
  static int square(int fixed, int zoom) {
    return zoom == 0 ? 0 : fixed >>> 32 - zoom;
  }

  /** The number of the last change in a square of a zoom up to 15. */
  long of(int zoom, int squareX, int squareY) {
    return Math.max(start, touched.getOrDefault(key(zoom, squareX, squareY), 0L));
  }

  /**
   * The number of the last change in a box of the unit square or near it: the box is covered by a
   * few squares about as large.
   */
  long of(double west, double north, double east, double south) {
    double widest = Math.max(east - west, south - north);
    int zoom = (int) Math.max(0, Math.min(FINEST, Math.floor(-Math.log(widest) / Math.log(2))));
    long newest = start;
    int fromX = square(WebMercator.fixed(west), zoom);
    int toX = square(WebMercator.fixed(east), zoom);
    int fromY = square(WebMercator.fixed(north), zoom);
    int toY = square(WebMercator.fixed(south), zoom);
    for (int y = fromY; y <= toY; y++) {
      for (int x = fromX; x <= toX; x++) {
        newest = Math.max(newest, of(zoom, x, y));
      }
    }
    return newest;
  }

  private static long key(int zoom, int x, int y) {
    return (long) zoom << 56 | (long) x << 28 | y;
  }
}
