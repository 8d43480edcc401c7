package org.gridwarden.responsibility;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.responsibility.Precedence.Ranked;
import org.gridwarden.responsibility.Precedence.Step;

/**
 * Applies the rules of responsibility to a place. Immutable and safe for many threads; a decision
 * takes a few microseconds.
 */
public final class Rules {
  private final Precedence precedence;

  public Rules(Precedence precedence) {
    this.precedence = precedence;
  }

  /**
   * Decides for a point in a chain of grids.
   *
   * @param chain the codes of the grids that hold the point, level 1 first; null where a level has
   *     none
   * @param category the kind of problem, or null; then no sector duty applies
   * @throws org.gridwarden.fault.FaultException where there is no such category
   */
  public Decision decide(
      DutySnapshot duties, String[] chain, double lon, double lat, String category, Instant at) {
    return decide(duties, chain, duties.frontagesAt(lon, lat), category, at);
  }

  /** As {@link #decide}, for a point in no strip: depends on the chain alone. */
  Decision decideAwayFromFrontages(DutySnapshot duties, String[] chain, Instant at) {
    return decide(duties, chain, List.of(), null, at);
  }

  private Decision decide(
      DutySnapshot duties, String[] chain, List<Assignment> strips, String category, Instant at) {
    List<String> lineage = category == null ? List.of() : duties.categories().lineage(category);
    List<Ranked> ranked = new ArrayList<>();
    for (Assignment each : strips) {
      if (applies(each, lineage, at)) {
        ranked.add(rank(each, Rule.FRONTAGE, Step.FRONTAGE, 0, chain.length + 1));
      }
    }
    for (Assignment each : duties.everywhere()) {
      if (applies(each, lineage, at)) {
        ranked.add(rankOf(each, lineage, 0));
      }
    }
    int finest = 0;
    for (int level = chain.length; level > 0; level--) {
      if (chain[level - 1] != null) {
        finest = Math.max(finest, level);
        for (Assignment each : duties.ofGrid(chain[level - 1])) {
          if (applies(each, lineage, at)) {
            ranked.add(rankOf(each, lineage, level));
          }
        }
      }
    }
    return choose(ranked, finest);
  }

  /** Whether it holds at the moment and, where it is for one kind of problem, for this one. */
  private static boolean applies(Assignment each, List<String> lineage, Instant at) {
    return each.validAt(at) && (each.category() == null || lineage.contains(each.category()));
  }

  private static Ranked rankOf(Assignment each, List<String> lineage, int level) {
    if (each.isSector()) {
      return rank(each, Rule.SECTOR, Step.SECTOR, lineage.indexOf(each.category()), level);
    }
    Step step =
        switch (each.role()) {
          case COBUILDING_UNIT -> Step.COBUILDING_UNIT;
          case LEAD_UNIT, RESPONSIBLE_UNIT -> Step.CONTRACTED_UNIT;
          case GRID_CHIEF -> Step.GRID_CHIEF;
          case CONTRACTED_LEADER -> Step.CONTRACTED_LEADER;
          case FRONTAGE -> Step.FRONTAGE;
          case GRID_WORKER, INSPECTION_TEAM -> null;
        };
    return rank(each, each.role().rule(), step, 0, level);
  }

  private static Ranked rank(Assignment each, Rule rule, Step step, int categorySteps, int level) {
    return new Ranked(
        new Responsible(each.role(), rule, each.grid(), each.party(), each),
        step,
        categorySteps,
        level);
  }

  /**
   * Where the finest grid, or a strip or a sector, names someone, the first in order acts first.
   * Where the finest grid names nobody, the chief of the nearest level up does.
   */
  private Decision choose(List<Ranked> ranked, int finest) {
    boolean named =
        ranked.stream()
            .anyMatch(
                each ->
                    each.canBePrimary()
                        && (each.level() >= finest
                            || each.step() == Step.FRONTAGE
                            || each.step() == Step.SECTOR));
    List<Ranked> all = ranked;
    if (!named) {
      int nearest =
          ranked.stream()
              .filter(each -> each.step() == Step.GRID_CHIEF)
              .mapToInt(Ranked::level)
              .max()
              .orElse(-1);
      all = ranked.stream().map(each -> fallBack(each, nearest)).toList();
    }
    List<Ranked> ordered = all.stream().sorted(precedence.order()).toList();
    Responsible primary =
        ordered.stream()
            .filter(Ranked::canBePrimary)
            .filter(each -> named || each.step() == Step.TERRITORIAL || !hasFallback(ordered))
            .map(Ranked::responsible)
            .findFirst()
            .orElse(null);
    return new Decision(ordered.stream().map(Ranked::responsible).toList(), primary);
  }

  private static boolean hasFallback(List<Ranked> ranked) {
    return ranked.stream().anyMatch(each -> each.step() == Step.TERRITORIAL);
  }

  private static Ranked fallBack(Ranked each, int nearestLevel) {
    if (each.step() != Step.GRID_CHIEF || each.level() != nearestLevel) {
      return each;
    }
    Responsible chief = each.responsible();
    return new Ranked(
        new Responsible(
            chief.role(), Rule.TERRITORIAL, chief.grid(), chief.party(), chief.assignment()),
        Step.TERRITORIAL,
        0,
        each.level());
  }
}
