package org.gridwarden.problem;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.people.Account;
import org.gridwarden.people.AccountRole;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.responsibility.Responsible;
import org.gridwarden.responsibility.Role;

/** Tells what the assignments of the moment make of an account. Safe for many threads. */
public final class Actors {
  private final Duties duties;
  private final Clock clock;

  public Actors(Duties duties, Clock clock) {
    this.duties = duties;
    this.clock = clock;
  }

  public Actor of(Account account) {
    Set<String> grids = new HashSet<>();
    if (account.grid() != null) {
      grids.add(account.grid());
    }
    if (account.role() == AccountRole.CHIEF && account.partyId() != null) {
      Instant now = clock.instant();
      for (Responsible each : duties.of(GridVersion.DEFAULT_LAYER).ofParty(account.partyId())) {
        boolean inCharge = each.role() == Role.GRID_CHIEF || each.role() == Role.GRID_WORKER;
        if (inCharge && each.grid() != null && each.assignment().validAt(now)) {
          grids.add(each.grid());
        }
      }
    }
    return new Actor(
        account.id(), account.name(), account.role(), account.partyId(), grids, account.team());
  }
}
