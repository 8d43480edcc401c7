package org.gridwarden.problem;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.store.RecurringTexts;
import org.gridwarden.store.Statements;
import org.gridwarden.store.StoredMoments;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The SQL that brings all problems into memory: only what the index holds, without making a problem
 * of each row, since a server reads millions at its start.
 */
final class IndexRowStore {
  private static final int BATCH = 2_000;
  private static final List<String> TEXTS =
      List.of(
          "id",
          "grid1",
          "grid2",
          "grid3",
          "unit",
          "primary_party",
          "unit_before",
          "escalated_to",
          "leader",
          "category",
          "reporter",
          "status",
          "severity",
          "description",
          "address");
  private static final List<String> NUMBERS =
      List.of(
          "version",
          "reworks",
          "returns",
          "case when return_of is null then 0 else "
              + IndexRow.RETURN
              + " end + case when published_at is null then 0 else "
              + IndexRow.PUBLISHED
              + " end + case when supervisor is null then 0 else "
              + IndexRow.SUPERVISED
              + " end + case when escalations = 0 then 0 else "
              + IndexRow.ESCALATED
              + " end");
  private static final List<String> MOMENTS =
      List.of("reported_at", "due_at", "due_soon_at", "updated_at", "handled_at", "closed_at");

  private IndexRowStore() {}

  /** Tells of every problem, some thousand at a time, in no order. */
  static void each(Handle handle, Consumer<List<IndexRow>> told) {
    String sql =
        "select "
            + Stream.of(TEXTS.stream(), NUMBERS.stream(), Stream.of("lon", "lat"), MOMENTS.stream())
                .flatMap(columns -> columns)
                .collect(Collectors.joining(", "))
            + " from problem";
    try (PreparedStatement statement = Statements.ofManyRows(handle, sql, BATCH)) {
      try (ResultSet rows = statement.executeQuery()) {
        IndexRow[] batch = new IndexRow[BATCH];
        int size = 0;
        Reading reading = new Reading(handle, rows);
        while (rows.next()) {
          batch[size++] = reading.row();
          if (size == BATCH) {
            told.accept(List.of(batch));
            size = 0;
          }
        }
        if (size > 0) {
          told.accept(List.of(Arrays.copyOf(batch, size)));
        }
      }
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  /** Reads one row after another, column by column. */
  private static final class Reading {
    private final Handle handle;
    private final ResultSet row;
    private final RecurringTexts codes = new RecurringTexts();
    private int at;

    Reading(Handle handle, ResultSet row) {
      this.handle = handle;
      this.row = row;
    }

    IndexRow row() throws SQLException {
      at = 0;
      String id = text();
      List<String> grids = Arrays.asList(code(), code(), code());
      String unit = code();
      List<String> named = Arrays.asList(code(), code(), code());
      String leader = code();
      String category = code();
      String reporter = code();
      ProblemStatus status = ProblemStatus.find(code()).orElseThrow();
      Severity severity = Severity.find(code()).orElseThrow();
      String text = IndexRows.text(text(), text());
      int version = integer();
      int reworks = integer();
      int returns = integer();
      int flags = integer();
      int lonE7 = (int) Math.round(row.getDouble(++at) * 1e7);
      int latE7 = (int) Math.round(row.getDouble(++at) * 1e7);
      long reportedAt = moment();
      long dueAt = moment();
      long dueSoonAt = moment();
      long updatedAt = moment();
      long handledAt = moment();
      long closedAt = moment();
      return new IndexRow(
          id,
          version,
          lonE7,
          latE7,
          grids,
          unit,
          named,
          leader,
          category,
          reporter,
          status.ordinal(),
          severity.ordinal(),
          flags,
          reworks,
          returns,
          reportedAt,
          dueAt,
          dueSoonAt,
          updatedAt,
          handledAt,
          closedAt,
          IndexRows.stoppedAt(status, handledAt, closedAt, updatedAt),
          text);
    }

    /** Of a text that many rows have. */
    private String code() throws SQLException {
      return codes.get(row, ++at);
    }

    private String text() throws SQLException {
      return row.getString(++at);
    }

    private int integer() throws SQLException {
      return row.getInt(++at);
    }

    private long moment() throws SQLException {
      return StoredMoments.millis(handle, row, ++at, IndexRow.NEVER);
    }
  }
}
