package org.gridwarden.problem;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.store.RowStream;
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
    try (RowStream rows = RowStream.of(handle, sql)) {
      IndexRow[] batch = new IndexRow[BATCH];
      int size = 0;
      while (rows.next()) {
        batch[size++] = row(rows);
        if (size == BATCH) {
          told.accept(List.of(batch));
          size = 0;
        }
      }
      if (size > 0) {
        told.accept(List.of(Arrays.copyOf(batch, size)));
      }
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  private static IndexRow row(RowStream row) throws SQLException {
    String id = row.text();
    List<String> grids = Arrays.asList(row.code(), row.code(), row.code());
    String unit = row.code();
    List<String> named = Arrays.asList(row.code(), row.code(), row.code());
    String leader = row.code();
    String category = row.code();
    String reporter = row.code();
    ProblemStatus status = ProblemStatus.find(row.code()).orElseThrow();
    Severity severity = Severity.find(row.code()).orElseThrow();
    String text = IndexRows.text(row.text(), row.text());
    int version = row.integer();
    int reworks = row.integer();
    int returns = row.integer();
    int flags = row.integer();
    int lonE7 = (int) Math.round(row.number() * 1e7);
    int latE7 = (int) Math.round(row.number() * 1e7);
    long reportedAt = row.millis(IndexRow.NEVER);
    long dueAt = row.millis(IndexRow.NEVER);
    long dueSoonAt = row.millis(IndexRow.NEVER);
    long updatedAt = row.millis(IndexRow.NEVER);
    long handledAt = row.millis(IndexRow.NEVER);
    long closedAt = row.millis(IndexRow.NEVER);
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
}
