package org.gridwarden.problem;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of work done and sent back, which only the ledger knows. */
final class IndicatorStore {
  private IndicatorStore() {}

  /**
   * How often work was handed in or sent back.
   *
   * @param unit whose work it was, or null
   */
  record Work(
      Step step, String unit, List<String> grids, String category, String leader, long count) {}

  /** A problem on which somebody's work was handed in or sent back. */
  record Worked(String problem, String unit) {}

  static List<Worked> listWorked(Handle handle, Step step, Instant from, Instant to) {
    return handle
        .createQuery(
            """
            select distinct problem_id, unit from ledger
            where step = :step and step in ('feedback', 'rework') and at >= :from and at < :to
            """)
        .bind("step", step.code())
        .bind("from", from)
        .bind("to", to)
        .map((row, context) -> new Worked(row.getString(1), row.getString(2)))
        .list();
  }

  static List<Work> listWork(Handle handle, Instant from, Instant to) {
    return handle
        .createQuery(
            """
            select l.step, l.unit, p.grid1, p.grid2, p.grid3, p.category, p.leader, count(*)
            from ledger l join problem p on p.id = l.problem_id
            where l.step in ('feedback', 'rework') and l.at >= :from and l.at < :to
            group by l.step, l.unit, p.grid1, p.grid2, p.grid3, p.category, p.leader
            """)
        .bind("from", from)
        .bind("to", to)
        .map(
            (row, context) ->
                new Work(
                    Step.find(row.getString(1)).orElseThrow(),
                    row.getString(2),
                    Arrays.asList(row.getString(3), row.getString(4), row.getString(5)),
                    row.getString(6),
                    row.getString(7),
                    row.getLong(8)))
        .list();
  }
}
