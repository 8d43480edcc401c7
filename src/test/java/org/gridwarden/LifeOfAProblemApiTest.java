package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.problem.Deadlines;
import org.gridwarden.problem.photo.PhotoFixture;
import org.gridwarden.responsibility.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole life of a problem over HTTP: seven accounts, an escalation, a week-long holiday, an
 * extension, a transfer and back, a rework, supervision, a return.
 */
class LifeOfAProblemApiTest {
  private static final String HERE = "\"lon\":113.618,\"lat\":33.426";

  @TempDir Path data;
  private final SettableClock clock = new SettableClock("2025-09-30T02:00:00Z");
  private RunningServer server;
  private Deadlines deadlines;
  private String otherUnit;

  @BeforeEach
  void start() {
    server = RunningServer.withClock(data, clock);
    deadlines =
        new Deadlines(server.app().database(), clock, server.app().problemDesk().stepping());
    otherUnit =
        server.app().duties().findHolder("default", "990101003001004", Role.COBUILDING_UNIT);
    server.app().accounts().addUnchecked("unit2", "unit", otherUnit, null, "unit2", null);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> post(String who, String path, String body, String... headers) {
    return server.signIn(who).post("/api/v1/problems" + path, body, headers);
  }

  private JsonNode step(String who, String id, String step, String body) {
    HttpResponse<String> answer = post(who, "/" + id + "/" + step, body);
    assertThat(answer.statusCode()).as(who + " " + step + ": " + answer.body()).isEqualTo(200);
    return RunningServer.parse(answer.body());
  }

  private void refused(int status, String who, String id, String step, String body) {
    HttpResponse<String> answer = post(who, "/" + id + "/" + step, body);
    assertThat(answer.statusCode()).as(who + " " + step + ": " + answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  private String photo(String who) {
    HttpResponse<String> sent =
        server.signIn(who).sendBytes("/api/v1/photos", "image/jpeg", PhotoFixture.jpeg(640, 480));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    return RunningServer.parse(sent.body()).path("hash").textValue();
  }

  @Test
  void aProblemGoesFromReportToClosedThroughEveryHandAndBack() {
    String before = photo("reporter");
    String report =
        "{"
            + HERE
            + ",\"category\":\"3.3.1\",\"description\":\"路灯不亮\",\"photos\":[\""
            + before
            + "\"]}";
    HttpResponse<String> first = post("reporter", "", report, "Idempotency-Key", "k-1");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    JsonNode problem = RunningServer.parse(first.body());
    String id = problem.path("id").textValue();
    assertThat(first.headers().firstValue("Location")).contains("/api/v1/problems/" + id);
    assertThat(problem.path("status").textValue()).isEqualTo("reported");
    assertThat(problem.path("rule").textValue()).isEqualTo("sector");
    assertThat(problem.path("primary").path("name").textValue()).isEqualTo("区路灯管理所");
    // Two work days from Tuesday, 10:00: Wednesday begins the National Day holiday, so the 10th.
    assertThat(problem.path("dueAt").textValue()).isEqualTo("2025-10-10T10:00:00+08:00");
    HttpResponse<String> again = post("reporter", "", report, "Idempotency-Key", "k-1");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(RunningServer.parse(again.body()).path("id").textValue()).isEqualTo(id);
    assertThat(post("reporter", "", "{" + HERE + "}", "Idempotency-Key", "k-1").statusCode())
        .isEqualTo(409);

    // Until it is dispatched, the unit isn't concerned; nobody skips a step.
    refused(404, "unit", id, "handle", "{}");
    refused(403, "reporter", id, "file", "{}");
    refused(409, "admin", id, "dispatch", "{}");
    step("inspector", id, "file", "{}");
    clock.pass(Duration.ofMinutes(30));
    JsonNode dispatched = step("admin", id, "dispatch", "{}");
    // The department has no account: the task goes to the next in line who has one.
    assertThat(dispatched.path("unit").path("name").textValue()).isEqualTo("区统计局");

    // The unit is told of it, the desk isn't: somebody holds it.
    await(() -> server.signIn("unit").get("/api/v1/notices").body().contains(id));
    assertThat(server.signIn("admin").get("/api/v1/notices").body()).doesNotContain(id);

    // Nobody of the unit looked for a whole working day, though a week went by.
    clock.set("2025-10-08T12:00:00+08:00");
    deadlines.look();
    assertThat(get("admin", id).path("escalations").asInt()).isZero();
    clock.set("2025-10-09T11:00:00+08:00");
    deadlines.look();
    JsonNode escalated = get("admin", id);
    assertThat(escalated.path("escalations").asInt()).isEqualTo(1);
    assertThat(escalated.path("escalatedTo").path("name").textValue()).isNotBlank();
    assertThat(get("unit", id).path("openedAt").isNull()).isFalse();

    // More time: asked for by the unit, granted by the chief; not by the unit itself.
    refused(400, "unit", id, "extend", "{\"to\":\"2025-10-13T10:00:00+08:00\"}");
    JsonNode asked =
        step("unit", id, "extend", "{\"to\":\"2025-10-13T10:00:00+08:00\",\"note\":\"等配件\"}");
    assertThat(asked.path("dueAt").textValue()).isEqualTo("2025-10-10T10:00:00+08:00");
    assertThat(asked.path("askedUntil").textValue()).isEqualTo("2025-10-13T10:00:00+08:00");
    refused(403, "unit", id, "refuse_extension", "{}");
    JsonNode granted = step("chief", id, "extend", "{\"note\":\"同意\"}");
    assertThat(granted.path("dueAt").textValue()).isEqualTo("2025-10-13T10:00:00+08:00");
    assertThat(granted.path("askedUntil").isNull()).isTrue();

    // To another unit, with a reason, and back.
    refused(400, "unit", id, "transfer", "{\"to\":\"" + otherUnit + "\"}");
    step("unit", id, "transfer", "{\"to\":\"" + otherUnit + "\",\"note\":\"不属我单位\"}");
    refused(403, "unit", id, "handle", "{}");
    JsonNode back = step("unit2", id, "transfer", "{\"note\":\"也不属我单位\"}");
    assertThat(back.path("unit").path("name").textValue()).isEqualTo("区统计局");
    assertThat(back.path("transfers").asInt()).isEqualTo(2);

    step("leader", id, "supervise", "{\"note\":\"挂牌督办\"}");
    JsonNode handling = step("unit", id, "handle", "{}");
    refused(409, "unit", id, "handle", "{\"version\":" + handling.path("version").asInt() + "}");
    String after = photo("unit");
    step("unit", id, "feedback", "{\"note\":\"已换灯\",\"photos\":[\"" + after + "\"]}");
    refused(403, "unit", id, "verify", "{}");
    refused(403, "inspector", id, "verify", "{}");
    refused(400, "leader", id, "rework", "{}");
    step("leader", id, "rework", "{\"note\":\"仍不亮\"}");
    step("unit", id, "feedback", "{\"note\":\"再次处置\"}");
    step("leader", id, "verify", "{}");
    clock.set("2025-10-13T09:00:00+08:00");
    JsonNode closed = step("inspector", id, "close", "{}");
    assertThat(closed.path("status").textValue()).isEqualTo("closed");
    assertThat(closed.path("timeState").textValue()).isEqualTo("closed");
    assertThat(closed.path("steps").toString()).contains("reopen");
    refused(409, "admin", id, "handle", "{}");

    List<String> steps = new ArrayList<>();
    JsonNode ledger = get("admin", id).path("ledger");
    for (int i = 0; i < ledger.size(); i++) {
      assertThat(ledger.path(i).path("version").asInt()).isEqualTo(i + 1);
      steps.add(ledger.path(i).path("step").textValue());
    }
    assertThat(steps)
        .containsExactly(
            "report",
            "file",
            "dispatch",
            "escalate",
            "open",
            "extend",
            "extend",
            "transfer",
            "transfer",
            "supervise",
            "handle",
            "feedback",
            "rework",
            "feedback",
            "verify",
            "close");
    JsonNode photos = get("inspector", id).path("photos");
    assertThat(photos.path("before").path(0).textValue()).isEqualTo(before);
    assertThat(photos.path("after").path(0).textValue()).isEqualTo(after);

    // The reporter sees how it went, but not who.
    JsonNode own = get("reporter", id);
    assertThat(own.path("ledger").size()).isEqualTo(steps.size());
    assertThat(own.path("ledger").toString()).doesNotContain("已换灯").doesNotContain("\"chief\"");
    assertThat(server.get("/api/v1/problems/" + id).statusCode()).isEqualTo(401);

    comesBack(id);
    isCounted();
  }

  private JsonNode get(String who, String id) {
    HttpResponse<String> answer = server.signIn(who).get("/api/v1/problems/" + id);
    assertThat(answer.statusCode()).as(who + " " + answer.body()).isEqualTo(200);
    return RunningServer.parse(answer.body());
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(until);
      Thread.onSpinWait();
    }
  }

  private void comesBack(String id) {
    clock.set("2025-10-20T09:00:00+08:00");
    JsonNode returned =
        RunningServer.parse(
            post("reporter", "", "{\"lon\":113.61801,\"lat\":33.42601,\"category\":\"3.3.1\"}")
                .body());
    assertThat(returned.path("returnOf").textValue()).isEqualTo(id);
    assertThat(returned.path("returns").asInt()).isEqualTo(1);
    assertThat(returned.path("marks").toString()).contains("return");
    JsonNode third =
        RunningServer.parse(
            post("inspector", "", "{\"lon\":113.61802,\"lat\":33.42602,\"category\":\"3.3.1\"}")
                .body());
    assertThat(third.path("similar").path(0).path("id")).isEqualTo(returned.path("id"));
  }

  private void isCounted() {
    JsonNode items =
        server
            .signIn("leader")
            .json("/api/v1/indicators?by=unit&from=2025-10-01&to=2025-10-15")
            .path("items");
    for (JsonNode item : items) {
      if (item.path("name").asText().equals("区统计局")) {
        assertThat(item.path("reworkRate").path("numerator").asInt()).isEqualTo(1);
        assertThat(item.path("reworkRate").path("denominator").asInt()).isEqualTo(2);
        assertThat(item.path("closureRate").path("numerator").asInt()).isPositive();
        return;
      }
    }
    throw new AssertionError("no indicator of the unit: " + items);
  }
}
