package org.gridwarden.problem;

import static org.gridwarden.problem.Hand.ADMIN;
import static org.gridwarden.problem.Hand.CHIEF;
import static org.gridwarden.problem.Hand.HOLDER;
import static org.gridwarden.problem.Hand.INSPECTOR;
import static org.gridwarden.problem.Hand.LEADER;
import static org.gridwarden.problem.Hand.REPORTER;
import static org.gridwarden.problem.Hand.SYSTEM;
import static org.gridwarden.problem.ProblemStatus.CLOSED;
import static org.gridwarden.problem.ProblemStatus.DISPATCHED;
import static org.gridwarden.problem.ProblemStatus.FILED;
import static org.gridwarden.problem.ProblemStatus.HANDLED;
import static org.gridwarden.problem.ProblemStatus.IN_PROGRESS;
import static org.gridwarden.problem.ProblemStatus.MERGED;
import static org.gridwarden.problem.ProblemStatus.REPORTED;
import static org.gridwarden.problem.ProblemStatus.SUSPENDED;
import static org.gridwarden.problem.ProblemStatus.VERIFIED;
import static org.gridwarden.problem.ProblemStatus.VOID;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The one table of a problem's life: which step may follow which status, where it leads, and whose
 * hand may take it. What else a step needs (that nobody verifies its own work, a note, a receiver)
 * is in {@link StepRules}; what it does to the problem is in {@link Taking}.
 */
public final class Lifecycle {
  private static final Set<ProblemStatus> UNRESOLVED = ProblemStatus.unresolved();
  private static final Set<ProblemStatus> NOT_HANDLED =
      EnumSet.of(REPORTED, FILED, DISPATCHED, IN_PROGRESS);
  private static final Set<ProblemStatus> HELD = EnumSet.of(DISPATCHED, IN_PROGRESS);

  /** Once someone else has verified it, supervising would promise what can't be kept any more. */
  private static final Set<ProblemStatus> NOT_VERIFIED =
      EnumSet.of(REPORTED, FILED, DISPATCHED, IN_PROGRESS, HANDLED, SUSPENDED);

  private static final List<Row> TABLE =
      List.of(
          row(Step.FILE, EnumSet.of(REPORTED), FILED, ADMIN, LEADER, CHIEF, INSPECTOR),
          row(Step.DISPATCH, EnumSet.of(FILED), DISPATCHED, ADMIN, LEADER, CHIEF),
          row(Step.HANDLE, EnumSet.of(DISPATCHED), IN_PROGRESS, ADMIN, CHIEF, HOLDER),
          row(Step.FEEDBACK, EnumSet.of(IN_PROGRESS), HANDLED, ADMIN, CHIEF, HOLDER),
          row(Step.VERIFY, EnumSet.of(HANDLED), VERIFIED, ADMIN, LEADER, CHIEF, INSPECTOR),
          row(Step.CLOSE, EnumSet.of(VERIFIED), CLOSED, ADMIN, LEADER, CHIEF, INSPECTOR),
          row(Step.REWORK, EnumSet.of(HANDLED), IN_PROGRESS, ADMIN, LEADER, CHIEF, INSPECTOR),
          row(Step.EXTEND, HELD, null, ADMIN, LEADER, CHIEF, HOLDER),
          row(Step.REFUSE_EXTENSION, HELD, null, ADMIN, LEADER, CHIEF),
          row(Step.SUSPEND, NOT_HANDLED, SUSPENDED, ADMIN, LEADER, CHIEF),
          row(Step.RESUME, EnumSet.of(SUSPENDED), null, ADMIN, LEADER, CHIEF, HOLDER),
          row(Step.VOID, with(NOT_HANDLED, SUSPENDED), VOID, ADMIN, LEADER, INSPECTOR),
          row(Step.VOID, EnumSet.of(REPORTED), VOID, REPORTER, CHIEF),
          row(Step.REOPEN, EnumSet.of(CLOSED), DISPATCHED, ADMIN, LEADER, CHIEF, INSPECTOR),
          row(Step.TRANSFER, HELD, null, ADMIN, LEADER, CHIEF, HOLDER),
          row(Step.MERGE, with(NOT_HANDLED, SUSPENDED), MERGED, ADMIN, LEADER, CHIEF, INSPECTOR),
          row(Step.SUPERVISE, NOT_VERIFIED, null, LEADER),
          row(Step.PUBLISH, with(UNRESOLVED, CLOSED), null, ADMIN, LEADER),
          row(Step.UNPUBLISH, with(UNRESOLVED, CLOSED), null, ADMIN, LEADER),
          row(Step.OPEN, HELD, null, SYSTEM),
          row(Step.DUE_SOON, NOT_HANDLED, null, SYSTEM),
          row(Step.OVERDUE, NOT_HANDLED, null, SYSTEM),
          row(Step.ESCALATE, NOT_HANDLED, null, SYSTEM));

  private Lifecycle() {}

  /** One line of the table; {@code to} is null where the status stays or is the one before. */
  record Row(Step step, Set<ProblemStatus> from, ProblemStatus to, Set<Hand> hands) {}

  private static Row row(Step step, Set<ProblemStatus> from, ProblemStatus to, Hand... hands) {
    return new Row(step, Set.copyOf(from), to, Set.of(hands));
  }

  private static Set<ProblemStatus> with(Set<ProblemStatus> some, ProblemStatus one) {
    EnumSet<ProblemStatus> all = EnumSet.copyOf(some);
    all.add(one);
    return all;
  }

  /** Whether anybody could take the step from this status. */
  public static boolean follows(Step step, ProblemStatus from) {
    return TABLE.stream().anyMatch(row -> row.step() == step && row.from().contains(from));
  }

  /** Whether one of these hands may take the step from this status. */
  public static boolean allows(Step step, ProblemStatus from, Collection<Hand> hands) {
    return TABLE.stream()
        .anyMatch(
            row ->
                row.step() == step
                    && row.from().contains(from)
                    && row.hands().stream().anyMatch(hands::contains));
  }

  /** Whether one of these hands may take the step from some status. */
  static boolean allowsEver(Step step, Collection<Hand> hands) {
    return TABLE.stream()
        .anyMatch(row -> row.step() == step && row.hands().stream().anyMatch(hands::contains));
  }

  /** Where a step leads from a status that it follows; the same where it stays. */
  static ProblemStatus target(Step step, ProblemStatus from, ProblemStatus suspendedFrom) {
    if (step == Step.RESUME) {
      return suspendedFrom;
    }
    for (Row row : TABLE) {
      if (row.step() == step && row.from().contains(from)) {
        return row.to() == null ? from : row.to();
      }
    }
    throw new IllegalArgumentException(step + " doesn't follow " + from);
  }

  /** The steps that somebody could take from a status, in the order of the table. */
  public static List<Step> following(ProblemStatus from) {
    List<Step> steps = new ArrayList<>();
    for (Row row : TABLE) {
      if (row.from().contains(from) && !row.step().isSystems() && !steps.contains(row.step())) {
        steps.add(row.step());
      }
    }
    return steps;
  }
}
