package org.gridwarden.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.problem.ProblemFixture.ADMIN;
import static org.gridwarden.problem.ProblemFixture.CHIEF;
import static org.gridwarden.problem.ProblemFixture.UNIT_A;
import static org.gridwarden.problem.ProblemFixture.at;
import static org.gridwarden.problem.ProblemFixture.limit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.LimitUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What befalls a problem by itself, by the rules that a new database has: unopened after a working
 * day it goes up; overdue it goes up at once, after a working day, after three.
 */
class ScheduleTest {
  @TempDir Path folder;
  private Database database;
  private DeadlineClock clock;
  private Schedule schedule;

  @BeforeEach
  void open() throws Exception {
    database = TestStore.open(folder);
    TimeLimits limits = new TimeLimits(database, Clock.systemUTC(), ProblemFixture.ZONE);
    limits.importCalendar(
        Files.write(folder.resolve("calendar.csv"), ProblemFixture.HOLIDAYS), false);
    clock = new DeadlineClock(limits);
    schedule =
        new Schedule(
            new ProblemRules(database, Clock.systemUTC()).escalations(), limits.calendar());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Problem take(Problem before, Step step, Actor actor, String receiver, Instant at) {
    return schedule.planned(
        new Taking(before, step, StepRequest.plain(), actor, at, clock)
            .take(receiver, null)
            .problem());
  }

  private Problem take(Problem before, Step step, Actor actor, String at) {
    return take(before, step, actor, null, at(at));
  }

  private Problem reported(TimeLimit limit, String local) {
    return schedule.planned(ProblemFixture.reported("p", clock.start(limit, at(local)), at(local)));
  }

  private Problem dispatched(TimeLimit limit, String local) {
    Problem filed = take(reported(limit, local), Step.FILE, ADMIN, local);
    return take(filed, Step.DISPATCH, CHIEF, "a", at(local));
  }

  /** Lets time pass: all that befalls it until a moment, each with its own. */
  private List<String> befalls(Problem from, String until) {
    List<String> told = new ArrayList<>();
    Problem problem = from;
    while (problem.deadline().nextAt() != null && !problem.deadline().nextAt().isAfter(at(until))) {
      Instant next = problem.deadline().nextAt();
      assertThat(schedule.due(problem, next.minusMillis(1))).as("not before its time").isEmpty();
      Step step = schedule.due(problem, next).orElseThrow();
      told.add(
          step.code()
              + " "
              + DateTimeFormatter.ofPattern("MM-dd HH:mm")
                  .withZone(ProblemFixture.ZONE)
                  .format(next));
      problem = take(problem, step, Actor.SYSTEM, step == Step.ESCALATE ? "up" : null, next);
      assertThat(told).as("each once").doesNotHaveDuplicates();
    }
    return told;
  }

  @Test
  void leftAloneItIsDueSoonThenOverdueAndGoesUpThreeTimes() {
    Problem opened =
        take(
            dispatched(limit(2, LimitUnit.WORK_DAY), "2025-10-13T10:00"),
            Step.OPEN,
            UNIT_A,
            "2025-10-13T11:00");
    assertThat(befalls(opened, "2030-01-01T00:00"))
        .containsExactly(
            "due_soon 10-14 15:30",
            "overdue 10-15 10:00",
            "escalate 10-15 10:00",
            "escalate 10-16 10:00",
            "escalate 10-20 10:00");
  }

  @Test
  void unopenedItGoesUpAfterAWorkingDayAndThenGoesOnWithTheSecondLevel() {
    Problem unopened = dispatched(limit(2, LimitUnit.WORK_DAY), "2025-10-13T10:00");
    assertThat(befalls(unopened, "2030-01-01T00:00"))
        .containsExactly(
            "escalate 10-14 10:00",
            "due_soon 10-14 15:30",
            "overdue 10-15 10:00",
            "escalate 10-16 10:00",
            "escalate 10-20 10:00");
  }

  @Test
  void overTheHolidayNothingHappensThatCountsInWorkingDays() {
    Problem unopened = dispatched(limit(3, LimitUnit.WORK_DAY), "2025-09-30T10:00");
    assertThat(befalls(unopened, "2025-10-08T23:59")).isEmpty();
    assertThat(befalls(unopened, "2025-10-14T00:00"))
        .containsExactly(
            "escalate 10-09 10:00",
            "due_soon 10-10 12:00",
            "overdue 10-11 10:00",
            "escalate 10-13 10:00");
  }

  @Test
  void whatIsDueOnASundayGoesUpThenAndNotOnTheFridayBefore() {
    Problem opened =
        take(
            dispatched(limit(4, LimitUnit.CALENDAR_DAY), "2025-10-15T10:00"),
            Step.OPEN,
            UNIT_A,
            "2025-10-15T11:00");
    assertThat(befalls(opened, "2025-10-20T17:59"))
        .containsExactly("due_soon 10-18 10:00", "overdue 10-19 10:00", "escalate 10-19 10:00");
    assertThat(befalls(opened, "2025-10-20T18:00")).contains("escalate 10-20 18:00").hasSize(4);
  }

  @Test
  void beforeItIsDispatchedItBecomesOverdueAllTheSame() {
    Problem reported = reported(limit(2, LimitUnit.URGENT_HOUR), "2025-10-04T23:00");
    assertThat(befalls(reported, "2025-10-05T12:00"))
        .containsExactly("due_soon 10-05 00:30", "overdue 10-05 01:00", "escalate 10-05 01:00");
  }

  @Test
  void missedMomentsAreMadeUpForOnceEachTheGravestFirst() {
    Problem problem = dispatched(limit(2, LimitUnit.WORK_DAY), "2025-10-13T10:00");
    Instant muchLater = at("2025-10-27T10:00");
    List<Step> steps = new ArrayList<>();
    while (schedule.due(problem, muchLater).isPresent() && steps.size() < 10) {
      Step step = schedule.due(problem, muchLater).get();
      steps.add(step);
      problem = take(problem, step, Actor.SYSTEM, null, muchLater);
    }
    assertThat(steps).containsExactly(Step.OVERDUE, Step.ESCALATE, Step.ESCALATE, Step.ESCALATE);
    assertThat(problem.deadline().nextAt()).isNull();
  }

  @Test
  void whatIsHandledSuspendedOrResolvedIsLeftInPeace() {
    Problem problem = dispatched(limit(2, LimitUnit.WORK_DAY), "2025-10-13T10:00");
    Problem handled =
        take(
            take(problem, Step.HANDLE, UNIT_A, "2025-10-13T11:00"),
            Step.FEEDBACK,
            UNIT_A,
            "2025-10-13T12:00");
    Problem suspended = take(problem, Step.SUSPEND, CHIEF, "2025-10-13T11:00");
    Problem gone = take(problem, Step.VOID, ADMIN, "2025-10-13T11:00");
    for (Problem each : List.of(handled, suspended, gone)) {
      assertThat(each.deadline().nextAt()).as(each.status().code()).isNull();
      assertThat(schedule.due(each, at("2030-01-01T00:00"))).isEmpty();
    }
  }

  @Test
  void resumedItIsToldOnlyWhatItWasNotToldBefore() {
    Problem problem =
        take(
            dispatched(limit(2, LimitUnit.WORK_DAY), "2025-10-13T10:00"),
            Step.OPEN,
            UNIT_A,
            "2025-10-13T11:00");
    Problem soon = take(problem, Step.DUE_SOON, Actor.SYSTEM, "2025-10-14T15:30");
    Problem suspended = take(soon, Step.SUSPEND, CHIEF, "2025-10-14T16:00");
    Problem resumed = take(suspended, Step.RESUME, CHIEF, "2025-10-20T16:00");
    assertThat(befalls(resumed, "2025-10-21T23:00"))
        .containsExactly("overdue 10-21 10:00", "escalate 10-21 10:00");
  }

  @Test
  void aGrantedExtensionTellsAnewOfItsOwnMoments() {
    Problem problem =
        take(
            dispatched(limit(2, LimitUnit.WORK_DAY), "2025-10-13T10:00"),
            Step.OPEN,
            UNIT_A,
            "2025-10-13T11:00");
    Problem late = take(problem, Step.OVERDUE, Actor.SYSTEM, "2025-10-15T10:00");
    Problem up = take(late, Step.ESCALATE, Actor.SYSTEM, "2025-10-15T10:00");
    Problem granted =
        schedule.planned(
            new Taking(up, Step.EXTEND, StepRequest.plain(), CHIEF, at("2025-10-15T11:00"), clock)
                .take(null, at("2025-10-22T10:00"))
                .problem());
    assertThat(befalls(granted, "2030-01-01T00:00"))
        .containsExactly(
            "due_soon 10-21 15:30",
            "overdue 10-22 10:00",
            "escalate 10-23 10:00",
            "escalate 10-27 10:00");
    assertThat(Duration.between(at("2025-10-15T10:00"), granted.deadline().nextAt()).toDays())
        .isEqualTo(6);
  }
}
