package org.gridwarden.problem;

import java.time.Instant;
import org.gridwarden.problem.limit.TimeLimit;

/**
 * The time a problem has. Immutable.
 *
 * @param limit how long it may take, and by which clock; as it was when the clock was last started
 * @param dueAt null while the clock stands (suspended)
 * @param dueSoonAt from then on it is due soon; null while the clock stands
 * @param remainingTicks while the clock stands, what was left of it, in the ticks of the limit's
 *     unit; negative where it was overdue; else null
 * @param askedUntil the due moment that whoever holds it has asked for, or null
 * @param dueSoonTold whether the notice of being due soon has gone out
 * @param overdueTold whether the notice of being overdue has gone out
 * @param nextAt when something is due to happen by itself (a notice, an escalation), or null
 */
public record Deadline(
    TimeLimit limit,
    Instant dueAt,
    Instant dueSoonAt,
    Long remainingTicks,
    Instant askedUntil,
    boolean dueSoonTold,
    boolean overdueTold,
    Instant nextAt) {

  Deadline asking(Instant until) {
    return new Deadline(
        limit, dueAt, dueSoonAt, remainingTicks, until, dueSoonTold, overdueTold, nextAt);
  }

  Deadline told(boolean dueSoon, boolean overdue) {
    return new Deadline(
        limit, dueAt, dueSoonAt, remainingTicks, askedUntil, dueSoon, overdue, nextAt);
  }

  Deadline next(Instant at) {
    return new Deadline(
        limit, dueAt, dueSoonAt, remainingTicks, askedUntil, dueSoonTold, overdueTold, at);
  }
}
