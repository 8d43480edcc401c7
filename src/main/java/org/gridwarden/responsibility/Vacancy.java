package org.gridwarden.responsibility;

/**
 * A grid that lacks someone it should have.
 *
 * @param missing what it lacks: {@code grid_chief}, {@code contracted_leader} or {@code
 *     cobuilding_unit}
 */
public record Vacancy(int level, String grid, String name, Role missing) {
  @Override
  public String toString() {
    return "grid " + grid + " (" + name + ", level " + level + ") has no " + missing.code();
  }
}
