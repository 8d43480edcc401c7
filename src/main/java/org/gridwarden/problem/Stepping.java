package org.gridwarden.problem;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.gridwarden.fault.FaultException;
import org.gridwarden.people.Accounts;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.problem.photo.Photos;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.Database;
import org.gridwarden.time.Moments;
import org.jdbi.v3.core.Handle;

/**
 * Takes steps on problems. Reading, checking and writing are one transaction, so that of two people
 * at once one wins and the other is told the state now. When it returns, the step is on disk. Safe
 * for many threads.
 */
public final class Stepping {
  /** Steps that nobody may take without saying why. */
  private static final Set<Step> WITH_REASON =
      Set.of(Step.REWORK, Step.EXTEND, Step.SUSPEND, Step.TRANSFER, Step.VOID);

  private final Database database;
  private final Clock clock;
  private final Duties duties;
  private final TimeLimits limits;
  private final Accounts accounts;
  private final Photos photos;
  private final Problems problems;
  private final ProblemWriter writer;
  private final Superiors superiors;

  Stepping(
      Database database,
      Clock clock,
      Duties duties,
      TimeLimits limits,
      Accounts accounts,
      Photos photos,
      Problems problems,
      ProblemWriter writer) {
    this.database = database;
    this.clock = clock;
    this.duties = duties;
    this.limits = limits;
    this.accounts = accounts;
    this.photos = photos;
    this.problems = problems;
    this.writer = writer;
    this.superiors = new Superiors(duties);
  }

  /**
   * Takes a step that someone asks for.
   *
   * @param key or null where the client sent none
   * @param moments reads the moment that an extension is wanted until
   * @return the problem after it; where the same request had come before, the problem as it is now
   * @throws FaultException NOT_FOUND where the actor may not see it; FORBIDDEN; CONFLICT with the
   *     state now; BAD_INPUT by field
   */
  public Problem step(
      String id, Step step, StepRequest request, Actor actor, RequestKey key, Moments moments) {
    if (step.isSystems() || step == Step.REPORT) {
      throw FaultException.notFound("step", step.code(), "nobody can ask for this step");
    }
    Instant now = now();
    return database.write(
        handle -> {
          Problem before =
              ProblemStore.findToChange(handle, id)
                  .filter(actor::sees)
                  .orElseThrow(() -> Problems.unknown(id));
          if (key != null && !RequestKeyStore.take(handle, key, id, now)) {
            RequestKeyStore.find(handle, key);
            return before;
          }
          StepRules.check(before, step, request, actor, supervisorName(before));
          checkRequest(handle, before, step, request, actor);
          String receiver = receiver(handle, before, step, request, actor);
          Instant until = until(before, step, request, now, moments);
          return write(handle, before, step, request, actor, now, receiver, until);
        },
        problems::show);
  }

  /** Someone of the unit that holds a problem has seen it: noted once. */
  public Problem open(Problem problem, Actor actor) {
    return isFirstToOpen(problem, actor) ? system(problem.id(), actor, Step.OPEN) : problem;
  }

  private static boolean isFirstToOpen(Problem problem, Actor actor) {
    return problem.standing().openedAt() == null
        && Lifecycle.follows(Step.OPEN, problem.status())
        && actor.hands(problem).contains(Hand.HOLDER);
  }

  /** Takes whatever is due to happen to a problem by itself; returns it as it is then. */
  Problem passTime(String id) {
    Problem now = problems.find(id).orElseThrow();
    while (true) {
      var due = problems.schedule().due(now, now());
      if (due.isEmpty()) {
        return isPlannedFor(now, now()) ? planAgain(id) : now;
      }
      now = system(id, Actor.SYSTEM, due.get());
    }
  }

  private static boolean isPlannedFor(Problem problem, Instant now) {
    Instant next = problem.deadline().nextAt();
    return next != null && !next.isAfter(now);
  }

  /** Planned by rules or a calendar that hold no more: else it would be looked at for ever. */
  private Problem planAgain(String id) {
    return database.write(
        handle -> {
          Problem planned =
              problems.schedule().planned(ProblemStore.findToChange(handle, id).orElseThrow());
          ProblemRowStore.plan(handle, planned);
          return planned;
        });
  }

