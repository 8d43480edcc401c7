package org.gridwarden.problem.limit;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gridwarden.time.DayHours;

/**
 * What the calendar says of a weekday, or of one date: a holiday, a make-up day, a day with other
 * hours. Immutable.
 *
 * @param day {@code mon} to {@code sun}, or an ISO date
 * @param hours of a working day, or null for the hours of the most usual weekday
 * @param name for instance of the holiday, or null
 */
record CalendarDay(String day, boolean working, DayHours hours, String name) {
  private static final String CHINESE_DAYS = "一二三四五六日";

  /** Also with slashes and without leading zeros, as spreadsheets write dates. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT);

  CalendarDay {
    if (!findDay(day).equals(Optional.of(day))) {
      throw new IllegalArgumentException("neither a weekday nor a date: " + day);
    }
    if (hours != null && (!working || hours.isOff())) {
      throw new IllegalArgumentException("only a working day has hours: " + day);
    }
  }

  /** The day that a text means, as {@link #day} has it; empty where it means none. */
  static Optional<String> findDay(String text) {
    String chinese = text.replaceFirst("^(周|星期)", "").replace('天', '日');
    int index = chinese.length() == 1 && !chinese.equals(text) ? CHINESE_DAYS.indexOf(chinese) : -1;
    if (index >= 0) {
      return Optional.of(code(DayOfWeek.of(index + 1)));
    }
    Optional<String> weekday =
        Arrays.stream(DayOfWeek.values())
            .map(CalendarDay::code)
            .filter(code -> code.equalsIgnoreCase(text))
            .findFirst();
    if (weekday.isPresent()) {
      return weekday;
    }
    try {
      return Optional.of(LocalDate.parse(text.replace('/', '-'), DATE).toString());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  static String code(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /** The weekday that is meant; empty for a date. */
  Optional<DayOfWeek> weekday() {
    return Arrays.stream(DayOfWeek.values()).filter(each -> code(each).equals(day)).findFirst();
  }

  /** The date that is meant; empty for a weekday. */
  Optional<LocalDate> date() {
    return weekday().isPresent() ? Optional.empty() : Optional.of(LocalDate.parse(day));
  }
}
