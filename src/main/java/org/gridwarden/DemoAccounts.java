package org.gridwarden;

import java.util.List;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.people.Account;
import org.gridwarden.people.AccountRole;
import org.gridwarden.people.Accounts;
import org.gridwarden.responsibility.Role;

/** The accounts of a demonstration: one a role, named as the role. */
final class DemoAccounts {
  /** The grids of the sample town whose chief, leader and unit the accounts act for. */
  private static final String TOWN = "990101003000";

  private static final String COMMUNITY = "990101003001";
  private static final String GRID = "990101003001003";

  private DemoAccounts() {}

  /**
   * Adds them where there is no account.
   *
   * @param password of all of them, or null: each has its name for its password
   * @return what a person should be told
   */
  static List<String> addWhereNone(App app, String password) {
    Accounts accounts = app.accounts();
    if (accounts.list().isEmpty()) {
      for (AccountRole role : AccountRole.values()) {
        accounts.addUnchecked(
            role.code(),
            role.code(),
            party(app, role),
            null,
            password == null ? role.code() : password,
            null);
      }
    }
    List<String> names = accounts.list().stream().map(Account::name).toList();
    return List.of(
        "Accounts: "
            + String.join(", ", names)
            + (password == null ? "; the password of each is its name" : ""));
  }

  private static String party(App app, AccountRole role) {
    return switch (role) {
      case CHIEF -> app.duties().findHolder(GridVersion.DEFAULT_LAYER, TOWN, Role.GRID_CHIEF);
      case LEADER ->
          app.duties().findHolder(GridVersion.DEFAULT_LAYER, COMMUNITY, Role.CONTRACTED_LEADER);
      case UNIT -> app.duties().findHolder(GridVersion.DEFAULT_LAYER, GRID, Role.COBUILDING_UNIT);
      default -> null;
    };
  }
}
