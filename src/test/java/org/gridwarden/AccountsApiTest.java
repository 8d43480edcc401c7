package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.RunningServer.Client;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts as administrators manage them over HTTP, and what the audit keeps of it. */
class AccountsApiTest {
  @TempDir static Path data;
  private static RunningServer server;
  private static Client admin;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
    admin = server.signIn("admin");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> add(String json) {
    return admin.post("/api/v1/accounts", json);
  }

  private static void add(String name, String role) {
    HttpResponse<String> added =
        add(
            "{\"name\":\"%s\",\"password\":\"%s-password\",\"role\":\"%s\"}"
                .formatted(name, name, role));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
  }

  private static HttpResponse<String> trySignIn(String name, String password) {
    return server.post(
        "/api/v1/session",
        "application/json",
        "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  private static Client signIn(String name, String password) {
    return server.client(
        RunningServer.parse(trySignIn(name, password).body()).path("token").textValue());
  }

  private static List<String> fields(HttpResponse<String> refused) {
    JsonNode problem = RunningServer.parse(refused.body());
    return problem.has("errors")
        ? problem.path("errors").findValuesAsText("field")
        : List.of(problem.path("field").asText());
  }

  @Test
  void anAccountIsAddedSignsInAndIsListed() {
    HttpResponse<String> added =
        add(
            "{\"name\":\"赵六\",\"password\":\"a good password\",\"role\":\"inspector\","
                + "\"grid\":\"990101003001\",\"team\":\"leader\"}");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    JsonNode account = RunningServer.parse(added.body());
    assertThat(account.path("team").asText()).isEqualTo("leader");
    assertThat(account.path("grid").asText()).isEqualTo("990101003001");
    JsonNode me = signIn("赵六", "a good password").json("/api/v1/session");
    assertThat(me).isEqualTo(account);
    assertThat(admin.json("/api/v1/accounts").path("items").findValuesAsText("name"))
        .contains("赵六", "admin", "reporter");
    assertThat(admin.get("/api/v1/accounts").body())
        .doesNotContain("argon2")
        .doesNotContain("hash");
  }

  @Test
  void everyFaultIsToldAtOnceAndNothingIsAdded() {
    HttpResponse<String> mistyped =
        add("{\"name\":7,\"password\":\"short\",\"role\":\"king\",\"grid\":\"a\\nb\",\"x\":1}");
    assertThat(mistyped.statusCode()).isEqualTo(400);
    assertThat(fields(mistyped)).containsExactly("x", "name", "password", "role", "grid");
    assertThat(mistyped.body()).doesNotContain("\"short\"");
    HttpResponse<String> unknown =
        add(
            "{\"name\":\" key\",\"password\":\"long enough\",\"role\":\"inspector\","
                + "\"grid\":\"nowhere\",\"party\":\"nobody\",\"team\":\"chief\"}");
    assertThat(fields(unknown)).containsExactly("name", "party", "grid", "team");
    assertThat(
            fields(
                add(
                    "{\"name\":\"key:x\",\"password\":\"long enough\",\"role\":\"unit\","
                        + "\"team\":\"leader\"}")))
        .containsExactly("name", "team");
    assertThat(admin.get("/api/v1/accounts").body()).doesNotContain("nowhere");
    assertThat(
            add("{\"name\":\"unit\",\"password\":\"long enough\",\"role\":\"unit\"}").statusCode())
        .isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST   | /api/v1/accounts | [] | 400 | JSON object",
        "POST   | /api/v1/accounts | {\"name\": | 400 | not JSON",
        "POST   | /api/v1/accounts | {\"name\":\"a\",\"name\":\"b\"} | 400 | not JSON",
        "POST   | /api/v1/accounts | {} {} | 400 | not JSON",
        "POST   | /api/v1/accounts/nobody/disable | `` | 404 | no such account",
        "POST   | /api/v1/accounts/nobody/enable | `` | 404 | no such account",
        "POST   | /api/v1/accounts/nobody/password | {\"password\":\"long enough\"} | 404 | no such",
        "POST   | /api/v1/accounts/unit/password | {\"password\":\"short\"} | 400 | 8 to 200",
        "POST   | /api/v1/accounts/unit/password | {} | 400 | missing",
        "DELETE | /api/v1/accounts/nobody/sessions | `` | 404 | no such account",
        "DELETE | /api/v1/keys/nothing | `` | 404 | no such key",
        "GET    | /api/v1/audit?limit=0 | `` | 400 | 1 to 500",
        "GET    | /api/v1/audit?limit=501 | `` | 400 | 1 to 500",
        "GET    | /api/v1/audit?before=soon | `` | 400 | moment",
        "GET    | /api/v1/audit?after=2026-01-01 | `` | 400 | unknown parameter",
        "POST   | /api/v1/session/password | {\"old\":\"admin\",\"new\":\"short\"} | 400 | 8 to 200",
        "POST   | /api/v1/session/password | {\"old\":\"x\",\"new\":\"long enough\"} | 400 | not the",
      })
  void whatCanNotBeIsRefusedAndToldWhy(
      String method, String path, String body, int status, String detail) {
    HttpResponse<String> refused = admin.send(method, path, body);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.body()).contains(detail);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void disablingEndsSessionsAtOnceAndEnablingLetsInAgain() {
    add("coming", "unit");
    Client coming = signIn("coming", "coming-password");
    assertThat(admin.post("/api/v1/accounts/coming/disable", "").statusCode()).isEqualTo(200);
    assertThat(admin.post("/api/v1/accounts/coming/disable", "").statusCode()).isEqualTo(200);
    assertThat(coming.get("/api/v1/session").statusCode()).isEqualTo(401);
    assertThat(trySignIn("coming", "coming-password").statusCode()).isEqualTo(401);
    assertThat(admin.post("/api/v1/accounts/coming/enable", "").statusCode()).isEqualTo(200);
    assertThat(coming.get("/api/v1/session").statusCode()).isEqualTo(401);
    assertThat(trySignIn("coming", "coming-password").statusCode()).isEqualTo(200);
  }

