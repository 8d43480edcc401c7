package org.gridwarden.problem.limit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gridwarden.time.DayHours;
import org.gridwarden.time.WorkCalendar;

/**
 * All that is said of days, over the usual week where nothing is said of a weekday. Immutable.
 *
 * @param byDay by {@link CalendarDay#day}
 */
record CalendarDays(Map<String, CalendarDay> byDay) {
  CalendarDays {
    byDay = Collections.unmodifiableMap(new TreeMap<>(byDay));
  }

  static CalendarDays of(Collection<CalendarDay> days) {
    return new CalendarDays(Map.of()).with(days);
  }

  /** With more days, which replace what was said of the same day. */
  CalendarDays with(Collection<CalendarDay> more) {
    Map<String, CalendarDay> all = new TreeMap<>(byDay);
    more.forEach(day -> all.put(day.day(), day));
    return new CalendarDays(all);
  }

  /** As if nothing had been said of some days; those of which nothing was said don't matter. */
  CalendarDays without(Collection<String> days) {
    Map<String, CalendarDay> all = new TreeMap<>(byDay);
    days.forEach(all::remove);
    return new CalendarDays(all);
  }

  /**
   * The calendar that these days make.
   *
   * @throws org.gridwarden.fault.FaultException where no weekday would be worked
   */
  WorkCalendar in(ZoneId zone) {
    Map<DayOfWeek, DayHours> week = week();
    DayHours usual = usualHours(week);
    Map<LocalDate, DayHours> exceptions = new HashMap<>();
    for (CalendarDay day : byDay.values()) {
      DayHours hours = !day.working() ? DayHours.OFF : day.hours() == null ? usual : day.hours();
      day.weekday().ifPresent(weekday -> week.put(weekday, hours));
      day.date().ifPresent(date -> exceptions.put(date, hours));
    }
    return new WorkCalendar(zone, week, exceptions);
  }

  /** Weekdays with the hours that are known of them; a day without any isn't in it. */
  private Map<DayOfWeek, DayHours> week() {
    Map<DayOfWeek, DayHours> week = WorkCalendar.usualWeek();
    for (CalendarDay day : byDay.values()) {
      day.weekday()
          .ifPresent(
              weekday -> {
                week.remove(weekday);
                if (day.hours() != null) {
                  week.put(weekday, day.hours());
                }
              });
    }
    return week;
  }

  /** The hours that most weekdays have, of equals those that come first in the week. */
  private static DayHours usualHours(Map<DayOfWeek, DayHours> week) {
    List<DayHours> all = new ArrayList<>(week.values());
    all.removeIf(DayHours::isOff);
    DayHours usual = WorkCalendar.usualWeek().get(DayOfWeek.MONDAY);
    int most = 0;
    for (DayHours hours : all) {
      int count = Collections.frequency(all, hours);
      if (count > most) {
        usual = hours;
        most = count;
      }
    }
    return usual;
  }

  /** What was accepted but looks like a slip: a make-up day that is worked anyway. */
  List<String> warnings(Collection<CalendarDay> read, ZoneId zone) {
    WorkCalendar weekOnly =
        of(byDay.values().stream().filter(day -> day.weekday().isPresent()).toList()).in(zone);
    List<String> warnings = new ArrayList<>();
    for (CalendarDay day : read) {
      boolean pointless =
          day.working() && day.hours() == null && day.date().map(weekOnly::isWorking).orElse(false);
      if (pointless) {
        warnings.add(day.day() + " is worked anyway, by its weekday; is the date right?");
      }
    }
    return warnings;
  }
}
