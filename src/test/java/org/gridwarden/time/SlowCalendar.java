package org.gridwarden.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * The measures of a calendar, walked minute by minute over some days: the reference that the fast
 * one is compared with. Knows no span longer than a minute and no change of the clock by name.
 */
final class SlowCalendar {
  private final ZoneId zone;
  private final Map<DayOfWeek, DayHours> week;
  private final Map<LocalDate, DayHours> exceptions;
  final Instant start;
  final int minutes;
  private final long[] urgent;
  private final long[] workHours;
  private final long[] workDays;
  private final long[] calendarDays;

  SlowCalendar(
      ZoneId zone,
      Map<DayOfWeek, DayHours> week,
      Map<LocalDate, DayHours> exceptions,
      LocalDate from,
      LocalDate to) {
    this.zone = zone;
    this.week = week;
    this.exceptions = exceptions;
    this.start = from.atStartOfDay(zone).toInstant();
    this.minutes = (int) (to.atStartOfDay(zone).toEpochSecond() - start.getEpochSecond()) / 60;
    this.urgent = new long[minutes + 1];
    this.workHours = new long[minutes + 1];
    this.workDays = new long[minutes + 1];
    this.calendarDays = new long[minutes + 1];
    walk();
  }

  private void walk() {
    Map<LocalDate, Integer> workingMinutes = new HashMap<>();
    for (int i = 0; i < minutes; i++) {
      LocalDateTime local = local(i);
      if (isWorked(local)) {
        workingMinutes.merge(local.toLocalDate(), 1, Integer::sum);
      }
    }
    long wholeDays = 0;
    LocalDate day = null;
    int ofDay = 0;
    for (int i = 0; i < minutes; i++) {
      LocalDateTime local = local(i);
      urgent[i + 1] = urgent[i] + 60_000;
      workHours[i + 1] = workHours[i];
      workDays[i + 1] = workDays[i];
      if (isWorked(local)) {
        wholeDays += day != null && !local.toLocalDate().equals(day) ? 1 : 0;
        ofDay = local.toLocalDate().equals(day) ? ofDay + 1 : 1;
        day = local.toLocalDate();
        workHours[i + 1] += 60_000;
        workDays[i + 1] = 86_400_000L * wholeDays + 86_400_000L * ofDay / workingMinutes.get(day);
      }
    }
    long least = Long.MAX_VALUE;
    for (int i = minutes; i >= 0; i--) {
      least = Math.min(least, local(i).toEpochSecond(ZoneOffset.UTC) * 1000);
      calendarDays[i] = least;
    }
  }

  Instant moment(int minute) {
    return start.plusSeconds(60L * minute);
  }

  private LocalDateTime local(int minute) {
    return moment(minute).atZone(zone).toLocalDateTime();
  }

  private boolean isWorked(LocalDateTime local) {
    DayHours hours =
        exceptions.getOrDefault(local.toLocalDate(), week.get(local.toLocalDate().getDayOfWeek()));
    int minute = local.getHour() * 60 + local.getMinute();
    return hours.spans().stream()
        .anyMatch(span -> span.fromMinute() <= minute && minute < span.toMinute());
  }

  /** The steps from the start to a minute. */
  long passed(LimitUnit unit, int minute) {
    return switch (unit) {
      case URGENT_HOUR -> urgent[minute];
      case WORK_HOUR -> workHours[minute];
      case WORK_DAY -> workDays[minute];
      case CALENDAR_DAY -> calendarDays[minute] - calendarDays[0];
    };
  }

  /** The first minute by which so many steps have passed, or -1 where none has. */
  int firstWith(LimitUnit unit, long passed) {
    for (int i = 0; i <= minutes; i++) {
      if (passed(unit, i) >= passed) {
        return i;
      }
    }
    return -1;
  }
}
