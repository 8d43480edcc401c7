package org.gridwarden.responsibility;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.responsibility.Precedence.Ranked;
import org.gridwarden.responsibility.Precedence.Step;

/**
 * Applies the rules of responsibility to a place. Immutable and safe for many threads; a decision
 * takes about a microsecond.
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
   * @param strips the frontages that hold the point, as {@link DutySnapshot#frontagesAt} finds them
   * @param category the kind of problem, or null; then no sector duty applies
   * @throws org.gridwarden.fault.FaultException where there is no such category
   */
  Decision decide(
      DutySnapshot duties, String[] chain, List<Responsible> strips, String category, Instant at) {
    List<String> lineage = category == null ? List.of() : duties.categories().lineage(category);
    List<Ranked> ranked = new ArrayList<>();
    rank(strips, chain.length + 1, lineage, at, ranked);
    rank(duties.everywhere(), 0, lineage, at, ranked);
    int finest = 0;
    for (int level = chain.length; level > 0; level--) {
      if (chain[level - 1] != null) {
        finest = Math.max(finest, level);
        rank(duties.ofGrid(chain[level - 1]), level, lineage, at, ranked);
      }
    }
    return choose(ranked, finest);
  }

  /** As {@link #decide}, for a point in no strip: depends on the chain alone. */
  Decision decideAwayFromFrontages(DutySnapshot duties, String[] chain, Instant at) {
    return decide(duties, chain, List.of(), null, at);
  }

  /** Ranks those that hold at the moment and, where they are for one kind of problem, for this. */
  private void rank(
      List<Responsible> all, int level, List<String> lineage, Instant at, List<Ranked> ranked) {
    for (Responsible each : all) {
      String category = each.assignment().category();
      int categorySteps = category == null ? 0 : lineage.indexOf(category);
      if (each.assignment().validAt(at) && categorySteps >= 0) {
        ranked.add(precedence.rank(each, each.rule() == Rule.SECTOR ? categorySteps : 0, level));
      }
    }
  }

  /**
   * Where the finest grid, or a strip or a sector, names someone, the first in order acts first.
   * Where the finest grid names nobody, the chief of the nearest level up does.
   */
  private Decision choose(List<Ranked> ranked, int finest) {
    boolean fellBack = !isNamed(ranked, finest) && fallBack(ranked);
    ranked.sort(null);
    List<Responsible> all = new ArrayList<>(ranked.size());
    Responsible primary = null;
    for (Ranked each : ranked) {
      all.add(each.responsible());
      boolean canBe = fellBack ? each.step() == Step.TERRITORIAL : each.canBePrimary();
      if (primary == null && canBe) {
        primary = each.responsible();
      }
    }
    return new Decision(all, primary, false);
  }

  private static boolean isNamed(List<Ranked> ranked, int finest) {
    for (Ranked each : ranked) {
      if (each.canBePrimary()
          && (each.level() >= finest
              || each.step() == Step.FRONTAGE
              || each.step() == Step.SECTOR)) {
        return true;
      }
    }
    return false;
  }

  /** Puts the chiefs of the nearest level that has one into the fallback's step. */
  private boolean fallBack(List<Ranked> ranked) {
    int nearest = -1;
    for (Ranked each : ranked) {
      if (each.step() == Step.GRID_CHIEF) {
        nearest = Math.max(nearest, each.level());
      }
    }
    for (int i = 0; i < ranked.size(); i++) {
      Ranked each = ranked.get(i);
      if (each.step() == Step.GRID_CHIEF && each.level() == nearest) {
        ranked.set(i, precedence.rank(each.responsible().territorial(), 0, nearest));
      }
    }
    return nearest >= 0;
  }
}
