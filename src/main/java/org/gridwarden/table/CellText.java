package org.gridwarden.table;

import java.math.BigDecimal;
import java.util.List;

/** What becomes of a cell's text, so that it is read as what it says and nothing else. */
final class CellText {
  static final int LONGEST_XLSX = 32_767;

  /** ASCII, full-width and small forms: Excel takes all of them for the ASCII ones. */
  private static final String FORMULA_STARTS =
      "=+-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B";

  private CellText() {}

  /**
   * With an apostrophe before it, where a spreadsheet that opens the .csv would run it as a formula
   * otherwise. A plain number such as -12.5 stays as it is. A text that begins like an answer of
   * this gets one more, so that {@link #original} gives back each.
   */
  static String harmless(String text) {
    return isFormula(text) ? "'" + text : text;
  }

  /** The text that {@link #harmless} was given. */
  static String original(String cell) {
    return cell.startsWith("'") && isFormula(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static boolean isFormula(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) == '\'') {
      at++;
    }
    if (at < text.length() && "\t\r\n".indexOf(text.charAt(at)) >= 0) {
      return true;
    }
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at < text.length()
        && FORMULA_STARTS.indexOf(text.charAt(at)) >= 0
        && !isPlainNumber(text, at);
  }

  /** Also those that no eye sees and {@link Character#isWhitespace} doesn't count. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }

  /** An optional minus, digits, and optionally a point and digits. */
  private static boolean isPlainNumber(String text, int from) {
    int at = text.charAt(from) == '-' ? from + 1 : from;
    int digits = digits(text, at);
    at += digits;
    if (digits > 0 && at < text.length() && text.charAt(at) == '.') {
      int decimals = digits(text, at + 1);
      return decimals > 0 && at + 1 + decimals == text.length();
    }
    return digits > 0 && at == text.length();
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }

  /**
   * Without the characters that XML 1.0 forbids and the halves of pairs, and not longer than a cell
   * of .xlsx may be; one that is cut ends in "…".
   */
  static String xlsx(String text) {
    String allowed = text;
    if (!text.codePoints().allMatch(CellText::isXml)) {
      StringBuilder kept = new StringBuilder(text.length());
      text.codePoints().filter(CellText::isXml).forEach(kept::appendCodePoint);
      allowed = kept.toString();
    }
    if (allowed.length() <= LONGEST_XLSX) {
      return allowed;
    }
    int end = LONGEST_XLSX - 1;
    if (Character.isHighSurrogate(allowed.charAt(end - 1))) {
      end--;
    }
    return allowed.substring(0, end) + "…";
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= 0x20 && c <= 0xD7FF
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000;
  }

  /**
   * A number in digits, without an exponent.
   *
   * @throws IllegalArgumentException for what is no finite number
   */
  static String number(Number number) {
    return decimal(number).toPlainString();
  }

  /** Whether a spreadsheet, which counts in doubles and shows 15 digits, keeps all of it. */
  static boolean isKept(Number number) {
    return number instanceof Double
        || number instanceof Float
        || decimal(number).stripTrailingZeros().precision() <= 15;
  }

  private static BigDecimal decimal(Number number) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException notFinite) {
      throw new IllegalArgumentException("a cell holds a finite number, but: " + number, notFinite);
    }
  }

  /** Refuses a row that doesn't fit its heading. */
  static void check(List<?> cells, int columns) {
    if (cells.size() > columns) {
      throw new IllegalArgumentException(
          "a row of " + cells.size() + " cells under " + columns + " columns");
    }
  }

  static IllegalArgumentException refusal(Object cell) {
    return new IllegalArgumentException(
        "a cell is a String, a Number, a Boolean or null, but: " + cell.getClass().getName());
  }
}
