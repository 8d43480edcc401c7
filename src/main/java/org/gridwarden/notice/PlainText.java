package org.gridwarden.notice;

import java.nio.charset.StandardCharsets;

/** Text that people wrote, made fit to stand within a sentence. */
final class PlainText {
  private PlainText() {}

  /**
   * One line: control characters, line ends and the marks that turn the direction of writing become
   * blanks, runs of blanks one blank.
   *
   * @param mostCodePoints a longer text is cut and ends with an ellipsis, which is counted
   */
  static String line(String text, int mostCodePoints) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), 2 * mostCodePoints));
    boolean blank = false;
    for (int point : text.codePoints().toArray()) {
      if (isBlank(point)) {
        blank = !line.isEmpty();
        continue;
      }
      if (blank) {
        line.append(' ');
        blank = false;
      }
      line.appendCodePoint(point);
    }
    if (line.codePointCount(0, line.length()) <= mostCodePoints) {
      return line.toString();
    }
    return line.substring(0, line.offsetByCodePoints(0, mostCodePoints - 1)).strip() + "…";
  }

  private static boolean isBlank(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || switch (Character.getType(point)) {
          case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> point != 0x200D;
          default -> false;
        };
  }

  /**
   * Text that a robot's markdown shows as it is. The robots know only part of markdown and no
   * escape that both understand, so every mark becomes its full-width twin, which means nothing to
   * them: no bold, no link, no mention of a member, no line of its own.
   */
  static String unmarked(String text) {
    StringBuilder unmarked = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean mark = "\\`*_~[]<>#|@!&$".indexOf(c) >= 0;
      boolean address = c == ':' && text.startsWith("//", i + 1);
      unmarked.append(mark || address ? (char) (c - 0x21 + 0xFF01) : c);
    }
    return unmarked.toString();
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The longest start of a text that takes at most so many bytes in UTF-8; no character is cut. */
  static String cut(String text, int mostBytes) {
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > mostBytes) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }
}
