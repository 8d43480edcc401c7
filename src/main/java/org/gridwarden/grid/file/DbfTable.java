package org.gridwarden.grid.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;

/** The table of a shapefile (dBase III and later), one record after the other. */
final class DbfTable implements Closeable {
  private static final int HEADER_BYTES = 32;
  private static final int DESCRIPTOR_BYTES = 32;
  private static final int NAME_BYTES = 11;
  private static final byte END_OF_DESCRIPTORS = 0x0D;
  private static final byte DELETED = '*';

  private final ShapefileParts.Part part;
  private final InputStream in;
  private final int records;
  private final int language;
  private final List<byte[]> names = new ArrayList<>();
  private final List<DbfField> unnamed = new ArrayList<>();
  private final byte[] record;
  private final int headerBytes;
  private int read;

  DbfTable(ShapefileParts.Part part) throws IOException {
    this.part = part;
    this.in = part.open();
    try {
      ByteBuffer header = ByteBuffer.wrap(need(HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
      records = header.getInt(4);
      headerBytes = Short.toUnsignedInt(header.getShort(8));
      int recordBytes = Short.toUnsignedInt(header.getShort(10));
      language = Byte.toUnsignedInt(header.get(29));
      if (records < 0 || headerBytes <= HEADER_BYTES || recordBytes == 0) {
        throw broken("this is no .dbf, or a damaged one");
      }
      readDescriptors(need(headerBytes - HEADER_BYTES), recordBytes);
      record = new byte[recordBytes];
    } catch (FaultException refused) {
      in.close();
      throw refused;
    }
  }

  private void readDescriptors(byte[] descriptors, int recordBytes) {
    int offset = 1;
    for (int at = 0;
        at + DESCRIPTOR_BYTES <= descriptors.length && descriptors[at] != END_OF_DESCRIPTORS;
        at += DESCRIPTOR_BYTES) {
      int nameEnd = at;
      while (nameEnd < at + NAME_BYTES && descriptors[nameEnd] != 0) {
        nameEnd++;
      }
      names.add(Arrays.copyOfRange(descriptors, at, nameEnd));
      int width = Byte.toUnsignedInt(descriptors[at + 16]);
      unnamed.add(new DbfField("", (char) descriptors[at + NAME_BYTES], offset, width));
      offset += width;
    }
    if (offset > recordBytes) {
      throw broken("its columns are wider than its records: the file is damaged");
    }
  }

  int records() {
    return records;
  }

  /** The language id of the header, 0 to 255. */
  int language() {
    return language;
  }

  /** The columns, in the file's order; two of the same name are refused. */
  List<DbfField> fields(DbfEncoding encoding) {
    List<DbfField> fields = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      DbfField field = unnamed.get(i);
      String name = name(names.get(i), encoding, i);
      if (!seen.add(name)) {
        throw new FaultException(
            Fault.badInput("two columns have this name: give each its own (ten bytes at most)")
                .file(part.name())
                .field(name));
      }
      fields.add(new DbfField(name, field.type(), field.offset(), field.width()));
    }
    return fields;
  }

  private String name(byte[] bytes, DbfEncoding encoding, int index) {
    try {
      return Optional.ofNullable(encoding.decode(bytes, 0, bytes.length)).orElse("").strip();
    } catch (CharacterCodingException undecodable) {
      throw new FaultException(
          undecodable(encoding, bytes, 0, bytes.length)
              .file(part.name())
              .field("the name of column " + (index + 1)));
    }
  }

  /** Moves to the next record; false after the last. A file that is cut off is refused. */
  boolean advance() throws IOException {
    if (read == records) {
      return false;
    }
    read++;
    boolean declared = headerBytes + (long) read * record.length <= part.bytes();
    if (!declared || in.readNBytes(record, 0, record.length) < record.length) {
      throw new FaultException(
          Fault.badInput("the file is cut off here, of " + records + " records: send it again")
              .file(part.name())
              .feature("record " + read));
    }
    return true;
  }

  boolean isDeleted() {
    return record[0] == DELETED;
  }

  /** The value in the record at hand, null where it has none. */
  String value(DbfField field, DbfEncoding encoding) {
    try {
      return field.value(record, encoding);
    } catch (CharacterCodingException undecodable) {
      throw new FaultException(
          undecodable(encoding, record, field.offset(), field.width())
              .file(part.name())
              .feature("record " + read)
              .field(field.name()));
    }
  }

  /** Whether every name and text is UTF-8. Reads the file to its end: a table of its own for it. */
  boolean isAllUtf8() throws IOException {
    DbfEncoding utf8 = new DbfEncoding(StandardCharsets.UTF_8, "a guess");
    try {
      for (byte[] name : names) {
        utf8.decode(name, 0, name.length);
      }
      while (advance()) {
        for (DbfField field : unnamed) {
          if (field.isText() && !isDeleted()) {
            field.value(record, utf8);
          }
        }
      }
      return true;
    } catch (CharacterCodingException other) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static Fault undecodable(DbfEncoding encoding, byte[] bytes, int offset, int width) {
    int end = offset + DbfEncoding.filled(bytes, offset, width);
    StringBuilder hex = new StringBuilder();
    for (int i = offset; i < end; i++) {
      hex.append(String.format("%02X ", bytes[i]));
    }
    return Fault.badInput(
            "the text is not in "
                + encoding.charset().name()
                + " ("
                + encoding.saidBy()
                + " says so): name the right one with --encoding, GBK and UTF-8 are common")
        .value(hex.toString().strip());
  }

  private byte[] need(int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw broken("the file is cut off in its header: send it again, whole");
    }
    return read;
  }

  private FaultException broken(String detail) {
    return ShapefileParts.broken(part, detail);
  }
}
