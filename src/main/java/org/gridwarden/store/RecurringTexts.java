package org.gridwarden.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts that come again and again in the rows of a result (codes, ids), each made once: both
 * databases hand out a text's bytes in UTF-8, and most are known already. Keeps some hundred
 * thousand, of those that meet in one place the last. Not safe for use by several threads.
 */
final class RecurringTexts {
  private static final int PLACE_BITS = 18;
  private static final int PLACES = 1 << PLACE_BITS;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final byte[][] bytes = new byte[PLACES][];
  private final String[] texts = new String[PLACES];

  /** The text of the bytes from one place up to another. */
  String of(byte[] utf8, int from, int to) {
    int place = place(utf8, from, to);
    byte[] known = bytes[place];
    if (known == null || !Arrays.equals(utf8, from, to, known, 0, known.length)) {
      texts[place] = new String(utf8, from, to - from, StandardCharsets.UTF_8);
      bytes[place] = Arrays.copyOfRange(utf8, from, to);
    }
    return texts[place];
  }

  /** Eight bytes at a time. */
  private static int place(byte[] utf8, int from, int to) {
    long hash = to - from;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = mixed(hash ^ (long) LONG.get(utf8, i));
    }
    for (; i < to; i++) {
      hash = mixed(hash ^ utf8[i]);
    }
    return (int) (hash >>> Long.SIZE - PLACE_BITS);
  }

  private static long mixed(long hash) {
    long product = hash * 0x9E3779B97F4A7C15L;
    return product ^ product >>> Integer.SIZE;
  }
}
