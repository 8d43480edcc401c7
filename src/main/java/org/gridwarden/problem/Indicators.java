package org.gridwarden.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gridwarden.problem.index.Belonging;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.Query;
import org.gridwarden.problem.index.RowView;
import org.gridwarden.responsibility.Category;
import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.Database;

/**
 * Counts what became of problems in a period. The rules, which the answer carries too:
 *
 * <ul>
 *   <li>due: its deadline lies in the period, and it is neither void nor merged; a suspended one
 *       has no deadline and isn't due.
 *   <li>closed of due: closed by the end of the period. In time: the last feedback, where there is
 *       none the closing, came at or before the deadline.
 *   <li>handled, reworked: feedbacks given and sent back within the period.
 *   <li>charged: grid and leader as they were when the problem was seen; the unit that holds it, so
 *       after a transfer the receiver, before the dispatch the primary; a feedback and its rework
 *       to the unit that gave the feedback. A grid or category counts what lies under it.
 * </ul>
 *
 * Safe for many threads; a million problems take some tens of milliseconds beside the ledger's
 * part.
 */
public final class Indicators {
  private final Database database;
  private final Problems problems;
  private final Duties duties;

  public Indicators(Database database, Problems problems, Duties duties) {
    this.database = database;
    this.problems = problems;
    this.duties = duties;
  }

  /** What is counted by. */
  public enum By {
    /** By nothing: all together, under the key null. */
    ALL,
    GRID(Belonging.GRID1, Belonging.GRID2, Belonging.GRID3),
    UNIT(Belonging.UNIT),
    LEADER(Belonging.LEADER),
    CATEGORY(Belonging.CATEGORY);

    private final List<Belonging> belongings;

    By(Belonging... belongings) {
      this.belongings = List.of(belongings);
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<By> find(String code) {
      return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
  }

  /** A period [from, to), looked at at a moment. */
  public record Period(Instant from, Instant to, Instant now) {}

  /** Only problems in a grid, of a category or what descends from it, of a unit; null: of all. */
  public record Only(String grid, String category, String unit) {}

  /** The figures by key; the key null stands for problems that belong to none. */
  Map<String, Indicator> count(By by, Period period, Only only) {
    Query query = query(only);
    Map<String, Indicator> counted = new HashMap<>();
    if (by == By.ALL) {
      Indicator all = new Indicator();
      problems.index().each(query, row -> take(all, row, period));
      counted.put(null, all);
    }
    for (Belonging belonging : by.belongings) {
      countRows(belonging, period, query).forEach((key, each) -> merge(counted, key, each));
    }
    database
        .readRecent(handle -> IndicatorStore.listWork(handle, period.from(), period.to()))
        .stream()
        .filter(work -> is(work, only, query.categories()))
        .forEach(work -> keys(by, work).forEach(key -> addWork(counted, key, work)));
    Map<String, Indicator> rolled = by == By.CATEGORY ? rolledUp(counted) : counted;
    if (by != By.ALL) {
      rolled.values().removeIf(Indicator::isEmpty);
    }
    return rolled;
  }

  private Query query(Only only) {
    return Query.ALL
        .grids(only.grid() == null ? null : Set.of(only.grid()))
        .categories(only.category() == null ? null : descending(only.category()))
        .and(row -> only.unit() == null || only.unit().equals(row.unitOrPrimary()));
  }

  /**
   * Counts over time.
   *
   * @param leader only problems of this leader; null: of all
   */
  void trend(Trend trend, Only only, String leader) {
    problems
        .index()
        .each(query(only).and(row -> leader == null || leader.equals(row.leader())), trend::take);
    trend.finish();
  }

  private static boolean is(IndicatorStore.Work work, Only only, Set<String> categories) {
    return (only.grid() == null || work.grids().contains(only.grid()))
        && (categories == null || categories.contains(work.category()))
        && (only.unit() == null || only.unit().equals(work.unit()));
  }

  private Set<String> descending(String category) {
    CategoryTree tree = duties.categories();
    return tree.list().stream()
        .map(Category::code)
        .filter(code -> tree.lineage(code).contains(category))
        .collect(Collectors.toSet());
  }

  private static void merge(Map<String, Indicator> counted, String key, Indicator more) {
    counted.computeIfAbsent(key, one -> new Indicator()).add(more);
  }

  private static void addWork(
      Map<String, Indicator> counted, String key, IndicatorStore.Work work) {
    Indicator indicator = counted.computeIfAbsent(key, one -> new Indicator());
    if (work.step() == Step.FEEDBACK) {
      indicator.handled += work.count();
    } else {
      indicator.reworked += work.count();
    }
  }

  private static List<String> keys(By by, IndicatorStore.Work work) {
    return switch (by) {
      case ALL -> Arrays.asList((String) null);
      case GRID -> work.grids().stream().filter(code -> code != null).toList();
      case UNIT -> Arrays.asList(work.unit());
      case LEADER -> Arrays.asList(work.leader());
      case CATEGORY -> List.of(work.category());
    };
  }

  private Map<String, Indicator> countRows(Belonging belonging, Period period, Query query) {
    List<Indicator> byNumber = new ArrayList<>();
    Map<String, Indicator> counted = new LinkedHashMap<>();
    boolean isGrid =
        belonging == Belonging.GRID1
            || belonging == Belonging.GRID2
            || belonging == Belonging.GRID3;
    problems
        .index()
        .each(
            query,
            row -> {
              int number = row.number(belonging);
              if (number == 0 && isGrid) {
                return;
              }
              while (byNumber.size() <= number) {
                byNumber.add(null);
              }
              Indicator indicator = byNumber.get(number);
              if (indicator == null) {
                indicator = new Indicator();
                byNumber.set(number, indicator);
                counted.put(row.text(belonging, number), indicator);
              }
              take(indicator, row, period);
            });
    return counted;
  }

  private static void take(Indicator indicator, RowView row, Period period) {
    long from = period.from().toEpochMilli();
    long to = period.to().toEpochMilli();
    ProblemStatus status = ProblemStatus.values()[row.status()];
    if (status == ProblemStatus.VOID || status == ProblemStatus.MERGED) {
      return;
    }
    if (row.reportedAt() >= from && row.reportedAt() < to) {
      indicator.reported++;
      indicator.returned += row.isFlagged(IndexRow.RETURN) ? 1 : 0;
    }
    if (status.isUnresolved()) {
      indicator.open++;
      long at = Math.min(period.now().toEpochMilli(), row.stoppedAt());
      indicator.overdue += row.dueAt() < at ? 1 : 0;
    }
    boolean closed = status == ProblemStatus.CLOSED;
    if (row.dueAt() >= from && row.dueAt() < to) {
      indicator.due++;
      if (closed && row.closedAt() < to) {
        indicator.dueClosed++;
        indicator.dueInTime += row.stoppedAt() <= row.dueAt() ? 1 : 0;
      }
    }
    if (closed && row.closedAt() >= from && row.closedAt() < to) {
      indicator.closed++;
      indicator.closedMillis += row.closedAt() - row.reportedAt();
    }
  }

  /** Each category with what descends from it. */
  private Map<String, Indicator> rolledUp(Map<String, Indicator> counted) {
    CategoryTree tree = duties.categories();
    Map<String, Indicator> rolled = new HashMap<>();
    counted.forEach(
        (code, each) -> {
          if (tree.find(code).isEmpty()) {
            merge(rolled, code, each);
          } else {
            tree.lineage(code).forEach(up -> merge(rolled, up, each));
          }
        });
    return rolled;
  }
}
