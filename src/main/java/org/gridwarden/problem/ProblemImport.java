package org.gridwarden.problem;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.gridwarden.time.Moments;
import org.jdbi.v3.core.Handle;

/**
 * Brings in problems of former times: each finds its grids and who was responsible as of the day it
 * was opened. Categories and units that aren't known are taken up as they come. The same file twice
 * changes nothing; a problem that a later file says is closed is closed. Up to 50,000 problems go
 * in whole or not at all; more go in by steps of 5,000, and the same file again goes on where it
 * stopped.
 */
public final class ProblemImport {
  private static final int MOST_AT_ONCE = 50_000;
  private static final int STEP = 5_000;

  private final ProblemDesk.Needs house;
  private final Problems problems;
  private final ProblemWriter writer;

  ProblemImport(ProblemDesk.Needs house, Problems problems, ProblemWriter writer) {
    this.house = house;
    this.problems = problems;
    this.writer = writer;
  }

  /** What an import did. */
  public record Outcome(
      int added, int closed, int unchanged, int categories, int units, List<String> warnings) {}

  /** One problem before and after; before is null where it is new. */
  private record Move(Problem before, Problem after) {}

  /**
   * @param said headings by what they are for, as far as they were said
   * @throws org.gridwarden.fault.FaultException with every fault of the file; then nothing changed
   */
  public Outcome importFile(
      Path file,
      Map<String, String> said,
      Crs crs,
      Moments moments,
      boolean dryRun,
      Progress progress) {
    List<PastProblem> read = new ArrayList<>(new PastProblemFile(crs, moments).read(file, said));
    read.sort(Comparator.comparing(PastProblem::opened));
    PastPlan plan = new PastPlan(house, problems, read);
    if (!dryRun) {
      takeUpNames(plan);
    }
    int added = 0;
    int closed = 0;
    int step = read.size() <= MOST_AT_ONCE ? MOST_AT_ONCE : STEP;
    for (int from = 0; from < read.size(); from += step) {
      List<PastProblem> part = read.subList(from, Math.min(read.size(), from + step));
      List<Move> moves = moves(plan, part);
      if (!dryRun) {
        write(moves);
      }
      int fresh = (int) moves.stream().filter(move -> move.before() == null).count();
      added += fresh;
      closed += moves.size() - fresh;
      progress.at("problems", from + part.size(), read.size());
    }
    return new Outcome(
        added,
        closed,
        read.size() - added - closed,
        plan.newCategories().size(),
        plan.newParties().size(),
        plan.warnings());
  }

  private void takeUpNames(PastPlan plan) {
    if (plan.newCategories().isEmpty() && plan.newParties().isEmpty()) {
      return;
    }
    house
        .database()
        .update(handle -> house.duties().takeUp(handle, plan.newCategories(), plan.newParties()));
    house.duties().reload();
  }

  private List<Move> moves(PastPlan plan, List<PastProblem> part) {
    return house
        .database()
        .read(
            handle -> {
              List<Move> moves = new ArrayList<>();
              for (PastProblem past : part) {
                Optional<Problem> known = ProblemStore.findByExternalId(handle, past.externalId());
                if (known.isEmpty()) {
                  moves.add(new Move(null, plan.problem(past)));
                } else {
                  plan.closed(known.get(), past)
                      .ifPresent(after -> moves.add(new Move(known.get(), after)));
                }
              }
              return moves;
            });
  }

  /** In a transaction of their own, so that nobody's report waits behind them in the same one. */
  private void write(List<Move> moves) {
    house
        .database()
        .writeAlone(
            handle -> {
              moves.forEach(move -> write(handle, move));
              return null;
            });
    moves.forEach(move -> problems.show(move.after()));
  }

  private void write(Handle handle, Move move) {
    Problem after = move.after();
    if (move.before() != null) {
      writer.update(handle, move.before(), after, last(after, move.before().status()));
      return;
    }
    LedgerEntry first =
        entry(
            after.id(),
            1,
            after.report().reportedAt(),
            Step.REPORT,
            null,
            ProblemStatus.REPORTED,
            null);
    if (after.version() == 1) {
      writer.insert(handle, after, first);
    } else {
      // What happened in between nobody knows.
      writer.insert(handle, after, first, last(after, ProblemStatus.REPORTED));
    }
  }

  private static LedgerEntry last(Problem problem, ProblemStatus from) {
    return entry(
        problem.id(),
        problem.version(),
        problem.standing().updatedAt(),
        stepTo(problem.status()),
        from,
        problem.status(),
        problem.standing().unit());
  }

  private static LedgerEntry entry(
      String id,
      int version,
      Instant at,
      Step step,
      ProblemStatus from,
      ProblemStatus to,
      String unit) {
    return new LedgerEntry(
        id, version, at, step, from, to, null, null, null, unit, null, null, List.of());
  }

  private static Step stepTo(ProblemStatus status) {
    return switch (status) {
      case FILED -> Step.FILE;
      case IN_PROGRESS -> Step.HANDLE;
      case HANDLED -> Step.FEEDBACK;
      case VERIFIED -> Step.VERIFY;
      case CLOSED -> Step.CLOSE;
      case VOID -> Step.VOID;
      default -> Step.DISPATCH;
    };
  }
}
