package org.gridwarden.people;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The key by which another system acts. Its token isn't kept.
 *
 * @param rights as in {@link KeyDraft}
 * @param createdBy the name of the account that made it, or null for the operator at the machine
 * @param revokedAt since when it is no longer good, or null
 * @param lastUsedAt to the hour, or null
 */
public record ApiKey(
    String id,
    String name,
    AccountRole role,
    Set<Right> rights,
    Integer perSecond,
    String grid,
    String partyId,
    Instant expiresAt,
    Instant revokedAt,
    String createdBy,
    Instant createdAt,
    Instant lastUsedAt) {
  public ApiKey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(createdAt, "createdAt");
    rights = rights == null ? null : Set.copyOf(rights);
  }

  /** Whom the key acts as. It never has a right that its role has lost. */
  Account account() {
    Set<Right> possible = Right.listOfKey(role);
    Set<Right> had =
        rights == null
            ? possible
            : rights.stream().filter(possible::contains).collect(Collectors.toUnmodifiableSet());
    return new Account(
        id, Account.KEY_PREFIX + name, role, partyId, grid, null, false, had, perSecond, true);
  }
}
