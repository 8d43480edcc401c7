package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.gridwarden.RunningServer.Client;
import org.gridwarden.http.Endpoint;
import org.gridwarden.people.AccountRole;
import org.gridwarden.people.Gate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in and out, and what each role may ask for. */
class SessionApiTest {
  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> signIn(String name, String password) {
    return server.post(
        "/api/v1/session",
        "application/json",
        "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
  }

  @Test
  void aTokenIsGoodUntilItsHolderSignsOut() {
    HttpResponse<String> answer = signIn("inspector", "inspector");
    assertThat(answer.statusCode()).isEqualTo(200);
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
    Client inspector = server.signIn("inspector");
    assertThat(inspector.json("/api/v1/session").path("role").asText()).isEqualTo("inspector");
    HttpResponse<String> byCookie =
        server.get("/api/v1/session", "Cookie", cookie.substring(0, cookie.indexOf(';')));
    assertThat(byCookie.statusCode()).isEqualTo(200);
    assertThat(inspector.send("DELETE", "/api/v1/session", "").statusCode()).isEqualTo(200);
    assertThat(inspector.get("/api/v1/session").statusCode()).isEqualTo(401);
  }

  @Test
  void unknownNamesAndWrongPasswordsLookTheSame() {
    HttpResponse<String> unknown = signIn("nobody", "whatever");
    HttpResponse<String> wrong = signIn("leader", "whatever");
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).isEqualTo(unknown.body());
    assertThat(signIn("leader", "").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/session").statusCode()).isEqualTo(401);
    assertThat(server.get("/api/v1/session", "Authorization", "Bearer made-up").statusCode())
        .isEqualTo(401);
  }

  @Test
  void manyFailuresMakeThisPairWaitAndNobodyElse() {
    for (int i = 0; i < 6; i++) {
      assertThat(signIn("reporter", "wrong").statusCode()).isIn(401, 429);
    }
    assertThat(signIn("reporter", "reporter").statusCode()).isEqualTo(429);
    assertThat(signIn("chief", "chief").statusCode()).isEqualTo(200);
  }

  @Test
  void aDisabledAccountIsOutAtOnce() {
    server.app().accounts().addUnchecked("leaving", "inspector", null, null, "leaving", null);
    Client leaving = server.signIn("leaving");
    assertThat(leaving.get("/api/v1/session").statusCode()).isEqualTo(200);
    server.app().accounts().disable("leaving", null);
    assertThat(leaving.get("/api/v1/session").statusCode()).isEqualTo(401);
    assertThat(signIn("leaving", "leaving").statusCode()).isEqualTo(401);
    String audit = server.signIn("admin").get("/api/v1/audit").body();
    assertThat(audit).contains("account_disabled").contains("sign_in_failed").contains("signed_in");
    assertThat(audit).doesNotContain("argon2");
  }

  @Test
  void everyGuardedRouteLetsItsRolesInAndNobodyElse() {
    int walked = 0;
    for (AccountRole role : AccountRole.values()) {
      server
          .app()
          .accounts()
          .addUnchecked(
              "walk-" + role.code(), role.code(), null, null, "walk-" + role.code(), null);
      Client client = server.signIn("walk-" + role.code());
      for (Endpoint endpoint : server.server().endpoints()) {
        if (!(endpoint.guard() instanceof Gate.Needed needed) || endpoint.id().equals("signOut")) {
          continue;
        }
        String path = endpoint.path().replaceAll("\\{[^}]*\\}", "none");
        // A stream that is let through would never end; a bad parameter ends it.
        path += endpoint.id().equals("events") ? "?after=none" : "";
        String method = endpoint.method().toString();
        int status = client.send(method, path, "").statusCode();
        if (needed.right().isOf(role)) {
          assertThat(status).as(role + " " + method + " " + path).isNotIn(401, 403, 500);
        } else {
          assertThat(status).as(role + " " + method + " " + path).isEqualTo(403);
        }
        assertThat(server.send(method, path, "application/json", "").statusCode())
            .as("a stranger at " + path)
            .isEqualTo(401);
        walked++;
      }
    }
    System.out.println("walked " + walked + " pairs of route and role");
    assertThat(walked).isGreaterThanOrEqualTo(2 * AccountRole.values().length);
  }
}
