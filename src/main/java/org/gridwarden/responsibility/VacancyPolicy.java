package org.gridwarden.responsibility;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridwarden.grid.Grid;

/**
 * Which roles the grids of a level should have someone in. Data, since cities differ.
 *
 * @param rolesByLevel any of the roles of a level's set may be wanted; a unit of whatever kind
 *     fills {@link Role#COBUILDING_UNIT}
 */
public record VacancyPolicy(Map<Integer, Set<Role>> rolesByLevel) {
  /** A chief on every level, a contracted leader on level 2, a unit on level 3. */
  public static final VacancyPolicy DEFAULT =
      new VacancyPolicy(
          Map.of(
              1, Set.of(Role.GRID_CHIEF),
              2, Set.of(Role.GRID_CHIEF, Role.CONTRACTED_LEADER),
              3, Set.of(Role.GRID_CHIEF, Role.COBUILDING_UNIT)));

  private static final Set<Role> UNITS =
      Set.of(Role.COBUILDING_UNIT, Role.LEAD_UNIT, Role.RESPONSIBLE_UNIT);

  public VacancyPolicy {
    rolesByLevel = Map.copyOf(rolesByLevel);
  }

  /** The vacancies at a moment, by level and code. */
  public List<Vacancy> list(List<Grid> grids, DutySnapshot duties, Instant at) {
    List<Vacancy> vacancies = new ArrayList<>();
    for (Grid grid : grids) {
      for (Role role : rolesByLevel.getOrDefault(grid.level(), Set.of())) {
        boolean held =
            duties.ofGrid(grid.code()).stream()
                .anyMatch(
                    each ->
                        each.assignment().category() == null
                            && fills(each.role(), role)
                            && each.assignment().validAt(at));
        if (!held) {
          vacancies.add(new Vacancy(grid.level(), grid.code(), grid.name(), role));
        }
      }
    }
    vacancies.sort(
        Comparator.comparingInt(Vacancy::level)
            .thenComparing(Vacancy::grid)
            .thenComparing(Vacancy::missing));
    return vacancies;
  }

  private static boolean fills(Role held, Role wanted) {
    return wanted == Role.COBUILDING_UNIT ? UNITS.contains(held) : held == wanted;
  }
}
