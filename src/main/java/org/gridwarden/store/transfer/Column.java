package org.gridwarden.store.transfer;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * A column of a database.
 *
 * @param refersToOwnTable whether it names a row of the same table, which may come later
 */
record Column(String name, Kind kind, boolean refersToOwnTable) {
  Field field() {
    return new Field(name, kind.type);
  }

  /** What a database calls the type of a column, and how its values become neutral ones. */
  enum Kind {
    TEXT(FieldType.TEXT, Types.VARCHAR),
    INTEGER(FieldType.INTEGER, Types.BIGINT),
    REAL(FieldType.REAL, Types.DOUBLE),
    MOMENT(FieldType.INTEGER, Types.TIMESTAMP_WITH_TIMEZONE),
    WKB(FieldType.WKB, Types.BINARY),
    GEOMETRY(FieldType.WKB, Types.BINARY);

    private final FieldType type;
    private final int sqlType;

    Kind(FieldType type, int sqlType) {
      this.type = type;
      this.sqlType = sqlType;
    }

    /**
     * @throws IllegalStateException for a type that no migration has used so far
     */
    static Kind ofDatabaseType(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "text" -> TEXT;
        case "integer", "int4", "int8" -> INTEGER;
        case "real", "float8" -> REAL;
        case "timestamptz" -> MOMENT;
        case "blob" -> WKB;
        case "geometry" -> GEOMETRY;
        default -> throw new IllegalStateException("a column of type " + name + " isn't known");
      };
    }

    /** How it is asked for; always big endian. */
    String selected(String column) {
      return this == GEOMETRY ? "st_asbinary(" + column + ", 'XDR')" : column;
    }

    /** Where its value goes in a statement. */
    String placeholder() {
      return this == GEOMETRY ? "st_geomfromwkb(?, 4326)" : "?";
    }

    Object read(ResultSet row, int index) throws SQLException {
      Object value =
          switch (this) {
            case TEXT -> row.getString(index);
            case INTEGER -> row.getLong(index);
            case REAL -> row.getDouble(index);
            case MOMENT -> millis(row.getObject(index, OffsetDateTime.class));
            case WKB, GEOMETRY -> row.getBytes(index);
          };
      return row.wasNull() ? null : value;
    }

    private static Long millis(OffsetDateTime moment) {
      return moment == null ? null : moment.toInstant().toEpochMilli();
    }

    void bind(PreparedStatement statement, int index, Object value) throws SQLException {
      if (value == null) {
        statement.setNull(index, sqlType);
        return;
      }
      switch (this) {
        case TEXT -> statement.setString(index, (String) value);
        case INTEGER -> statement.setLong(index, (Long) value);
        case REAL -> statement.setDouble(index, (Double) value);
        case MOMENT ->
            statement.setObject(index, Instant.ofEpochMilli((Long) value).atOffset(ZoneOffset.UTC));
        case WKB, GEOMETRY -> statement.setBytes(index, (byte[]) value);
      }
    }
  }
}
