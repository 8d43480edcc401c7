package org.gridwarden.responsibility;

import java.util.List;

/**
 * Everyone responsible for a spot, in the order of precedence, and who must act first.
 *
 * @param primary one of the responsible, or null where nobody can be named
 * @param kept whether this very object answers for many spots, so that what is made of it is worth
 *     keeping
 */
public record Decision(List<Responsible> responsible, Responsible primary, boolean kept) {
  public Decision {
    responsible = List.copyOf(responsible);
  }

  /** The primary's party id, or null. */
  public String primaryId() {
    return primary == null ? null : primary.party().id();
  }
}
