package org.gridwarden.problem;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridwarden.problem.index.IndexRow;

/** Makes the rows of the index of problems. */
final class IndexRows {
  private IndexRows() {}

  static IndexRow of(Problem problem) {
    Report report = problem.report();
    Standing standing = problem.standing();
    Marks marks = problem.marks();
    return new IndexRow(
        problem.id(),
        problem.version(),
        (int) Math.round(report.point().lon() * 1e7),
        (int) Math.round(report.point().lat() * 1e7),
        problem.duty().grids(),
        standing.unit(),
        Arrays.asList(problem.duty().primary(), standing.unitBefore(), marks.escalatedTo()),
        problem.duty().leader(),
        report.category(),
        report.reporter(),
        problem.status().ordinal(),
        report.severity().ordinal(),
        flags(marks),
        marks.reworks(),
        marks.returns(),
        report.reportedAt().toEpochMilli(),
        millis(problem.deadline().dueAt()),
        standing.updatedAt().toEpochMilli(),
        millis(standing.handledAt()),
        millis(standing.closedAt()),
        millis(problem.stoppedAt()),
        text(report));
  }

  /** What full-text search finds a problem by; its numbers are found whole, by the database. */
  static String text(Report report) {
    return Stream.of(report.description(), report.address())
        .filter(part -> part != null)
        .collect(Collectors.joining("\n"));
  }

  private static int flags(Marks marks) {
    return (marks.returnOf() == null ? 0 : IndexRow.RETURN)
        | (marks.publishedAt() == null ? 0 : IndexRow.PUBLISHED)
        | (marks.supervisor() == null ? 0 : IndexRow.SUPERVISED)
        | (marks.escalations() == 0 ? 0 : IndexRow.ESCALATED);
  }

  private static long millis(Instant moment) {
    return moment == null ? IndexRow.NEVER : moment.toEpochMilli();
  }
}
