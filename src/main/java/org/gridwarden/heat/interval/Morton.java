package org.gridwarden.heat.interval;

/**
 * Places on a space-filling curve: the bits of x and y taken in turns, so that every square of a
 * zoom is one stretch of the curve (Morton, A computer oriented geodetic data base, IBM, 1966).
 */
final class Morton {
  /** The curve is walked in squares of this zoom: some 38 m at the equator. */
  static final int ZOOM = 20;

  private Morton() {}

  /** Of a position as whole numbers of the unit square: 0 to 2^40 - 1. */
  static long of(int x, int y) {
    return spread(x >>> 32 - ZOOM) | spread(y >>> 32 - ZOOM) << 1;
  }

  /** The first place of a square of a zoom up to {@link #ZOOM}. */
  static long first(int zoom, int squareX, int squareY) {
    return (spread(squareX) | spread(squareY) << 1) << 2 * (ZOOM - zoom);
  }

  /** The number of places in a square of a zoom. */
  static long places(int zoom) {
    return 1L << 2 * (ZOOM - zoom);
  }

  /**
   * The coarsest zoom at which two places that differ lie in squares of their own; before the first
   * place of all, -1, lies a square of its own.
   */
  static int coarsestApart(long one, long other) {
    int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros(one ^ other);
    return Math.max(0, ZOOM - highest / 2);
  }

  private static long spread(int bits) {
    long wide = bits & 0xFFFFFFFFL;
    wide = (wide | wide << 16) & 0x0000FFFF0000FFFFL;
    wide = (wide | wide << 8) & 0x00FF00FF00FF00FFL;
    wide = (wide | wide << 4) & 0x0F0F0F0F0F0F0F0FL;
    wide = (wide | wide << 2) & 0x3333333333333333L;
    return (wide | wide << 1) & 0x5555555555555555L;
  }
}
