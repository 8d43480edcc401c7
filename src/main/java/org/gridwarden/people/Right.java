package org.gridwarden.people;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.gridwarden.people.AccountRole.ADMIN;
import static org.gridwarden.people.AccountRole.CHIEF;
import static org.gridwarden.people.AccountRole.INSPECTOR;
import static org.gridwarden.people.AccountRole.LEADER;
import static org.gridwarden.people.AccountRole.UNIT;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gridwarden.fault.FaultException;

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
  TAKE_STEPS(EnumSet.allOf(AccountRole.class)),
  /** Find parties by name, to hand a problem to one. */
  FIND_PARTIES(EnumSet.of(ADMIN, LEADER, CHIEF, UNIT, INSPECTOR)),
  /** See the indicators of the whole area. */
  SEE_INDICATORS(EnumSet.of(ADMIN, LEADER, CHIEF, UNIT, INSPECTOR)),
  /** See where problems pile up, as numbers of problems and never single ones. */
  SEE_HEAT(EnumSet.allOf(AccountRole.class)),
  /** Make wall maps, with the problems that each role sees. */
  PRINT(EnumSet.of(ADMIN, LEADER, CHIEF, INSPECTOR)),
  /** See the phones that don't stand on the notice board in the street. */
  SEE_PHONES(EnumSet.of(ADMIN, LEADER, CHIEF, UNIT, INSPECTOR)),
  /** Manage accounts and keys, see the audit. */
  MANAGE(EnumSet.of(ADMIN)),
  /** Be signed in at all. */
  SIGNED_IN(EnumSet.allOf(AccountRole.class)),
  /** End the own session, change the own password: for people, as a key has neither. */
  OWN_SESSION(EnumSet.allOf(AccountRole.class));

  private final String code = name().toLowerCase(Locale.ROOT);

  private final Set<AccountRole> roles;

  Right(Set<AccountRole> roles) {
    this.roles = Set.copyOf(roles);
  }

  public String code() {
    return code;
  }

  public boolean isOf(AccountRole role) {
    return roles.contains(role);
  }

  /** What a person of a role may ask for. */
  static Set<Right> listOf(AccountRole role) {
    return Arrays.stream(values()).filter(each -> each.isOf(role)).collect(toUnmodifiableSet());
  }

  /** What a key of a role can be given. */
  static Set<Right> listOfKey(AccountRole role) {
    return Arrays.stream(values())
        .filter(each -> each.isOf(role) && each != OWN_SESSION)
        .collect(toUnmodifiableSet());
  }

  /**
   * @throws FaultException naming the field where there is no such right
   */
  public static Right parse(String field, String code) {
    return find(code)
        .orElseThrow(
            () ->
                FaultException.badInput(
                    field,
                    code,
                    "one of " + Arrays.stream(values()).map(Right::code).collect(joining(", "))));
  }

  static Optional<Right> find(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }
}
