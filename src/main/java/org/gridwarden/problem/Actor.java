package org.gridwarden.problem;

import java.util.EnumSet;
import java.util.Set;
import org.gridwarden.people.AccountRole;

/**
 * Someone who acts, with what the assignments of the moment make of it. Immutable.
 *
 * @param id of the account or key
 * @param role null for the server itself and for strangers
 * @param party the id of the party that it acts for, or null
 * @param grids the codes of the grids that it is in charge of (role chief) or kept to (role
 *     inspector); what lies under them belongs to it too
 * @param team the name of the leader whose team it belongs to, or null
 */
public record Actor(
    String id, String name, AccountRole role, String party, Set<String> grids, String team) {
  public static final Actor SYSTEM = new Actor(null, null, null, null, Set.of(), null);
  public static final Actor STRANGER = new Actor(null, null, null, null, Set.of(), null);

  public Actor {
    grids = Set.copyOf(grids);
  }

  /** What it is to a problem. */
  Set<Hand> hands(Problem problem) {
    return hands(Concern.of(problem));
  }

  private Set<Hand> hands(Concern concern) {
    EnumSet<Hand> hands = EnumSet.noneOf(Hand.class);
    if (this == SYSTEM) {
      hands.add(Hand.SYSTEM);
      return hands;
    }
    if (role == AccountRole.ADMIN) {
      hands.add(Hand.ADMIN);
    }
    if (role == AccountRole.LEADER) {
      hands.add(Hand.LEADER);
    }
    if (role == AccountRole.CHIEF && isInCharge(concern)) {
      hands.add(Hand.CHIEF);
    }
    if (role == AccountRole.INSPECTOR && (grids.isEmpty() || isInCharge(concern))) {
      hands.add(Hand.INSPECTOR);
    }
    if (actsForParty() && party.equals(concern.unit())) {
      hands.add(Hand.HOLDER);
    }
    if (id != null && id.equals(concern.reporter())) {
      hands.add(Hand.REPORTER);
    }
    return hands;
  }

  private boolean isInCharge(Concern concern) {
    return concern.grids().stream().anyMatch(code -> code != null && grids.contains(code));
  }

  private boolean actsForParty() {
    return party != null && role != AccountRole.REPORTER;
  }

  /** Whether it may see a problem: where it has a hand in it, or its party is named there. */
  public boolean sees(Problem problem) {
    return sees(Concern.of(problem));
  }

  boolean sees(Concern concern) {
    return !hands(concern).isEmpty() || (actsForParty() && concern.named().contains(party));
  }

  /** Whether it may know people's names and numbers: those who work with them. */
  public boolean knowsPeople() {
    return role != null && role != AccountRole.REPORTER;
  }

  /** Whether it may know who reported a problem. */
  boolean knowsReporters() {
    return role == AccountRole.ADMIN || role == AccountRole.LEADER || role == AccountRole.INSPECTOR;
  }
}
