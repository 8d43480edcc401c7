package org.gridwarden.heat.density;

/**
 * Which three bins a pixel is read from, and their shares: quadratic B-splines, as bins are filled.
 * Immutable.
 */
final class Spline {
  private final int[] bins;
  private final float[] shares;

  /**
   * @param at of the pixels on the unit square, ascending
   * @param count how many bins the square has
   */
  Spline(double[] at, double count) {
    bins = new int[at.length];
    shares = new float[3 * at.length];
    for (int i = 0; i < at.length; i++) {
      double place = at[i] * count;
      double bin = Math.floor(place);
      double t = place - bin - 0.5;
      bins[i] = (int) bin - 1;
      shares[3 * i] = (float) (0.5 * (0.5 - t) * (0.5 - t));
      shares[3 * i + 1] = (float) (0.75 - t * t);
      shares[3 * i + 2] = (float) (0.5 * (0.5 + t) * (0.5 + t));
    }
  }

  int size() {
    return bins.length;
  }

  /** The first of the three bins. */
  int bin(int pixel) {
    return bins[pixel];
  }

  float share(int pixel, int which) {
    return shares[3 * pixel + which];
  }

  /** The first bin that is read for any pixel. */
  int first() {
    return bins[0];
  }

  /** The last one. */
  int last() {
    return bins[bins.length - 1] + 2;
  }
}
