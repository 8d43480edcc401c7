package org.gridwarden.problem;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.RowView;

/**
 * Counts problems by the day, week or month in which something became of them; weeks begin on
 * Monday, days at midnight in the area's zone. The rules are those of {@link Indicators}; one that
 * was closed and taken up again counts as open all the while. For one thread; the cost of a row
 * doesn't depend on the number of steps.
 */
final class Trend {
  static final int MOST_STEPS = 400;

  private final long[] bounds;
  private final Indicator[] steps;

  /** When what is open at the end of a step is looked at: of the one that goes on, now. */
  private final long[] ends;

  private final int[] opened;
  private final int[] overdue;

  /** How long a step is. */
  enum Length {
    DAY,
    WEEK,
    MONTH;

    static Optional<Length> find(String code) {
      return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    LocalDate start(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
      };
    }

    LocalDate next(LocalDate start) {
      return switch (this) {
        case DAY -> start.plusDays(1);
        case WEEK -> start.plusWeeks(1);
        case MONTH -> start.plusMonths(1);
      };
    }
  }

  private Trend(long[] bounds, long now) {
    this.bounds = bounds;
    this.steps = new Indicator[bounds.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = new Indicator();
    }
    this.ends =
        Arrays.stream(bounds, 0, steps.length)
            .filter(start -> start <= now)
            .map(start -> Math.min(now, bounds[Arrays.binarySearch(bounds, start) + 1]))
            .toArray();
    this.opened = new int[ends.length + 1];
    this.overdue = new int[ends.length + 1];
  }

  /**
   * The whole steps that hold [from, to), the last one cut off at now.
   *
   * @return empty where there are more than {@link #MOST_STEPS}
   */
  static Optional<Trend> of(Length length, Instant from, Instant to, Instant now, ZoneId zone) {
    List<Long> bounds = new ArrayList<>();
    LocalDate start = length.start(from.atZone(zone).toLocalDate());
    while (start.atStartOfDay(zone).toInstant().isBefore(to)) {
      if (bounds.size() == MOST_STEPS) {
        return Optional.empty();
      }
      bounds.add(start.atStartOfDay(zone).toInstant().toEpochMilli());
      start = length.next(start);
    }
    bounds.add(start.atStartOfDay(zone).toInstant().toEpochMilli());
    return Optional.of(
        new Trend(bounds.stream().mapToLong(Long::longValue).toArray(), now.toEpochMilli()));
  }

  int size() {
    return steps.length;
  }

  Instant start(int step) {
    return Instant.ofEpochMilli(bounds[step]);
  }

  Instant end(int step) {
    return Instant.ofEpochMilli(bounds[step + 1]);
  }

  Indicator get(int step) {
    return steps[step];
  }

  /** Which step holds a moment, or -1. */
  private int step(long moment) {
    int at = Arrays.binarySearch(bounds, moment);
    int step = at >= 0 ? at : -at - 2;
    return step < steps.length ? step : -1;
  }

  void take(RowView row) {
    ProblemStatus status = ProblemStatus.values()[row.status()];
    if (status == ProblemStatus.VOID || status == ProblemStatus.MERGED) {
      return;
    }
    int reported = step(row.reportedAt());
    if (reported >= 0) {
      steps[reported].reported++;
      steps[reported].returned += row.isFlagged(IndexRow.RETURN) ? 1 : 0;
    }
    boolean isClosed = status == ProblemStatus.CLOSED;
    int due = step(row.dueAt());
    if (due >= 0) {
      Indicator indicator = steps[due];
      indicator.due++;
      if (isClosed && row.closedAt() < bounds[due + 1]) {
        indicator.dueClosed++;
        indicator.dueInTime += row.stoppedAt() <= row.dueAt() ? 1 : 0;
      }
    }
    int closed = isClosed ? step(row.closedAt()) : -1;
    if (closed >= 0) {
      steps[closed].closed++;
      steps[closed].closedMillis += row.closedAt() - row.reportedAt();
    }
    takeOpen(row, isClosed ? row.closedAt() : IndexRow.NEVER);
  }

  /** Open at the ends of some steps in a row; only where these begin and end is written down. */
  private void takeOpen(RowView row, long closedAt) {
    int from = firstEndAfter(row.reportedAt());
    int until = firstEndAfter(closedAt);
    if (from < until) {
      opened[from]++;
      opened[until]--;
    }
    int late = row.dueAt() < row.stoppedAt() ? Math.max(from, firstEndAfter(row.dueAt())) : until;
    if (late < until) {
      overdue[late]++;
      overdue[until]--;
    }
  }

  private int firstEndAfter(long moment) {
    int at = Arrays.binarySearch(ends, moment);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** After the last row. */
  void finish() {
    int open = 0;
    int late = 0;
    for (int i = 0; i < ends.length; i++) {
      open += opened[i];
      late += overdue[i];
      steps[i].open = open;
      steps[i].overdue = late;
    }
  }
}
