package org.gridwarden.http;

/**
 * Reads decimal numbers from bytes, to the same double as {@link Double#parseDouble}. Up to 15
 * digits and 22 decimals are exact in one division (Clinger, How to read floating point numbers
 * accurately, 1990); the rest take the slow way.
 */
final class Decimal {
  private static final double[] POWERS = new double[23];
  private static final long EXACT = 1L << 53;

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private Decimal() {}

  /** The number between two places; NaN where it is none. Blanks around it are passed over. */
  static double parse(byte[] bytes, int from, int to) {
    int at = from;
    int end = to;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    while (end > at && bytes[end - 1] == ' ') {
      end--;
    }
    int start = at;
    boolean negative = at < end && bytes[at] == '-';
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    long digits = 0;
    int decimals = 0;
    int count = 0;
    boolean afterPoint = false;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        count++;
        decimals += afterPoint ? 1 : 0;
      } else if (bytes[at] == '.' && !afterPoint) {
        afterPoint = true;
      } else {
        return slowly(bytes, start, end);
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    if (count > 18 || digits > EXACT || decimals > 22) {
      return slowly(bytes, start, end);
    }
    double value = digits / POWERS[decimals];
    return negative ? -value : value;
  }

  private static double slowly(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if ("+-.0123456789eE".indexOf(bytes[i]) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(
          new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException notOne) {
      return Double.NaN;
    }
  }
}
