package org.gridwarden.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gridwarden.fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkCalendarTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final WorkCalendar USUAL = WorkCalendar.usual(SHANGHAI);

  private static Instant moment(ZoneId zone, String local) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  private static String due(WorkCalendar calendar, LimitUnit unit, String from, double amount) {
    Instant due = calendar.add(unit, moment(calendar.zone(), from), amount);
    return due.atZone(calendar.zone()).toLocalDateTime().toString();
  }

  /** 2026-05-15 is a Friday. */
  @ParameterizedTest
  @CsvSource({
    "WORK_DAY,2026-05-15T10:00,1,2026-05-18T10:00",
    "WORK_DAY,2026-05-16T12:00,1,2026-05-18T18:00",
    "WORK_DAY,2026-05-15T18:00,1,2026-05-18T18:00",
    "WORK_DAY,2026-05-15T23:59,1,2026-05-18T18:00",
    "WORK_DAY,2026-05-18T00:00,1,2026-05-18T18:00",
    "WORK_DAY,2026-05-18T08:30,1,2026-05-18T18:00",
    "WORK_DAY,2026-05-18T12:30,1,2026-05-19T12:00",
    "WORK_DAY,2026-05-11T10:00,5,2026-05-18T10:00",
    "WORK_DAY,2026-05-11T08:30,0.5,2026-05-11T14:00",
    "WORK_HOUR,2026-05-15T17:00,1,2026-05-15T18:00",
    "WORK_HOUR,2026-05-15T17:00,2,2026-05-18T09:30",
    "WORK_HOUR,2026-05-15T11:30,1,2026-05-15T14:00",
    "WORK_HOUR,2026-05-15T10:00,2,2026-05-15T12:00",
    "WORK_HOUR,2026-05-17T10:00,8,2026-05-18T18:00",
    "URGENT_HOUR,2026-05-15T23:30,2,2026-05-16T01:30",
    "CALENDAR_DAY,2026-05-15T10:07,15,2026-05-30T10:07",
    "CALENDAR_DAY,2026-12-31T23:59,1,2027-01-01T23:59",
    "WORK_DAY,2026-12-31T10:00,1,2027-01-01T10:00",
    "WORK_HOUR,2026-12-31T17:30,1,2027-01-01T09:00",
    "WORK_HOUR,2026-05-18T09:30,-2,2026-05-15T17:00",
  })
  void aLimitOverNightsWeekendsAndYears(LimitUnit unit, String from, double amount, String to) {
    assertThat(due(USUAL, unit, from, amount)).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({
    "WORK_DAY,2025-09-26T10:00,1,2025-09-28T10:00",
    "WORK_DAY,2025-09-30T10:00,1,2025-10-09T10:00",
    "WORK_DAY,2025-10-03T10:00,1,2025-10-09T18:00",
    "WORK_DAY,2025-10-09T10:00,3,2025-10-13T10:00",
    "WORK_HOUR,2025-09-30T17:30,1,2025-10-09T09:00",
    "URGENT_HOUR,2025-09-30T23:00,2,2025-10-01T01:00",
    "CALENDAR_DAY,2025-09-30T10:00,3,2025-10-03T10:00",
  })
  void nationalDayWithItsMakeUpDays(LimitUnit unit, String from, double amount, String to) {
    DayHours usual = USUAL.hours(LocalDate.of(2025, 9, 29));
    Map<LocalDate, DayHours> days = new HashMap<>();
    for (int day = 1; day <= 8; day++) {
      days.put(LocalDate.of(2025, 10, day), DayHours.OFF);
    }
    days.put(LocalDate.of(2025, 9, 28), usual);
    days.put(LocalDate.of(2025, 10, 11), usual);
    WorkCalendar calendar = new WorkCalendar(SHANGHAI, WorkCalendar.usualWeek(), days);
    assertThat(due(calendar, unit, from, amount)).isEqualTo(to);
    assertThat(calendar.isWorking(LocalDate.of(2025, 10, 8))).isFalse();
    assertThat(calendar.isWorking(LocalDate.of(2025, 10, 11))).isTrue();
  }

  @Test
  void aShorterDayCountsAsAWholeOneAndPartsOfItAreSharesOfItsHours() {
    WorkCalendar calendar =
        new WorkCalendar(
            SHANGHAI,
            WorkCalendar.usualWeek(),
            Map.of(LocalDate.of(2026, 2, 13), DayHours.parse("hours", "08:00-12:00")));
    assertThat(due(calendar, LimitUnit.WORK_DAY, "2026-02-12T14:00", 1))
        .as("half of Thursday, half of the short Friday")
        .isEqualTo("2026-02-13T10:00");
    assertThat(due(calendar, LimitUnit.WORK_HOUR, "2026-02-12T17:00", 6))
        .isEqualTo("2026-02-16T09:30");
  }

  @Test
  void hoursUpToMidnightMeetTheNextDayWithoutASeam() {
    Map<DayOfWeek, DayHours> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, DayHours.parse("hours", "00:00-24:00"));
    }
    WorkCalendar calendar = new WorkCalendar(SHANGHAI, week, Map.of());
    assertThat(due(calendar, LimitUnit.WORK_HOUR, "2026-12-31T23:00", 2))
        .isEqualTo("2027-01-01T01:00");
    assertThat(due(calendar, LimitUnit.WORK_HOUR, "2026-12-31T23:00", 1))
        .isEqualTo("2027-01-01T00:00");
    assertThat(due(calendar, LimitUnit.WORK_DAY, "2026-12-31T06:00", 1))
        .isEqualTo("2027-01-01T06:00");
  }

  @ParameterizedTest
  @CsvSource({
    "CALENDAR_DAY,2026-03-28T10:00,1,2026-03-29T10:00",
    "CALENDAR_DAY,2026-03-28T02:30,1,2026-03-29T03:00",
    "CALENDAR_DAY,2026-10-24T10:00,1,2026-10-25T10:00",
    "CALENDAR_DAY,2026-10-24T02:30,1,2026-10-25T02:30",
    "CALENDAR_DAY,2026-10-24T03:00,1,2026-10-25T03:00",
    "URGENT_HOUR,2026-03-28T10:00,24,2026-03-29T11:00",
    "URGENT_HOUR,2026-10-24T10:00,24,2026-10-25T09:00",
    "WORK_DAY,2026-03-27T10:00,1,2026-03-30T10:00",
  })
  void theSameLocalTimeAcrossAChangeOfTheClock(
      LimitUnit unit, String from, double amount, String to) {
    assertThat(due(WorkCalendar.usual(BERLIN), unit, from, amount)).isEqualTo(to);
  }

  @ParameterizedTest
  @EnumSource(LimitUnit.class)
  void whatWasSuspendedGoesOnWithWhatWasLeftAlsoWhenOverdue(LimitUnit unit) {
    Instant start = moment(SHANGHAI, "2026-05-15T16:20");
    Instant due = USUAL.add(unit, start, 3);
    for (String stop : List.of("2026-05-15T17:00", "2026-05-18T09:10", "2026-06-30T11:00")) {
      long left = USUAL.position(unit, due) - USUAL.position(unit, moment(SHANGHAI, stop));
      Instant resumed = moment(SHANGHAI, "2026-07-01T15:00");
      Instant newDue = USUAL.at(unit, USUAL.position(unit, resumed) + left);
      assertThat(USUAL.position(unit, newDue) - USUAL.position(unit, resumed)).isEqualTo(left);
      assertThat(newDue.isBefore(resumed)).isEqualTo(left < 0);
    }
  }

  @Test
  void fineMomentsAreTakenToTheMillisecond() {
    Instant fine = moment(SHANGHAI, "2026-05-15T10:00").plusNanos(1_999_999);
    for (LimitUnit unit : LimitUnit.values()) {
      assertThat(USUAL.add(unit, fine, 0).getNano() % 1_000_000).isZero();
      assertThat(USUAL.position(unit, fine))
          .isEqualTo(USUAL.position(unit, fine.minusNanos(999_999)));
    }
  }

  @Test
  void agreesWithASlowReferenceMinuteByMinute() {
    long seed = new Random().nextLong();
    System.out.println("WorkCalendarTest seed " + seed);
    Random random = new Random(seed);
    List<String> zones =
        List.of(
            "Asia/Shanghai",
            "Europe/Berlin",
            "America/Havana",
            "Asia/Beirut",
            "Australia/Lord_Howe",
            "America/St_Johns");
    for (int round = 0; round < 24; round++) {
      ZoneId zone = ZoneId.of(zones.get(round % zones.size()));
      LocalDate from = aroundAChange(zone, random);
      Map<DayOfWeek, DayHours> week = new EnumMap<>(DayOfWeek.class);
      for (DayOfWeek day : DayOfWeek.values()) {
        week.put(day, random.nextInt(4) == 0 ? DayHours.OFF : hours(random));
      }
      week.put(DayOfWeek.of(1 + random.nextInt(7)), DayHours.parse("hours", "00:00-24:00"));
      Map<LocalDate, DayHours> exceptions = new HashMap<>();
      for (int i = 0; i < 8; i++) {
        exceptions.put(
            from.plusDays(random.nextInt(40)), random.nextBoolean() ? DayHours.OFF : hours(random));
      }
      WorkCalendar fast = new WorkCalendar(zone, week, exceptions);
      SlowCalendar slow = new SlowCalendar(zone, week, exceptions, from, from.plusDays(40));
      for (LimitUnit unit : LimitUnit.values()) {
        compare(fast, slow, unit, random, "seed " + seed + " " + zone + " " + unit);
      }
    }
  }

  /**
   * Where the clock was put back over midnight (St John's until 2011, at 00:01), an edge at
   * midnight comes twice, which the reference counts by local times: {@link
   * #aSpanOpensAndClosesTheFirstTime}.
   */
  private static LocalDate aroundAChange(ZoneId zone, Random random) {
    LocalDate day;
    ZoneOffsetTransition change;
    do {
      day = LocalDate.of(2001 + random.nextInt(98), 1 + random.nextInt(12), 1);
      change = zone.getRules().nextTransition(day.atStartOfDay(zone).toInstant());
    } while (change != null && change.isOverlap() && holdsMidnight(change));
    boolean near = change != null && change.getDateTimeBefore().getYear() < 2099;
    return near ? change.getDateTimeBefore().toLocalDate().minusDays(3L + random.nextInt(30)) : day;
  }

  private static boolean holdsMidnight(ZoneOffsetTransition overlap) {
    LocalDateTime midnight = overlap.getDateTimeBefore().toLocalDate().atStartOfDay();
    return overlap.getDateTimeAfter().isBefore(midnight)
        && midnight.isBefore(overlap.getDateTimeBefore());
  }

  /** At 00:01 of 29 October 2006 St John's put its clock back to 23:01 of the 28th. */
  @Test
  void aSpanOpensAndClosesTheFirstTime() {
    ZoneId zone = ZoneId.of("America/St_Johns");
    Map<DayOfWeek, DayHours> week = new EnumMap<>(DayOfWeek.class);
    week.put(DayOfWeek.SATURDAY, DayHours.parse("hours", "22:00-24:00"));
    week.put(DayOfWeek.MONDAY, DayHours.parse("hours", "08:00-09:00"));
    WorkCalendar evening = new WorkCalendar(zone, week, Map.of());
    Instant open = Instant.parse("2006-10-29T00:30:00Z");
    assertThat(passed(evening, open, "2006-10-29T02:30:00Z")).isEqualTo(Duration.ofHours(2));
    assertThat(passed(evening, open, "2006-10-29T12:00:00Z")).isEqualTo(Duration.ofHours(2));
    week.remove(DayOfWeek.SATURDAY);
    week.put(DayOfWeek.SUNDAY, DayHours.parse("hours", "00:00-02:00"));
    WorkCalendar night = new WorkCalendar(zone, week, Map.of());
    assertThat(passed(night, open, "2006-10-29T02:30:00Z")).isZero();
    assertThat(passed(night, open, "2006-10-29T12:00:00Z")).isEqualTo(Duration.ofHours(3));
  }

  private static Duration passed(WorkCalendar calendar, Instant from, String to) {
    long before = calendar.position(LimitUnit.WORK_HOUR, from);
    return Duration.ofMillis(calendar.position(LimitUnit.WORK_HOUR, Instant.parse(to)) - before);
  }

  /** One to three spans on the half hour; none ends within an hour that may come twice. */
  private static DayHours hours(Random random) {
    List<Integer> edges = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      edges.add(random.nextInt(49));
      edges.add(random.nextInt(49));
    }
    List<Integer> sorted =
        edges.stream()
            .map(half -> half < 6 ? 0 : half == 47 ? 48 : half)
            .map(half -> half * 30)
            .distinct()
            .sorted()
            .toList();
    List<DayHours.Span> spans = new ArrayList<>();
    for (int i = 0; i + 1 < sorted.size(); i += 2) {
      spans.add(new DayHours.Span(sorted.get(i), sorted.get(i + 1)));
    }
    return new DayHours(spans);
  }

  private static void compare(
      WorkCalendar fast, SlowCalendar slow, LimitUnit unit, Random random, String which) {
    long origin = fast.position(unit, slow.start);
    for (int i = 0; i <= slow.minutes; i += 1 + random.nextInt(40)) {
      assertThat(fast.position(unit, slow.moment(i)) - origin)
          .as(which + " at " + slow.moment(i))
          .isEqualTo(slow.passed(unit, i));
    }
    long all = slow.passed(unit, slow.minutes);
    for (int i = 0; i < 200; i++) {
      long ticks = (long) (random.nextDouble() * all) + 1;
      if (ticks > all) {
        continue;
      }
      Instant at = fast.at(unit, origin + ticks);
      String what = which + " + " + ticks;
      int minute = slow.firstWith(unit, ticks);
      assertThat(at).as(what).isBetween(slow.moment(minute - 1), slow.moment(minute));
      assertThat(fast.position(unit, at)).as(what).isGreaterThanOrEqualTo(origin + ticks);
      assertThat(fast.position(unit, at.minusMillis(1))).as(what).isLessThan(origin + ticks);
    }
  }

  @ParameterizedTest
  @EnumSource(LimitUnit.class)
  void twoLimitsOneAfterTheOtherAreOneOfBoth(LimitUnit unit) {
    long seed = new Random().nextLong();
    System.out.println("WorkCalendarTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      Instant start = Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(2_000_000_000));
      long first = random.nextInt(400_000_000);
      long second = random.nextInt(400_000_000);
      long position = USUAL.position(unit, start);
      Instant once = USUAL.at(unit, position + first + second);
      Instant between = USUAL.at(unit, position + first);
      Instant twice = USUAL.at(unit, USUAL.position(unit, between) + second);
      // A step in between may be rounded up to its millisecond; overnight that is a night.
      assertThat(USUAL.position(unit, twice) - USUAL.position(unit, once))
          .as("seed " + seed)
          .isBetween(0L, 10L);
      assertThat(between).isBeforeOrEqualTo(once);
      assertThat(USUAL.at(unit, USUAL.position(unit, once))).isEqualTo(once);
    }
  }

  @Test
  void aCalendarWithoutWorkingTimeIsRefused() {
    assertThatThrownBy(() -> new WorkCalendar(SHANGHAI, Map.of(), Map.of()))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("without any working time");
    assertThatThrownBy(
            () ->
                new WorkCalendar(
                    SHANGHAI,
                    WorkCalendar.usualWeek(),
                    Map.of(LocalDate.of(1999, 12, 31), DayHours.OFF)))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("1999-12-31");
  }

  @Test
  void workingTimeBeyondTheYearsKnownIsRefusedAndOtherTimeIsNot() {
    Instant early = moment(SHANGHAI, "1999-12-31T23:00");
    Instant late = moment(SHANGHAI, "2100-12-31T10:00");
    for (LimitUnit unit : List.of(LimitUnit.WORK_HOUR, LimitUnit.WORK_DAY)) {
      assertThatThrownBy(() -> USUAL.add(unit, early, 1))
          .isInstanceOf(FaultException.class)
          .hasMessageContaining("2000-01-01 to 2100-12-31")
          .hasMessageContaining("1999-12-31");
      assertThatThrownBy(() -> USUAL.add(unit, late, 30)).isInstanceOf(FaultException.class);
      assertThatThrownBy(() -> USUAL.at(unit, -1)).isInstanceOf(FaultException.class);
    }
    assertThat(due(USUAL, LimitUnit.WORK_DAY, "2100-12-30T18:00", 1)).isEqualTo("2100-12-31T18:00");
    assertThat(due(USUAL, LimitUnit.CALENDAR_DAY, "1999-12-31T23:00", 1))
        .isEqualTo("2000-01-01T23:00");
    assertThat(due(USUAL, LimitUnit.URGENT_HOUR, "2100-12-31T23:00", 2))
        .isEqualTo("2101-01-01T01:00");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e9, -1e9})
  void anAmountThatIsNoneIsRefused(double amount) {
    assertThatThrownBy(() -> USUAL.ticks(LimitUnit.WORK_DAY, amount))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("amount");
  }

  @Test
  void aQuestionTakesNoTimeToSpeakOf() {
    Instant start = moment(SHANGHAI, "2026-05-15T10:00");
    long sum = 0;
    long began = System.nanoTime();
    for (int i = 0; i < 400_000; i++) {
      sum += USUAL.add(LimitUnit.WORK_DAY, start.plusSeconds(i * 61L), 5).toEpochMilli();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.println("a due moment takes " + took.toNanos() / 400_000 + " ns, sum " + sum);
    assertThat(took).isLessThan(Duration.ofSeconds(4));
  }
}
