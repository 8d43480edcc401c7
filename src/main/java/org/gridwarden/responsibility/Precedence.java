package org.gridwarden.responsibility;

import java.time.Instant;
import java.util.Comparator;
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
    TERRITORIAL
  }

  public static final Precedence DEFAULT = new Precedence(List.of(Step.values()));

  public Precedence {
    steps = List.copyOf(steps);
    if (steps.size() != Step.values().length || !steps.containsAll(List.of(Step.values()))) {
      throw new IllegalArgumentException("precedence names every step once: " + steps);
    }
  }

  /** A responsible party with what decides its place. */
  record Ranked(Responsible responsible, Step step, int categorySteps, int level) {
    boolean canBePrimary() {
      return step != null;
    }
  }

  /** Orders those who can be primary before those who are only listed. */
  Comparator<Ranked> order() {
    return Comparator.comparingInt(
            (Ranked ranked) -> ranked.step() == null ? steps.size() : steps.indexOf(ranked.step()))
        .thenComparingInt(Ranked::categorySteps)
        .thenComparing(Comparator.comparingInt(Ranked::level).reversed())
        .thenComparing(
            ranked -> ranked.responsible().assignment().validFrom(),
            Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
        .thenComparing(ranked -> ranked.responsible().party().id());
  }
}
