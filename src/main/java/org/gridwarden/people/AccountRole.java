package org.gridwarden.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account is for. */
public enum AccountRole {
  ADMIN,
  /** Sees all, supervises. */
  LEADER,
  /** In charge of grids and what lies under them. */
  CHIEF,
  /** Acts on what is assigned to its party. */
  UNIT,
  /** Reports and verifies. */
  INSPECTOR,
  /** Reports; sees its own reports. */
  REPORTER;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  static Optional<AccountRole> find(String code) {
    return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
  }
}
