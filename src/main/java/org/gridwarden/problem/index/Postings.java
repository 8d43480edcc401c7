package org.gridwarden.problem.index;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The rows that hold a term, ascending, each as its distance from the one before in as few bytes as
 * it takes. One thread appends; any number read what was there when they began.
 */
final class Postings {
  private static final int MOST_BYTES_EACH = 5;

  private byte[] bytes = new byte[8];
  private int last = -1;
  private int end;

  /** What readers see: the bytes and how many of them. */
  private volatile Seen seen = new Seen(bytes, 0);

  private int count;

  private record Seen(byte[] bytes, int end) {}

  /**
   * @param row greater than every row appended before; the same again does nothing
   */
  void append(int row) {
    if (row == last) {
      return;
    }
    if (end + MOST_BYTES_EACH > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length + Math.max(16, bytes.length / 2));
    }
    int gap = row - last;
    while (gap >= 0x80) {
      bytes[end++] = (byte) (gap & 0x7F | 0x80);
      gap >>>= 7;
    }
    bytes[end++] = (byte) gap;
    last = row;
    count++;
    seen = new Seen(bytes, end);
  }

  /** About how many rows; exact for the thread that appends. */
  int count() {
    return count;
  }

  void addTo(BitSet rows) {
    Seen now = seen;
    int row = -1;
    for (int i = 0; i < now.end; ) {
      int gap = 0;
      int shift = 0;
      byte each;
      do {
        each = now.bytes[i++];
        gap |= (each & 0x7F) << shift;
        shift += 7;
      } while (each < 0);
      row += gap;
      rows.set(row);
    }
  }
}