  private Problem system(String id, Actor actor, Step step) {
    Instant now = now();
    return database.write(
        handle -> {
          Problem before = ProblemStore.findToChange(handle, id).orElseThrow();
          boolean still =
              step == Step.OPEN
                  ? isFirstToOpen(before, actor)
                  : problems.schedule().due(before, now).equals(java.util.Optional.of(step));
          if (!still) {
            return before;
          }
          String receiver = step == Step.ESCALATE ? superiors.next(before, now) : null;
          return write(handle, before, step, StepRequest.plain(), actor, now, receiver, null);
        },
        problems::show);
  }

  private Problem write(
      Handle handle,
      Problem before,
      Step step,
      StepRequest request,
      Actor actor,
      Instant now,
      String receiver,
      Instant until) {
    Taking.Taken taken =
        new Taking(before, step, request, actor, now, new DeadlineClock(limits))
            .take(receiver, until);
    Problem after = problems.schedule().planned(taken.problem());
    writer.update(handle, before, after, taken.entry());
    return after;
  }

  private void checkRequest(
      Handle handle, Problem before, Step step, StepRequest request, Actor actor) {
    boolean withdrawn = step == Step.VOID && actor.hands(before).contains(Hand.REPORTER);
    if (WITH_REASON.contains(step) && request.note() == null && !withdrawn) {
      throw FaultException.badInput("note", null, "say why: this step needs a reason");
    }
    request.photos().forEach(hash -> photos.use(handle, hash));
    if (step == Step.REFUSE_EXTENSION && before.deadline().askedUntil() == null) {
      throw StepRules.conflict(before, "nobody has asked for more time");
    }
    if (step == Step.SUPERVISE && before.marks().supervisor() != null) {
      throw StepRules.conflict(before, "a leader supervises it already");
    }
    if (step == Step.UNPUBLISH && before.marks().publishedAt() == null) {
      throw StepRules.conflict(before, "it isn't published");
    }
  }

  private Instant until(
      Problem before, Step step, StepRequest request, Instant now, Moments moments) {
    if (step != Step.EXTEND) {
      return null;
    }
    Instant wanted = request.to() == null ? null : moments.parse("to", request.to());
    return Taking.extension(before, wanted, now);
  }

  /** Whom or what a step is directed to, known to be there; null for steps without. */
  private String receiver(
      Handle handle, Problem before, Step step, StepRequest request, Actor actor) {
    return switch (step) {
      case DISPATCH -> request.to() == null ? nextInLine(before) : party(request.to());
      case TRANSFER -> transferTo(before, request);
      case MERGE -> mergeInto(handle, before, request, actor);
      default -> null;
    };
  }

  /** The first in line who has an account; where none has, the first all the same. */
  private String nextInLine(Problem problem) {
    for (String party : problem.duty().line()) {
      if (accounts.isRepresented(party)) {
        return party;
      }
    }
    if (problem.duty().primary() == null) {
      throw FaultException.badInput(
          "to", null, "nobody is named for this place: say which party it goes to");
    }
    return problem.duty().primary();
  }

  private String transferTo(Problem before, StepRequest request) {
    String to = request.to() == null ? before.standing().unitBefore() : party(request.to());
    if (to == null) {
      throw FaultException.badInput("to", null, "say which party it goes to");
    }
    if (to.equals(before.standing().unit())) {
      throw FaultException.badInput("to", to, "this party holds it already");
    }
    return to;
  }

  private String party(String id) {
    return duties
        .findParty(id)
        .orElseThrow(() -> FaultException.badInput("to", id, "no party has this id"))
        .id();
  }

  private String mergeInto(Handle handle, Problem before, StepRequest request, Actor actor) {
    if (request.to() == null || request.to().equals(before.id())) {
      throw FaultException.badInput(
          "to", request.to(), "the id of the other problem that it repeats is wanted");
    }
    Problem other =
        ProblemStore.find(handle, request.to())
            .filter(actor::sees)
            .orElseThrow(
                () -> FaultException.badInput("to", request.to(), "there is no such problem"));
    if (other.status() == ProblemStatus.VOID || other.status() == ProblemStatus.MERGED) {
      throw FaultException.badInput(
          "to", request.to(), "this problem is " + other.status().code() + " itself");
    }
    return other.id();
  }

  /** The name of the leader who supervises a problem, or null. */
  String supervisorName(Problem problem) {
    String id = problem.marks().supervisor();
    return id == null ? null : accounts.findName(id).orElse(null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
