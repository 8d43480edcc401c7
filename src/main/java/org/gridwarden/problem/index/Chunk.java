package org.gridwarden.problem.index;

/**
 * The columns of 65,536 rows. Written by one thread; readers see a row whole once the index's size
 * covers it, and later changes of it column by column.
 */
final class Chunk {
  static final int BITS = 16;
  static final int ROWS = 1 << BITS;
  static final int NAMED = 3;

  final long[] idHigh = new long[ROWS];
  final long[] idLow = new long[ROWS];
  final long[] reportedAt = new long[ROWS];
  final long[] dueAt = new long[ROWS];
  final long[] dueSoonAt = new long[ROWS];
  final long[] updatedAt = new long[ROWS];
  final long[] handledAt = new long[ROWS];
  final long[] closedAt = new long[ROWS];
  final long[] stoppedAt = new long[ROWS];
  final int[] lon = new int[ROWS];
  final int[] lat = new int[ROWS];
  final int[][] grids = new int[3][ROWS];
  final int[] unit = new int[ROWS];
  final int[][] named = new int[NAMED][ROWS];
  final int[] leader = new int[ROWS];
  final int[] category = new int[ROWS];
  final int[] reporter = new int[ROWS];
  final int[] version = new int[ROWS];
  final byte[] status = new byte[ROWS];
  final byte[] severity = new byte[ROWS];
  final byte[] flags = new byte[ROWS];
  final byte[] reworks = new byte[ROWS];
  final byte[] returns = new byte[ROWS];

  /** The column that rows are sorted by. */
  long[] key(SortKey key) {
    return switch (key) {
      case REPORTED_AT -> reportedAt;
      case DUE_AT -> dueAt;
      case UPDATED_AT -> updatedAt;
    };
  }
}
