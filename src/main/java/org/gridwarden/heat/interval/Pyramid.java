package org.gridwarden.heat.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gridwarden.heat.density.Shares;

/**
 * What the rows of a segment that go on weigh in the bins of lattices, from coarse to as fine as
 * bins hold several rows each: a picture of a whole city adds up bins, not rows. One thread writes
 * at a time while nobody reads. Up to 20 bytes a row.
 */
final class Pyramid {
  /** No lattice is coarser. */
  private static final int COARSEST = 8;

  /** Bins of a level hold so many rows each, or it isn't worth its memory. */
  private static final int ROWS_PER_BIN = 6;

  private final Columns columns;
  private final List<Level> levels;

  /**
   * The bins of a lattice that aren't empty, in the order of the curve.
   *
   * @param starts the first row of each bin
   * @param counts how many rows of each go on
   * @param sums nine of each bin
   */
  private record Level(Shares shares, int[] starts, int[] counts, double[] sums) {}

  private Pyramid(Columns columns, List<Level> levels) {
    this.columns = columns;
    this.levels = levels;
  }

  /** Of rows in the order of the curve. */
  static Pyramid of(Columns columns, int size) {
    int[] bins = bins(columns, size);
    Pyramid pyramid = new Pyramid(columns, new ArrayList<>());
    for (int level = COARSEST;
        level <= Morton.ZOOM && bins[level] * ROWS_PER_BIN <= size;
        level++) {
      pyramid.levels.add(level(columns, size, level, bins[level]));
    }
    for (int row = 0; row < size; row++) {
      if (columns.to[row] != Interval.NEVER) {
        pyramid.remove(row);
      }
    }
    return pyramid;
  }

  /** How many bins of each level aren't empty. */
  private static int[] bins(Columns columns, int size) {
    int[] bins = new int[Morton.ZOOM + 1];
    long before = -1;
    for (int row = 0; row < size; row++) {
      long place = Morton.of(columns.x[row], columns.y[row]);
      // A bin of a level begins where any of the bits down to it changes.
      if (place != before) {
        bins[Morton.coarsestApart(before, place)]++;
        before = place;
      }
    }
    for (int level = 1; level < bins.length; level++) {
      bins[level] += bins[level - 1];
    }
    return bins;
  }

  private static Level level(Columns columns, int size, int level, int bins) {
    int[] starts = new int[bins];
    int bin = 0;
    long beyond = -1;
    for (int row = 0; row < size; row++) {
      long place = Morton.of(columns.x[row], columns.y[row]);
      if (place >= beyond) {
        starts[bin++] = row;
        beyond = (place | Morton.places(level) - 1) + 1;
      }
    }
    int[] counts = new int[bins];
    double[] sums = new double[bins * Shares.COUNT];
    Shares shares = new Shares(level);
    for (int i = 0; i < bins; i++) {
      int end = i + 1 < bins ? starts[i + 1] : size;
      counts[i] = end - starts[i];
      shares.addTo(sums, i * Shares.COUNT, columns.x, columns.y, starts[i], end);
    }
    return new Level(shares, starts, counts, sums);
  }

  /** A row doesn't go on. */
  void remove(int row) {
    for (Level level : levels) {
      int bin = bin(level, row);
      level.counts[bin]--;
      level.shares.takeFrom(level.sums, bin * Shares.COUNT, columns.x, columns.y, row);
    }
  }

  /** The bin that a row lies in. */
  private static int bin(Level level, int row) {
    int found = Arrays.binarySearch(level.starts, row);
    return found >= 0 ? found : -found - 2;
  }

  /** Whether it knows the bins of a lattice. */
  boolean has(int level) {
    return level >= COARSEST && level < COARSEST + levels.size();
  }

  /**
   * Tells of the bins of a lattice that some rows lie in.
   *
   * @param level one that it has
   * @param from the first row, where a bin begins
   * @param to the row behind the last, where another does
   */
  void tell(int level, int from, int to, IntervalSet.BinSink sink) {
    if (from == to) {
      return;
    }
    Level bins = levels.get(level - COARSEST);
    int end = bin(bins, to - 1);
    for (int bin = bin(bins, from); bin <= end; bin++) {
      if (bins.counts[bin] > 0) {
        int row = bins.starts[bin];
        int column = columns.x[row] >>> Integer.SIZE - level;
        int line = columns.y[row] >>> Integer.SIZE - level;
        sink.bin(column, line, bins.sums, bin * Shares.COUNT);
      }
    }
  }
}
