package org.gridwarden.heat.interval;

import org.gridwarden.heat.interval.Interval.Marks;

/**
 * The tests that intervals are chosen by. Each is one tight loop over a column or two, without a
 * branch that could be mispredicted, and written out: a loop they shared would call what it asks of
 * each row. Moments are milliseconds since 1970; an interval holds at its beginning and no more at
 * its end.
 */
public final class RowTests {
  private static final int NO_CLOCK = Marks.BETWEEN | Marks.SUSPENDED;

  private RowTests() {}

  /** Unresolved at a moment. */
  public static RowTest unresolvedAt(long at) {
    return (c, rows, count) -> {
      long[] from = c.from;
      long[] to = c.to;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += from[row] <= at & to[row] > at & (c.marks(row) & Marks.BETWEEN) == 0 ? 1 : 0;
      }
      return kept;
    };
  }

  /** Unresolved still: the same as {@link #unresolvedAt} of the end of time, for less. */
  public static RowTest unresolvedStill() {
    return (c, rows, count) -> {
      long[] to = c.to;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += to[row] == Interval.NEVER ? 1 : 0;
      }
      return kept;
    };
  }

  /** Unresolved, its clock running, no feedback yet. */
  public static RowTest waitingAt(long at) {
    return (c, rows, count) -> {
      long[] from = c.from;
      long[] turn = c.turn;
      long[] to = c.to;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept +=
            from[row] <= at & to[row] > at & turn[row] > at & (c.marks(row) & NO_CLOCK) == 0
                ? 1
                : 0;
      }
      return kept;
    };
  }

  /** Unresolved, and feedback has been given: to be verified and closed. */
  public static RowTest handledAt(long at) {
    return (c, rows, count) -> {
      long[] turn = c.turn;
      long[] to = c.to;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += turn[row] <= at & to[row] > at & (c.marks(row) & NO_CLOCK) == 0 ? 1 : 0;
      }
      return kept;
    };
  }

  public static RowTest suspendedAt(long at) {
    return (c, rows, count) -> {
      long[] from = c.from;
      long[] to = c.to;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += from[row] <= at & to[row] > at & (c.marks(row) & Marks.SUSPENDED) != 0 ? 1 : 0;
      }
      return kept;
    };
  }

  /** Closed before the moment or at it, and not come back by then. */
  public static RowTest closedAt(long at) {
    return (c, rows, count) -> {
      long[] from = c.from;
      long[] to = c.to;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept +=
            ((c.marks(row) & Marks.CLOSED) != 0 & to[row] <= at)
                    | ((c.marks(row) & Marks.BETWEEN) != 0 & from[row] <= at & to[row] > at)
                ? 1
                : 0;
      }
      return kept;
    };
  }

  /** The first interval of each problem that was reported at a moment or before. */
  public static RowTest reportedBy(long at) {
    return (c, rows, count) -> {
      long[] from = c.from;
      long[] reported = c.reported;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept +=
            from[row] == reported[row] & from[row] <= at & (c.marks(row) & Marks.BETWEEN) == 0
                ? 1
                : 0;
      }
      return kept;
    };
  }

  /** Due before a moment and before its clock stopped. */
  public static RowTest overdueAt(long at) {
    return (c, rows, count) -> {
      long[] due = c.due;
      long[] turn = c.turn;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += due[row] < Math.min(at, turn[row]) & (c.marks(row) & Marks.SUSPENDED) == 0 ? 1 : 0;
      }
      return kept;
    };
  }

  /** Of a problem reported at or after the first moment and before the second. */
  public static RowTest reportedWithin(long from, long to) {
    return (c, rows, count) -> {
      long[] reported = c.reported;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += reported[row] >= from & reported[row] < to ? 1 : 0;
      }
      return kept;
    };
  }

  /** Of one of the severities whose bits are set. */
  public static RowTest severity(int mask) {
    return (c, rows, count) -> {
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += (mask >>> c.severity(row) & 1) != 0 ? 1 : 0;
      }
      return kept;
    };
  }

  /** Of a problem that itself is one that came back. */
  public static RowTest returned() {
    return (c, rows, count) -> {
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += (c.marks(row) & Marks.RETURNED) != 0 ? 1 : 0;
      }
      return kept;
    };
  }

  /** Held by the party of this number. */
  public static RowTest unit(int wanted) {
    return (c, rows, count) -> {
      int[] unit = c.unit;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += unit[row] == wanted ? 1 : 0;
      }
      return kept;
    };
  }

  /** Of a category whose number is true in a table. */
  public static RowTest category(boolean[] table) {
    return (c, rows, count) -> {
      int[] category = c.category;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += is(table, category[row]) ? 1 : 0;
      }
      return kept;
    };
  }

  /** In a chain of grids whose number is true in a table. */
  public static RowTest chain(boolean[] table) {
    return (c, rows, count) -> {
      int[] chain = c.chain;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += is(table, chain[row]) ? 1 : 0;
      }
      return kept;
    };
  }

  private static boolean is(boolean[] table, int number) {
    return number < table.length && table[number];
  }
}
