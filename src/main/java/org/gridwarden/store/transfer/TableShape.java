package org.gridwarden.store.transfer;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * A table as a database has it: the columns that are carried over, and the key that tells its rows
 * apart.
 *
 * @param key columns of the primary key, in its order; empty where there is none
 */
record TableShape(String name, List<Column> columns, List<String> key) {
  /** Empty where there is no such table. Columns that the database makes by itself aren't in it. */
  static Optional<TableShape> find(Handle handle, String table) {
    try {
      DatabaseMetaData data = handle.getConnection().getMetaData();
      String schema = handle.getConnection().getSchema();
      Set<String> own = new HashSet<>();
      try (ResultSet each = data.getImportedKeys(null, schema, table)) {
        while (each.next()) {
          if (table.equals(each.getString("PKTABLE_NAME"))) {
            own.add(each.getString("FKCOLUMN_NAME"));
          }
        }
      }
      List<Column> columns = new ArrayList<>();
      try (ResultSet each = data.getColumns(null, schema, table.replace("_", "\\_"), "%")) {
        while (each.next()) {
          String column = each.getString("COLUMN_NAME");
          if (!"YES".equals(each.getString("IS_GENERATEDCOLUMN"))
              && !Tables.LEFT_OUT_COLUMNS.contains(table + "." + column)) {
            Column.Kind kind = Column.Kind.ofDatabaseType(each.getString("TYPE_NAME"));
            columns.add(new Column(column, kind, own.contains(column)));
          }
        }
      }
      Map<Integer, String> key = new TreeMap<>();
      try (ResultSet each = data.getPrimaryKeys(null, schema, table)) {
        while (each.next()) {
          key.put(each.getInt("KEY_SEQ"), each.getString("COLUMN_NAME"));
        }
      }
      return columns.isEmpty()
          ? Optional.empty()
          : Optional.of(new TableShape(table, columns, List.copyOf(key.values())));
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  List<Field> fields() {
    return columns.stream().map(Column::field).toList();
  }

  /** Empty where the fields aren't those of this table; else its columns in the fields' order. */
  Optional<TableShape> inOrderOf(List<Field> fields) {
    Map<Field, Column> byField =
        columns.stream().collect(Collectors.toMap(Column::field, Function.identity()));
    if (fields.size() != columns.size() || !byField.keySet().equals(Set.copyOf(fields))) {
      return Optional.empty();
    }
    return Optional.of(new TableShape(name, fields.stream().map(byField::get).toList(), key));
  }

  boolean refersToItself() {
    return columns.stream().anyMatch(Column::refersToOwnTable);
  }

  /**
   * All rows, in an order that is the same in every database: texts are compared byte by byte in
   * each of them.
   */
  String select() {
    String order =
        key.isEmpty()
            ? columns.stream()
                .map(each -> quoted(each.name()) + " nulls first")
                .collect(Collectors.joining(", "))
            : key.stream().map(TableShape::quoted).collect(Collectors.joining(", "));
    return columns.stream()
        .map(each -> each.kind().selected(quoted(each.name())))
        .collect(Collectors.joining(", ", "select ", " from " + name + " order by " + order));
  }

  String insert() {
    String names =
        columns.stream().map(each -> quoted(each.name())).collect(Collectors.joining(", "));
    return columns.stream()
        .map(each -> each.kind().placeholder())
        .collect(
            Collectors.joining(", ", "insert into " + name + " (" + names + ") values (", ")"));
  }

  /** Sets the columns that refer to the own table, then asks for the key. */
  String updateOwnReferences() {
    return "update "
        + name
        + columns.stream()
            .filter(Column::refersToOwnTable)
            .map(each -> quoted(each.name()) + " = ?")
            .collect(Collectors.joining(", ", " set ", " where "))
        + key.stream().map(each -> quoted(each) + " = ?").collect(Collectors.joining(" and "));
  }

  /** Some names are words of SQL too. */
  private static String quoted(String name) {
    return '"' + name + '"';
  }
}
