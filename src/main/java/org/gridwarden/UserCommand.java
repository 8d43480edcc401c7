package org.gridwarden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.gridwarden.fault.FaultException;
import org.gridwarden.grid.GridVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridwarden user}: accounts. */
@Command(
    name = "user",
    description = "Manages accounts.",
    subcommands = {UserCommand.Add.class, UserCommand.Disable.class, UserCommand.Listing.class})
final class UserCommand {

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

    @Override
    public Integer call() throws IOException {
      try (App app = App.open(store.config())) {
        if (grid != null && !app.gridEditor().codes(GridVersion.DEFAULT_LAYER).contains(grid)) {
          throw FaultException.badInput("grid", grid, "no such grid");
        }
        app.accounts().add(name, role, party, grid, password(), null);
        System.out.println("Account " + name + " added.");
        return 0;
      }
    }

    private static String password() throws IOException {
      if (System.console() != null) {
        char[] typed = System.console().readPassword("Password: ");
        return typed == null ? "" : new String(typed);
      }
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line;
    }
  }

  /** {@code gridwarden user disable}. */
  @Command(name = "disable", description = "Disables an account and ends its sessions.")
  static final class Disable implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public Integer call() {
      try (App app = App.open(store.config())) {
        app.accounts().disable(name, null);
        System.out.println("Account " + name + " disabled.");
        return 0;
      }
    }
  }

  /** {@code gridwarden user list}. */
  @Command(name = "list", description = "Lists the accounts.")
  static final class Listing implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Override
    public Integer call() {
      try (App app = App.open(store.config())) {
        app.accounts()
            .list()
            .forEach(
                account ->
                    System.out.println(
                        account.name()
                            + " "
                            + account.role().code()
                            + (account.disabled() ? " (disabled)" : "")));
        return 0;
      }
    }
  }
}
