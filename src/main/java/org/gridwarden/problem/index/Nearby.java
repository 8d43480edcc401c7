package org.gridwarden.problem.index;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * Rows by where they lie, in cells of 5/10,000 of a degree (about 50 m). Rows never move. One
 * thread adds, any number look.
 */
final class Nearby {
  private static final int CELL_E7 = 5_000;

  private final Map<Long, Rows> cells = new ConcurrentHashMap<>();

  private static final class Rows {
    private volatile int[] rows = new int[4];
    private volatile int size;

    void add(int row) {
      int[] now = rows;
      if (size == now.length) {
        now = Arrays.copyOf(now, now.length * 2);
        rows = now;
      }
      now[size] = row;
      size = size + 1;
    }
  }

  void add(int row, int lonE7, int latE7) {
    cells.computeIfAbsent(cell(column(lonE7), line(latE7)), one -> new Rows()).add(row);
  }

  /**
   * Looks at the rows of every cell that a box meets, in each cell the newest first, until told to
   * stop.
   *
   * @param look told of each row; false ends the search
   */
  void look(int west, int south, int east, int north, IntPredicate look) {
    for (int line = line(south); line <= line(north); line++) {
      for (int column = column(west); column <= column(east); column++) {
        Rows found = cells.get(cell(column, line));
        if (found == null) {
          continue;
        }
        int size = found.size;
        int[] rows = found.rows;
        for (int i = size - 1; i >= 0; i--) {
          if (!look.test(rows[i])) {
            return;
          }
        }
      }
    }
  }

  private static int column(int lonE7) {
    return Math.floorDiv(lonE7, CELL_E7);
  }

  private static int line(int latE7) {
    return Math.floorDiv(latE7, CELL_E7);
  }

  private static long cell(int column, int line) {
    return (long) column << 32 | line & 0xFFFFFFFFL;
  }
}
