package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gridwarden.people.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts and keys from the command line. */
class UserCommandTest {
  @TempDir Path folder;
  private String out;
  private String err;

  private int run(String... arguments) {
    CommandRun run = CommandRun.of(folder.resolve("var"), arguments);
    out = run.out();
    err = run.err();
    return run.status();
  }

  private int type(String typed, String... arguments) {
    InputStream real = System.in;
    try {
      System.setIn(new ByteArrayInputStream((typed + "\n").getBytes(StandardCharsets.UTF_8)));
      return run(arguments);
    } finally {
      System.setIn(real);
    }
  }

  @Test
  void accountsAreAddedDisabledEnabledAndGivenPasswords() {
    assertThat(type("a good password", "user", "add", "boss", "--role", "leader")).as(err).isZero();
    assertThat(type("a good one", "user", "add", "eye", "--role", "inspector", "--team", "boss"))
        .as(err)
        .isZero();
    assertThat(type("a good one", "user", "add", "eye", "--role", "inspector")).isEqualTo(2);
    assertThat(err).contains("taken");
    assertThat(run("user", "list")).isZero();
    assertThat(out).contains("boss leader").contains("eye inspector, team of boss");
    assertThat(run("user", "disable", "eye")).as(err).isZero();
    run("user", "list");
    assertThat(out).contains("(disabled)");
    assertThat(run("user", "enable", "eye")).isZero();
    assertThat(type("short", "user", "password", "eye")).isEqualTo(2);
    assertThat(type("another good one", "user", "password", "eye")).as(err).isZero();
    assertThat(run("user", "sessions-end", "eye")).isZero();
    assertThat(run("user", "sessions-end", "nobody")).isEqualTo(2);
    assertThat(err).contains("no such account");
    try (App app = App.open(Config.of(folder.resolve("var"), null))) {
      Account eye = app.accounts().sessions().signIn("eye", "another good one", "here").account();
      assertThat(eye.team()).isEqualTo("boss");
    }
  }

  @Test
  void everyFaultOfAnAccountStandsOnStandardError() {
    assertThat(
            type(
                "short", "user", "add", "key:x", "--role", "unit", "--team", "t", "--party", "p",
                "--grid", "g"))
        .isEqualTo(2);
    assertThat(err)
        .contains("name:")
        .contains("password:")
        .contains("team:")
        .contains("party:")
        .contains("grid:");
    assertThat(type("long enough", "user", "add", "x", "--role", "king")).isEqualTo(2);
    assertThat(err).contains("role:").contains("inspector");
  }

  @Test
  void theLastAdministratorStays() {
    type("a good password", "user", "add", "root", "--role", "admin");
    assertThat(run("user", "disable", "root")).isEqualTo(2);
    assertThat(err).contains("last administrator");
  }

  @Test
  void aKeyIsMadeListedAndRevoked() {
    assertThat(
            run(
                "key",
                "add",
                "bus",
                "--role",
                "reporter",
                "--rights",
                "report,signed_in",
                "--per-second",
                "7",
                "--expires",
                "2099-01-01"))
        .as(err)
        .isZero();
    String token = out.strip();
    assertThat(token).matches("gw_[A-Za-z0-9_-]{43}");
    try (App app = App.open(Config.of(folder.resolve("var"), null))) {
      Account bus = app.accounts().find(token).orElseThrow();
      assertThat(bus.name()).isEqualTo("key:bus");
      assertThat(bus.perSecond()).isEqualTo(7);
    }
    assertThat(run("key", "list")).isZero();
    assertThat(out).contains("bus reporter report,signed_in, 7 a second, until 2099-01-01T00:00");
    assertThat(run("key", "revoke", "bus")).isZero();
    run("key", "list");
    assertThat(out).contains("(revoked)");
    try (App app = App.open(Config.of(folder.resolve("var"), null))) {
      assertThat(app.accounts().find(token)).isEmpty();
    }
    assertThat(run("key", "revoke", "none")).isEqualTo(2);
    assertThat(run("key", "add", "x", "--role", "reporter", "--rights", "manage")).isEqualTo(2);
    assertThat(err).contains("rights:").contains("manage");
    assertThat(run("key", "add", "x", "--role", "reporter", "--rights", "fly")).isEqualTo(2);
    assertThat(err).contains("see_problems");
  }

  @Test
  void settingsOfTheServerThatCanNotBeAreRefused() {
    assertThat(run("serve", "--port", "0", "--rate", "-1")).isEqualTo(2);
    assertThat(err).contains("rate:");
    assertThat(run("serve", "--port", "0", "--rate-strangers", "x")).isEqualTo(2);
    assertThat(run("serve", "--port", "0", "--trusted-proxy", "proxy.example")).isEqualTo(2);
    assertThat(err).contains("trusted-proxy:").contains("10.0.0.0/8");
  }
}
