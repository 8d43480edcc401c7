package org.gridwarden.notice;

import java.util.stream.Stream;

/** Who is told: a party, an account, or everyone with a role. Exactly one of the three is set. */
public record Recipient(String partyId, String accountId, String role) {
  public Recipient {
    if (Stream.of(partyId != null, accountId != null, role != null).filter(set -> set).count()
        != 1) {
      throw new IllegalArgumentException("one of party, account and role is told");
    }
  }

  static Recipient party(String id) {
    return new Recipient(id, null, null);
  }

  static Recipient account(String id) {
    return new Recipient(null, id, null);
  }

  static Recipient role(String code) {
    return new Recipient(null, null, code);
  }
}
