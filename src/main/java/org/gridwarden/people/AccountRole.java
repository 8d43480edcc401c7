package org.gridwarden.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gridwarden.fault.FaultException;

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

  /**
   * @throws FaultException naming the field where there is no such role
   */
  public static AccountRole parse(String field, String code) {
    return find(code)
        .orElseThrow(
            () ->
                FaultException.badInput(
                    field, code, "admin, leader, chief, unit, inspector or reporter"));
  }

  static Optional<AccountRole> find(String code) {
    return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
  }
}
