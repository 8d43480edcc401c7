package org.gridwarden.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.problem.ProblemFixture.at;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gridwarden.people.AccountRole;
import org.gridwarden.problem.Indicators.By;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.store.RoundTrip;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.LimitUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The figures of a small October, reckoned by hand. Every problem has two days, night and day. Grid
 * g1 holds c1 (s1, s2; leader l1) and c2 (s3; leader l2).
 */
class IndicatorsTest {
  private static final Indicators.Period OCTOBER =
      new Indicators.Period(at("2025-10-01T00:00"), at("2025-11-01T00:00"), at("2025-11-05T12:00"));
  private static final Indicators.Only ALL = new Indicators.Only(null, null, null);

  @TempDir Path folder;
  private Database database;
  private DeadlineClock clock;
  private Problems problems;
  private Indicators indicators;

  @BeforeEach
  void open() {
    database = TestStore.open(folder);
    Duties duties = new Duties(database, Clock.systemUTC());
    duties.importCategories(Path.of("data/categories.csv"), false);
    TimeLimits limits = new TimeLimits(database, Clock.systemUTC(), ProblemFixture.ZONE);
    ProblemRules rules = new ProblemRules(database, Clock.systemUTC());
    clock = new DeadlineClock(limits);
    problems = new Problems(database, Clock.systemUTC(), duties, limits, rules);
    indicators = new Indicators(database, problems, duties);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** The life of one problem, written into the database step by step. */
  private final class Life {
    private Problem problem;

    Life(String category, String grid, String primary, String reportedAt, String returnOf) {
      String community = grid == null ? null : grid.equals("s3") ? "c2" : "c1";
      Duty duty =
          new Duty(
              "default",
              Arrays.asList(grid == null ? null : "g1", community, grid),
              grid == null ? "gap" : "inside",
              primary,
              null,
              null,
              community == null ? null : community.replace('c', 'l'),
              List.of());
      Instant at = at(reportedAt);
      Deadline deadline = clock.start(ProblemFixture.limit(2, LimitUnit.CALENDAR_DAY), at);
      Marks marks = returnOf == null ? Marks.none() : Marks.returned(returnOf, 1);
      problem = ProblemFixture.reported(Ids.next(), category, duty, marks, deadline, at);
      database.update(
          handle -> RoundTrip.make(handle, trip -> ProblemRowStore.insert(trip, problem)));
      problems.show(problem);
    }

    Life take(Step step, String at) {
      return take(step, at, null, null);
    }

    Life take(Step step, String at, String receiver, Instant until) {
      Actor actor = ProblemFixture.actor("someone", AccountRole.ADMIN, null);
      Taking.Taken taken =
          new Taking(problem, step, StepRequest.plain(), actor, at(at), clock)
              .take(receiver, until);
      problem = taken.problem();
      database.update(
          handle -> {
            assertThat(ProblemRowStore.update(handle, problem)).isTrue();
            RoundTrip.make(handle, trip -> LedgerStore.insert(trip, taken.entry()));
          });
      problems.show(problem);
      return this;
    }

    Life dispatched(String unit) {
      String at = problem.report().reportedAt().atZone(ProblemFixture.ZONE).toLocalDateTime() + "";
      return take(Step.FILE, at).take(Step.DISPATCH, at, unit, null).take(Step.HANDLE, at);
    }

    Life closed(String feedback, String at) {
      return take(Step.FEEDBACK, feedback).take(Step.VERIFY, at).take(Step.CLOSE, at);
    }
  }

  private Life reported(String category, String grid, String primary, String at) {
    return new Life(category, grid, primary, at, null);
  }

  private void october() {
    Life inTime = reported("1.1.1", "s1", "a", "2025-10-09T10:00").dispatched("a");
    inTime.closed("2025-10-10T10:00", "2025-10-12T10:00");
    reported("1.2", "s2", "a", "2025-10-13T10:00")
        .dispatched("a")
        .take(Step.TRANSFER, "2025-10-14T10:00", "b", null)
        .closed("2025-10-16T10:00", "2025-10-17T10:00");
    reported("1.1.1", "s1", "a", "2025-10-20T10:00")
        .dispatched("a")
        .take(Step.FEEDBACK, "2025-10-21T10:00")
        .take(Step.REWORK, "2025-10-23T10:00")
        .closed("2025-10-24T09:00", "2025-10-25T10:00");
    reported("3.2", "s3", "b", "2025-10-26T10:00")
        .dispatched("b")
        .take(Step.EXTEND, "2025-10-27T10:00", null, at("2025-11-03T10:00"))
        .take(Step.FEEDBACK, "2025-11-02T10:00");
    reported("1.2", "s2", "a", "2025-10-10T10:00")
        .dispatched("a")
        .take(Step.VOID, "2025-10-11T10:00");
    reported("3.2", "s3", "a", "2025-10-15T10:00")
        .dispatched("a")
        .take(Step.SUSPEND, "2025-10-16T10:00");
    new Life("1.1.1", "s2", "b", "2025-10-28T10:00", inTime.problem.id()).dispatched("b");
    reported("7.6", null, null, "2025-10-30T10:00");
    reported("1.1.1", "s1", "a", "2025-10-29T00:00")
        .dispatched("a")
        .closed("2025-10-30T00:00", "2025-11-02T00:00");
    reported("3.2", "s3", "b", "2025-09-29T10:00")
        .dispatched("b")
        .closed("2025-09-30T10:00", "2025-09-30T11:00");
  }

  private static String words(Indicator each) {
    return String.format(
        "reported %d (%d back), due %d: closed %d, in time %d; closed %d in %d h; open %d, overdue"
            + " %d; handled %d, sent back %d",
        each.reported,
        each.returned,
        each.due,
        each.dueClosed,
        each.dueInTime,
        each.closed,
        each.closedMillis / 3_600_000,
        each.open,
        each.overdue,
        each.handled,
        each.reworked);
  }

  private String figures(By by, String key) {
    Indicator found = indicators.count(by, OCTOBER, ALL).get(key);
    return found == null ? null : words(found);
  }

  private static final String C1 =
      "reported 5 (1 back), due 5: closed 3, in time 2; closed 3 in 288 h; open 1, overdue 1;"
          + " handled 5, sent back 1";
  private static final String C2 =
      "reported 2 (0 back), due 1: closed 1, in time 1; closed 0 in 0 h; open 2, overdue 0;"
          + " handled 0, sent back 0";
  private static final String GAP =
      "reported 1 (0 back), due 0: closed 0, in time 0; closed 0 in 0 h; open 1, overdue 1;"
          + " handled 0, sent back 0";

  @Test
  void byUnitTheReceiverOfATransferIsCharged() {
    october();
    assertThat(figures(By.UNIT, "a"))
        .isEqualTo(
            "reported 4 (0 back), due 3: closed 2, in time 2; closed 2 in 192 h; open 1, overdue 0;"
                + " handled 4, sent back 1");
    assertThat(figures(By.UNIT, "b"))
        .isEqualTo(
            "reported 3 (1 back), due 3: closed 2, in time 1; closed 1 in 96 h; open 2, overdue 1;"
                + " handled 1, sent back 0");
    assertThat(figures(By.UNIT, null)).as("held by nobody").isEqualTo(GAP);
    assertThat(indicators.count(By.UNIT, OCTOBER, ALL)).hasSize(3);
  }

  @Test
  void byGridEachLevelCountsWhatLiesUnderIt() {
    october();
    assertThat(figures(By.GRID, "s1"))
        .isEqualTo(
            "reported 3 (0 back), due 3: closed 2, in time 2; closed 2 in 192 h; open 0, overdue 0;"
                + " handled 4, sent back 1");
    assertThat(figures(By.GRID, "s2"))
        .isEqualTo(
            "reported 2 (1 back), due 2: closed 1, in time 0; closed 1 in 96 h; open 1, overdue 1;"
                + " handled 1, sent back 0");
    assertThat(figures(By.GRID, "s3")).isEqualTo(C2);
    assertThat(figures(By.GRID, "c1")).isEqualTo(C1);
    assertThat(figures(By.GRID, "c2")).isEqualTo(C2);
    assertThat(figures(By.GRID, "g1"))
        .isEqualTo(
            "reported 7 (1 back), due 6: closed 4, in time 3; closed 3 in 288 h; open 3, overdue 1;"
                + " handled 5, sent back 1");
  }

  @Test
  void byLeaderAndByCategory() {
    october();
    assertThat(figures(By.LEADER, "l1")).isEqualTo(C1);
    assertThat(figures(By.LEADER, "l2")).isEqualTo(C2);
    assertThat(figures(By.LEADER, null)).isEqualTo(GAP);
    assertThat(figures(By.CATEGORY, "1")).as("with all that descends from it").isEqualTo(C1);
    for (String code : List.of("1.1", "1.1.1")) {
      assertThat(figures(By.CATEGORY, code))
          .isEqualTo(
              "reported 4 (1 back), due 4: closed 2, in time 2; closed 2 in 192 h; open 1, overdue"
                  + " 1; handled 4, sent back 1");
    }
    assertThat(figures(By.CATEGORY, "1.2"))
        .as("the void one is in no figure")
        .isEqualTo(
            "reported 1 (0 back), due 1: closed 1, in time 0; closed 1 in 96 h; open 0, overdue 0;"
                + " handled 1, sent back 0");
    assertThat(figures(By.CATEGORY, "3")).isEqualTo(C2);
    assertThat(figures(By.CATEGORY, "7.6")).isEqualTo(GAP);
  }

  @Test
  void theUnitsAddUpToTheTotalAsDoTheLeadersAndTheTopCategories() {
    october();
    String total =
        "reported 8 (1 back), due 6: closed 4, in time 3; closed 3 in 288 h; open 4, overdue 2;"
            + " handled 5, sent back 1";
    assertThat(sum(indicators.count(By.UNIT, OCTOBER, ALL), true)).isEqualTo(total);
    assertThat(sum(indicators.count(By.LEADER, OCTOBER, ALL), true)).isEqualTo(total);
    assertThat(sum(indicators.count(By.CATEGORY, OCTOBER, ALL), false)).isEqualTo(total);
  }

  private static String sum(Map<String, Indicator> counted, boolean all) {
    Indicator sum = new Indicator();
    counted.forEach(
        (key, each) -> {
          if (all || !key.contains(".")) {
            sum.add(each);
          }
        });
    return words(sum);
  }

  @Test
  void onlyWhatIsAskedForIsCounted() {
    october();
    assertThat(sum(indicators.count(By.UNIT, OCTOBER, new Indicators.Only("c2", null, null)), true))
        .isEqualTo(C2);
    assertThat(sum(indicators.count(By.UNIT, OCTOBER, new Indicators.Only(null, "1", null)), true))
        .isEqualTo(C1);
    Map<String, Indicator> ofB =
        indicators.count(By.GRID, OCTOBER, new Indicators.Only(null, null, "b"));
    assertThat(words(ofB.get("g1"))).isEqualTo(figures(By.UNIT, "b"));
    assertThat(ofB).doesNotContainKey("s1");
    assertThat(indicators.count(By.UNIT, OCTOBER, new Indicators.Only("none", null, null)))
        .isEmpty();
  }

  @Test
  void thePeriodBeginsWithItsFirstMomentAndEndsBeforeItsLast() {
    reported("1.2", "s1", "a", "2025-10-01T00:00");
    reported("1.2", "s1", "a", "2025-11-01T00:00");
    reported("1.2", "s1", "a", "2025-09-29T00:00");
    reported("1.2", "s1", "a", "2025-10-30T00:00");
    Indicator counted = Objects.requireNonNull(indicators.count(By.UNIT, OCTOBER, ALL).get("a"));
    assertThat(counted.reported).as("the first and the last of these").isEqualTo(2);
    assertThat(counted.due).as("the third at the first moment, the first").isEqualTo(2);
  }

  @Test
  void feedbackAtTheVeryMomentItIsDueIsInTimeAndOneMillisecondLaterIsNot() {
    reported("1.2", "s1", "a", "2025-10-09T10:00")
        .dispatched("a")
        .closed("2025-10-11T10:00:00", "2025-10-20T10:00");
    reported("1.2", "s1", "a", "2025-10-09T10:00")
        .dispatched("a")
        .closed("2025-10-11T10:00:00.001", "2025-10-20T10:00");
    Indicator counted = indicators.count(By.UNIT, OCTOBER, ALL).get("a");
    assertThat(counted.dueClosed).isEqualTo(2);
    assertThat(counted.dueInTime).isEqualTo(1);
  }
}
