package org.gridwarden.problem.index;

import java.util.BitSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The conditions that rows are filtered by. Each is one tight loop over a column or two, without a
 * branch that could be mispredicted.
 */
final class Conditions {
  private Conditions() {}

  static Condition statuses(int mask) {
    return (chunk, number, rows, count) -> {
      byte[] status = chunk.status;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += mask >>> status[row] & 1;
      }
      return kept;
    };
  }

  static Condition severity(int wanted) {
    return (chunk, number, rows, count) -> {
      byte[] severity = chunk.severity;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += severity[row] == wanted ? 1 : 0;
      }
      return kept;
    };
  }

  static Condition flags(int wanted) {
    return (chunk, number, rows, count) -> {
      byte[] flags = chunk.flags;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += (flags[row] & wanted) == wanted ? 1 : 0;
      }
      return kept;
    };
  }

  static Condition equal(Function<Chunk, int[]> column, int wanted) {
    return (chunk, number, rows, count) -> {
      int[] values = column.apply(chunk);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += values[row] == wanted ? 1 : 0;
      }
      return kept;
    };
  }

  /** One of the texts whose numbers a table holds. */
  static Condition among(Function<Chunk, int[]> column, boolean[] table) {
    return (chunk, number, rows, count) -> {
      int[] values = column.apply(chunk);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += is(table, values[row]) ? 1 : 0;
      }
      return kept;
    };
  }

  /** In one of the grids of a table, whatever its level. */
  static Condition inGrids(boolean[] table) {
    return (chunk, number, rows, count) -> {
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += inGrids(chunk, table, row) ? 1 : 0;
      }
      return kept;
    };
  }

  private static boolean inGrids(Chunk chunk, boolean[] table, int row) {
    return is(table, chunk.grids[0][row])
        || is(table, chunk.grids[1][row])
        || is(table, chunk.grids[2][row]);
  }

  /** From a moment on and before another. */
  static Condition between(Function<Chunk, long[]> column, long from, long to) {
    return (chunk, number, rows, count) -> {
      long[] values = column.apply(chunk);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += values[row] >= from && values[row] < to ? 1 : 0;
      }
      return kept;
    };
  }

  /** In a box, its edges included; ten-millionths of a degree. */
  static Condition inBox(int west, int south, int east, int north) {
    return (chunk, number, rows, count) -> {
      int[] lon = chunk.lon;
      int[] lat = chunk.lat;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept +=
            lon[row] >= west && lon[row] <= east && lat[row] >= south && lat[row] <= north ? 1 : 0;
      }
      return kept;
    };
  }

  /** Due before now, or before its clock stopped. */
  static Condition overdue(long now) {
    return (chunk, number, rows, count) -> {
      long[] due = chunk.dueAt;
      long[] stopped = chunk.stoppedAt;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += due[row] < Math.min(now, stopped[row]) ? 1 : 0;
      }
      return kept;
    };
  }

  /** One of some rows, by their number in the whole index. */
  static Condition rows(BitSet wanted) {
    return (chunk, number, rows, count) -> {
      int base = number << Chunk.BITS;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += wanted.get(base + row) ? 1 : 0;
      }
      return kept;
    };
  }

  /** Beyond a place in the order that a page is read in. */
  static Condition beyond(Order order, long key, long idHigh, long idLow) {
    return (chunk, number, rows, count) -> {
      long[] keys = chunk.key(order.key());
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        int compared =
            order.compare(keys[row], chunk.idHigh[row], chunk.idLow[row], key, idHigh, idLow);
        kept += compared > 0 ? 1 : 0;
      }
      return kept;
    };
  }

  /** What someone may see: in its grids, or of its party, or its own report. */
  static Condition seen(boolean[] grids, int party, int reporter) {
    return (chunk, number, rows, count) -> {
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept +=
            inGrids(chunk, grids, row)
                    || (party > 0 && isParty(chunk, party, row))
                    || (reporter > 0 && chunk.reporter[row] == reporter)
                ? 1
                : 0;
      }
      return kept;
    };
  }

  private static boolean isParty(Chunk chunk, int party, int row) {
    return chunk.unit[row] == party
        || chunk.named[0][row] == party
        || chunk.named[1][row] == party
        || chunk.named[2][row] == party;
  }

  /** What can only be asked of one row after another. */
  static Condition each(Predicate<RowView> is, RowView view) {
    return (chunk, number, rows, count) -> {
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += is.test(view.at(chunk, row)) ? 1 : 0;
      }
      return kept;
    };
  }

  private static boolean is(boolean[] table, int number) {
    return number < table.length && table[number];
  }
}
