package org.gridwarden.problem.index;

import java.util.Arrays;

/**
 * Finds the row of an id: a table of row numbers, probed one after another. Not safe for use by
 * several threads.
 */
final class RowsById {
  private final Chunks chunks;
  private int[] slots = new int[1 << 12];
  private int size;

  RowsById(Chunks chunks) {
    this.chunks = chunks;
  }

  /** The row, or -1. */
  int find(long high, long low) {
    for (int slot = slot(high, low, slots.length); ; slot = slot + 1 & slots.length - 1) {
      int row = slots[slot] - 1;
      if (row < 0 || isAt(row, high, low)) {
        return row;
      }
    }
  }

  /** Adds a row whose id isn't there yet and already stands in its chunk. */
  void add(int row) {
    if (size * 2 >= slots.length) {
      int[] old = slots;
      slots = new int[old.length * 2];
      Arrays.stream(old).filter(each -> each > 0).forEach(each -> put(each - 1));
    }
    put(row);
    size++;
  }

  private void put(int row) {
    Chunk chunk = chunks.of(row);
    int at = row & Chunk.ROWS - 1;
    int slot = slot(chunk.idHigh[at], chunk.idLow[at], slots.length);
    while (slots[slot] != 0) {
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = row + 1;
  }

  private boolean isAt(int row, long high, long low) {
    Chunk chunk = chunks.of(row);
    int at = row & Chunk.ROWS - 1;
    return chunk.idHigh[at] == high && chunk.idLow[at] == low;
  }

  private static int slot(long high, long low, int length) {
    long mixed = (high ^ low) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & length - 1;
  }
}
