package org.gridwarden;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gridwarden.people.AccountRole;
import org.gridwarden.people.ApiKey;
import org.gridwarden.people.KeyDraft;
import org.gridwarden.people.Keys;
import org.gridwarden.people.Right;
import org.gridwarden.time.Moments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridwarden key}: the keys by which other systems act. */
@Command(
    name = "key",
    description = "Manages the keys of other systems.",
    subcommands = {KeyCommand.Add.class, KeyCommand.Revoke.class, KeyCommand.Listing.class})
final class KeyCommand {

  /** {@code gridwarden key add}. */
  @Command(name = "add", description = "Makes a key; its token is shown now and never again.")
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

    @Option(
        names = "--rights",
        split = ",",
        paramLabel = "RIGHT",
        description = "what it may ask for, e.g. report,see_problems (all of its role)")
    private List<String> rights;

    @Option(names = "--per-second", paramLabel = "N", description = "how often it may ask")
    private Integer perSecond;

    @Option(names = "--grid", paramLabel = "CODE", description = "the grid that it is in charge of")
    private String grid;

    @Option(names = "--party", paramLabel = "ID", description = "the party that it acts for")
    private String party;

    @Option(names = "--expires", paramLabel = "MOMENT", description = "when it ends by itself")
    private String expires;

    @Override
    public Integer call() {
      try (App app = App.open(store.config())) {
        Set<Right> given =
            rights == null
                ? null
                : rights.stream()
                    .map(code -> Right.parse("rights", code.strip()))
                    .collect(Collectors.toSet());
        KeyDraft draft =
            new KeyDraft(
                name,
                AccountRole.parse("role", role),
                given,
                perSecond,
                grid,
                party,
                expires == null ? null : app.moments().parse("expires", expires));
        Keys.Added added = app.accounts().keys().add(draft, null);
        System.err.println("Key " + name + " added. Its token is shown only now:");
        System.out.println(added.token());
        return 0;
      }
    }
  }

  /** {@code gridwarden key revoke}. */
  @Command(name = "revoke", description = "Makes a key good for nothing from now on.")
  static final class Revoke implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public Integer call() {
      try (App app = App.open(store.config())) {
        app.accounts().keys().revoke(name, null);
        System.out.println("Key " + name + " revoked.");
        return 0;
      }
    }
  }

  /** {@code gridwarden key list}. */
  @Command(name = "list", description = "Lists the keys.")
  static final class Listing implements Callable<Integer> {
    @Mixin private StoreOptions store;

    @Override
    public Integer call() {
      try (App app = App.open(store.config())) {
        Moments moments = app.moments();
        app.accounts().keys().list().forEach(key -> System.out.println(line(key, moments)));
        return 0;
      }
    }

    private static String line(ApiKey key, Moments moments) {
      String rights =
          key.rights() == null
              ? "all"
              : Arrays.stream(Right.values())
                  .filter(key.rights()::contains)
                  .map(Right::code)
                  .collect(Collectors.joining(","));
      return key.name()
          + " "
          + key.role().code()
          + " "
          + rights
          + (key.perSecond() == null ? "" : ", " + key.perSecond() + " a second")
          + (key.expiresAt() == null ? "" : ", until " + moments.format(key.expiresAt()))
          + (key.lastUsedAt() == null ? "" : ", last used " + moments.format(key.lastUsedAt()))
          + (key.revokedAt() == null ? "" : " (revoked)");
    }
  }
}
