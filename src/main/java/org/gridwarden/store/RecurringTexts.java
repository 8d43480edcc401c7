package org.gridwarden.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Reads texts that come again and again in the rows of a result (codes, ids), making each of them
 * once: both databases hand out a text's bytes in UTF-8, and most are known already. Keeps some ten
 * thousand, of those that meet in one place the last. Not safe for use by several threads.
 */
public final class RecurringTexts {
  private static final int PLACES = 1 << 16;

  private final byte[][] bytes = new byte[PLACES][];
  private final String[] texts = new String[PLACES];

  /**
   * @param column counted from 1
   * @return null where the column is null
   */
  public String get(ResultSet row, int column) throws SQLException {
    byte[] sent = row.getBytes(column);
    return sent == null ? null : of(sent);
  }

  String of(byte[] sent) {
    int hash = Arrays.hashCode(sent);
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    if (!Arrays.equals(sent, bytes[place])) {
      texts[place] = new String(sent, StandardCharsets.UTF_8);
      bytes[place] = sent;
    }
    return texts[place];
  }
}
