package org.gridwarden.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.responsibility.DutySnapshot;
import org.gridwarden.responsibility.Responsible;
import org.gridwarden.responsibility.Role;

/**
 * Who stands above whoever holds a problem, level by level: the chiefs of the grids above the one
 * that the primary's duty is for, then the contracted leaders of these grids. Safe for many
 * threads.
 */
final class Superiors {
  private final Duties duties;

  Superiors(Duties duties) {
    this.duties = duties;
  }

  /**
   * Whom the next escalation goes to: one level above the last.
   *
   * @return the id of a party, or null where nobody stands there: then it is the desk's
   */
  String next(Problem problem, Instant now) {
    List<String> above = list(problem, now);
    int step = problem.marks().escalations();
    if (above.isEmpty()) {
      return null;
    }
    return above.get(Math.min(step, above.size() - 1));
  }

  private List<String> list(Problem problem, Instant now) {
    DutySnapshot snapshot = duties.of(problem.duty().layer());
    List<String> grids = problem.duty().grids();
    int level = levelOf(problem.duty());
    List<String> above = new ArrayList<>();
    for (int up = level - 1; up >= 1; up--) {
      add(holder(snapshot, grids.get(up - 1), Role.GRID_CHIEF, now), problem, above);
    }
    for (int up = level; up >= 1; up--) {
      add(holder(snapshot, grids.get(up - 1), Role.CONTRACTED_LEADER, now), problem, above);
    }
    return above;
  }

  /** The level of the grid that the primary's duty is for; below all where it is for none. */
  private static int levelOf(Duty duty) {
    int at = duty.grids().indexOf(duty.primaryGrid());
    if (duty.primaryGrid() != null && at >= 0) {
      return at + 1;
    }
    for (int level = duty.grids().size(); level >= 1; level--) {
      if (duty.grids().get(level - 1) != null) {
        return level;
      }
    }
    return 0;
  }

  private static void add(String party, Problem problem, List<String> above) {
    if (party != null && !party.equals(problem.standing().unit()) && !above.contains(party)) {
      above.add(party);
    }
  }

  private static String holder(DutySnapshot snapshot, String grid, Role role, Instant now) {
    if (grid == null) {
      return null;
    }
    for (Responsible each : snapshot.ofGrid(grid)) {
      if (each.role() == role && each.assignment().validAt(now)) {
        return each.party().id();
      }
    }
    return null;
  }
}
