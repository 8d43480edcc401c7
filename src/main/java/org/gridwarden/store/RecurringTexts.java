package org.gridwarden.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts that come again and again in the rows of a result (codes, ids), each made once: both
 * databases hand out a text's bytes in UTF-8, and most are known already. Keeps some hundred
 * thousand, of those that meet in one place the last. Not safe for use by several threads.
 */
final class RecurringTexts {
  private static final int PLACES = 1 << 18;

  private final byte[][] bytes = new byte[PLACES][];
  private final String[] texts = new String[PLACES];

  /** The text of the bytes from one place up to another. */
  String of(byte[] utf8, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + utf8[i];
    }
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    byte[] known = bytes[place];
    if (known == null || !Arrays.equals(utf8, from, to, known, 0, known.length)) {
      texts[place] = new String(utf8, from, to - from, StandardCharsets.UTF_8);
      bytes[place] = Arrays.copyOfRange(utf8, from, to);
    }
    return texts[place];
  }
}
