package org.gridwarden.problem;

import java.time.Instant;
import java.util.Arrays;
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
        millis(problem.deadline().dueSoonAt()),
        standing.updatedAt().toEpochMilli(),
        millis(standing.handledAt()),
        millis(standing.closedAt()),
        millis(problem.stoppedAt()),
        text(report.description(), report.address()));
  }

  /** What full-text search finds a problem by; its numbers are found whole, by the database. */
  static String text(String description, String address) {
    return address == null ? description : description + "\n" + address;
  }

  /** As {@link Problem#stoppedAt}, of moments as rows hold them. */
  static long stoppedAt(ProblemStatus status, long handledAt, long closedAt, long updatedAt) {
    if (status.isRunning() || status == ProblemStatus.SUSPENDED) {
      return IndexRow.NEVER;
    }
    if (handledAt != IndexRow.NEVER) {
      return handledAt;
    }
    return closedAt != IndexRow.NEVER ? closedAt : updatedAt;
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
