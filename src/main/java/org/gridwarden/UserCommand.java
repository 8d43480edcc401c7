package org.gridwarden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.gridwarden.people.Account;
import org.gridwarden.people.AccountDraft;
import org.gridwarden.people.AccountRole;
import org.gridwarden.people.Accounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridwarden user}: accounts. */
@Command(
    name = "user",
    description = "Manages accounts.",
    subcommands = {
      UserCommand.Add.class,
      UserCommand.Disable.class,
      UserCommand.Enable.class,
      UserCommand.SetPassword.class,
      UserCommand.EndSessions.class,
      UserCommand.Listing.class
    })
final class UserCommand {
  private static int act(StoreOptions store, Consumer<Accounts> work, String done) {
    try (App app = App.open(store.config())) {
      work.accept(app.accounts());
      System.out.println(done);
      return 0;
    }
  }

  private static String readPassword() throws IOException {
    if (System.console() != null) {
      char[] typed = System.console().readPassword("Password: ");
      return typed == null ? "" : new String(typed);
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }

  /** {@code gridwarden user add}. */
  @Command(name = "add", description = "Adds an account; its password is read from standard input.")
  static final class Add implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "admin, leader, chief, unit, inspector or reporter")
    private String role;

    @Option(names = "--party", paramLabel = "ID", description = "the party that it acts for")
    private String party;

    @Option(names = "--grid", paramLabel = "CODE", description = "the grid that it is in charge of")
    private String grid;

    @Option(
        names = "--team",
        paramLabel = "LEADER",
        description = "the leader's account whose team an inspector is of")
    private String team;

    @Override
    public Integer call() throws IOException {
      AccountRole parsed = AccountRole.parse("role", role);
      AccountDraft draft = new AccountDraft(name, parsed, party, grid, team, readPassword());
      return act(store, accounts -> accounts.add(draft, null), "Account " + name + " added.");
    }
  }

  /** What every command about one account takes. */
  static final class Which {
    @Mixin private StoreOptions store;

    @Parameters(paramLabel = "NAME")
    private String name;

    /** Does the work and says that it is done: the name stands for %s. */
    int act(BiConsumer<Accounts, String> work, String done) {
      return UserCommand.act(store, accounts -> work.accept(accounts, name), done.formatted(name));
    }
  }

  /** {@code gridwarden user disable}. */
  @Command(name = "disable", description = "Disables an account and ends its sessions.")
  static final class Disable implements Callable<Integer> {
    @Mixin private Which which;

    @Override
    public Integer call() {
      return which.act((accounts, name) -> accounts.disable(name, null), "Account %s disabled.");
    }
  }

  /** {@code gridwarden user enable}. */
  @Command(name = "enable", description = "Lets a disabled account sign in again.")
  static final class Enable implements Callable<Integer> {
    @Mixin private Which which;

    @Override
    public Integer call() {
      return which.act((accounts, name) -> accounts.enable(name, null), "Account %s enabled.");
    }
  }

  /** {@code gridwarden user password}. */
  @Command(
      name = "password",
      description = "Gives an account the password read from standard input; ends its sessions.")
  static final class SetPassword implements Callable<Integer> {
    @Mixin private Which which;

    @Override
    public Integer call() throws IOException {
      String password = readPassword();
      return which.act(
          (accounts, name) -> accounts.setPassword(name, password, null),
          "Account %s has a new password.");
    }
  }

  /** {@code gridwarden user sessions-end}. */
  @Command(name = "sessions-end", description = "Ends every session of an account.")
  static final class EndSessions implements Callable<Integer> {
    @Mixin private Which which;

    @Override
    public Integer call() {
      return which.act(
          (accounts, name) -> accounts.endSessions(name, null), "Sessions of %s ended.");
    }
  }

  /** {@code gridwarden user list}. */
  @Command(name = "list", description = "Lists the accounts.")
  static final class Listing implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Override
    public Integer call() {
      try (App app = App.open(store.config())) {
        app.accounts().list().forEach(account -> System.out.println(line(account)));
        return 0;
      }
    }

    private static String line(Account account) {
      return account.name()
          + " "
          + account.role().code()
          + (account.team() == null ? "" : ", team of " + account.team())
          + (account.disabled() ? " (disabled)" : "");
    }
  }
}
