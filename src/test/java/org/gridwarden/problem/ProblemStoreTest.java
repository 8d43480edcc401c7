package org.gridwarden.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gridwarden.geo.LonLat;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.limit.ClockRule;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.store.RoundTrip;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.LimitUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Problems into the database and back, each field with many values and without any. */
class ProblemStoreTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = TestStore.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private String text() {
    String[] texts = {null, "", "井盖 '破损'; --", "a,b", "\n\t\"", "x".repeat(2_000), "𠮷野家"};
    return texts[random.nextInt(texts.length)];
  }

  private String id() {
    return random.nextInt(3) == 0 ? null : "party-" + random.nextInt(100);
  }

  private Instant moment() {
    return random.nextInt(3) == 0 ? null : always();
  }

  private Instant always() {
    return Instant.ofEpochMilli(random.nextLong(-1L << 40, 1L << 43));
  }

  private Double number() {
    return random.nextInt(3) == 0 ? null : random.nextDouble() * 1e4;
  }

  private String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private Report report() {
    return new Report(
        new LonLat(random.nextDouble() * 360 - 180, random.nextDouble() * 180 - 90),
        number(),
        always(),
        always(),
        id(),
        text(),
        "1.1",
        one(Severity.values()),
        orEmpty(text()),
        text(),
        random.nextBoolean() ? null : Ids.next(),
        number(),
        number());
  }

  private Duty duty() {
    return new Duty(
        "default",
        Arrays.asList(id(), id(), id()),
        one(new String[] {"inside", "gap", "outside"}),
        id(),
        id(),
        id(),
        id(),
        random.nextBoolean() ? List.of() : List.of("party-1", "party-2"));
  }

  private Deadline deadline(Severity severity) {
    TimeLimit limit =
        new TimeLimit(
            "1.1",
            severity.code(),
            1 + random.nextInt(1000) / 8.0,
            one(LimitUnit.values()),
            one(ClockRule.values()),
            one(ClockRule.values()));
    return new Deadline(
        limit,
        moment(),
        moment(),
        random.nextBoolean() ? null : random.nextLong(),
        moment(),
        random.nextBoolean(),
        random.nextBoolean(),
        moment());
  }

  private Standing standing() {
    return new Standing(
        one(ProblemStatus.values()),
        random.nextBoolean() ? null : one(ProblemStatus.values()),
        id(),
        id(),
        moment(),
        id(),
        id(),
        moment(),
        moment(),
        moment(),
        moment(),
        always());
  }

  private Marks marks(String returnOf, int returns, String mergedInto) {
    return new Marks(
        id(),
        moment(),
        mergedInto,
        returnOf,
        returns,
        random.nextInt(99),
        random.nextInt(99),
        random.nextInt(99),
        random.nextInt(99),
        random.nextInt(99),
        id(),
        moment());
  }

  private Problem problem(String other) {
    Report report = report();
    return new Problem(
        Ids.next(),
        1 + random.nextInt(50),
        1 + random.nextInt(50),
        report,
        duty(),
        deadline(report.severity()),
        standing(),
        marks(other, random.nextInt(9), other));
  }

  private Problem stored(String id) {
    return database.<Problem>read(handle -> ProblemStore.find(handle, id).orElseThrow());
  }

  /** What becomes of a problem: all that may change has changed. */
  private Problem changed(Problem before) {
    Marks old = before.marks();
    return new Problem(
        before.id(),
        before.version() + 1,
        before.version() + 1,
        before.report(),
        before.duty(),
        deadline(before.report().severity()),
        standing(),
        marks(old.returnOf(), old.returns(), old.mergedInto()));
  }

  @Test
  void everyFieldComesBackAsItWasPutIn() {
    System.out.println("seed " + seed);
    String other = null;
    List<Problem> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Problem problem = problem(other);
      database.update(
          handle -> RoundTrip.make(handle, trip -> ProblemRowStore.insert(trip, problem)));
      assertThat(stored(problem.id())).as("seed " + seed).isEqualTo(problem);
      Problem after = changed(problem);
      assertThat(database.<Boolean>write(handle -> ProblemRowStore.update(handle, after))).isTrue();
      assertThat(stored(problem.id())).as("seed " + seed).isEqualTo(after);
      other = random.nextInt(3) == 0 ? null : problem.id();
      all.add(after);
    }
    List<IndexRow> read = new ArrayList<>();
    database.update(handle -> IndexRowStore.each(handle, read::addAll));
    assertThat(read)
        .as("what the index is loaded with is what it is given as problems change")
        .containsExactlyInAnyOrderElementsOf(all.stream().map(IndexRows::of).toList());
    for (Problem each : all) {
      String external = each.report().externalId();
      if (external != null) {
        assertThat(
                database.<Problem>read(
                    handle -> ProblemStore.findByExternalId(handle, external).orElseThrow()))
            .isEqualTo(each);
      }
    }
  }

  @Test
  void anUpdateOfAnOutdatedVersionTouchesNothing() {
    Problem problem = problem(null);
    Problem bystander = problem(null);
    database.update(
        handle -> {
          RoundTrip.make(handle, trip -> ProblemRowStore.insert(trip, problem));
          RoundTrip.make(handle, trip -> ProblemRowStore.insert(trip, bystander));
        });
    Problem second = changed(problem);
    Problem third = changed(second);
    assertThat(database.<Boolean>write(handle -> ProblemRowStore.update(handle, third)))
        .as("the second isn't there yet")
        .isFalse();
    assertThat(stored(problem.id())).isEqualTo(problem);
    assertThat(database.<Boolean>write(handle -> ProblemRowStore.update(handle, second))).isTrue();
    Problem rival = changed(problem);
    assertThat(database.<Boolean>write(handle -> ProblemRowStore.update(handle, rival)))
        .as("someone was quicker")
        .isFalse();
    assertThat(stored(problem.id())).isEqualTo(second);
    assertThat(stored(bystander.id())).isEqualTo(bystander);
    database.update(handle -> ProblemRowStore.plan(handle, problem.next(Instant.EPOCH)));
    assertThat(stored(problem.id())).as("planned from an outdated one").isEqualTo(second);
  }

  @Test
  void theLongestDueComeFirstAndWhatIsNotDueNotAtAll() {
    List<String> due = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      Problem problem = problem(null).next(i == 8 ? null : Instant.ofEpochSecond(100 + i));
      due.add(problem.id());
      database.update(
          handle -> RoundTrip.make(handle, trip -> ProblemRowStore.insert(trip, problem)));
    }
    assertThat(listDue(105, 10)).isEqualTo(due.subList(0, 6));
    assertThat(listDue(105, 2)).isEqualTo(due.subList(0, 2));
    assertThat(listDue(99, 10)).isEmpty();
    assertThat(listDue(1_000, 10)).hasSize(8);
  }

  private List<String> listDue(long second, int limit) {
    return database.read(
        handle -> ProblemStore.listDue(handle, Instant.ofEpochSecond(second), limit));
  }

  @Test
  void aListKeepsTheOrderOfItsIdsAndLeavesOutWhatIsntThere() {
    List<Problem> all = List.of(problem(null), problem(null), problem(null));
    all.forEach(
        each ->
            database.update(
                handle -> RoundTrip.make(handle, trip -> ProblemRowStore.insert(trip, each))));
    List<String> ids = List.of(all.get(2).id(), Ids.next(), all.get(0).id());
    assertThat(database.<List<Problem>>read(handle -> ProblemStore.list(handle, ids)))
        .containsExactly(all.get(2), all.get(0));
    assertThat(database.<List<Problem>>read(handle -> ProblemStore.list(handle, List.of())))
        .isEmpty();
  }

  @Test
  void theSameNumberOfAnotherSystemStandsForOneProblem() {
    Problem first = withNumber(problem(null), "A-1");
    Problem second = withNumber(problem(null), "A-1");
    database.update(handle -> RoundTrip.make(handle, trip -> ProblemRowStore.insert(trip, first)));
    assertThatThrownBy(
            () ->
                database.update(
                    handle -> RoundTrip.make(handle, trip -> ProblemRowStore.insert(trip, second))))
        .hasMessageContaining("external_id");
    assertThat(database.<Boolean>read(handle -> ProblemStore.find(handle, second.id()).isPresent()))
        .isFalse();
  }

  @Test
  void aRowThatCantBeTakenUpEndsTheLoadingAtOnce() {
    Problem problem = problem(null);
    database.update(
        handle -> RoundTrip.make(handle, trip -> ProblemRowStore.insert(trip, problem)));
    database.update(handle -> handle.execute("update problem set id = 'not-a-number-of-ours'"));
    Problems problems = new Problems(database, Clock.systemUTC(), null, null, null);
    assertThatThrownBy(problems::index)
        .hasMessageContaining("could not be loaded")
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThat(problems.isLoaded()).isFalse();
  }

  private static Problem withNumber(Problem problem, String number) {
    Report old = problem.report();
    Report report =
        new Report(
            old.point(),
            old.accuracyMetres(),
            old.takenAt(),
            old.reportedAt(),
            old.reporter(),
            old.source(),
            old.category(),
            old.severity(),
            old.description(),
            old.address(),
            number,
            old.sentFromMetres(),
            old.photoMetres());
    return new Problem(
        problem.id(),
        problem.version(),
        problem.steppedVersion(),
        report,
        problem.duty(),
        problem.deadline(),
        problem.standing(),
        problem.marks());
  }

  @Test
  void theIndexGetsOfEachProblemWhatItIsFoundBy() {
    Problem problem = problem(null);
    var row = IndexRows.of(problem);
    assertThat(row.id()).isEqualTo(problem.id());
    assertThat(row.version()).isEqualTo(problem.version());
    assertThat(row.lonE7() / 1e7)
        .isCloseTo(problem.report().point().lon(), org.assertj.core.data.Offset.offset(1e-7));
    assertThat(row.grids()).isEqualTo(problem.duty().grids());
    assertThat(row.named())
        .containsExactly(
            problem.duty().primary(),
            problem.standing().unitBefore(),
            problem.marks().escalatedTo());
    assertThat(ProblemStatus.values()[row.status()]).isEqualTo(problem.status());
    assertThat(Severity.values()[row.severity()]).isEqualTo(problem.report().severity());
  }
}
