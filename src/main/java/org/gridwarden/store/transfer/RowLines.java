package org.gridwarden.store.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Rows as JSON, one a line; the first line names the fields: {@code
 * [["id","text"],["version","integer"]]}. The same rows are the same bytes, whichever Java wrote
 * them.
 */
final class RowLines {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Java's own way to write a double differs between its versions.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private RowLines() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Writes the rows of one table and counts them. */
  static final class Writer {
    private final String table;
    private final List<Field> fields;
    private final MessageDigest digest = sha256();
    private final JsonGenerator json;
    private long rows;

    /**
     * @param out is left open
     */
    Writer(String table, List<Field> fields, OutputStream out) throws IOException {
      this.table = table;
      this.fields = fields;
      this.json = JSON.createGenerator(new DigestOutputStream(out, digest));
      json.setRootValueSeparator(new SerializedString("\n"));
      json.writeStartArray();
      for (Field field : fields) {
        json.writeStartArray();
        json.writeString(field.name());
        json.writeString(field.type().code());
        json.writeEndArray();
      }
      json.writeEndArray();
    }

    void row(Object[] values) throws IOException {
      json.writeStartArray();
      for (int i = 0; i < values.length; i++) {
        fields.get(i).type().write(json, values[i]);
      }
      json.writeEndArray();
      rows++;
    }

    TableSum end() throws IOException {
      json.close();
      return new TableSum(table, rows, HexFormat.of().formatHex(digest.digest()));
    }
  }

  /**
   * Reads what a writer wrote.
   *
   * @throws IOException also where it isn't such
   */
  static TableSum read(String table, InputStream in, RowSink sink) throws IOException {
    MessageDigest digest = sha256();
    long rows = 0;
    try (JsonParser json = JSON.createParser(new DigestInputStream(in, digest))) {
      List<Field> fields = readFields(json);
      Object[] values = new Object[fields.size()];
      sink.begin(fields);
      while (json.nextToken() != null) {
        expect(json, JsonToken.START_ARRAY);
        for (int i = 0; i < values.length; i++) {
          json.nextToken();
          values[i] = fields.get(i).type().read(json);
        }
        json.nextToken();
        expect(json, JsonToken.END_ARRAY);
        sink.row(values);
        rows++;
      }
      sink.end();
    }
    return new TableSum(table, rows, HexFormat.of().formatHex(digest.digest()));
  }

  private static List<Field> readFields(JsonParser json) throws IOException {
    List<Field> fields = new ArrayList<>();
    json.nextToken();
    expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() == JsonToken.START_ARRAY) {
      String name = json.nextTextValue();
      String type = json.nextTextValue();
      if (name == null || type == null) {
        throw new IOException("its fields aren't named");
      }
      fields.add(new Field(name, FieldType.ofCode(type)));
      json.nextToken();
      expect(json, JsonToken.END_ARRAY);
    }
    expect(json, JsonToken.END_ARRAY);
    return fields;
  }

  private static void expect(JsonParser json, JsonToken token) throws IOException {
    if (json.currentToken() != token) {
      throw new IOException("its lines aren't rows");
    }
  }
}
