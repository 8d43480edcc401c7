package org.gridwarden.problem.index;

/**
 * Finds the row of an id: a table of row numbers, probed one after another. Beside its row a place
 * has some bits of the id's hash, so that rows of other ids are seldom looked at: each is a wait
 * for memory. Not safe for use by several threads.
 */
final class RowsById {
  /** As many rows take 25 GB. */
  static final int MOST_ROWS = 1 << 27;

  private static final int ROW = MOST_ROWS - 1;

  private final Chunks chunks;
  private int[] slots = new int[1 << 12];
  private int size;

  RowsById(Chunks chunks) {
    this.chunks = chunks;
  }

  /** The row, or -1. */
  int find(long high, long low) {
    long hash = hash(high, low);
    int mark = mark(hash);
    for (int place = place(hash, slots.length); ; place = place + 1 & slots.length - 1) {
      int slot = slots[place];
      if (slot == 0) {
        return -1;
      }
      if ((slot & ~ROW) == mark && isAt((slot & ROW) - 1, high, low)) {
        return (slot & ROW) - 1;
      }
    }
  }

  /**
   * Adds a row whose id isn't there yet and already stands in its chunk.
   *
   * @param row the one after the row added before, from 0
   */
  void add(int row) {
    if (row != size || row >= MOST_ROWS - 1) {
      throw new IllegalStateException("row " + row + " after " + size + " rows");
    }
    size++;
    if (size * 2L > slots.length) {
      slots = new int[slots.length * 2];
      for (int each = 0; each < row; each++) {
        put(each);
      }
    }
    put(row);
  }

  private void put(int row) {
    Chunk chunk = chunks.of(row);
    int at = row & Chunk.ROWS - 1;
    long hash = hash(chunk.idHigh[at], chunk.idLow[at]);
    int place = place(hash, slots.length);
    while (slots[place] != 0) {
      place = place + 1 & slots.length - 1;
    }
    slots[place] = mark(hash) | row + 1;
  }

  private boolean isAt(int row, long high, long low) {
    Chunk chunk = chunks.of(row);
    int at = row & Chunk.ROWS - 1;
    return chunk.idHigh[at] == high && chunk.idLow[at] == low;
  }

  private static long hash(long high, long low) {
    return (high ^ low) * 0x9E3779B97F4A7C15L;
  }

  /** By bits from the 33rd on. */
  private static int place(long hash, int length) {
    return (int) (hash >>> 32) & length - 1;
  }

  /** By bits below these. */
  private static int mark(long hash) {
    return (int) hash & ~ROW;
  }
}
