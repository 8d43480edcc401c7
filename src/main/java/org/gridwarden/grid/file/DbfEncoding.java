package org.gridwarden.grid.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import org.gridwarden.fault.FaultException;

/**
 * Which encoding the text of a .dbf is in, in this order of belief: what the user says, the .cpg
 * beside it, the language id in its header, UTF-8 where every byte fits it, GB18030. The ids 0 and
 * 0x57 ("ANSI", whatever that was) say nothing.
 */
final class DbfEncoding {
  private static final Charset GB18030 = Charset.forName("GB18030");

  private static final Map<Integer, String> LANGUAGES =
      Map.of(
          0x01,
          "IBM437",
          0x02,
          "IBM850",
          0x03,
          "windows-1252",
          0x4D,
          "GB18030",
          0x4E,
          "x-windows-949",
          0x4F,
          "x-windows-950",
          0x78,
          "x-windows-950",
          0x79,
          "x-windows-949",
          0x7A,
          "GB18030",
          0x7B,
          "windows-31j");

  private DbfEncoding() {}

  /**
   * @param user what the user says, or null
   * @param cpg what the .cpg says, or null
   * @throws FaultException where the .cpg names an encoding that there isn't
   */
  static Charset of(byte[] dbf, Charset user, String cpg) {
    if (user != null) {
      return user;
    }
    if (cpg != null && !cpg.isEmpty()) {
      return named(cpg);
    }
    String language = dbf.length > 29 ? LANGUAGES.get(dbf[29] & 0xFF) : null;
    if (language != null && Charset.isSupported(language)) {
      return Charset.forName(language);
    }
    return isUtf8(dbf) ? StandardCharsets.UTF_8 : GB18030;
  }

  private static Charset named(String cpg) {
    String name = cpg.matches("\\d{3,5}") ? codePage(cpg) : cpg;
    if (name.matches("(?i)(ansi ?|cp)?936|gbk|gb2312")) {
      return GB18030;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw FaultException.badInput(
          "cpg", cpg, "the .cpg names an unknown encoding; say which with --encoding");
    }
  }

  private static String codePage(String number) {
    return switch (number) {
      case "65001" -> "UTF-8";
      case "54936", "936" -> "GB18030";
      default -> Charset.isSupported("windows-" + number) ? "windows-" + number : "IBM" + number;
    };
  }

  private static boolean isUtf8(byte[] dbf) {
    try {
      int header = dbf.length > 10 ? (dbf[8] & 0xFF) | (dbf[9] & 0xFF) << 8 : dbf.length;
      int from = Math.min(header, dbf.length);
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(dbf, from, dbf.length - from));
      return true;
    } catch (CharacterCodingException not) {
      return false;
    }
  }
}
