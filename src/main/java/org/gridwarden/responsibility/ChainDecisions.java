package org.gridwarden.responsibility;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.gridwarden.grid.GridSnapshot;

/**
 * The decisions for a snapshot's finest grids and what stands above them, away from frontages and
 * for no category in particular: most questions. Each is made when it is first asked for, and kept
 * until an assignment on its chain begins or ends. Safe for many threads.
 */
final class ChainDecisions {
  private final GridSnapshot grids;
  private final DutySnapshot duties;
  private final Rules rules;
  private final int finestLevel;
  private final AtomicReferenceArray<Held> ofFinest;

  /** A decision and the interval [from, to) in which it stays; null is open. */
  private record Held(Decision decision, Instant from, Instant to) {
    boolean holds(Instant at) {
      return (from == null || !from.isAfter(at)) && (to == null || to.isAfter(at));
    }
  }

  ChainDecisions(GridSnapshot grids, DutySnapshot duties, Rules rules) {
    this.grids = grids;
    this.duties = duties;
    this.rules = rules;
    this.finestLevel = grids.chain().finestLevel();
    this.ofFinest =
        new AtomicReferenceArray<>(finestLevel == 0 ? 0 : grids.chain().index(finestLevel).size());
  }

  boolean isOf(GridSnapshot otherGrids, DutySnapshot otherDuties) {
    return grids == otherGrids && duties == otherDuties;
  }

  /**
   * @param chain ordinals, level 1 first, as {@link org.gridwarden.grid.GridChain#find} gives them
   */
  Decision decide(int[] chain, Instant at) {
    int finest = finestLevel == 0 ? -1 : chain[finestLevel - 1];
    Held held = finest < 0 ? null : ofFinest.get(finest);
    if (held != null && held.holds(at)) {
      return held.decision();
    }
    String[] codes = grids.codes(chain);
    Decision decision = rules.decideAwayFromFrontages(duties, codes, at);
    if (finest < 0) {
      return decision;
    }
    Decision kept = new Decision(decision.responsible(), decision.primary(), true);
    ofFinest.set(finest, heldAround(kept, codes, at));
    return kept;
  }

  private Held heldAround(Decision decision, String[] codes, Instant at) {
    Held held = around(new Held(decision, null, null), duties.everywhere(), at);
    for (String code : codes) {
      if (code != null) {
        held = around(held, duties.ofGrid(code), at);
      }
    }
    return held;
  }

  /** Narrows the interval to where none of these begins or ends. */
  private static Held around(Held held, List<Responsible> all, Instant at) {
    Instant from = held.from();
    Instant to = held.to();
    for (Responsible each : all) {
      for (Instant turn :
          new Instant[] {each.assignment().validFrom(), each.assignment().validTo()}) {
        if (turn != null && turn.isAfter(at)) {
          to = to == null || turn.isBefore(to) ? turn : to;
        } else if (turn != null) {
          from = from == null || turn.isAfter(from) ? turn : from;
        }
      }
    }
    return new Held(held.decision(), from, to);
  }
}
