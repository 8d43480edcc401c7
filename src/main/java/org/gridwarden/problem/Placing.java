package org.gridwarden.problem;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.responsibility.Answer;
import org.gridwarden.responsibility.Decision;
import org.gridwarden.responsibility.Finder;
import org.gridwarden.responsibility.Question;
import org.gridwarden.responsibility.Responsible;
import org.gridwarden.responsibility.Role;
import org.gridwarden.responsibility.Rule;

/** Finds whose a problem is, by place, kind and moment. Safe for many threads; from memory. */
final class Placing {
  /** Farther from every grid than this a position is a mistake, not a problem of this area. */
  static final double MOST_METRES_OUTSIDE = 10_000;

  private final Finder finder;

  Placing(Finder finder) {
    this.finder = finder;
  }

  /**
   * @throws FaultException BAD_INPUT where the position lies far outside of the area
   */
  Duty find(String layer, LonLat point, String category, Instant at) {
    Answer answer = finder.answer(new Question(layer, point, category, at, null));
    if (answer.nearest() != null && answer.nearest().metres() > MOST_METRES_OUTSIDE) {
      throw FaultException.badInput(
          "lon, lat",
          point.lon() + ", " + point.lat(),
          "the position lies "
              + Math.round(answer.nearest().metres() / 1000)
              + " km outside of the area"
              + (answer.crsHint() == null
                  ? ""
                  : "; as crs=" + answer.crsHint() + " it would lie inside"));
    }
    return duty(layer, answer);
  }

  static Duty duty(String layer, Answer answer) {
    String[] grids = new String[Grid.LEVELS];
    for (Grid grid : answer.grids()) {
      grids[grid.level() - 1] = grid.code();
    }
    Responsible primary = answer.decision().primary();
    return new Duty(
        layer,
        java.util.Arrays.asList(grids),
        answer.place().code(),
        primary == null ? null : primary.party().id(),
        primary == null ? null : primary.rule().code(),
        primary == null ? null : primary.grid(),
        leader(answer.decision(), grids),
        line(answer.decision()));
  }

  /** Everyone that could act first, the primary at the head. */
  private static List<String> line(Decision decision) {
    Set<String> line = new LinkedHashSet<>();
    if (decision.primary() != null) {
      line.add(decision.primary().party().id());
    }
    for (Responsible each : decision.responsible()) {
      if (each.rule() != Rule.LISTED) {
        line.add(each.party().id());
      }
    }
    return List.copyOf(line);
  }

  private static String leader(Decision decision, String[] grids) {
    for (int level = grids.length; level > 0; level--) {
      for (Responsible each : decision.responsible()) {
        if (each.role() == Role.CONTRACTED_LEADER
            && grids[level - 1] != null
            && grids[level - 1].equals(each.grid())) {
          return each.party().id();
        }
      }
    }
    return null;
  }
}
