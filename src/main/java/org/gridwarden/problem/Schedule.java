package org.gridwarden.problem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gridwarden.time.WorkCalendar;

/**
 * What happens to a problem by itself as time goes by: it becomes due soon, overdue, goes up. Pure
 * but for the rules and the calendar it was made with; for one moment's rules.
 */
final class Schedule {
  private final List<EscalationRule> rules;
  private final WorkCalendar calendar;

  Schedule(List<EscalationRule> rules, WorkCalendar calendar) {
    this.rules = rules;
    this.calendar = calendar;
  }

  /** The same problem, with the moment at which it must be looked at next. */
  Problem planned(Problem problem) {
    Instant next = null;
    if (problem.status().isRunning()) {
      Deadline deadline = problem.deadline();
      next = earlier(next, deadline.dueSoonTold() ? null : deadline.dueSoonAt());
      next = earlier(next, deadline.overdueTold() ? null : deadline.dueAt());
      next = earlier(next, escalatesAt(problem).orElse(null));
    }
    return problem.next(next);
  }

  /** The step that is due now, the one that says most; empty where none is. */
  Optional<Step> due(Problem problem, Instant now) {
    if (!problem.status().isRunning()) {
      return Optional.empty();
    }
    Deadline deadline = problem.deadline();
    if (!deadline.overdueTold() && !deadline.dueAt().isAfter(now)) {
      return Optional.of(Step.OVERDUE);
    }
    if (!deadline.dueSoonTold() && !deadline.dueSoonAt().isAfter(now)) {
      return Optional.of(Step.DUE_SOON);
    }
    return escalatesAt(problem).filter(at -> !at.isAfter(now)).map(at -> Step.ESCALATE);
  }

  private Optional<Instant> escalatesAt(Problem problem) {
    Instant first = null;
    for (EscalationRule rule : rules) {
      if (rule.step() == problem.marks().escalations() + 1) {
        Instant from = from(rule, problem);
        if (from != null) {
          Instant at = calendar.add(rule.unit(), from, rule.amount());
          // In working time nothing after a Sunday is the Friday before.
          first = earlier(first, at.isBefore(from) ? from : at);
        }
      }
    }
    return Optional.ofNullable(first);
  }

  private static Instant from(EscalationRule rule, Problem problem) {
    Standing standing = problem.standing();
    return switch (rule.trigger()) {
      case UNOPENED ->
          problem.status() == ProblemStatus.DISPATCHED && standing.openedAt() == null
              ? standing.dispatchedAt()
              : null;
      case OVERDUE -> problem.deadline().dueAt();
    };
  }

  private static Instant earlier(Instant a, Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }
}
