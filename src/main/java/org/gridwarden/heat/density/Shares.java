package org.gridwarden.heat.density;

/**
 * What points that lie in one bin weigh for it and the eight around it: nine sums, row by row from
 * the north-west. A point counts for the three by three bins by a quadratic B-spline, so that the
 * sum of weights, their centre and their spread are kept wherever in its bin it lies. For one
 * thread.
 */
public final class Shares {
  /** How many sums there are. */
  public static final int COUNT = 9;

  /** Where in its bin a point lies is rounded to this many parts. */
  private static final int PARTS = 1024;

  private static final int PART_BITS = 10;

  /** So many points are summed up in single precision. */
  private static final int MOST_AT_ONCE = 2048;

  private static final float[] SPLINE = spline();

  private final int shift;
  private float northWest;
  private float north;
  private float northEast;
  private float west;
  private float middle;
  private float east;
  private float southWest;
  private float south;
  private float southEast;

  /**
   * @param level of the lattice: 2^level bins lie side by side around the globe, 1 to 31
   */
  public Shares(int level) {
    this.shift = Integer.SIZE - level;
  }

  private static float[] spline() {
    float[] weights = new float[3 * PARTS];
    for (int part = 0; part < PARTS; part++) {
      double t = (part + 0.5) / PARTS - 0.5;
      weights[3 * part] = (float) (0.5 * (0.5 - t) * (0.5 - t));
      weights[3 * part + 1] = (float) (0.75 - t * t);
      weights[3 * part + 2] = (float) (0.5 * (0.5 + t) * (0.5 + t));
    }
    return weights;
  }

  /** The column or row of bins that a coordinate lies in. */
  int bin(int fixed) {
    return fixed >>> shift;
  }

  /** The first entry of the spline for the part of its bin that a coordinate lies in. */
  private int part(int fixed) {
    int within = fixed & (1 << shift) - 1;
    return 3 * (shift >= PART_BITS ? within >>> shift - PART_BITS : within << PART_BITS - shift);
  }

  /**
   * Sums up some points of one bin, in place of what was summed up before.
   *
   * @param x as {@link org.gridwarden.geo.WebMercator#fixed}
   * @param weights null: each weighs one
   * @param from the first of the points
   * @param to the one behind the last; a sum of thousands belongs into {@link #addTo(double[], int,
   *     int[], int[], int, int)}
   */
  void sum(int[] x, int[] y, float[] weights, int from, int to) {
    float sumNorthWest = 0;
    float sumNorth = 0;
    float sumNorthEast = 0;
    float sumWest = 0;
    float sumMiddle = 0;
    float sumEast = 0;
    float sumSouthWest = 0;
    float sumSouth = 0;
    float sumSouthEast = 0;
    for (int i = from; i < to; i++) {
      int partX = part(x[i]);
      int partY = part(y[i]);
      float toWest = SPLINE[partX];
      float along = SPLINE[partX + 1];
      float toEast = SPLINE[partX + 2];
      float weight = weights == null ? 1 : weights[i];
      float share = weight * SPLINE[partY];
      sumNorthWest += share * toWest;
      sumNorth += share * along;
      sumNorthEast += share * toEast;
      share = weight * SPLINE[partY + 1];
      sumWest += share * toWest;
      sumMiddle += share * along;
      sumEast += share * toEast;
      share = weight * SPLINE[partY + 2];
      sumSouthWest += share * toWest;
      sumSouth += share * along;
      sumSouthEast += share * toEast;
    }
    northWest = sumNorthWest;
    north = sumNorth;
    northEast = sumNorthEast;
    west = sumWest;
    middle = sumMiddle;
    east = sumEast;
    southWest = sumSouthWest;
    south = sumSouth;
    southEast = sumSouthEast;
  }

  /** Adds the sums to bins that lie in rows of a width, from the one in the north-west on. */
  void addTo(float[] bins, int at, int width) {
    bins[at] += northWest;
    bins[at + 1] += north;
    bins[at + 2] += northEast;
    bins[at + width] += west;
    bins[at + width + 1] += middle;
    bins[at + width + 2] += east;
    bins[at + 2 * width] += southWest;
    bins[at + 2 * width + 1] += south;
    bins[at + 2 * width + 2] += southEast;
  }

  /**
   * Adds points of one bin, each of which weighs one, to nine sums.
   *
   * @param sums where they are kept, from {@code at} on
   * @param from the first of the points
   * @param to the one behind the last
   */
  public void addTo(double[] sums, int at, int[] x, int[] y, int from, int to) {
    for (int start = from; start < to; start += MOST_AT_ONCE) {
      sum(x, y, null, start, Math.min(to, start + MOST_AT_ONCE));
      add(sums, at, 1);
    }
  }

  /** Takes a point out of nine sums again. */
  public void takeFrom(double[] sums, int at, int[] x, int[] y, int point) {
    sum(x, y, null, point, point + 1);
    add(sums, at, -1);
  }

  private void add(double[] sums, int at, int sign) {
    sums[at] += sign * northWest;
    sums[at + 1] += sign * north;
    sums[at + 2] += sign * northEast;
    sums[at + 3] += sign * west;
    sums[at + 4] += sign * middle;
    sums[at + 5] += sign * east;
    sums[at + 6] += sign * southWest;
    sums[at + 7] += sign * south;
    sums[at + 8] += sign * southEast;
  }
}
