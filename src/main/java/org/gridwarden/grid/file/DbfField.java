package org.gridwarden.grid.file;

import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One column of a .dbf.
 *
 * @param name as text; at most ten bytes of it were kept by whoever wrote the file
 * @param type dBase's letter: C text, N and F numbers, D date, L truth; others are not read
 * @param offset of its first byte in a record, whose byte 0 is the mark of deletion
 * @param width in bytes
 */
record DbfField(String name, char type, int offset, int width) {
  boolean isText() {
    return type == 'C';
  }

  /**
   * The value as text, null where there is none: numbers without idle zeros, dates as 2026-01-31,
   * truth as true or false. A number or date that can't be read is given as it stands.
   *
   * @throws CharacterCodingException where the bytes aren't text in that encoding
   */
  String value(byte[] record, DbfEncoding encoding) throws CharacterCodingException {
    if (isText()) {
      return encoding.decode(record, offset, width);
    }
    String raw =
        new String(record, offset, width, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
    return switch (type) {
      case 'N', 'F' -> number(raw);
      case 'D' -> date(raw);
      case 'L' -> truth(raw);
      default -> null;
    };
  }

  private static String number(String raw) {
    // Asterisks are what a number too wide for its column becomes.
    if (raw.isEmpty() || raw.startsWith("*")) {
      return null;
    }
    try {
      return FieldText.of(new BigDecimal(raw));
    } catch (NumberFormatException notANumber) {
      return raw;
    }
  }

  private static String date(String raw) {
    if (raw.isEmpty() || raw.equals("00000000")) {
      return null;
    }
    return raw.length() == 8
        ? raw.substring(0, 4) + "-" + raw.substring(4, 6) + "-" + raw.substring(6)
        : raw;
  }

  private static String truth(String raw) {
    return switch (raw) {
      case "T", "t", "Y", "y" -> "true";
      case "F", "f", "N", "n" -> "false";
      default -> null;
    };
  }
}
