package org.gridwarden.problem;

import java.time.Instant;
import java.util.Locale;

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

  static TimeState of(Problem problem, Instant now) {
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
