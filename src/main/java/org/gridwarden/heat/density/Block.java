package org.gridwarden.heat.density;

/**
 * A square of 64 by 64 bins of a lattice and what points in it weigh. A point counts for the three
 * by three bins around it by a quadratic B-spline, so that the sum of weights, their centre and
 * their spread are kept wherever in its bin it lies (binning spreads a point by a quarter of a
 * bin's width squared, which {@link Density} takes off the bandwidth again). Bins of neighbours are
 * among them, hence the rim. Written by one thread; read by many once it is made.
 *
 * <p>Binning of kernel estimates: Wand, Fast computation of multivariate kernel estimators, J.
 * Comp. Graph. Stat. 3, 1994; splines instead of its linear weights: Unser, Splines, a perfect fit,
 * IEEE Signal Processing Magazine 16, 1999.
 */
public final class Block {
  /** 2^6 bins a side. */
  public static final int BITS = 6;

  static final int BINS = 1 << BITS;
  static final int RIM = 1;
  static final int WIDTH = BINS + 2 * RIM;

  /** Where in its bin a point lies is rounded to this many parts. */
  private static final int PARTS = 1024;

  private static final float[] WEIGHTS = weights();

  private final float[] sums = new float[WIDTH * WIDTH];
  private final long originX;
  private final long originY;
  private final int shift;

  /**
   * @param lattice the bins
   * @param blockX of the block, counted from the west
   * @param blockY of the block, counted from the north
   */
  public Block(Lattice lattice, int blockX, int blockY) {
    this.originX = (long) blockX << BITS;
    this.originY = (long) blockY << BITS;
    this.shift = 32 - lattice.level();
  }

  private static float[] weights() {
    float[] weights = new float[3 * PARTS];
    for (int part = 0; part < PARTS; part++) {
      double t = (part + 0.5) / PARTS - 0.5;
      weights[3 * part] = (float) (0.5 * (0.5 - t) * (0.5 - t));
      weights[3 * part + 1] = (float) (0.75 - t * t);
      weights[3 * part + 2] = (float) (0.5 * (0.5 + t) * (0.5 + t));
    }
    return weights;
  }

  /**
   * Adds a point that lies in the block.
   *
   * @param x as {@link org.gridwarden.geo.WebMercator#fixed}
   * @param y likewise
   */
  public void add(int x, int y, float weight) {
    int column = (int) (((x & 0xFFFFFFFFL) >>> shift) - originX);
    int row = (int) (((y & 0xFFFFFFFFL) >>> shift) - originY);
    int partX = 3 * part(x);
    int partY = 3 * part(y);
    float west = WEIGHTS[partX];
    float middle = WEIGHTS[partX + 1];
    float east = WEIGHTS[partX + 2];
    int at = row * WIDTH + column;
    for (int i = 0; i < 3; i++) {
      float share = weight * WEIGHTS[partY + i];
      sums[at] += share * west;
      sums[at + 1] += share * middle;
      sums[at + 2] += share * east;
      at += WIDTH;
    }
  }

  /** The part of its bin that a coordinate lies in. */
  private int part(int fixed) {
    int within = fixed & (1 << shift) - 1;
    return shift >= 10 ? within >>> shift - 10 : within << 10 - shift;
  }

  /** Row by row, with the rim. */
  float[] sums() {
    return sums;
  }
}
