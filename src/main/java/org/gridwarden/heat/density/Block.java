package org.gridwarden.heat.density;

/**
 * A square of 32 by 32 bins of a lattice and what points in it weigh, each for the three by three
 * bins around it (see {@link Shares}; such binning spreads a point by a quarter of a bin's width
 * squared, which {@link Density} takes off the bandwidth again). Bins of neighbours are among them,
 * hence the rim. Written by one thread; read by many once it is made.
 *
 * <p>Binning of kernel estimates: Wand, Fast computation of multivariate kernel estimators, J.
 * Comp. Graph. Stat. 3, 1994; splines instead of its linear weights: Unser, Splines, a perfect fit,
 * IEEE Signal Processing Magazine 16, 1999.
 */
public final class Block {
  /** 2^5 bins a side: few rows beside a picture are read for it, and few blocks make it up. */
  public static final int BITS = 5;

  static final int BINS = 1 << BITS;
  static final int RIM = 1;
  static final int WIDTH = BINS + 2 * RIM;

  private final float[] sums = new float[WIDTH * WIDTH];
  private final int originX;
  private final int originY;
  private final Shares shares;

  /**
   * @param lattice the bins
   * @param blockX of the block, counted from the west
   * @param blockY of the block, counted from the north
   */
  public Block(Lattice lattice, int blockX, int blockY) {
    this.originX = blockX << BITS;
    this.originY = blockY << BITS;
    this.shares = new Shares(lattice.level());
  }

  /**
   * Adds points that lie in the block. Those that follow each other in one bin are summed up before
   * the bin is touched: a sum that is read back from where it has just been written waits for it.
   *
   * @param x as {@link org.gridwarden.geo.WebMercator#fixed}
   * @param weights null: each weighs one
   * @param count how many points there are
   */
  public void add(int[] x, int[] y, float[] weights, int count) {
    int from = 0;
    while (from < count) {
      int column = shares.bin(x[from]);
      int row = shares.bin(y[from]);
      int to = from + 1;
      while (to < count && shares.bin(x[to]) == column && shares.bin(y[to]) == row) {
        to++;
      }
      shares.sum(x, y, weights, from, to);
      shares.addTo(sums, northWest(column, row), WIDTH);
      from = to;
    }
  }

  /**
   * Adds points of a bin in the block that were summed up before.
   *
   * @param column of the bin, counted from the west of the lattice
   * @param row counted from the north
   * @param nine as {@link Shares} sums up, from {@code at} on
   */
  public void add(int column, int row, double[] nine, int at) {
    int to = northWest(column, row);
    for (int line = 0; line < Shares.COUNT; line += 3) {
      sums[to] += (float) nine[at + line];
      sums[to + 1] += (float) nine[at + line + 1];
      sums[to + 2] += (float) nine[at + line + 2];
      to += WIDTH;
    }
  }

  /** Where among the sums the bin to the north-west of a bin is. */
  private int northWest(int column, int row) {
    return (row - originY) * WIDTH + column - originX;
  }

  /** Row by row, with the rim. */
  float[] sums() {
    return sums;
  }
}
