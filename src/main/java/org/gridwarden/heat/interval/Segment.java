package org.gridwarden.heat.interval;

import java.util.Arrays;

/** Intervals in the order of the curve. Rows are never added nor moved, only changed. */
final class Segment {
  /** So that a row's number and its place on the curve fit into 64 bits together. */
  static final int MOST_ROWS = 1 << 24;

  private static final int ROW_BITS = 24;

  /** Fewer rows are read one by one. */
  private static final int WORTH_SUMMING = 1 << 13;

  final Columns columns;
  final int size;

  /** What its rows weigh in bins; null where there are too few of them, or nobody asks. */
  final Pyramid pyramid;

  /** How many of them have been taken out. */
  int gone;

  private Segment(Columns columns, boolean summed) {
    this.columns = columns;
    this.size = columns.capacity();
    this.pyramid = summed && size >= WORTH_SUMMING ? Pyramid.of(columns, size) : null;
  }

  /**
   * Puts the first rows of some columns into order.
   *
   * @param summed whether bins are asked for
   */
  static Segment of(Columns source, int size, boolean summed) {
    return using(source.grown(source.capacity()), size, summed);
  }

  /** The same of columns that nobody else reads and that are of no use afterwards. */
  static Segment using(Columns source, int size, boolean summed) {
    long[] order = new long[size];
    for (int row = 0; row < size; row++) {
      order[row] = Morton.of(source.x[row], source.y[row]) << ROW_BITS | row;
    }
    Arrays.sort(order);
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = (int) order[i] & MOST_ROWS - 1;
    }
    return new Segment(source.intoOrder(rows), summed);
  }

  /** The first row at or behind a place on the curve. */
  int first(long place) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = low + high >>> 1;
      if (Morton.of(columns.x[middle], columns.y[middle]) < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
