package org.gridwarden.problem;

import java.time.Instant;
import org.gridwarden.problem.limit.ClockRule;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.time.LimitUnit;
import org.gridwarden.time.WorkCalendar;

/**
 * What becomes of a deadline: it starts, stands still, goes on, starts anew. Everything counts in
 * the unit of the limit by the working calendar of the moment. Immutable.
 */
final class DeadlineClock {
  private final TimeLimits limits;
  private final WorkCalendar calendar;

  DeadlineClock(TimeLimits limits) {
    this.limits = limits;
    this.calendar = limits.calendar();
  }

  /** The whole limit from a moment on. */
  Deadline start(TimeLimit limit, Instant at) {
    return due(limit, limits.dueAt(limit, at));
  }

  private Deadline due(TimeLimit limit, Instant dueAt) {
    return new Deadline(
        limit, dueAt, limits.dueSoonAt(limit, dueAt), null, null, false, false, null);
  }

  /** Stands still from a moment on. */
  Deadline stop(Deadline deadline, Instant at) {
    LimitUnit unit = deadline.limit().unit();
    long left = calendar.position(unit, deadline.dueAt()) - calendar.position(unit, at);
    return new Deadline(
        deadline.limit(),
        null,
        null,
        left,
        null,
        deadline.dueSoonTold(),
        deadline.overdueTold(),
        null);
  }

  /** Goes on with what was left. */
  Deadline resume(Deadline deadline, Instant at) {
    LimitUnit unit = deadline.limit().unit();
    long due = calendar.position(unit, at) + deadline.remainingTicks();
    return due(deadline.limit(), calendar.at(unit, due))
        .told(deadline.dueSoonTold(), deadline.overdueTold());
  }

  /** A due moment that someone granted. */
  Deadline until(Deadline deadline, Instant until) {
    return due(deadline.limit(), until);
  }

  /** Sent back: by the limit's rule anew, or with what was left when the feedback was given. */
  Deadline rework(Deadline deadline, Instant handledAt, Instant at) {
    return deadline.limit().onRework() == ClockRule.RESTART
        ? start(deadline.limit(), at)
        : resume(stop(deadline, handledAt), at);
  }

  /** Given to another unit: by the limit's rule anew, or as it stands. */
  Deadline transfer(Deadline deadline, Instant at) {
    return deadline.limit().onTransfer() == ClockRule.RESTART
        ? start(deadline.limit(), at)
        : deadline;
  }
}
