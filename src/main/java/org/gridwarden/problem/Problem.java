package org.gridwarden.problem;

import java.time.Instant;
import java.util.Objects;

/**
 * A problem found on the ground, as it stands after the last entry of its ledger. Immutable.
 *
 * @param id carries the time it was taken in
 * @param version the number of entries in its ledger
 * @param steppedVersion the version after the last step that a person took; what the server itself
 *     notes beside doesn't make what a person saw outdated
 */
public record Problem(
    String id,
    int version,
    int steppedVersion,
    Report report,
    Duty duty,
    Deadline deadline,
    Standing standing,
    Marks marks) {
  public Problem {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(report, "report");
    Objects.requireNonNull(duty, "duty");
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(standing, "standing");
    Objects.requireNonNull(marks, "marks");
  }

  public ProblemStatus status() {
    return standing.status();
  }

  /** When its clock stopped: at the feedback, or where there is none at the end; else null. */
  public Instant stoppedAt() {
    if (status().isRunning() || status() == ProblemStatus.SUSPENDED) {
      return null;
    }
    if (standing.handledAt() != null) {
      return standing.handledAt();
    }
    return standing.closedAt() != null ? standing.closedAt() : standing.updatedAt();
  }

  /** How its time stands at a moment. */
  public TimeState timeState(Instant now) {
    return TimeState.of(this, now);
  }

  Problem next(Instant at) {
    return new Problem(
        id, version, steppedVersion, report, duty, deadline.next(at), standing, marks);
  }

  Problem photoMetres(double metres) {
    return new Problem(
        id, version, steppedVersion, report.photoMetres(metres), duty, deadline, standing, marks);
  }
}
