package org.gridwarden.heat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gridwarden.heat.interval.Columns;
import org.gridwarden.heat.interval.Interval.Marks;

/** What a problem weighs in a picture of heat. */
enum Weighting {
  /** Each problem one: the picture is of problems per square kilometre. */
  NONE,
  /** A normal one 1, a serious one 2, an urgent one 4. */
  SEVERITY,
  /** 1 in time; overdue one more for every ten days, 4 at most. */
  OVERDUE,
  /** The product of both. */
  BOTH;

  private static final long TEN_DAYS = 10 * 86_400_000L;
  private static final long MOST_LATE = 3 * TEN_DAYS;
  private static final float MORE_PER_MILLI = 1f / TEN_DAYS;

  private final String code = name().toLowerCase(Locale.ROOT);

  String code() {
    return code;
  }

  static Optional<Weighting> find(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }

  /** Whether it changes as time goes by. */
  boolean ages() {
    return this == OVERDUE || this == BOTH;
  }

  /**
   * What some rows weigh at a moment.
   *
   * @param weights where it is written, in the order of the rows
   */
  void of(Columns columns, int[] rows, int count, long at, float[] weights) {
    switch (this) {
      case NONE -> Arrays.fill(weights, 0, count, 1);
      case SEVERITY -> {
        for (int i = 0; i < count; i++) {
          weights[i] = severity(columns, rows[i]);
        }
      }
      case OVERDUE -> {
        for (int i = 0; i < count; i++) {
          weights[i] = overdue(columns, rows[i], at);
        }
      }
      case BOTH -> {
        for (int i = 0; i < count; i++) {
          weights[i] = overdue(columns, rows[i], at) * severity(columns, rows[i]);
        }
      }
    }
  }

  private static float severity(Columns columns, int row) {
    return 1 << columns.severity(row);
  }

  /** Without branches: whether a problem is overdue is what no processor can guess. */
  private static float overdue(Columns columns, int row, long at) {
    long late = positive(Math.min(at, columns.turn(row)) - columns.due(row));
    long counted = late - positive(late - MOST_LATE);
    long running = (columns.marks(row) & Marks.SUSPENDED) - Marks.SUSPENDED;
    return 1 + (counted & running) * MORE_PER_MILLI;
  }

  private static long positive(long number) {
    return number & ~(number >> Long.SIZE - 1);
  }
}
