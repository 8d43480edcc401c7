package org.gridwarden.grid.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;

/** The records of a .dbf file (dBASE III) as text; numbers as they are written, blanks absent. */
final class DbfTable {
  private static final int DELETED = '*';

  private final byte[] bytes;
  private final Charset encoding;
  private final List<Field> fields;
  private final int headerLength;
  private final int recordLength;
  private final int count;

  private record Field(String name, char type, int offset, int length) {}

  private DbfTable(
      byte[] bytes,
      Charset encoding,
      List<Field> fields,
      int headerLength,
      int recordLength,
      int count) {
    this.bytes = bytes;
    this.encoding = encoding;
    this.fields = fields;
    this.headerLength = headerLength;
    this.recordLength = recordLength;
    this.count = count;
  }

  /**
   * @throws FaultException where it is no .dbf or is cut short
   */
  static DbfTable read(byte[] bytes, Charset encoding) {
    if (bytes.length < 33) {
      throw bad("no .dbf, or cut short");
    }
    int count = (int) (unsigned(bytes, 4, 4));
    int headerLength = (int) unsigned(bytes, 8, 2);
    int recordLength = (int) unsigned(bytes, 10, 2);
    if (headerLength < 33 || headerLength > bytes.length || recordLength < 1 || count < 0) {
      throw bad("no .dbf: its header makes no sense");
    }
    if (headerLength + (long) count * recordLength > bytes.length) {
      long whole = (bytes.length - headerLength) / recordLength;
      throw new FaultException(
          Fault.badInput("the .dbf is cut short: its header tells of " + count + " records")
              .feature("feature " + (whole + 1)));
    }
    List<Field> fields = new ArrayList<>();
    int offset = 1;
    for (int at = 32; at + 32 <= headerLength && bytes[at] != 0x0D; at += 32) {
      int end = at;
      while (end < at + 11 && bytes[end] != 0) {
        end++;
      }
      int length = bytes[at + 16] & 0xFF;
      String name = new String(bytes, at, end - at, encoding).strip();
      fields.add(new Field(name, (char) bytes[at + 11], offset, length));
      offset += length;
    }
    if (offset > recordLength) {
      throw bad("no .dbf: its fields are longer than its records");
    }
    return new DbfTable(bytes, encoding, fields, headerLength, recordLength, count);
  }

  int count() {
    return count;
  }

  List<String> fieldNames() {
    return fields.stream().map(Field::name).toList();
  }

  boolean isDeleted(int record) {
    return bytes[headerLength + record * recordLength] == DELETED;
  }

  /**
   * @throws FaultException naming the field whose bytes don't fit the encoding
   */
  Map<String, String> record(int record) {
    Map<String, String> values = new LinkedHashMap<>();
    int start = headerLength + record * recordLength;
    for (Field field : fields) {
      String text = decode(field, start + field.offset());
      if (!text.isEmpty() && !isNoNumber(field, text)) {
        values.put(field.name(), text);
      }
    }
    return values;
  }

  /** dBASE writes a number that isn't there as stars. */
  private static boolean isNoNumber(Field field, String text) {
    return Set.of('N', 'F').contains(field.type()) && text.startsWith("*");
  }

  private String decode(Field field, int at) {
    int end = at + field.length();
    while (end > at && (bytes[end - 1] == ' ' || bytes[end - 1] == 0)) {
      end--;
    }
    try {
      return encoding
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, at, end - at))
          .toString()
          .strip();
    } catch (CharacterCodingException wrong) {
      throw new FaultException(
          Fault.badInput(
                  "its bytes are not "
                      + encoding.name()
                      + " text; say the right encoding with --encoding, for example GBK")
              .field(field.name()));
    }
  }

  private static long unsigned(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    return value;
  }

  private static FaultException bad(String detail) {
    return new FaultException(Fault.badInput(detail));
  }
}
