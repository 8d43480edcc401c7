package org.gridwarden.people;

import java.util.Objects;
import java.util.function.Predicate;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Faults;
import org.jdbi.v3.core.Handle;

/**
 * An account that is to be.
 *
 * @param partyId the party that it acts for, or null
 * @param grid the code of the grid that it is in charge of, or null
 * @param team the name of the leader's account whose team an inspector is of, or null
 */
public record AccountDraft(
    String name, AccountRole role, String partyId, String grid, String team, String password) {
  static final int LONGEST_NAME = 64;

  public AccountDraft {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(password, "password");
  }

  /** Finds what can be told without a look at what there is. */
  void check(Faults faults) {
    checkName(name, faults);
    if (team != null && role != AccountRole.INSPECTOR) {
      faults.add(Fault.badInput("only an inspector is of a team").field("team").value(team));
    }
  }

  /** Names of accounts and of keys: short, visible from end to end, and told apart. */
  static void checkName(String name, Faults faults) {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || !name.equals(name.strip())
        || name.codePoints().anyMatch(Character::isISOControl)) {
      faults.add(
          Fault.badInput("a name of 1 to " + LONGEST_NAME + " characters, no blanks around it")
              .field("name")
              .value(name));
    } else if (name.startsWith(Account.KEY_PREFIX)) {
      faults.add(
          Fault.badInput("a name may not begin with " + Account.KEY_PREFIX)
              .field("name")
              .value(name));
    }
  }

  /** Finds a party or a grid that there isn't. */
  static void checkPlace(
      Handle handle, String partyId, String grid, Predicate<String> isGrid, Faults faults) {
    if (partyId != null && !AccountStore.isParty(handle, partyId)) {
      faults.add(Fault.badInput("no such party").field("party").value(partyId));
    }
    if (grid != null && !isGrid.test(grid)) {
      faults.add(Fault.badInput("no such grid").field("grid").value(grid));
    }
  }

  static void checkPassword(String password, Faults faults) {
    if (!Passwords.isLongEnough(password)) {
      faults.add(Fault.badInput(Passwords.RULE).field("password"));
    }
  }
}
