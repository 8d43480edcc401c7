package org.gridwarden.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gridwarden.problem.index.Query;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.store.RoundTrip;

/** Any number of problems like those of the sample town, for tests of load and for benchmarks. */
public final class GeneratedProblems {
  private static final int BATCH = 5_000;
  private static final String[] WORDS = {
    "井盖破损", "路面有垃圾", "占道经营", "小广告", "路灯不亮", "车辆乱停放", "绿地有杂物", "污水外溢", "施工扬尘", "飞线充电"
  };
  private static final ProblemStatus[] OPEN = {
    ProblemStatus.REPORTED,
    ProblemStatus.FILED,
    ProblemStatus.DISPATCHED,
    ProblemStatus.IN_PROGRESS,
    ProblemStatus.HANDLED,
    ProblemStatus.SUSPENDED
  };

  private static final int WRITERS = 4;

  private GeneratedProblems() {}

  /** Adds problems until there are as many as wanted; nine of ten are closed. */
  public static void fill(Database database, ProblemDesk desk, int wanted, long seed) {
    int missing = wanted - desk.problems().index().size();
    if (missing <= 0) {
      return;
    }
    List<Problem> models = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    desk.problems().index().each(Query.ALL, row -> ids.add(row.id()));
    models.clear();
    models.addAll(desk.problems().list(ids.subList(0, Math.min(ids.size(), 900))));
    Random random = new Random(seed);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    Semaphore ahead = new Semaphore(2 * WRITERS);
    for (int done = 0; done < missing; done += BATCH) {
      List<Problem> batch = new ArrayList<>();
      for (int i = 0; i < Math.min(BATCH, missing - done); i++) {
        batch.add(like(models.get(random.nextInt(models.size())), random));
      }
      ahead.acquireUninterruptibly();
      writers.submit(
          () -> {
            try {
              write(database, batch);
              batch.forEach(desk.problems()::show);
            } finally {
              ahead.release();
            }
          });
    }
    writers.shutdown();
    try {
      if (!writers.awaitTermination(1, TimeUnit.HOURS) || desk.problems().index().size() < wanted) {
        throw new IllegalStateException("not all problems were written");
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private static void write(Database database, List<Problem> batch) {
    database.update(
        handle -> {
          for (Problem problem : batch) {
            RoundTrip.make(
                handle,
                trip -> {
                  ProblemRowStore.insert(trip, problem);
                  LedgerStore.insert(trip, entry(problem, 1, Step.REPORT));
                  if (problem.version() > 1) {
                    LedgerStore.insert(trip, entry(problem, 2, Step.CLOSE));
                  }
                });
          }
        });
  }

  private static LedgerEntry entry(Problem problem, int version, Step step) {
    return new LedgerEntry(
        problem.id(),
        version,
        version == 1 ? problem.report().reportedAt() : problem.standing().updatedAt(),
        step,
        version == 1 ? null : ProblemStatus.REPORTED,
        version == 1 ? ProblemStatus.REPORTED : problem.status(),
        null,
        null,
        null,
        problem.standing().unit(),
        null,
        null,
        List.of());
  }

  private static Problem like(Problem model, Random random) {
    Instant reported =
        Instant.parse("2023-11-01T00:00:00Z").plusSeconds(random.nextInt(3 * 365 * 24 * 3600));
    boolean closed = random.nextInt(10) > 0;
    Instant updated = reported.plusSeconds(random.nextInt(5 * 24 * 3600));
    Report report =
        new Report(
            model.report().point(),
            12.0,
            reported,
            reported,
            null,
            model.report().source(),
            model.report().category(),
            Severity.values()[Math.min(2, random.nextInt(12) / 5)],
            WORDS[random.nextInt(WORDS.length)] + "，请尽快处理 " + random.nextInt(1_000),
            null,
            null,
            null,
            null);
    ProblemStatus status = closed ? ProblemStatus.CLOSED : OPEN[random.nextInt(OPEN.length)];
    boolean handled = closed || status == ProblemStatus.HANDLED;
    String unit = model.duty().line().isEmpty() ? null : model.duty().line().get(0);
    Standing standing =
        new Standing(
            status,
            status == ProblemStatus.SUSPENDED ? ProblemStatus.DISPATCHED : null,
            status == ProblemStatus.REPORTED ? null : unit,
            null,
            null,
            null,
            handled ? unit : null,
            reported,
            handled ? updated : null,
            null,
            closed ? updated : null,
            updated);
    Instant due = reported.plus(Duration.ofHours(8 + random.nextInt(100)));
    Deadline deadline =
        new Deadline(
            model.deadline().limit(),
            status == ProblemStatus.SUSPENDED ? null : due,
            status == ProblemStatus.SUSPENDED ? null : due.minus(Duration.ofHours(2)),
            status == ProblemStatus.SUSPENDED ? 1_000_000L : null,
            null,
            true,
            true,
            null);
    return new Problem(
        Ids.at(reported),
        status == ProblemStatus.REPORTED ? 1 : 2,
        status == ProblemStatus.REPORTED ? 1 : 2,
        report,
        model.duty(),
        deadline,
        standing,
        Marks.returned(null, 0));
  }
}
