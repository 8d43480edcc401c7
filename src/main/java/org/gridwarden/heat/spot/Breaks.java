package org.gridwarden.heat.spot;

import java.util.Arrays;

/**
 * Natural breaks for colouring areas by value: the classes whose values lie closest to their means,
 * the sum of squared deviations being the least that any division into so many classes has (Fisher,
 * On grouping for maximum homogeneity, J. Am. Statist. Assoc. 53, 1958; known to map makers by the
 * name of Jenks). Exact, by dynamic programming over the distinct values; since the best start of a
 * last class never moves back as its end moves on, each round divides and conquers: O(n log n) in
 * all for n values. Pure.
 */
public final class Breaks {
  /** More shades than these a reader can't tell apart on a map. */
  public static final int MOST_CLASSES = 5;

  /** So that squares and their sums stay finite. */
  private static final double LARGEST_VALUE = 1e100;

  /** The distinct values ascend in the first so many places. */
  private final double[] distinct;

  private final int size;

  /** Of the first i distinct values: how many values there are, their sum, their squares' sum. */
  private final double[] count;

  private final double[] sum;
  private final double[] squares;

  /** Least sum of squares of the values up to and with the i-th, in one class fewer and as now. */
  private double[] before;

  private double[] now;

  /** Where the last class of the values up to and with the i-th starts. */
  private int[] start;

  private Breaks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    distinct = new double[sorted.length];
    count = new double[sorted.length + 1];
    sum = new double[sorted.length + 1];
    squares = new double[sorted.length + 1];
    int found = 0;
    for (double value : sorted) {
      if (found == 0 || value != distinct[found - 1]) {
        distinct[found] = value + 0.0; // 0 for -0
        found++;
        count[found] = count[found - 1];
        sum[found] = sum[found - 1];
        squares[found] = squares[found - 1];
      }
      // From the least value on, so that a common offset costs no digits.
      double above = value - sorted[0];
      count[found]++;
      sum[found] += above;
      squares[found] += above * above;
    }
    size = found;
  }

  /**
   * The upper limit of each class, ascending, each one of the values and the last the greatest of
   * them: a class holds what is above the limit before it, up to and with its own. {@value
   * #MOST_CLASSES} limits, or one for each distinct value where there are fewer; none for no
   * values.
   *
   * @param values in any order; left as they are
   * @throws IllegalArgumentException for a value that is not a number or beyond ±1e100
   */
  public static double[] limits(double[] values) {
    return limits(values, MOST_CLASSES);
  }

  static double[] limits(double[] values, int mostClasses) {
    for (double value : values) {
      if (!(Math.abs(value) <= LARGEST_VALUE)) {
        throw new IllegalArgumentException("a value can't be classed: " + value);
      }
    }
    return new Breaks(values).divide(mostClasses);
  }

  private double[] divide(int mostClasses) {
    int classes = Math.min(mostClasses, size);
    int[][] starts = new int[classes][];
    for (int round = 0; round < classes; round++) {
      before = now;
      now = new double[size];
      start = new int[size];
      starts[round] = start;
      if (round == 0) {
        for (int end = 0; end < size; end++) {
          now[end] = within(0, end);
        }
      } else {
        fill(round, size - 1, round, size - 1);
      }
    }
    double[] limits = new double[classes];
    int end = size - 1;
    for (int round = classes - 1; round >= 0; round--) {
      limits[round] = distinct[end];
      end = starts[round][end] - 1;
    }
    return limits;
  }

  /**
   * Finds the best start of the last class for every end in a range, knowing the range of starts.
   */
  private void fill(int firstEnd, int lastEnd, int firstStart, int lastStart) {
    if (firstEnd > lastEnd) {
      return;
    }
    int end = (firstEnd + lastEnd) >>> 1;
    double least = Double.POSITIVE_INFINITY;
    int best = firstStart;
    for (int from = firstStart; from <= Math.min(end, lastStart); from++) {
      double whole = before[from - 1] + within(from, end);
      if (whole < least) {
        least = whole;
        best = from;
      }
    }
    now[end] = least;
    start[end] = best;
    fill(firstEnd, end - 1, firstStart, best);
    fill(end + 1, lastEnd, best, lastStart);
  }

  /** Squared deviations from their mean of the values from one distinct value to another. */
  private double within(int from, int end) {
    double many = count[end + 1] - count[from];
    double total = sum[end + 1] - sum[from];
    return Math.max(0, squares[end + 1] - squares[from] - total * total / many);
  }
}
