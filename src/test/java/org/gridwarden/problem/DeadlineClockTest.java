package org.gridwarden.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.problem.ProblemFixture.at;
import static org.gridwarden.problem.ProblemFixture.limit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.gridwarden.problem.limit.ClockRule;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.LimitUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines reckoned by hand; days are worked 08:30-12:00 and 13:30-18:00, eight hours. */
class DeadlineClockTest {
  @TempDir Path folder;
  private Database database;
  private DeadlineClock clock;

  @BeforeEach
  void open() throws Exception {
    database = TestStore.open(folder);
    TimeLimits limits = new TimeLimits(database, Clock.systemUTC(), ProblemFixture.ZONE);
    limits.importCalendar(
        Files.write(folder.resolve("calendar.csv"), ProblemFixture.HOLIDAYS), false);
    clock = new DeadlineClock(limits);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Instant due(double amount, LimitUnit unit, String from) {
    return clock.start(limit(amount, unit), at(from)).dueAt();
  }

  @Test
  void workDaysLeaveTheHolidayOutAndCountTheMakeUpDays() {
    assertThat(due(2, LimitUnit.WORK_DAY, "2025-09-26T15:00")).isEqualTo(at("2025-09-29T15:00"));
    assertThat(due(2, LimitUnit.WORK_DAY, "2025-09-30T10:00")).isEqualTo(at("2025-10-10T10:00"));
    assertThat(due(3, LimitUnit.WORK_DAY, "2025-09-30T10:00")).isEqualTo(at("2025-10-11T10:00"));
    assertThat(due(4, LimitUnit.WORK_DAY, "2025-09-30T10:00")).isEqualTo(at("2025-10-13T10:00"));
    assertThat(due(3, LimitUnit.CALENDAR_DAY, "2025-09-30T10:00"))
        .isEqualTo(at("2025-10-03T10:00"));
    assertThat(due(2, LimitUnit.URGENT_HOUR, "2025-10-01T23:30")).isEqualTo(at("2025-10-02T01:30"));
  }

  @Test
  void fridayEveningGoesOnOnMondayMorning() {
    assertThat(due(2, LimitUnit.WORK_HOUR, "2025-10-17T17:00")).isEqualTo(at("2025-10-20T09:30"));
    assertThat(due(1, LimitUnit.WORK_DAY, "2025-10-17T20:00")).isEqualTo(at("2025-10-20T18:00"));
    assertThat(due(1, LimitUnit.WORK_HOUR, "2025-10-17T17:00"))
        .as("closing time rather than the next opening")
        .isEqualTo(at("2025-10-17T18:00"));
    assertThat(due(1, LimitUnit.CALENDAR_DAY, "2025-10-17T20:00"))
        .isEqualTo(at("2025-10-18T20:00"));
  }

  @Test
  void theTurnOfAYearIsCrossedLikeAnyOtherHoliday() {
    assertThat(due(2, LimitUnit.WORK_HOUR, "2025-12-31T17:00")).isEqualTo(at("2026-01-04T09:30"));
    assertThat(due(1, LimitUnit.WORK_DAY, "2025-12-31T10:00")).isEqualTo(at("2026-01-04T10:00"));
    assertThat(due(1, LimitUnit.CALENDAR_DAY, "2025-12-31T23:59"))
        .isEqualTo(at("2026-01-01T23:59"));
    assertThat(due(1, LimitUnit.URGENT_HOUR, "2025-12-31T23:30")).isEqualTo(at("2026-01-01T00:30"));
  }

  @Test
  void whatStartsAtMidnightStartsWithTheDayThatBegins() {
    assertThat(due(3.5, LimitUnit.WORK_HOUR, "2025-10-14T00:00")).isEqualTo(at("2025-10-14T12:00"));
    assertThat(due(4, LimitUnit.WORK_HOUR, "2025-10-14T00:00")).isEqualTo(at("2025-10-14T14:00"));
    assertThat(due(1, LimitUnit.WORK_DAY, "2025-10-14T00:00")).isEqualTo(at("2025-10-14T18:00"));
    assertThat(due(1, LimitUnit.CALENDAR_DAY, "2025-10-14T00:00"))
        .isEqualTo(at("2025-10-15T00:00"));
    assertThat(due(24, LimitUnit.URGENT_HOUR, "2025-10-14T00:00"))
        .isEqualTo(at("2025-10-15T00:00"));
  }

  @Test
  void itIsDueSoonWhenAQuarterOfTheLimitIsLeft() {
    Deadline days = clock.start(limit(2, LimitUnit.WORK_DAY), at("2025-09-30T10:00"));
    assertThat(days.dueSoonAt()).isEqualTo(at("2025-10-09T15:30"));
    Deadline hours = clock.start(limit(4, LimitUnit.WORK_HOUR), at("2025-10-17T16:00"));
    assertThat(hours.dueAt()).isEqualTo(at("2025-10-20T10:30"));
    assertThat(hours.dueSoonAt()).isEqualTo(at("2025-10-20T09:30"));
    assertThat(days.remainingTicks()).isNull();
    assertThat(days.dueSoonTold() || days.overdueTold()).isFalse();
  }

  @Test
  void suspendingOverTheHolidayStopsTheClockAndResumingGoesOnWithWhatWasLeft() {
    Deadline started = clock.start(limit(3, LimitUnit.WORK_DAY), at("2025-09-29T10:00"));
    assertThat(started.dueAt()).isEqualTo(at("2025-10-10T10:00"));
    Deadline stopped = clock.stop(started, at("2025-09-30T10:00"));
    assertThat(stopped.dueAt()).isNull();
    assertThat(stopped.dueSoonAt()).isNull();
    assertThat(stopped.remainingTicks()).isEqualTo(2 * 86_400_000L);
    assertThat(clock.resume(stopped, at("2025-10-11T10:00")).dueAt())
        .as("from the make-up day on, two working days")
        .isEqualTo(at("2025-10-14T10:00"));
    assertThat(clock.resume(stopped, at("2025-10-03T10:00")).dueAt())
        .as("resumed within the holiday the rest begins after it")
        .isEqualTo(at("2025-10-10T18:00"));
    assertThat(clock.resume(stopped, at("2025-10-11T10:00")).remainingTicks()).isNull();
  }

  @Test
  void suspendedAndResumedWithinTheHolidayNothingIsLostOrWon() {
    Deadline started = clock.start(limit(3, LimitUnit.WORK_DAY), at("2025-09-29T10:00"));
    Deadline resumed =
        clock.resume(clock.stop(started, at("2025-10-02T01:00")), at("2025-10-07T23:00"));
    assertThat(resumed).isEqualTo(started);
  }

  @Test
  void whatWasOverdueWhenSuspendedIsAsOverdueWhenResumed() {
    Deadline started =
        clock.start(limit(1, LimitUnit.WORK_DAY), at("2025-10-13T10:00")).told(true, true);
    Deadline stopped = clock.stop(started, at("2025-10-15T10:00"));
    assertThat(stopped.remainingTicks()).isEqualTo(-86_400_000L);
    Deadline resumed = clock.resume(stopped, at("2025-10-20T10:00"));
    assertThat(resumed.dueAt()).isEqualTo(at("2025-10-17T10:00"));
    assertThat(resumed.overdueTold()).as("told already, not told again").isTrue();
    Deadline again =
        clock.resume(clock.stop(resumed, at("2025-10-20T10:00")), at("2025-10-27T10:00"));
    assertThat(again.dueAt()).isEqualTo(at("2025-10-24T10:00"));
  }

  @Test
  void suspendingManyTimesAddsUpToTheWholeLimit() {
    Deadline deadline = clock.start(limit(5, LimitUnit.WORK_DAY), at("2025-10-13T10:00"));
    // Each work day it runs from ten to noon: two of eight hours.
    for (int day = 13; day <= 17; day++) {
      deadline = clock.stop(deadline, at("2025-10-" + day + "T12:00"));
      if (day < 17) {
        deadline = clock.resume(deadline, at("2025-10-" + (day + 1) + "T10:00"));
      }
    }
    assertThat(deadline.remainingTicks()).isEqualTo(5 * 86_400_000L - 5 * 86_400_000L / 4);
  }

  @Test
  void reworkKeepsWhatWasLeftAtTheFeedbackOrStartsAnew() {
    String handled = "2025-09-30T10:00";
    String back = "2025-10-09T10:00";
    Deadline keep = clock.start(limit(3, LimitUnit.WORK_DAY), at("2025-09-29T10:00"));
    assertThat(clock.rework(keep, at(handled), at(back)).dueAt())
        .as("two days were left")
        .isEqualTo(at("2025-10-11T10:00"));
    TimeLimit anew = limit(3, LimitUnit.WORK_DAY, ClockRule.RESTART, ClockRule.KEEP);
    Deadline restart = clock.start(anew, at("2025-09-29T10:00")).told(true, true);
    Deadline restarted = clock.rework(restart, at(handled), at(back));
    assertThat(restarted.dueAt()).isEqualTo(at("2025-10-13T10:00"));
    assertThat(restarted.dueSoonTold() || restarted.overdueTold()).isFalse();
  }

  @Test
  void reworkOfWorkThatCameTooLateIsOverdueFromTheStart() {
    Deadline keep = clock.start(limit(1, LimitUnit.WORK_DAY), at("2025-10-13T10:00"));
    assertThat(clock.rework(keep, at("2025-10-15T10:00"), at("2025-10-20T10:00")).dueAt())
        .isEqualTo(at("2025-10-17T10:00"));
  }

  @Test
  void aTransferKeepsTheDueMomentOrStartsAnew() {
    Deadline keep = clock.start(limit(3, LimitUnit.WORK_DAY), at("2025-09-29T10:00"));
    assertThat(clock.transfer(keep, at("2025-09-30T10:00"))).isEqualTo(keep);
    TimeLimit anew = limit(3, LimitUnit.WORK_DAY, ClockRule.KEEP, ClockRule.RESTART);
    Deadline restart = clock.start(anew, at("2025-09-29T10:00")).told(true, false);
    assertThat(clock.transfer(restart, at("2025-09-30T10:00")))
        .isEqualTo(clock.start(anew, at("2025-09-30T10:00")));
  }

  @Test
  void aGrantedMomentIsTheDueMomentAndIsToldAnew() {
    Deadline started =
        clock.start(limit(1, LimitUnit.WORK_DAY), at("2025-10-13T10:00")).told(true, true);
    Deadline granted = clock.until(started, at("2025-10-20T12:00"));
    assertThat(granted.dueAt()).isEqualTo(at("2025-10-20T12:00"));
    assertThat(granted.dueSoonAt())
        .as("two working hours before")
        .isEqualTo(at("2025-10-20T10:00"));
    assertThat(granted.dueSoonTold() || granted.overdueTold()).isFalse();
    assertThat(granted.askedUntil()).isNull();
  }
}
