package org.gridwarden.people;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Faults;
import org.gridwarden.http.Rate;

/**
 * A key that is to be.
 *
 * @param rights what it may ask for, or null: all that a key of the role can have
 * @param perSecond how often it may ask, or null: as the server's settings say
 * @param grid the code of the grid that it is in charge of, or null
 * @param partyId the party that it acts for, or null
 * @param expiresAt from when on it is no longer good, or null
 */
public record KeyDraft(
    String name,
    AccountRole role,
    Set<Right> rights,
    Integer perSecond,
    String grid,
    String partyId,
    Instant expiresAt) {
  static final int MOST_PER_SECOND = Rate.MOST_PER_SECOND;

  public KeyDraft {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    rights = rights == null ? null : Set.copyOf(rights);
  }

  /** Finds what can be told without a look at what there is. */
  void check(Faults faults, Instant now) {
    AccountDraft.checkName(name, faults);
    if (rights != null && rights.isEmpty()) {
      faults.add(
          Fault.badInput("a key has one right at least; leave them out for all of its role")
              .field("rights"));
    }
    if (rights != null) {
      Set<Right> possible = Right.listOfKey(role);
      rights.stream()
          .filter(right -> !possible.contains(right))
          .sorted()
          .forEach(
              right ->
                  faults.add(
                      Fault.badInput("a key of the role " + role.code() + " can't have this right")
                          .field("rights")
                          .value(right.code())));
    }
    if (perSecond != null && (perSecond < 1 || perSecond > MOST_PER_SECOND)) {
      faults.add(
          Fault.badInput("1 to " + MOST_PER_SECOND + " a second")
              .field("perSecond")
              .value(perSecond));
    }
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      faults.add(Fault.badInput("a moment to come is wanted").field("expires").value(expiresAt));
    }
  }
}
