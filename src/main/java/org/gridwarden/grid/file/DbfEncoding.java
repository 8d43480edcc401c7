package org.gridwarden.grid.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the text of a .dbf is in, and on whose word. Nothing is ever replaced: bytes that don't fit
 * are refused.
 *
 * @param saidBy who says so, as a person reads it: "--encoding", "streets.cpg", ...
 */
record DbfEncoding(Charset charset, String saidBy) {
  /** Holds all of GB2312 and GBK (code page 936). */
  static final Charset GB18030 = Charset.forName("GB18030");

  /**
   * dBase's language ids that name a code page. 0x57 ("ANSI") and 0 are what writers put that don't
   * know: they say nothing.
   */
  private static final Map<Integer, String> LANGUAGES =
      Map.ofEntries(
          Map.entry(0x01, "IBM437"),
          Map.entry(0x02, "IBM850"),
          Map.entry(0x03, "windows-1252"),
          Map.entry(0x13, "windows-31j"),
          Map.entry(0x4D, "GB18030"),
          Map.entry(0x4E, "x-windows-949"),
          Map.entry(0x4F, "Big5"),
          Map.entry(0x58, "windows-1252"),
          Map.entry(0x59, "windows-1252"),
          Map.entry(0x65, "IBM866"),
          Map.entry(0x78, "Big5"),
          Map.entry(0x79, "x-windows-949"),
          Map.entry(0x7A, "GB18030"),
          Map.entry(0x7B, "windows-31j"),
          Map.entry(0xC8, "windows-1250"),
          Map.entry(0xC9, "windows-1251"));

  /** The encoding that a .dbf's header names, where it names one. */
  static Optional<DbfEncoding> ofLanguage(int id) {
    return Optional.ofNullable(LANGUAGES.get(id))
        .map(name -> new DbfEncoding(Charset.forName(name), "the .dbf's language id " + id));
  }

  /** Reads what a .cpg says ("UTF-8", "GBK", "936", "ANSI 936", "88591"); empty for other words. */
  static Optional<Charset> findCharset(String cpg) {
    String name = cpg.strip().toUpperCase(Locale.ROOT).replaceFirst("^(ANSI|OEM|CP|MS)[ _-]*", "");
    try {
      return switch (name) {
        case "" -> Optional.empty();
        case "65001", "UTF8", "UTF-8" -> Optional.of(StandardCharsets.UTF_8);
        case "936", "GBK", "GB2312", "GB18030", "54936", "EUC-CN" -> Optional.of(GB18030);
        case "950", "BIG5", "BIG-5" -> Optional.of(Charset.forName("Big5"));
        case "932" -> Optional.of(Charset.forName("windows-31j"));
        case "949" -> Optional.of(Charset.forName("x-windows-949"));
        default -> {
          if (name.matches("125[0-8]")) {
            yield Optional.of(Charset.forName("windows-" + name));
          }
          if (name.matches("8859-?\\d{1,2}")) {
            yield Optional.of(Charset.forName("ISO-8859-" + name.replaceFirst("8859-?", "")));
          }
          yield Optional.of(Charset.forName(name));
        }
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return Optional.empty();
    }
  }

  /**
   * The text of a column without the blanks that fill it up; null where only blanks are left. A
   * character that the end of the column cuts in two is dropped: the writer had no room for it.
   */
  String decode(byte[] bytes, int offset, int width) throws CharacterCodingException {
    int filled = filled(bytes, offset, width);
    if (filled == 0) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, filled);
    CharBuffer out = CharBuffer.allocate(filled + 1);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    boolean mayBeCut = filled == width;
    CoderResult result = decoder.decode(in, out, !mayBeCut);
    if (result.isError()) {
      result.throwException();
    }
    return out.flip().toString();
  }

  /** The width without the blanks at its end. */
  static int filled(byte[] bytes, int offset, int width) {
    int filled = width;
    while (filled > 0 && (bytes[offset + filled - 1] == ' ' || bytes[offset + filled - 1] == 0)) {
      filled--;
    }
    return filled;
  }
}
