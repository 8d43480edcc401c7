package org.gridwarden.heat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.gridwarden.problem.ProblemStatus;
import org.gridwarden.store.RowStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The SQL that tells how problems went whose life didn't go straight from report to closed: their
 * own row holds only where they stand.
 */
final class HeatHistoryStore {
  private static final String SQL =
      """
      select problem_id, to_status, at from ledger
      where problem_id in
        (select problem_id from ledger where step in ('rework', 'suspend', 'resume', 'reopen'))
      order by problem_id, version
      """;

  private HeatHistoryStore() {}

  /** From this moment on a problem had this status. */
  record Turn(ProblemStatus status, long at) {}

  /** Tells of each such problem, by id, with all turns of its life in their order. */
  static void each(Handle handle, BiConsumer<String, List<Turn>> told) {
    try (RowStream rows = RowStream.of(handle, SQL)) {
      String id = null;
      List<Turn> turns = new ArrayList<>();
      while (rows.next()) {
        String next = rows.text();
        if (!next.equals(id)) {
          tell(id, turns, told);
          id = next;
          turns.clear();
        }
        ProblemStatus status = ProblemStatus.find(rows.code()).orElseThrow();
        turns.add(new Turn(status, rows.millis(Long.MAX_VALUE)));
      }
      tell(id, turns, told);
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  private static void tell(String id, List<Turn> turns, BiConsumer<String, List<Turn>> told) {
    if (id != null) {
      told.accept(id, List.copyOf(turns));
    }
  }
}
