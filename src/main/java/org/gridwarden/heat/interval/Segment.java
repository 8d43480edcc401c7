package org.gridwarden.heat.interval;

/** Intervals in the order of the curve. Rows are never added nor moved, only changed. */
final class Segment {
  /** Fewer rows are read one by one. */
  private static final int WORTH_SUMMING = 1 << 13;

  final Columns columns;
  final int size;

  /** What its rows weigh in bins; null where there are too few of them, or nobody asks. */
  final Pyramid pyramid;

  /** How many of them have been taken out. */
  int gone;

  /**
   * @param gathered given up
   * @param summed whether bins are asked for
   */
  Segment(Gathered gathered, boolean summed) {
    this.size = gathered.size();
    this.columns = gathered.inOrder();
    this.pyramid = summed && size >= WORTH_SUMMING ? Pyramid.of(columns, size) : null;
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
