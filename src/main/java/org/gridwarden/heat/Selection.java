package org.gridwarden.heat;

import java.util.Set;
import org.gridwarden.heat.interval.RowTest;
import org.gridwarden.heat.interval.RowTests;

/**
 * Which problems a picture of heat counts, and what each weighs. Immutable; equal ones count the
 * same.
 *
 * @param categories codes, those that descend from them included; null: all
 * @param severities bits of severities; 0: all
 * @param from reported at or after, milliseconds; null is open
 * @param to reported before
 * @param grid code of a grid of whatever level, or null
 * @param unit id of the party that holds it, or null
 * @param filter in ECQL, or null
 * @param at the moment that is shown, milliseconds; null is now
 */
record Selection(
    StatusGroup status,
    Set<String> categories,
    int severities,
    boolean overdue,
    boolean returned,
    Long from,
    Long to,
    String grid,
    String unit,
    Weighting weighting,
    String filter,
    Long at) {
  private static final long MINUTE = 60_000;

  /** All that are unresolved now. */
  static final Selection ALL =
      new Selection(
          StatusGroup.UNRESOLVED,
          null,
          0,
          false,
          false,
          null,
          null,
          null,
          null,
          Weighting.NONE,
          null,
          null);

  /** The same at another moment. */
  Selection at(Long moment) {
    return new Selection(
        status,
        categories,
        severities,
        overdue,
        returned,
        from,
        to,
        grid,
        unit,
        weighting,
        filter,
        moment);
  }

  /** The same of another stretch of time in which problems were reported. */
  Selection reported(Long newFrom, Long newTo) {
    return new Selection(
        status,
        categories,
        severities,
        overdue,
        returned,
        newFrom,
        newTo,
        grid,
        unit,
        weighting,
        filter,
        at);
  }

  /**
   * The same at a moment that stands: now, where what is counted changes as time goes by, is the
   * last full minute; where only changes count, it stays open.
   */
  Selection standing(long nowMillis) {
    return at == null && (overdue || weighting.ages()) ? at(nowMillis / MINUTE * MINUTE) : this;
  }

  /** Whether what is over already may count. */
  boolean needsPast() {
    return at != null || status == StatusGroup.CLOSED || status == StatusGroup.REPORTED;
  }

  /** The moment that rows are tested for: the end of time stands for now. */
  long moment() {
    return at == null ? Long.MAX_VALUE - 1 : at;
  }

  /** The test of rows, cheap conditions that leave few rows first. */
  RowTest test(Life.Numbers numbers) {
    boolean still = at == null && status == StatusGroup.UNRESOLVED;
    RowTest test = still ? RowTests.unresolvedStill() : status.at(moment());
    if (unit != null) {
      test = test.and(RowTests.unit(numbers.units().find(unit)));
    }
    if (severities != 0) {
      test = test.and(RowTests.severity(severities));
    }
    if (categories != null) {
      test = test.and(RowTests.category(numbers.categories().table(categories)));
    }
    if (grid != null) {
      test = test.and(RowTests.chain(numbers.chains().table(grid)));
    }
    if (overdue) {
      test = test.and(RowTests.overdueAt(moment()));
    }
    if (returned) {
      test = test.and(RowTests.returned());
    }
    if (from != null || to != null) {
      test =
          test.and(
              RowTests.reportedWithin(
                  from == null ? Long.MIN_VALUE : from, to == null ? Long.MAX_VALUE : to));
    }
    return filter == null ? test : test.and(EcqlFilter.parse(filter).test(numbers));
  }
}