  @Test
  void theLastAdministratorCanNotBeDisabled() {
    HttpResponse<String> refused = admin.post("/api/v1/accounts/admin/disable", "");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    add("deputy", "admin");
    Client deputy = signIn("deputy", "deputy-password");
    assertThat(deputy.post("/api/v1/accounts/admin/disable", "").statusCode()).isEqualTo(200);
    assertThat(deputy.post("/api/v1/accounts/deputy/disable", "").statusCode()).isEqualTo(409);
    assertThat(deputy.post("/api/v1/accounts/admin/enable", "").statusCode()).isEqualTo(200);
    admin = server.signIn("admin");
    assertThat(admin.post("/api/v1/accounts/deputy/disable", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aNewPasswordFromTheAdministratorEndsAllSessions() {
    add("forgetful", "unit");
    Client forgetful = signIn("forgetful", "forgetful-password");
    assertThat(
            admin
                .post("/api/v1/accounts/forgetful/password", "{\"password\":\"another one\"}")
                .statusCode())
        .isEqualTo(200);
    assertThat(forgetful.get("/api/v1/session").statusCode()).isEqualTo(401);
    assertThat(trySignIn("forgetful", "forgetful-password").statusCode()).isEqualTo(401);
    Client again = signIn("forgetful", "another one");
    assertThat(again.get("/api/v1/session").statusCode()).isEqualTo(200);
    assertThat(admin.send("DELETE", "/api/v1/accounts/forgetful/sessions", "").statusCode())
        .isEqualTo(200);
    assertThat(again.get("/api/v1/session").statusCode()).isEqualTo(401);
  }

  @Test
  void theOwnPasswordIsChangedByWhoKnowsTheOldOneAndEndsTheOtherSessions() {
    add("careful", "unit");
    Client here = signIn("careful", "careful-password");
    Client elsewhere = signIn("careful", "careful-password");
    assertThat(elsewhere.get("/api/v1/session").statusCode()).isEqualTo(200);
    String change = "{\"old\":\"careful-password\",\"new\":\"more careful\"}";
    assertThat(here.post("/api/v1/session/password", change).statusCode()).isEqualTo(200);
    assertThat(here.get("/api/v1/session").statusCode()).isEqualTo(200);
    assertThat(elsewhere.get("/api/v1/session").statusCode()).isEqualTo(401);
    assertThat(trySignIn("careful", "more careful").statusCode()).isEqualTo(200);
    assertThat(fields(here.post("/api/v1/session/password", change))).containsExactly("old");
  }

  @Test
  void aStolenSessionCanNotGuessTheOldPassword() {
    add("robbed", "unit");
    Client thief = signIn("robbed", "robbed-password");
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      statuses.add(
          thief
              .post("/api/v1/session/password", "{\"old\":\"guess\",\"new\":\"long enough\"}")
              .statusCode());
    }
    assertThat(statuses).startsWith(400, 400).contains(429);
  }

  @Test
  void whoFailsToSignInLearnsNothing() {
    add("gone", "unit");
    admin.post("/api/v1/accounts/gone/disable", "");
    HttpResponse<String> unknown = trySignIn("never-was", "whatever-it-is");
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(trySignIn("unit", "whatever-it-is").body()).isEqualTo(unknown.body());
    assertThat(trySignIn("gone", "gone-password").body()).isEqualTo(unknown.body());
    assertThat(trySignIn("x".repeat(65), "whatever").statusCode()).isEqualTo(400);
    assertThat(trySignIn("unit", "x".repeat(201)).statusCode()).isEqualTo(400);
    assertThat(trySignIn("unit", "x".repeat(300_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void everyActIsInTheAuditWithWhoAndWhence() {
    add("watched", "unit");
    Client watched = signIn("watched", "watched-password");
    watched.post(
        "/api/v1/session/password", "{\"old\":\"watched-password\",\"new\":\"watched again\"}");
    watched.send("DELETE", "/api/v1/session", "");
    trySignIn("watched", "wrong");
    admin.post("/api/v1/accounts/watched/password", "{\"password\":\"watched-password\"}");
    admin.send("DELETE", "/api/v1/accounts/watched/sessions", "");
    admin.post("/api/v1/accounts/watched/disable", "");
    admin.post("/api/v1/accounts/watched/enable", "");
    List<String> lines = new ArrayList<>();
    for (JsonNode line : admin.json("/api/v1/audit?limit=500").path("items")) {
      if (line.path("subject").asText().equals("watched")) {
        assertThat(line.path("address").asText()).isEqualTo("127.0.0.1");
        lines.add(0, line.path("actor").asText() + " " + line.path("action").asText());
      }
    }
    assertThat(lines)
        .containsExactly(
            "admin account_added",
            "watched signed_in",
            "watched password_changed",
            "watched signed_out",
            "null sign_in_failed",
            "admin password_set",
            "admin sessions_ended",
            "admin account_disabled",
            "admin account_enabled");
  }

  @Test
  void theAuditIsReadFromAnyMomentBackwardsAndByActorAndAction() {
    add("audited", "unit");
    signIn("audited", "audited-password");
    JsonNode first = admin.json("/api/v1/audit?limit=1").path("items");
    assertThat(first).hasSize(1);
    String before = first.get(0).path("at").asText();
    for (JsonNode line : admin.json("/api/v1/audit?limit=5&before=" + before).path("items")) {
      assertThat(line.path("at").asText()).isNotEqualTo(before);
    }
    assertThat(admin.json("/api/v1/audit?actor=audited").path("items")).hasSize(1);
    assertThat(admin.json("/api/v1/audit?actor=audited&action=key_added").path("items")).isEmpty();
    for (JsonNode line : admin.json("/api/v1/audit?action=signed_in").path("items")) {
      assertThat(line.path("action").asText()).isEqualTo("signed_in");
    }
  }
}
