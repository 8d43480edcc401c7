package org.gridwarden.problem;

import java.time.Instant;
import java.util.Locale;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.RowView;

/** How a problem's time stands. */
public enum TimeState {
  IN_TIME,
  DUE_SOON,
  OVERDUE,
  SUSPENDED,
  CLOSED;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  /** As {@link #of(Problem, Instant)}, of what the index holds. */
  static TimeState of(RowView row, long now) {
    ProblemStatus status = ProblemStatus.values()[row.status()];
    if (!status.isUnresolved()) {
      return CLOSED;
    }
    if (status == ProblemStatus.SUSPENDED || row.dueAt() == IndexRow.NEVER) {
      return SUSPENDED;
    }
    if (row.dueAt() < Math.min(now, row.stoppedAt())) {
      return OVERDUE;
    }
    boolean soon = row.stoppedAt() == IndexRow.NEVER && row.dueSoonAt() <= now;
    return soon ? DUE_SOON : IN_TIME;
  }

  /** How a problem stands at a moment. Once it is handled its clock stands: late or in time. */
  public static TimeState of(Problem problem, Instant now) {
    if (!problem.status().isUnresolved()) {
      return CLOSED;
    }
    if (problem.status() == ProblemStatus.SUSPENDED || problem.deadline().dueAt() == null) {
      return SUSPENDED;
    }
    Instant stopped = problem.stoppedAt();
    Instant at = stopped == null ? now : stopped;
    if (problem.deadline().dueAt().isBefore(at)) {
      return OVERDUE;
    }
    boolean soon = stopped == null && !problem.deadline().dueSoonAt().isAfter(now);
    return soon ? DUE_SOON : IN_TIME;
  }
}
