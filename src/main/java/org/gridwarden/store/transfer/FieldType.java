package org.gridwarden.store.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;

/**
 * What a value is, whatever database it is in, and how it stands in JSON. Null is null, and isn't
 * the empty text. A moment is an integer, the milliseconds since 1970.
 */
enum FieldType {
  /** A String. */
  TEXT {
    @Override
    void writeValue(JsonGenerator json, Object value) throws IOException {
      json.writeString((String) value);
    }

    @Override
    Object readValue(JsonParser json) throws IOException {
      return json.getText();
    }
  },

  /** A Long. */
  INTEGER {
    @Override
    void writeValue(JsonGenerator json, Object value) throws IOException {
      json.writeNumber((Long) value);
    }

    @Override
    Object readValue(JsonParser json) throws IOException {
      return json.getLongValue();
    }
  },

  /** A Double, as the shortest decimal that gives the same again; the embedded one has no -0.0. */
  REAL {
    @Override
    void writeValue(JsonGenerator json, Object value) throws IOException {
      json.writeNumber((Double) value + 0.0);
    }

    @Override
    Object readValue(JsonParser json) throws IOException {
      // What is no number stands as a text.
      return json.currentToken() == JsonToken.VALUE_STRING
          ? Double.parseDouble(json.getText())
          : json.getDoubleValue();
    }
  },

  /** A byte[]: a geometry as well-known binary, big endian and without SRID; base64 in JSON. */
  WKB {
    @Override
    void writeValue(JsonGenerator json, Object value) throws IOException {
      json.writeBinary((byte[]) value);
    }

    @Override
    Object readValue(JsonParser json) throws IOException {
      return json.getBinaryValue();
    }
  };

  final void write(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else {
      writeValue(json, value);
    }
  }

  final Object read(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL ? null : readValue(json);
  }

  /** Its name in a file. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for a name that is none
   */
  static FieldType ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  abstract void writeValue(JsonGenerator json, Object value) throws IOException;

  abstract Object readValue(JsonParser json) throws IOException;
}
