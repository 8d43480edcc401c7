package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.gridwarden.RunningServer.Client;
import org.gridwarden.notice.Receiver;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Setting up channels, testing them, and seeing what became of their messages. */
class ChannelsApiTest {
  private static final String CHANNELS = "/api/v1/channels";
  @TempDir static Path data;
  private static RunningServer server;
  private static Receiver receiver;
  private static Client admin;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
    receiver = new Receiver();
    admin = server.signIn("admin");
  }

  @AfterAll
  static void stop() {
    server.close();
    receiver.close();
  }

  private static JsonNode add(String name, String kind, String more) {
    HttpResponse<String> answer =
        admin.post(
            CHANNELS,
            "{\"name\":\""
                + name
                + "\",\"kind\":\""
                + kind
                + "\",\"url\":\""
                + receiver.url()
                + "?key=0123456789abcdef\""
                + more
                + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode channel = RunningServer.parse(answer.body());
    assertThat(answer.headers().firstValue("Location"))
        .hasValue(CHANNELS + "/" + channel.path("id").asText());
    return channel;
  }

  private static void refused(String body, String field) {
    HttpResponse<String> answer = admin.post(CHANNELS, body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(RunningServer.parse(answer.body()).path("field").asText())
        .as(answer.body())
        .isEqualTo(field);
    assertThat(answer.body()).doesNotContain("hunter2");
  }

  private static JsonNode listed(String id) {
    for (JsonNode each : admin.json(CHANNELS).path("items")) {
      if (each.path("id").asText().equals(id)) {
        return each;
      }
    }
    throw new AssertionError("no channel " + id);
  }

  private static void append(String step, String title) {
    String after =
        "{\"step\":\""
            + step
            + "\",\"unit\":\"u\",\"at\":1764000000000,\"title\":\""
            + title
            + "\"}";
    server
        .app()
        .database()
        .update(h -> ChangeStore.append(h, "problem", Ids.next(), Instant.now(), null, after));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(until);
      Thread.sleep(50);
    }
  }

  private static long received(String title) {
    return receiver.got().stream().filter(each -> each.body().contains(title)).count();
  }

  @Test
  void whoSetsChannelsUpStandsInTheAudit() {
    String id = add("audited", "webhook", "").path("id").asText();
    admin.post(CHANNELS + "/" + id, "{\"enabled\":false}");
    admin.send("DELETE", CHANNELS + "/" + id, "");
    String audit = admin.get("/api/v1/audit?actor=admin").body();
    assertThat(audit)
        .contains("channel_added")
        .contains("channel_changed")
        .contains("channel_deleted")
        .contains("audited")
        .doesNotContain("0123456789abcdef");
  }

  @Test
  void aSecretGoesInAndNeverComesOut() {
    JsonNode added = add("保密 hook", "webhook", ",\"secret\":\"top secret words\"");
    assertThat(added.path("secret").asText()).isEqualTo("set");
    assertThat(added.path("url").asText()).endsWith("/hook?key=***");
    String list = admin.get(CHANNELS).body();
    assertThat(list)
        .contains("保密 hook")
        .doesNotContain("top secret")
        .doesNotContain("0123456789ab");
    String path = CHANNELS + "/" + added.path("id").asText();
    String shown =
        "{\"url\":\"" + added.path("url").asText() + "\",\"secret\":\"set\",\"name\":\"renamed\"}";
    JsonNode changed = RunningServer.parse(admin.post(path, shown).body());
    assertThat(changed.path("name").asText()).isEqualTo("renamed");
    JsonNode tested = RunningServer.parse(admin.post(path + "/test", "").body());
    assertThat(tested.path("delivered").asBoolean())
        .as("url and secret as shown leave them as they were")
        .isTrue();
    Receiver.Got got = receiver.got().get(receiver.got().size() - 1);
    assertThat(got.query()).isEqualTo("key=0123456789abcdef");
    assertThat(got.headers()).containsKey("X-gridwarden-signature");
    JsonNode without = RunningServer.parse(admin.post(path, "{\"secret\":null}").body());
    assertThat(without.path("secret").isNull()).isTrue();
  }

  @Test
  void whatNoChannelCanBeIsRefusedByField() {
    String good = "\"name\":\"x\",\"kind\":\"webhook\",\"url\":\"http://127.0.0.1/\"";
    refused("{\"kind\":\"webhook\",\"url\":\"http://127.0.0.1/\"}", "name");
    refused("{\"name\":\" x\",\"kind\":\"webhook\",\"url\":\"http://127.0.0.1/\"}", "name");
    refused("{\"name\":\"a\\nb\",\"kind\":\"webhook\",\"url\":\"http://127.0.0.1/\"}", "name");
    refused("{\"name\":5,\"kind\":\"webhook\",\"url\":\"http://127.0.0.1/\"}", "name");
    refused("{\"name\":\"x\",\"url\":\"http://127.0.0.1/\"}", "kind");
    refused("{\"name\":\"x\",\"kind\":\"fax\",\"url\":\"http://127.0.0.1/\"}", "kind");
    for (String url :
        new String[] {
          "",
          "file:///etc/passwd",
          "ftp://h/",
          "http:///x",
          "//h/x",
          "http://u:hunter2@h/",
          "http://h/#x",
          "http://h/路",
          "http://h h/",
          "http://h:99999/",
          "javascript:alert(1)"
        }) {
      refused("{\"name\":\"x\",\"kind\":\"webhook\",\"url\":\"" + url + "\"}", "url");
    }
    refused("{" + good + ",\"secret\":\"hunter2\"}", "secret");
    refused("{" + good.replace("webhook", "wecom") + ",\"secret\":\"long enough\"}", "secret");
    refused("{" + good + ",\"kinds\":[\"sent\"]}", "kinds");
    refused("{" + good + ",\"parties\":\"p\"}", "parties");
    refused("{" + good + ",\"grids\":[1]}", "grids");
    refused("{" + good + ",\"grids\":{\"a\":\"b\"}}", "grids");
    refused("{" + good + ",\"language\":\"fr\"}", "language");
    refused("{" + good + ",\"enabled\":\"yes\"}", "enabled");
    refused("{" + good + ",\"id\":\"mine\"}", "id");
    assertThat(admin.post(CHANNELS, "[]").statusCode()).isEqualTo(400);
    assertThat(admin.post(CHANNELS, "").statusCode()).isEqualTo(400);
  }

  @Test
  void aHostileNameIsTextAndMarksNothing() {
    String name = "[x](http://evil.example) **'; drop table channel; --";
    String id = add(name, "wecom", "").path("id").asText();
    assertThat(listed(id).path("name").asText()).isEqualTo(name);
    admin.post(CHANNELS + "/" + id + "/test", "");
    assertThat(received("［x］(http：//evil.example) ＊＊")).isEqualTo(1);
  }

  @Test
  void namesAreUniqueAndUnknownChannelsAreNotFound() {
    JsonNode one = add("one", "webhook", "");
    add("two", "webhook", "");
    assertThat(
            admin
                .post(CHANNELS, "{\"name\":\"one\",\"kind\":\"wecom\",\"url\":\"http://h/\"}")
                .statusCode())
        .isEqualTo(409);
    String path = CHANNELS + "/" + one.path("id").asText();
    assertThat(admin.post(path, "{\"name\":\"two\"}").statusCode()).isEqualTo(409);
    assertThat(admin.post(path, "{\"name\":\"one\"}").statusCode()).isEqualTo(200);
    assertThat(admin.post(path, "{\"kind\":\"wecom\"}").statusCode()).isEqualTo(400);
    assertThat(admin.send("DELETE", path, "").statusCode()).isEqualTo(200);
    assertThat(admin.send("DELETE", path, "").statusCode()).isEqualTo(404);
    assertThat(admin.post(path, "{}").statusCode()).isEqualTo(404);
    assertThat(admin.post(path + "/test", "").statusCode()).isEqualTo(404);
    assertThat(admin.post("/api/v1/deliveries/none/retry", "").statusCode()).isEqualTo(404);
    assertThat(admin.get("/api/v1/deliveries?state=lost").statusCode()).isEqualTo(400);
  }

  @Test
  void onlyWhoManagesTheServerSeesChannelsAndDeliveries() {
    Client leader = server.signIn("leader");
    for (String path : new String[] {CHANNELS, "/api/v1/deliveries"}) {
      assertThat(leader.get(path).statusCode()).isEqualTo(403);
      assertThat(server.get(path).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aTestMessageSaysAtOnceWhetherItArrived() {
    String id = add("robot", "dingtalk", ",\"language\":\"en\"").path("id").asText();
    JsonNode tested = RunningServer.parse(admin.post(CHANNELS + "/" + id + "/test", "").body());
    assertThat(tested.path("delivered").asBoolean()).isTrue();
    assertThat(received("Test message of “robot”")).isEqualTo(1);
    admin.post(CHANNELS + "/" + id, "{\"url\":\"http://127.0.0.1:1/?access_token=abcdefgh\"}");
    JsonNode failed = RunningServer.parse(admin.post(CHANNELS + "/" + id + "/test", "").body());
    assertThat(failed.path("delivered").asBoolean()).isFalse();
    assertThat(failed.path("error").asText()).contains("no connection").doesNotContain("abcdefgh");
    int status = 200;
    for (int i = 0; i < 20 && status == 200; i++) {
      status = admin.post(CHANNELS + "/" + id + "/test", "").statusCode();
    }
    assertThat(status).as("a robot takes only so many a minute").isEqualTo(429);
  }

  @Test
  void aNoticeGoesOutAndWhatFailsIsSeenAndSentAgain() throws Exception {
    // Those of other tests would send to the same receiver.
    for (JsonNode other : admin.json(CHANNELS).path("items")) {
      admin.send("DELETE", CHANNELS + "/" + other.path("id").asText(), "");
    }
    String id =
        add("overdue only", "webhook", ",\"kinds\":[\"overdue\"],\"parties\":[\"u\"]")
            .path("id")
            .asText();
    append("dispatch", "not for it");
    append("overdue", "超期一");
    await(() -> received("超期一") == 1);
    String deliveries = "/api/v1/deliveries?channel=" + id;
    await(() -> admin.json(deliveries + "&state=delivered").path("items").size() == 1);
    assertThat(received("not for it")).isZero();
    receiver.behave(
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    append("overdue", "超期二");
    String waitingNow = deliveries + "&state=waiting";
    await(() -> admin.json(waitingNow).path("items").path(0).path("lastError").isTextual());
    JsonNode waiting = admin.json(waitingNow).path("items").get(0);
    assertThat(waiting.path("lastError").asText()).isEqualTo("answered 500");
    assertThat(waiting.path("attempts").asInt()).isPositive();
    assertThat(waiting.path("nextAttempt").asText()).contains("+08:00");
    assertThat(listed(id).path("waiting").asInt()).isEqualTo(1);
    receiver.behave(
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    String one = waiting.path("id").asText();
    assertThat(admin.post("/api/v1/deliveries/" + one + "/retry", "").statusCode()).isEqualTo(200);
    await(() -> admin.json(deliveries + "&state=delivered").path("items").size() == 2);
    assertThat(admin.post("/api/v1/deliveries/" + one + "/retry", "").statusCode()).isEqualTo(409);
    JsonNode page = admin.json(deliveries + "&limit=1");
    assertThat(page.path("items").get(0).path("id").asText()).isEqualTo(one);
    assertThat(
            admin
                .json(deliveries + "&limit=1&cursor=" + page.path("next").asText())
                .path("items")
                .get(0)
                .path("id")
                .asText())
        .isNotEqualTo(one);
  }
}
