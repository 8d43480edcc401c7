package org.gridwarden.people;

import java.util.Objects;

/**
 * Someone who can sign in. Immutable.
 *
 * @param name that it signs in with, unique
 * @param partyId the party that it acts for, or null
 * @param grid the code of the grid that it is in charge of beside what its party's assignments
 *     give, or null
 */
public record Account(
    String id, String name, AccountRole role, String partyId, String grid, boolean disabled) {
  public Account {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
  }
}
