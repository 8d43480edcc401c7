package org.gridwarden.responsibility;

import java.util.Objects;

/**
 * A person or a unit that can be responsible.
 *
 * @param phone for those who work with it, or null; masked to strangers
 * @param publicPhone on the notice board in the street, or null
 */
public record Party(String id, String name, PartyKind kind, String phone, String publicPhone) {
  private static final int SHOWN_START = 3;
  private static final int SHOWN_END = 4;

  public Party {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
  }

  /**
   * The phone as strangers see it: {@code 199****1234}; of a short number nothing. Null for none.
   */
  public String maskedPhone() {
    if (phone == null) {
      return null;
    }
    int hidden = phone.length() - SHOWN_START - SHOWN_END;
    return hidden < 4
        ? "*".repeat(phone.length())
        : phone.substring(0, SHOWN_START)
            + "*".repeat(hidden)
            + phone.substring(phone.length() - SHOWN_END);
  }
}
