package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gridwarden.RunningServer.Client;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.Endpoint;
import org.gridwarden.people.AccountRole;
import org.gridwarden.people.Gate;
import org.gridwarden.people.KeyDraft;
import org.gridwarden.people.Keys;
import org.gridwarden.people.Right;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys by which other systems act: made, used, limited to their rights, revoked. */
class KeysApiTest {
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

  private static Keys keys() {
    return server.app().accounts().keys();
  }

  private static Client key(String name, AccountRole role, Set<Right> rights) {
    KeyDraft draft = new KeyDraft(name, role, rights, null, null, null, null);
    return server.client(keys().add(draft, null).token());
  }

  private static JsonNode listed(String name) {
    for (JsonNode each : admin.json("/api/v1/keys").path("items")) {
      if (each.path("name").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no key " + name);
  }

  @Test
  void aKeyIsToldOnceWorksAtOnceAndIsGoodForNothingOnceRevoked() throws Exception {
    HttpResponse<String> made =
        admin.post(
            "/api/v1/keys",
            "{\"name\":\"bus\",\"role\":\"reporter\",\"rights\":[\"signed_in\",\"report\"],"
                + "\"perSecond\":5,\"grid\":\"990101003001\",\"expires\":\"2099-01-01\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode answer = RunningServer.parse(made.body());
    String token = answer.path("token").asText();
    assertThat(token).matches("gw_[A-Za-z0-9_-]{43}");
    Client bus = server.client(token);
    JsonNode who = bus.json("/api/v1/session");
    assertThat(who.path("name").asText()).isEqualTo("key:bus");
    assertThat(who.path("role").asText()).isEqualTo("reporter");
    assertThat(who.path("grid").asText()).isEqualTo("990101003001");
    assertThat(who.path("rights").toString()).isEqualTo("[\"report\",\"signed_in\"]");
    assertThat(listed("bus").path("createdBy").asText()).isEqualTo("admin");
    assertThat(admin.get("/api/v1/keys").body()).doesNotContain(token.substring(3));
    assertThat(admin.send("DELETE", "/api/v1/keys/bus", "").statusCode()).isEqualTo(200);
    assertThat(bus.get("/api/v1/session").statusCode()).isEqualTo(401);
    assertThat(listed("bus").path("revoked").isNull()).isFalse();
    assertThat(admin.send("DELETE", "/api/v1/keys/bus", "").statusCode()).isEqualTo(200);
    assertThat(admin.json("/api/v1/audit?action=key_revoked&actor=admin").path("items")).hasSize(1);
    assertThat(admin.post("/api/v1/keys", "{\"name\":\"bus\",\"role\":\"unit\"}").statusCode())
        .isEqualTo(409);
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as("only the hash is kept: " + file)
            .doesNotContain(token);
      }
    }
  }

  @Test
  void aKeyWithOneRightReachesExactlyTheRoutesOfThatRight() {
    int walked = 0;
    for (Right right : EnumSet.complementOf(EnumSet.of(Right.OWN_SESSION))) {
      walked += walk(key("one-" + right.code(), AccountRole.ADMIN, Set.of(right)), Set.of(right));
    }
    for (AccountRole role : AccountRole.values()) {
      Set<Right> rights = EnumSet.allOf(Right.class);
      rights.removeIf(right -> right == Right.OWN_SESSION || !right.isOf(role));
      walked += walk(key("all-of-" + role.code(), role, null), rights);
    }
    System.out.println("walked " + walked + " pairs of route and key");
    assertThat(walked).isPositive();
  }

  private static int walk(Client client, Set<Right> rights) {
    int walked = 0;
    for (Endpoint endpoint : server.server().endpoints()) {
      if (endpoint.guard() instanceof Gate.Needed needed) {
        String path = endpoint.path().replaceAll("\\{[^}]*\\}", "none");
        // A stream that is let through would never end; a bad parameter ends it.
        path += endpoint.id().equals("events") ? "?after=none" : "";
        String method = endpoint.method().toString();
        int status = client.send(method, path, "").statusCode();
        if (rights.contains(needed.right())) {
          assertThat(status).as(rights + " " + method + " " + path).isNotIn(401, 403, 500);
        } else {
          assertThat(status).as(rights + " " + method + " " + path).isEqualTo(403);
        }
        walked++;
      }
    }
    return walked;
  }

  @Test
  void aRightThatTheRoleLacksCanNotBeGiven() {
    HttpResponse<String> refused =
        admin.post(
            "/api/v1/keys",
            "{\"name\":\"sly\",\"role\":\"reporter\",\"rights\":[\"manage\",\"report\","
                + "\"own_session\"],\"grid\":\"nowhere\",\"party\":\"nobody\","
                + "\"expires\":\"2001-01-01\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(RunningServer.parse(refused.body()).path("errors").findValuesAsText("field"))
        .containsExactly("rights", "rights", "expires", "party", "grid");
    assertThat(admin.get("/api/v1/keys").body()).doesNotContain("sly");
    assertThatThrownBy(() -> key("none", AccountRole.ADMIN, Set.of()))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("rights");
  }

  @Test
  void mistypedFieldsAreRefusedByNameAllAtOnce() {
    HttpResponse<String> refused =
        admin.post(
            "/api/v1/keys",
            "{\"name\":\"a\\u0007\",\"rolle\":\"unit\",\"rights\":[\"fly\"],\"perSecond\":0}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(RunningServer.parse(refused.body()).path("errors").findValuesAsText("field"))
        .containsExactly("rolle", "name", "role", "rights[0]", "perSecond");
  }

  @Test
  void onlyAKeyThatMayManageMakesKeysAndItIsNamedInTheAudit() {
    Client manager = key("manager", AccountRole.ADMIN, Set.of(Right.MANAGE));
    assertThat(manager.post("/api/v1/keys", "{\"name\":\"made\",\"role\":\"unit\"}").statusCode())
        .isEqualTo(201);
    JsonNode line = manager.json("/api/v1/audit?actor=key:manager&limit=1").path("items").get(0);
    assertThat(line.path("action").asText()).isEqualTo("key_added");
    assertThat(line.path("subject").asText()).isEqualTo("made");
    assertThat(line.path("address").asText()).isEqualTo("127.0.0.1");
    Client reporter = key("plain", AccountRole.ADMIN, Set.of(Right.REPORT));
    assertThat(reporter.post("/api/v1/keys", "{}").statusCode()).isEqualTo(403);
    assertThat(reporter.post("/api/v1/accounts", "{}").body()).contains("right manage");
  }

  @Test
  void aKeyIsNoCookieAndHasNoPassword() {
    KeyDraft draft = new KeyDraft("cookie", AccountRole.UNIT, null, null, null, null, null);
    String token = keys().add(draft, null).token();
    assertThat(server.get("/api/v1/session", "Cookie", "gridwarden_session=" + token).statusCode())
        .isEqualTo(401);
    assertThat(server.client(token).post("/api/v1/session/password", "{}").statusCode())
        .isEqualTo(403);
    for (String wrong : List.of(token + "A", token.substring(1), "gw_", "gw_" + "A".repeat(43))) {
      assertThat(server.client(wrong).get("/api/v1/session").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aKeyEndsAtItsMoment() throws Exception {
    Instant soon = Instant.now().plusMillis(600);
    KeyDraft draft = new KeyDraft("brief", AccountRole.UNIT, null, null, null, null, soon);
    Client brief = server.client(keys().add(draft, null).token());
    assertThat(brief.get("/api/v1/session").statusCode()).isEqualTo(200);
    Thread.sleep(Math.max(0, soon.toEpochMilli() - System.currentTimeMillis()) + 20);
    assertThat(brief.get("/api/v1/session").statusCode()).isEqualTo(401);
  }

  @Test
  void whatAnotherProcessRevokesIsOverWithinASecond() throws Exception {
    Client distant = key("distant", AccountRole.UNIT, null);
    assertThat(distant.get("/api/v1/session").statusCode()).isEqualTo(200);
    try (App other = App.open(Config.of(data, TestStore.url(data)))) {
      other.accounts().keys().revoke("distant", null);
    }
    long end = System.nanoTime() + 5_000_000_000L;
    while (distant.get("/api/v1/session").statusCode() == 200 && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(distant.get("/api/v1/session").statusCode()).isEqualTo(401);
  }

  @Test
  void aUseIsNotedLaterAndOncePerHour() {
    Client used = key("used", AccountRole.UNIT, null);
    used.get("/api/v1/session");
    assertThat(listed("used").path("lastUsed").isNull()).isTrue();
    keys().noteUses();
    String noted = listed("used").path("lastUsed").asText();
    assertThat(Instant.parse(noted)).isBetween(Instant.now().minusSeconds(60), Instant.now());
    used.get("/api/v1/session");
    keys().noteUses();
    assertThat(listed("used").path("lastUsed").asText()).isEqualTo(noted);
  }

  @Test
  void phonesAreSeenByWhoWorksWithThemAndByKeysThatMay() {
    String here = "/api/v1/responsibility?lon=113.618&lat=33.426";
    String shown = "1990000\\d{4}";
    for (AccountRole role : AccountRole.values()) {
      HttpResponse<String> answer = server.signIn(role.code()).get(here);
      if (role == AccountRole.REPORTER) {
        assertThat(answer.body()).contains("199****").doesNotContainPattern(shown);
      } else {
        assertThat(answer.body()).as(role.code()).containsPattern(shown).doesNotContain("****");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
      }
    }
    assertThat(key("blind", AccountRole.UNIT, Set.of(Right.REPORT)).get(here).body())
        .doesNotContainPattern(shown);
    assertThat(key("caller", AccountRole.UNIT, Set.of(Right.SEE_PHONES)).get(here).body())
        .containsPattern(shown);
    assertThat(server.get(here).body()).doesNotContainPattern(shown);
    assertThat(server.client("gw_" + "A".repeat(43)).get(here).body()).doesNotContainPattern(shown);
  }
}
