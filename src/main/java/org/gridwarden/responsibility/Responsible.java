package org.gridwarden.responsibility;

/**
 * A party that has something to do with a spot, and the rule that makes it so. One object stands
 * for an assignment as long as a {@link DutySnapshot} does, but where it falls back to a chief.
 */
public record Responsible(Rule rule, Assignment assignment) {
  /** By the rule that an assignment stands for by itself. */
  static Responsible of(Assignment assignment) {
    return new Responsible(
        assignment.isSector() ? Rule.SECTOR : assignment.role().rule(), assignment);
  }

  /** As the chief to fall back to. */
  Responsible territorial() {
    return new Responsible(Rule.TERRITORIAL, assignment);
  }

  public Role role() {
    return assignment.role();
  }

  public Party party() {
    return assignment.party();
  }

  /** The code of the grid it is for, or null for the whole area. */
  public String grid() {
    return assignment.grid();
  }
}
