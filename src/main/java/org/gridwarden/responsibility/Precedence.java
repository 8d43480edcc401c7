package org.gridwarden.responsibility;

import java.time.Instant;
import java.util.List;

/**
 * Who comes before whom. Data: an order of steps; the default is frontage, sector, co-building unit
 * (then other contracted units), grid chief, contracted leader, and last the territorial fallback.
 * Within sector the most specific category goes first, within every step the finest grid, then the
 * earliest valid-from, then the party's id.
 *
 * @param steps every step once, the first acts first
 */
public record Precedence(List<Step> steps) {
  /** A kind of responsibility that can be primary. */
  public enum Step {
    FRONTAGE,
    SECTOR,
    COBUILDING_UNIT,
    CONTRACTED_UNIT,
    GRID_CHIEF,
    CONTRACTED_LEADER,
    TERRITORIAL;

    /** The step of an assignment's rule and role, or null where it is only listed. */
    static Step of(Responsible responsible) {
      return switch (responsible.rule()) {
        case FRONTAGE -> FRONTAGE;
        case SECTOR -> SECTOR;
        case CHIEF -> GRID_CHIEF;
        case TERRITORIAL -> TERRITORIAL;
        case LISTED -> null;
        case CONTRACT ->
            switch (responsible.role()) {
              case COBUILDING_UNIT -> COBUILDING_UNIT;
              case CONTRACTED_LEADER -> CONTRACTED_LEADER;
              default -> CONTRACTED_UNIT;
            };
      };
    }
  }

  public static final Precedence DEFAULT = new Precedence(List.of(Step.values()));

  public Precedence {
    steps = List.copyOf(steps);
    if (steps.size() != Step.values().length || !steps.containsAll(List.of(Step.values()))) {
      throw new IllegalArgumentException("precedence names every step once: " + steps);
    }
  }

  /**
   * @param categorySteps for a sector, from the problem's category up to the assignment's
   * @param level of the assignment's grid, 0 for the whole area, above the finest for a strip
   */
  Ranked rank(Responsible responsible, int categorySteps, int level) {
    Step step = Step.of(responsible);
    int place = step == null ? steps.size() : steps.indexOf(step);
    return new Ranked(responsible, step, place, categorySteps, level);
  }

  /**
   * A responsible party with what decides its place; those who can be primary come before those who
   * are only listed.
   *
   * @param step null for one who is only listed
   */
  record Ranked(Responsible responsible, Step step, int place, int categorySteps, int level)
      implements Comparable<Ranked> {
    boolean canBePrimary() {
      return step != null;
    }

    @Override
    public int compareTo(Ranked other) {
      int order = Integer.compare(place, other.place);
      order = order != 0 ? order : Integer.compare(categorySteps, other.categorySteps);
      order = order != 0 ? order : Integer.compare(other.level, level);
      order = order != 0 ? order : compare(validFrom(), other.validFrom());
      return order != 0
          ? order
          : responsible.party().id().compareTo(other.responsible.party().id());
    }

    private Instant validFrom() {
      return responsible.assignment().validFrom();
    }

    /** One that always held comes first. */
    private static int compare(Instant a, Instant b) {
      if (a == null || b == null) {
        return Boolean.compare(a != null, b != null);
      }
      return a.compareTo(b);
    }
  }
}
