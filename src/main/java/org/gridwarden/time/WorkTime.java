package org.gridwarden.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.function.Function;
import org.gridwarden.fault.FaultException;

/**
 * How much working time has passed since the first day, as sums laid out before the first question:
 * each question is a binary search or two over some ten thousand longs. Immutable.
 */
final class WorkTime {
  private static final long DAY = LimitUnit.WORK_DAY.ticks();

  private final LocalDate firstDay;
  private final LocalDate lastDay;
  private final long firstMillis;
  private final long endMillis;
  private final int spanCount;
  private final int dayCount;

  /** When each span opens, in milliseconds since 1970. */
  private long[] opens = new long[1024];

  /** Working milliseconds before each span; one more entry than spans, the last being the sum. */
  private long[] beforeSpan = new long[1025];

  /** Working milliseconds before each working day; one more entry than days. */
  private long[] beforeDay = new long[1025];

  /**
   * @param lastDay the last day that belongs to it
   */
  WorkTime(
      LocalDate firstDay,
      LocalDate lastDay,
      ZoneRules rules,
      Function<LocalDate, DayHours> hoursOf) {
    this.firstDay = firstDay;
    this.lastDay = lastDay;
    this.firstMillis = millis(firstDay.atStartOfDay(), rules);
    this.endMillis = millis(lastDay.plusDays(1).atStartOfDay(), rules);
    int spans = 0;
    int days = 0;
    for (LocalDate day = firstDay; !day.isAfter(lastDay); day = day.plusDays(1)) {
      int spansBefore = spans;
      for (DayHours.Span span : hoursOf.apply(day).spans()) {
        long open = millis(day.atStartOfDay().plusMinutes(span.fromMinute()), rules);
        long close = millis(day.atStartOfDay().plusMinutes(span.toMinute()), rules);
        // Where the clock is put forward over a whole span, nothing of it is left.
        if (close > open) {
          opens = withRoom(opens, spans);
          beforeSpan = withRoom(beforeSpan, spans + 1);
          opens[spans] = open;
          beforeSpan[spans + 1] = beforeSpan[spans] + close - open;
          spans++;
        }
      }
      if (spans > spansBefore) {
        beforeDay = withRoom(beforeDay, days + 1);
        beforeDay[days + 1] = beforeSpan[spans];
        days++;
      }
    }
    this.spanCount = spans;
    this.dayCount = days;
  }

  private static long[] withRoom(long[] array, int index) {
    return index < array.length ? array : Arrays.copyOf(array, array.length * 2);
  }

  /**
   * The moment of a local time, rising with it: of a time that comes twice the first, for one that
   * is left out the moment at which the clock is put forward.
   */
  private static long millis(LocalDateTime local, ZoneRules rules) {
    ZoneOffsetTransition change = rules.getTransition(local);
    if (change != null && change.isGap()) {
      return change.getInstant().toEpochMilli();
    }
    return local.toEpochSecond(rules.getOffset(local)) * 1000;
  }

  /** Working milliseconds up to a moment. */
  long worked(Instant moment) {
    long at = moment.toEpochMilli();
    if (at < firstMillis || at > endMillis) {
      throw beyond(moment);
    }
    int span = lastAtMost(opens, spanCount, at);
    return span < 0 ? 0 : Math.min(beforeSpan[span] + at - opens[span], beforeSpan[span + 1]);
  }

  /** The earliest moment by which so many milliseconds are worked. */
  Instant whenWorked(long worked) {
    if (worked < 0 || worked > beforeSpan[spanCount]) {
      throw beyond(null);
    }
    if (worked == 0) {
      return Instant.ofEpochMilli(firstMillis);
    }
    int span = lastAtMost(beforeSpan, spanCount, worked - 1);
    return Instant.ofEpochMilli(opens[span] + worked - beforeSpan[span]);
  }

  /** Steps of work days for working milliseconds, rounded down. */
  long daysOf(long worked) {
    int day = lastAtMost(beforeDay, dayCount + 1, worked);
    if (day == dayCount) {
      return day * DAY;
    }
    return day * DAY + DAY * (worked - beforeDay[day]) / (beforeDay[day + 1] - beforeDay[day]);
  }

  /** The fewest working milliseconds that make so many steps of work days. */
  long workedOf(long steps) {
    long day = Math.floorDiv(steps, DAY);
    long rest = Math.floorMod(steps, DAY);
    if (day < 0 || day > dayCount || (day == dayCount && rest > 0)) {
      throw beyond(null);
    }
    if (rest == 0) {
      return beforeDay[(int) day];
    }
    long length = beforeDay[(int) day + 1] - beforeDay[(int) day];
    return beforeDay[(int) day] + (rest * length + DAY - 1) / DAY;
  }

  /** The last index whose value is no more than this one; -1 where none is. Values rise. */
  private static int lastAtMost(long[] values, int count, long value) {
    int found = Arrays.binarySearch(values, 0, count, value);
    return found >= 0 ? found : -found - 2;
  }

  private FaultException beyond(Instant moment) {
    return FaultException.badInput(
        "moment",
        moment == null ? null : moment.atOffset(ZoneOffset.UTC),
        "working time is counted from " + firstDay + " to " + lastDay + " only");
  }
}
