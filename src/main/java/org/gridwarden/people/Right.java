package org.gridwarden.people;

import static org.gridwarden.people.AccountRole.ADMIN;
import static org.gridwarden.people.AccountRole.CHIEF;
import static org.gridwarden.people.AccountRole.INSPECTOR;
import static org.gridwarden.people.AccountRole.LEADER;
import static org.gridwarden.people.AccountRole.UNIT;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a route may be asked for, and by which roles: the one table of rights. Which problems a role
 * may see and which steps it may take on them is decided beside the problems, by grid and unit.
 */
public enum Right {
  /** Report a problem, and send the photos with it. */
  REPORT(EnumSet.allOf(AccountRole.class)),
  /** See problems: each role those that concern it. */
  SEE_PROBLEMS(EnumSet.allOf(AccountRole.class)),
  /** Take steps: each role its own, on the problems that are its. */
  TAKE_STEPS(EnumSet.of(ADMIN, LEADER, CHIEF, UNIT, INSPECTOR)),
  /** See the indicators of the whole area. */
  SEE_INDICATORS(EnumSet.of(ADMIN, LEADER, CHIEF, UNIT, INSPECTOR)),
  /** Manage accounts, see the audit. */
  MANAGE(EnumSet.of(ADMIN)),
  /** Be signed in at all. */
  SIGNED_IN(EnumSet.allOf(AccountRole.class));

  private final Set<AccountRole> roles;

  Right(Set<AccountRole> roles) {
    this.roles = Set.copyOf(roles);
  }

  public boolean isOf(AccountRole role) {
    return roles.contains(role);
  }
}
