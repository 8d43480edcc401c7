package org.gridwarden.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.gridwarden.fault.FaultException;

/**
 * When people work, and what a time limit's end is. Everything rests on one idea: for each unit a
 * measure that never falls, {@link #position}, of how much of that unit has passed since some
 * origin, and its inverse {@link #at}. So a limit ends at {@code at(position(start) + ticks)},
 * {@code position(due) - position(now)} is left of it (less than nothing once it is overdue), and
 * what was suspended goes on with what was left.
 *
 * <p>Steps (ticks): of urgent and work hours milliseconds; of calendar days milliseconds of the
 * local clock; of work days 86,400,000 a day that is worked at all, spread over its working hours.
 * Where a clock is put back, hours of work that open or close at a time that comes twice do so the
 * first time. Moments are taken to the millisecond, what is finer is dropped. Positions of two
 * calendars can't be compared, not even those of one before and after a holiday was added: keep
 * moments.
 *
 * <p>Immutable and safe for many threads. A question takes well below a microsecond; making one
 * takes some ten milliseconds. Working time is known for the years 2000 to 2100.
 */
public final class WorkCalendar {
  public static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  public static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);

  private static final DayHours USUAL_HOURS = DayHours.parse("hours", "08:30-12:00,13:30-18:00");
  private static final double MOST_UNITS = 1_000_000;

  private final ZoneId zone;
  private final ZoneRules rules;
  private final Map<DayOfWeek, DayHours> week;
  private final Map<LocalDate, DayHours> exceptions;
  private final WorkTime work;

  /**
   * @param week a weekday that is missing is off
   * @param exceptions days with other hours than their weekday's: holidays, make-up days
   * @throws FaultException where no weekday is worked, or an exception lies beyond the years known
   */
  public WorkCalendar(
      ZoneId zone, Map<DayOfWeek, DayHours> week, Map<LocalDate, DayHours> exceptions) {
    if (week.values().stream().allMatch(DayHours::isOff)) {
      throw FaultException.badInput(
          "working",
          null,
          "a calendar without any working time: at least one weekday needs hours, or no limit ends");
    }
    for (LocalDate day : exceptions.keySet()) {
      if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
        throw FaultException.badInput(
            "day", day, "a day from " + FIRST_DAY + " to " + LAST_DAY + " is wanted");
      }
    }
    this.zone = zone;
    this.rules = zone.getRules();
    this.week = Collections.unmodifiableMap(new EnumMap<>(week));
    this.exceptions = Map.copyOf(exceptions);
    this.work = new WorkTime(FIRST_DAY, LAST_DAY, rules, this::hours);
  }

  /** Monday to Friday, 08:30-12:00 and 13:30-18:00. */
  public static WorkCalendar usual(ZoneId zone) {
    return new WorkCalendar(zone, usualWeek(), Map.of());
  }

  /** The week of {@link #usual}. */
  public static Map<DayOfWeek, DayHours> usualWeek() {
    Map<DayOfWeek, DayHours> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, day.compareTo(DayOfWeek.FRIDAY) <= 0 ? USUAL_HOURS : DayHours.OFF);
    }
    return week;
  }

  public ZoneId zone() {
    return zone;
  }

  public boolean isWorking(LocalDate day) {
    return !hours(day).isOff();
  }

  /** The hours that hold on a day, its exception or else its weekday's. */
  public DayHours hours(LocalDate day) {
    DayHours other = exceptions.get(day);
    return other != null ? other : week.getOrDefault(day.getDayOfWeek(), DayHours.OFF);
  }

  /**
   * How many steps an amount of a unit is, to the nearest.
   *
   * @throws FaultException where the amount isn't finite, or exceeds a million units
   */
  public long ticks(LimitUnit unit, double amount) {
    if (!(Math.abs(amount) <= MOST_UNITS)) {
      throw FaultException.badInput(
          "amount", amount, "an amount of at most 1,000,000 " + unit.code() + " is wanted");
    }
    return Math.round(amount * unit.ticks());
  }

  /**
   * The earliest moment at which an amount more has passed than at another: closing time rather
   * than the next opening. A negative amount leads back.
   *
   * @throws FaultException where working time is asked for beyond the years known
   */
  public Instant add(LimitUnit unit, Instant from, double amount) {
    return at(unit, Math.addExact(position(unit, from), ticks(unit, amount)));
  }

  /**
   * The steps that have passed at a moment; never falls as time goes on. Where the clock is put
   * back, calendar days stand still until the repeated hour has come again.
   *
   * @throws FaultException for working time beyond the years known
   */
  public long position(LimitUnit unit, Instant moment) {
    return switch (unit) {
      case URGENT_HOUR -> moment.toEpochMilli();
      case CALENDAR_DAY -> localMillis(moment);
      case WORK_HOUR -> work.worked(moment);
      case WORK_DAY -> work.daysOf(work.worked(moment));
    };
  }

  /**
   * The earliest moment, in whole milliseconds, whose position is this one or, where none has it,
   * the next above.
   *
   * @throws FaultException for working time beyond the years known
   */
  public Instant at(LimitUnit unit, long position) {
    return switch (unit) {
      case URGENT_HOUR -> Instant.ofEpochMilli(position);
      case CALENDAR_DAY -> whenLocal(position);
      case WORK_HOUR -> work.whenWorked(position);
      case WORK_DAY -> work.whenWorked(work.workedOf(position));
    };
  }

  private long localMillis(Instant moment) {
    long millis = moment.toEpochMilli() + rules.getOffset(moment).getTotalSeconds() * 1000L;
    ZoneOffsetTransition change = rules.getTransition(local(millis));
    boolean comesAgain =
        change != null && change.isOverlap() && moment.isBefore(change.getInstant());
    return comesAgain ? millis(change.getDateTimeAfter()) : millis;
  }

  private Instant whenLocal(long millis) {
    LocalDateTime local = local(millis);
    ZoneOffsetTransition change = rules.getTransition(local);
    if (change == null) {
      return local.toInstant(rules.getOffset(local));
    }
    if (change.isGap()) {
      return change.getInstant();
    }
    // Only the very beginning of the repeated hour is reached the first time.
    boolean first = local.equals(change.getDateTimeAfter());
    return local.toInstant(first ? change.getOffsetBefore() : change.getOffsetAfter());
  }

  private static LocalDateTime local(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000L),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  private static long millis(LocalDateTime local) {
    return local.toEpochSecond(ZoneOffset.UTC) * 1000;
  }
}
