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

  /** Where points lie and what they weigh, by their number. */
  public interface Points {
    /** As {@link org.gridwarden.geo.WebMercator#fixed}. */
    int x(int point);

    int y(int point);

    float weight(int point);
  }

  /**
   * Adds points that lie in the block. Those that follow each other in one bin are summed up before
   * the bin is touched: a sum that is read back from where it has just been written waits for it.
   *
   * @param which the numbers of the points
   * @param count how many of these
   */
  public void add(Points points, int[] which, int count) {
    int bin = -1;
    float northWest = 0;
    float north = 0;
    float northEast = 0;
    float west = 0;
    float middle = 0;
    float east = 0;
    float southWest = 0;
    float south = 0;
    float southEast = 0;
    for (int i = 0; i <= count; i++) {
      int x = i < count ? points.x(which[i]) : 0;
      int y = i < count ? points.y(which[i]) : 0;
      int at = i < count ? bin(x, y) : -1;
      if (at != bin) {
        if (bin >= 0) {
          sums[bin] += northWest;
          sums[bin + 1] += north;
          sums[bin + 2] += northEast;
          sums[bin + WIDTH] += west;
          sums[bin + WIDTH + 1] += middle;
          sums[bin + WIDTH + 2] += east;
          sums[bin + 2 * WIDTH] += southWest;
          sums[bin + 2 * WIDTH + 1] += south;
          sums[bin + 2 * WIDTH + 2] += southEast;
        }
        if (at < 0) {
          return;
        }
        bin = at;
        northWest = 0;
        north = 0;
        northEast = 0;
        west = 0;
        middle = 0;
        east = 0;
        southWest = 0;
        south = 0;
        southEast = 0;
      }
      int partX = 3 * part(x);
      int partY = 3 * part(y);
      float toWest = WEIGHTS[partX];
      float along = WEIGHTS[partX + 1];
      float toEast = WEIGHTS[partX + 2];
      float weight = points.weight(which[i]);
      float share = weight * WEIGHTS[partY];
      northWest += share * toWest;
      north += share * along;
      northEast += share * toEast;
      share = weight * WEIGHTS[partY + 1];
      west += share * toWest;
      middle += share * along;
      east += share * toEast;
      share = weight * WEIGHTS[partY + 2];
      southWest += share * toWest;
      south += share * along;
      southEast += share * toEast;
    }
  }

  /** The bin to the north-west of the one that holds a point. */
  private int bin(int x, int y) {
    int column = (int) (((x & 0xFFFFFFFFL) >>> shift) - originX);
    int row = (int) (((y & 0xFFFFFFFFL) >>> shift) - originY);
    return row * WIDTH + column;
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
