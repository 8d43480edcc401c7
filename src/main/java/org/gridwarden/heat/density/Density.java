package org.gridwarden.heat.density;

import java.util.Arrays;

/**
 * The density of weighted points at places, in weight per square kilometre: the sum over all points
 * of weight · exp(-d² / 2σ²) / 2πσ², with d the distance on the ground and σ the bandwidth
 * (Silverman, Density Estimation, 1986, ch. 4, without his division by the number of points).
 *
 * <p>The kernel of two dimensions is one along the parallel times one along the meridian. Along the
 * parallel a row of bins has its own width on the ground, by its latitude; along the meridian
 * distances are differences of the meridian's length. So the integral over the ground is the sum of
 * the weights at any latitude. Beyond five bandwidths the kernel is nothing. Every value depends on
 * the lattice and the place alone, and is summed in one order: two pictures agree to the bit where
 * they show the same place. Pure; safe for many threads.
 */
public final class Density {
  private static final double REACH = 5;
  private static final double SQUARE_METRES = 1e6;

  /** Of the quadratic B-splines that bins are filled and read by, in squared widths of a bin. */
  private static final double SPREAD = 0.5;

  private final Lattice lattice;
  private final double bins;
  private final double reach;
  private final Window read;
  private final Rows rows;
  private final float[] values;

  private Density(Lattice lattice, Window read) {
    this.lattice = lattice;
    this.bins = lattice.bins();
    this.reach = reachMetres(lattice);
    this.read = read;
    this.rows = new Rows(lattice, read.north(), read.south(), reach);
    this.values = new float[read.width() * read.height()];
  }

  /**
   * The density at the middle of each pixel, row by row from the north; null where all of it is 0.
   * A tile of 256 pixels at a bandwidth of 12 pixels reads some 100 by 100 bins: a millisecond.
   */
  public static float[] of(Lattice lattice, Blocks blocks, Pixels pixels) {
    Spline columns = new Spline(pixels.x(), lattice.bins());
    Spline lines = new Spline(pixels.y(), lattice.bins());
    Density density =
        new Density(
            lattice, new Window(columns.first(), lines.first(), columns.last(), lines.last()));
    return density.gather(blocks) ? density.read(columns, lines) : null;
  }

  /** How far around a place points count, in metres. */
  public static double reachMetres(Lattice lattice) {
    return REACH * lattice.sigmaMetres();
  }

  /** Fills the bins that are read from those around; false where all of these are empty. */
  private boolean gather(Blocks blocks) {
    int reachX = (int) Math.min(bins, Math.ceil(reach / rows.narrowestMetres()));
    int most = (int) bins;
    Window source =
        new Window(
            Math.max(-1, read.west() - reachX),
            Math.max(-1, rows.first()),
            Math.min(most, read.east() + reachX),
            Math.min(most, rows.last()));
    if (source.width() <= 0 || source.height() <= 0) {
      return false;
    }
    Sums sums = new Sums(blocks, source, (most - 1) >> Block.BITS);
    boolean some = false;
    float[] weights = new float[source.width()];
    float[] across = new float[read.width()];
    for (int row = source.north(); row <= source.south(); row++) {
      if (sums.fill(row, weights)) {
        some = true;
        spreadAcross(row, weights, source.west(), across);
        spreadDown(row, across);
      }
    }
    return some;
  }

  /**
   * Along the parallel. Adds in the order of the source's columns, whatever window is asked for.
   */
  private void spreadAcross(int row, float[] weights, int west, float[] across) {
    Arrays.fill(across, 0);
    float[] kernel = kernel(rows.binMetres(row));
    int half = kernel.length / 2;
    for (int i = 0; i < weights.length; i++) {
      float weight = weights[i];
      if (weight != 0) {
        int column = west + i;
        int from = Math.max(read.west(), column - half);
        int to = Math.min(read.east(), column + half);
        int at = from - read.west();
        int tap = from - column + half;
        for (int j = 0; j <= to - from; j++) {
          across[at + j] += weight * kernel[tap + j];
        }
      }
    }
  }

  /** Per metre, at whole bins from -n to n. */
  private float[] kernel(double binMetres) {
    int half = (int) Math.min(bins, reach / binMetres);
    double variance = variance(binMetres);
    float[] kernel = new float[2 * half + 1];
    for (int i = 0; i <= half; i++) {
      kernel[half + i] = (float) gauss(i * binMetres, variance);
      kernel[half - i] = kernel[half + i];
    }
    return kernel;
  }

  /** Along the meridian. */
  private void spreadDown(int row, float[] across) {
    double variance = variance(rows.binHeightMetres(row));
    double there = rows.meridianMetres(row);
    for (int target = read.north(); target <= read.south(); target++) {
      double distance = rows.meridianMetres(target) - there;
      if (Math.abs(distance) <= reach) {
        float share = (float) (gauss(distance, variance) * SQUARE_METRES);
        int at = (target - read.north()) * read.width();
        for (int i = 0; i < across.length; i++) {
          values[at + i] += share * across[i];
        }
      }
    }
  }

  private double variance(double binMetres) {
    return lattice.sigmaMetres() * lattice.sigmaMetres() - SPREAD * binMetres * binMetres;
  }

  private static double gauss(double distance, double variance) {
    return Math.exp(-distance * distance / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  }

  private float[] read(Spline columns, Spline lines) {
    int width = columns.size();
    float[] out = new float[width * lines.size()];
    float[] line = new float[read.width()];
    for (int y = 0; y < lines.size(); y++) {
      int at = (lines.bin(y) - read.north()) * read.width();
      float first = lines.share(y, 0);
      float second = lines.share(y, 1);
      float third = lines.share(y, 2);
      int next = at + read.width();
      int last = next + read.width();
      for (int i = 0; i < line.length; i++) {
        line[i] = first * values[at + i] + second * values[next + i] + third * values[last + i];
      }
      for (int x = 0; x < width; x++) {
        int column = columns.bin(x) - read.west();
        out[y * width + x] =
            columns.share(x, 0) * line[column]
                + columns.share(x, 1) * line[column + 1]
                + columns.share(x, 2) * line[column + 2];
      }
    }
    return out;
  }
}
