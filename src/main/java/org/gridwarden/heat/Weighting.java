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

  private static final double DAY_MILLIS = 86_400_000;
  private static final double DAYS_FOR_ONE_MORE = 10;
  private static final double MOST = 4;

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

  /** What a row weighs at a moment. */
  float of(Columns columns, int row, long at) {
    return switch (this) {
      case NONE -> 1;
      case SEVERITY -> 1 << columns.severity(row);
      case OVERDUE -> overdue(columns, row, at);
      case BOTH -> overdue(columns, row, at) * (1 << columns.severity(row));
    };
  }

  private static float overdue(Columns columns, int row, long at) {
    long stopped = Math.min(at, columns.turn(row));
    if (columns.due(row) >= stopped || (columns.marks(row) & Marks.SUSPENDED) != 0) {
      return 1;
    }
    return (float)
        Math.min(MOST, 1 + (stopped - columns.due(row)) / DAY_MILLIS / DAYS_FOR_ONE_MORE);
  }
}
