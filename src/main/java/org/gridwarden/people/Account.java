package org.gridwarden.people;

import java.util.Objects;
import java.util.Set;

/**
 * Someone who can act here: a person who signs in, or another system by its key. Immutable.
 *
 * @param id of the account or the key
 * @param name that a person signs in with, unique; of a key "key:" and its name
 * @param partyId the party that it acts for, or null
 * @param grid the code of the grid that it is in charge of beside what its party's assignments
 *     give, or null
 * @param team the name of the leader's account whose team an inspector is of, or null
 * @param rights what it may ask for; of a person those of the role
 * @param perSecond how often it may ask, or null: as the server's settings say
 * @param key whether it is a key
 */
public record Account(
    String id,
    String name,
    AccountRole role,
    String partyId,
    String grid,
    String team,
    boolean disabled,
    Set<Right> rights,
    Integer perSecond,
    boolean key) {
  static final String KEY_PREFIX = "key:";

  public Account {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    rights = Set.copyOf(rights);
    if (key != name.startsWith(KEY_PREFIX)) {
      throw new IllegalArgumentException(
          "the name of a key, and of no person, begins with " + KEY_PREFIX);
    }
  }

  /** A person's account. */
  public static Account person(
      String id,
      String name,
      AccountRole role,
      String partyId,
      String grid,
      String team,
      boolean disabled) {
    return new Account(
        id, name, role, partyId, grid, team, disabled, Right.listOf(role), null, false);
  }

  public boolean may(Right right) {
    return rights.contains(right);
  }
}
