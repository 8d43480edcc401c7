package org.gridwarden.heat;

import java.util.HashMap;
import java.util.Map;
import org.gridwarden.heat.interval.Columns;
import org.gridwarden.heat.interval.Interval.Marks;
import org.gridwarden.heat.interval.IntervalSet;

/** Counts what a selection finds, by whatever each row belongs to. For one thread. */
final class Tally implements IntervalSet.Sink {
  private final long moment;
  private final Belonging belonging;
  private final Map<Long, Counted> counted = new HashMap<>();

  /** What a row belongs to, as a number. */
  @FunctionalInterface
  interface Belonging {
    long of(Columns columns, int row);
  }

  /** What was counted of one thing. */
  static final class Counted {
    static final Counted NOTHING = new Counted();

    int count;
    int overdue;
    double ageMillis;

    void add(Counted more) {
      count += more.count;
      overdue += more.overdue;
      ageMillis += more.ageMillis;
    }
  }

  /**
   * @param moment at which ages are taken, milliseconds
   */
  Tally(long moment, Belonging belonging) {
    this.moment = moment;
    this.belonging = belonging;
  }

  @Override
  public void rows(Columns columns, int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      Counted one = counted.computeIfAbsent(belonging.of(columns, row), belongs -> new Counted());
      one.count++;
      one.ageMillis += moment - columns.reported(row);
      boolean overdue =
          columns.due(row) < Math.min(moment, columns.turn(row))
              && (columns.marks(row) & Marks.SUSPENDED) == 0;
      one.overdue += overdue ? 1 : 0;
    }
  }

  Map<Long, Counted> counted() {
    return counted;
  }
}
