package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.gridwarden.RunningServer.Client;
import org.gridwarden.people.Account;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What accounts read of what they are told, over a whole server. */
class NoticesApiTest {
  private static final String NOTICES = "/api/v1/notices";
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

  /** The problem that was dispatched to the unit of the demonstration. */
  private static String dispatch(String title) {
    String unit =
        server.app().accounts().list().stream()
            .filter(each -> each.name().equals("unit"))
            .map(Account::partyId)
            .findFirst()
            .orElseThrow();
    String id = Ids.next();
    String after =
        "{\"step\":\"dispatch\",\"status\":\"dispatched\",\"version\":2,\"grids\":[\"990101003000\"],"
            + "\"unit\":\""
            + unit
            + "\",\"dueAt\":1764066600000,\"at\":1764000000000,\"title\":\""
            + title
            + "\"}";
    server
        .app()
        .database()
        .update(h -> ChangeStore.append(h, "problem", id, Instant.now(), null, after));
    return id;
  }

  private static JsonNode find(Client client, String problem, String query) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < until) {
      for (JsonNode item : client.json(NOTICES + query).path("items")) {
        if (item.path("problem").asText().equals(problem)) {
          return item;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no notice of problem " + problem);
  }

  @Test
  void aUnitReadsWhatItMustDoInItsLanguageAndNobodyElseDoes() throws Exception {
    Client unit = server.signIn("unit");
    String problem = dispatch("路面破损 · 学府路");
    JsonNode notice = find(unit, problem, "");
    assertThat(notice.path("kind").asText()).isEqualTo("dispatched");
    assertThat(notice.path("text").asText())
        .isEqualTo("“路面破损 · 学府路”已派给区统计局，请于 2025-11-25 18:30 前办结。");
    assertThat(notice.path("at").asText()).isEqualTo("2025-11-25T00:00:00+08:00");
    assertThat(notice.path("readAt").isNull()).isTrue();
    assertThat(find(unit, problem, "?lang=en").path("text").asText())
        .contains("was dispatched to 区统计局")
        .contains("2025-11-25 18:30");
    assertThat(server.signIn("leader").json(NOTICES).path("items")).isEmpty();
    assertThat(server.signIn("admin").json(NOTICES).path("items")).isEmpty();
    assertThat(server.get(NOTICES).statusCode()).isEqualTo(401);
  }

  @Test
  void readingTakesANoticeOffTheCount() throws Exception {
    Client unit = server.signIn("unit");
    String id = find(unit, dispatch("一"), "?unread=true").path("id").asText();
    find(unit, dispatch("二"), "?unread=true");
    int before = unit.json(NOTICES).path("unread").asInt();
    JsonNode read = RunningServer.parse(unit.post(NOTICES + "/" + id + "/read", "").body());
    assertThat(read.path("unread").asInt()).isEqualTo(before - 1);
    assertThat(unit.json(NOTICES + "?unread=true").path("items").findValuesAsText("id"))
        .doesNotContain(id);
    assertThat(server.signIn("leader").post(NOTICES + "/" + id + "/read", "").statusCode())
        .isEqualTo(404);
    JsonNode all = RunningServer.parse(unit.post(NOTICES + "/read-all", "").body());
    assertThat(all.path("unread").asInt()).isZero();
    assertThat(unit.json(NOTICES + "?unread=true").path("items")).isEmpty();
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    Client unit = server.signIn("unit");
    find(unit, dispatch("three"), "");
    find(unit, dispatch("four"), "");
    JsonNode first = unit.json(NOTICES + "?limit=1");
    JsonNode second = unit.json(NOTICES + "?limit=1&cursor=" + first.path("next").asText());
    assertThat(first.path("items")).hasSize(1);
    assertThat(second.path("items")).hasSize(1);
    assertThat(first.path("items").get(0).path("id"))
        .isNotEqualTo(second.path("items").get(0).path("id"));
  }

  @Test
  void whatCantBeAskedIsRefusedByName() {
    Client unit = server.signIn("unit");
    for (String query : new String[] {"unread=1", "limit=0", "limit=201", "cursor=x", "since=1"}) {
      var answer = unit.get(NOTICES + "?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(RunningServer.parse(answer.body()).path("field").asText())
          .isEqualTo(query.substring(0, query.indexOf('=')));
    }
  }

  @Test
  void aHostileTitleIsTextAndNothingElse() throws Exception {
    Client unit = server.signIn("unit");
    JsonNode notice = find(unit, dispatch("<img src=x onerror=alert(1)>{0}\\u202e\\n"), "");
    assertThat(notice.path("title").asText()).isEqualTo("<img src=x onerror=alert(1)>{0}");
  }
}
