package org.gridwarden.problem;

import java.time.Instant;
import org.gridwarden.fault.FaultException;

/**
 * What a step does to a problem, once {@link StepRules} let it pass: the problem after it and the
 * entry for its ledger. Pure: no clock, no database. For one step.
 */
final class Taking {
  private final Problem before;
  private final Step step;
  private final StepRequest request;
  private final Actor actor;
  private final Instant at;
  private final DeadlineClock clock;

  Taking(
      Problem before,
      Step step,
      StepRequest request,
      Actor actor,
      Instant at,
      DeadlineClock clock) {
    this.before = before;
    this.step = step;
    this.request = request;
    this.actor = actor;
    // A clock that was set back must not have the ledger go backwards.
    Instant last = before.standing().updatedAt();
    this.at = at.isBefore(last) ? last : at;
    this.clock = clock;
  }

  /** A problem and the entry that led to it. */
  record Taken(Problem problem, LedgerEntry entry) {}

  /**
   * @param receiver the party that receives it (dispatch, transfer, escalate), the problem that it
   *     is merged into, or null; already known to be one
   * @param until the moment that is wanted or granted (extend), or null
   */
  Taken take(String receiver, Instant until) {
    ProblemStatus target =
        Lifecycle.target(step, before.status(), before.standing().suspendedFrom());
    Standing standing = standing(target, receiver);
    Deadline deadline = deadline(until);
    Marks marks = marks(receiver);
    int version = before.version() + 1;
    Problem after =
        new Problem(
            before.id(),
            version,
            step.isSystems() ? before.steppedVersion() : version,
            before.report(),
            before.duty(),
            deadline,
            standing,
            marks);
    return new Taken(after, entry(after, receiver, until));
  }

  private Standing standing(ProblemStatus target, String receiver) {
    Standing now = before.standing().status(target, at);
    return switch (step) {
      case DISPATCH, TRANSFER -> now.given(receiver, at);
      case REOPEN -> now.given(before.standing().unit(), at);
      case FEEDBACK -> now.handled(actor.id(), before.standing().unit(), at);
      case REWORK ->
          now.handled(before.standing().handledBy(), before.standing().handledUnit(), null);
      case VERIFY -> now.verified(at);
      case CLOSE -> now.closed(at);
      case OPEN -> now.opened(at);
      default -> now;
    };
  }

  private Deadline deadline(Instant until) {
    Deadline now = before.deadline();
    return switch (step) {
      case SUSPEND -> clock.stop(now, at);
      case RESUME -> clock.resume(now, at);
      case REWORK -> clock.rework(now, before.standing().handledAt(), at);
      case REOPEN -> clock.start(now.limit(), at);
      case TRANSFER -> clock.transfer(now, at);
      case EXTEND ->
          StepRules.grantsTime(before, actor) ? clock.until(now, until) : now.asking(until);
      case REFUSE_EXTENSION, FEEDBACK -> now.asking(null);
      case DUE_SOON -> now.told(true, now.overdueTold());
      case OVERDUE -> now.told(true, true);
      default -> now;
    };
  }

  private Marks marks(String receiver) {
    Marks now = before.marks();
    return switch (step) {
      case REWORK, TRANSFER, REOPEN -> now.counting(step);
      case EXTEND -> StepRules.grantsTime(before, actor) ? now.counting(step) : now;
      case SUPERVISE -> now.supervised(actor.id());
      case PUBLISH -> now.published(at);
      case UNPUBLISH, VOID -> now.published(null);
      case MERGE -> now.merged(receiver).published(null);
      case ESCALATE -> now.escalated(now.escalations() + 1, receiver, at);
      default -> now;
    };
  }

  private LedgerEntry entry(Problem after, String receiver, Instant until) {
    String target = receiver != null ? receiver : until == null ? null : until.toString();
    return new LedgerEntry(
        before.id(),
        after.version(),
        at,
        step,
        before.status(),
        after.status(),
        actor.id(),
        actor.name(),
        actor.party(),
        before.standing().unit(),
        request.note(),
        target,
        request.photos());
  }

  /** The moment wanted with a step, where it lies after what is due now. */
  static Instant extension(Problem problem, Instant wanted, Instant now) {
    Instant until = wanted != null ? wanted : problem.deadline().askedUntil();
    if (until == null) {
      throw FaultException.badInput("to", null, "until when? a moment is wanted");
    }
    if (!until.isAfter(now) || !until.isAfter(problem.deadline().dueAt())) {
      throw FaultException.badInput(
          "to", until, "it must lie in the future and after " + problem.deadline().dueAt());
    }
    return until;
  }
}
