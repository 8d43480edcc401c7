package org.gridwarden.store.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.gridwarden.fault.Progress;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The tables of a database, read within one transaction; in memory are only some rows at a time.
 */
final class StoredTables implements RowSource {
  /** Rows fetched at once: of those with geometries fewer, since one may be megabytes. */
  private static final int FETCHED = 1_000;

  private static final int FETCHED_GEOMETRIES = 50;
  private static final int TOLD_EVERY = 1_000;

  private final Handle handle;
  private final String doing;
  private final Progress progress;

  /**
   * @param doing what the progress is told of: "reading", "checking"
   */
  StoredTables(Handle handle, String doing, Progress progress) {
    this.handle = handle;
    this.doing = doing;
    this.progress = progress;
  }

  /** Those that there are at this version of the schema. */
  static List<String> list(Handle handle) {
    return Tables.IN_ORDER.stream()
        .filter(each -> TableShape.find(handle, each).isPresent())
        .toList();
  }

  /** The version of the schema. */
  static int schema(Handle handle) {
    return handle
        .createQuery(
            """
            select max(cast(version as integer)) from flyway_schema_history
            where version is not null and success
            """)
        .mapTo(Integer.class)
        .one();
  }

  /** A table of those carried over, other than those that an empty database has, with rows. */
  static Optional<String> findFilled(Handle handle) {
    return list(handle).stream()
        .filter(each -> !Tables.SEEDED.contains(each))
        .filter(
            each ->
                handle
                    .createQuery("select count(*) from (select 1 from " + each + " limit 1) as one")
                    .mapTo(Long.class)
                    .map(count -> count > 0)
                    .one())
        .findFirst();
  }

  /** The highest number of a change that anything mentions; 0 where there never was one. */
  static long highestChange(Handle handle) {
    return handle
        .createQuery(
            """
            select coalesce(max(seq), 0) from (
              select max(seq) as seq from change
              union all select seq from change_dropped
              union all select seq from notice_position
              union all select max(change_seq) from notice
              union all select max(change_seq) from notice_read_all
              union all select max(first_seq) from delivery
              union all select max(change_seq) from delivery_notice) as numbers
            """)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public TableSum read(String table, RowSink sink) {
    TableShape shape = TableShape.find(handle, table).orElseThrow();
    return read(shape, OutputStream.nullOutputStream(), sink);
  }

  /** As {@link #read}, with the columns in the order of a shape. */
  TableSum read(TableShape shape) {
    return read(shape, OutputStream.nullOutputStream(), RowSink.NONE);
  }

  /** Writes a table's rows as lines. */
  TableSum write(String table, OutputStream lines) {
    return read(TableShape.find(handle, table).orElseThrow(), lines, RowSink.NONE);
  }

  private TableSum read(TableShape shape, OutputStream lines, RowSink sink) {
    String what = doing + " " + shape.name();
    progress.at(what, 0, -1);
    List<Column> columns = shape.columns();
    List<Field> fields = shape.fields();
    boolean heavy = fields.stream().anyMatch(each -> each.type() == FieldType.WKB);
    try (PreparedStatement statement = handle.getConnection().prepareStatement(shape.select())) {
      statement.setFetchSize(heavy ? FETCHED_GEOMETRIES : FETCHED);
      RowLines.Writer writer = new RowLines.Writer(shape.name(), fields, lines);
      sink.begin(fields);
      Object[] values = new Object[columns.size()];
      long done = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).kind().read(rows, i + 1);
          }
          writer.row(values);
          sink.row(values);
          if (++done % TOLD_EVERY == 0) {
            progress.at(what, done, -1);
          }
        }
      }
      sink.end();
      return writer.end();
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
