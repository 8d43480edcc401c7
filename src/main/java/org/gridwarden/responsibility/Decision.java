package org.gridwarden.responsibility;

import java.util.List;

/**
 * Everyone responsible for a spot, in the order of precedence, and who must act first.
 *
 * @param primary one of the responsible, or null where nobody can be named
 */
public record Decision(List<Responsible> responsible, Responsible primary) {
  public Decision {
    responsible = List.copyOf(responsible);
  }

  /** The primary's party id, or null. */
  public String primaryId() {
    return primary == null ? null : primary.party().id();
  }
}
