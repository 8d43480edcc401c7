package org.gridwarden.problem.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The rows that hold a term, ascending, each as its distance from the one before in as few bytes as
 * it takes. One thread appends; any number read what was there when they began.
 */
final class Postings {
  private static final int MOST_BYTES_EACH = 5;
  private static final VarHandle SEEN = seenHandle();

  /** Only ever grows, and what is in it stays: a later array begins with all of an earlier one. */
  private volatile byte[] bytes = new byte[8];

  /** How many bytes readers see; set when these are written, so it is to be read before them. */
  private int seen;

  private int last = -1;
  private int count;

  private static VarHandle seenHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(Postings.class, "seen", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /**
   * @param row greater than every row appended before; the same again does nothing
   */
  void append(int row) {
    if (row == last) {
      return;
    }
    byte[] now = bytes;
    int end = seen;
    if (end + MOST_BYTES_EACH > now.length) {
      now = Arrays.copyOf(now, now.length + Math.max(16, now.length / 2));
      bytes = now;
    }
    int gap = row - last;
    while (gap >= 0x80) {
      now[end++] = (byte) (gap & 0x7F | 0x80);
      gap >>>= 7;
    }
    now[end++] = (byte) gap;
    last = row;
    count++;
    // In order, but without waiting until all see it: millions are appended at a start.
    SEEN.setRelease(this, end);
  }

  /** About how many rows; exact for the thread that appends. */
  int count() {
    return count;
  }

  void addTo(BitSet rows) {
    int end = (int) SEEN.getAcquire(this);
    byte[] now = bytes;
    int row = -1;
    for (int i = 0; i < end; ) {
      int gap = 0;
      int shift = 0;
      byte each;
      do {
        each = now[i++];
        gap |= (each & 0x7F) << shift;
        shift += 7;
      } while (each < 0);
      row += gap;
      rows.set(row);
    }
  }
}
