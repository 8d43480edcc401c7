package org.gridwarden.problem.limit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gridwarden.fault.FaultException;
import org.gridwarden.problem.Severity;
import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.table.Incoming;
import org.gridwarden.time.WorkCalendar;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time limits and the calendar they are counted in: brings them in from files, all or nothing,
 * and holds them in memory. Readers never lock; where the newest state can't be loaded the former
 * one stays and {@link #failure} says so.
 */
public final class TimeLimits {
  private static final Logger LOG = LoggerFactory.getLogger(TimeLimits.class);
  private static final String LIMITS = "limits";
  private static final String NORMAL = Severity.NORMAL.code();

  private final Database database;
  private final Clock clock;
  private final ZoneId zone;
  private volatile Loaded loaded;
  private volatile String failure;

  private record Loaded(
      Map<TimeLimit.Key, TimeLimit> limits, CalendarDays days, WorkCalendar calendar) {}

  /**
   * @param zone the area's time zone, in which days begin and end
   * @throws IllegalStateException where what is stored can't be loaded
   */
  public TimeLimits(Database database, Clock clock, ZoneId zone) {
    this.database = database;
    this.clock = clock;
    this.zone = zone;
    reload();
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  /** What an import did. */
  public record Outcome(int added, int updated, int unchanged, int removed, List<String> warnings) {
    public Outcome {
      warnings = List.copyOf(warnings);
    }
  }

  /** All limits, the default first, then by category and severity. */
  public List<TimeLimit> list() {
    return loaded.limits().values().stream()
        .sorted(
            Comparator.comparing(
                    TimeLimit::category, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                .thenComparing(limit -> Severity.find(limit.severity()).orElseThrow()))
        .toList();
  }

  /**
   * The limit for a problem: of the most specific category that has one for this severity; else of
   * the most specific one that has one for normal problems; else the default of this severity, else
   * the default.
   *
   * @param category a category's code, or null where a problem has none
   * @throws FaultException where there is no such category or severity
   */
  public TimeLimit find(CategoryTree categories, String category, String severity) {
    String code =
        Severity.find(severity)
            .orElseThrow(
                () ->
                    FaultException.badInput(
                        "severity", severity, "normal, serious or urgent is wanted"))
            .code();
    List<String> lineage = category == null ? List.of() : categories.lineage(category);
    Map<TimeLimit.Key, TimeLimit> limits = loaded.limits();
    return Stream.of(
            lineage.stream().map(each -> new TimeLimit.Key(each, code)),
            lineage.stream().map(each -> new TimeLimit.Key(each, NORMAL)),
            Stream.of(new TimeLimit.Key(null, code), TimeLimit.Key.DEFAULT))
        .flatMap(keys -> keys)
        .map(limits::get)
        .filter(limit -> limit != null)
        .findFirst()
        .orElseThrow();
  }

  public WorkCalendar calendar() {
    return loaded.calendar();
  }

  /** What the calendar says of days beyond their weekday, by {@link CalendarDay#day}. */
  Map<String, CalendarDay> days() {
    return loaded.days().byDay();
  }

  /** Everything that is said of days, as rows of the file that brings it in. */
  public List<List<Object>> listDays() {
    return loaded.days().byDay().values().stream()
        .map(
            day ->
                Arrays.<Object>asList(
                    day.day(),
                    day.working() ? "yes" : "no",
                    day.hours() == null ? null : day.hours().toString(),
                    day.name()))
        .toList();
  }

  /** When a problem that a limit holds for is due: closing time rather than the next opening. */
  public Instant dueAt(TimeLimit limit, Instant start) {
    return calendar().add(limit.unit(), start, limit.amount());
  }

  /**
   * When a quarter of a limit is left, counted back from a due moment, so also after a suspension.
   */
  public Instant dueSoonAt(TimeLimit limit, Instant due) {
    WorkCalendar now = calendar();
    long quarter = now.ticks(limit.unit(), limit.amount()) / 4;
    return now.at(limit.unit(), now.position(limit.unit(), due) - quarter);
  }

  /** Why the newest state could not be taken up, or null where it was. */
  public String failure() {
    return failure;
  }

  public void onChanges(List<Change> changes) {
    if (changes.stream().anyMatch(each -> each.kind().equals(LIMITS))) {
      reload();
    }
  }

  public synchronized void reload() {
    try {
      loaded =
          database.read(
              handle -> {
                Map<TimeLimit.Key, TimeLimit> limits = new HashMap<>();
                LimitStore.listLimits(handle).forEach(limit -> limits.put(limit.key(), limit));
                if (!limits.containsKey(TimeLimit.Key.DEFAULT)) {
                  throw new IllegalStateException("there is no default limit");
                }
                CalendarDays days = CalendarDays.of(LimitStore.listDays(handle));
                return new Loaded(limits, days, days.in(zone));
              });
      failure = null;
    } catch (RuntimeException broken) {
      failure = "the newest time limits could not be loaded: " + broken.getMessage();
      LOG.error("The newest time limits could not be loaded; the former ones stay", broken);
      if (broken instanceof FaultException fault && fault.isUnavailable()) {
        throw fault;
      }
    }
  }

  /**
   * Brings in limits and takes out those that the file marks so; those that stand and aren't in the
   * file stay.
   *
   * @throws FaultException with every fault of the file
   */
  public Outcome importLimits(Path file, CategoryTree categories, boolean dryRun) {
    Incoming<TimeLimit, TimeLimit.Key> read = LimitFile.read(file, categories);
    return bringIn(
        dryRun,
        handle -> {
          Plan<TimeLimit, TimeLimit.Key> plan =
              Plan.of(
                  read,
                  LimitStore.listLimits(handle),
                  TimeLimit::key,
                  LimitFile.warnings(read.rows()));
          if (!dryRun) {
            plan.write(handle, LimitStore::putLimits, LimitStore::removeLimits, "limits", now());
          }
          return plan.outcome();
        });
  }

  /**
   * Brings in days of the calendar and takes out those that the file marks so; those that stand and
   * aren't in the file stay.
   *
   * @throws FaultException with every fault of the file, or where no weekday would be worked
   */
  public Outcome importCalendar(Path file, boolean dryRun) {
    Incoming<CalendarDay, String> read = CalendarFile.read(file);
    return bringIn(
        dryRun,
        handle -> {
          List<CalendarDay> stored = LimitStore.listDays(handle);
          CalendarDays then = CalendarDays.of(stored).with(read.rows()).without(read.removed());
          List<String> warnings = check(file, then, read.rows());
          Plan<CalendarDay, String> plan = Plan.of(read, stored, CalendarDay::day, warnings);
          if (!dryRun) {
            plan.write(handle, LimitStore::putDays, LimitStore::removeDays, "calendar", now());
          }
          return plan.outcome();
        });
  }

  private List<String> check(Path file, CalendarDays all, List<CalendarDay> read) {
    try {
      return all.warnings(read, zone);
    } catch (FaultException refused) {
      String name = file.getFileName().toString();
      throw new FaultException(refused.faults().stream().map(each -> each.file(name)).toList());
    }
  }

  private Outcome bringIn(boolean dryRun, Function<Handle, Outcome> work) {
    if (dryRun) {
      return database.read(work);
    }
    Outcome outcome = database.writeAlone(work);
    reload();
    return outcome;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** What of a file is new, against what stands in the same transaction. */
  private record Plan<T, K>(List<T> changed, List<K> removed, Outcome outcome) {
    static <T, K> Plan<T, K> of(
        Incoming<T, K> read, List<T> stored, Function<T, K> keyOf, List<String> warnings) {
      Map<K, T> before = new HashMap<>();
      stored.forEach(each -> before.put(keyOf.apply(each), each));
      List<T> changed =
          read.rows().stream().filter(each -> !each.equals(before.get(keyOf.apply(each)))).toList();
      List<K> removed = read.removed().stream().filter(before::containsKey).toList();
      int added =
          (int) changed.stream().filter(each -> !before.containsKey(keyOf.apply(each))).count();
      int unchanged = read.rows().size() - changed.size() + read.removed().size() - removed.size();
      return new Plan<>(
          changed,
          removed,
          new Outcome(added, changed.size() - added, unchanged, removed.size(), warnings));
    }

    void write(
        Handle handle,
        BiConsumer<Handle, List<T>> put,
        BiConsumer<Handle, List<K>> remove,
        String id,
        Instant now) {
      if (changed.isEmpty() && removed.isEmpty()) {
        return;
      }
      put.accept(handle, changed);
      remove.accept(handle, removed);
      ChangeStore.append(handle, LIMITS, id, now, null, null);
    }
  }
}
