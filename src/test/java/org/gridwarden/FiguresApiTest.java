package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of leaders, each against the list of the very problems behind it. */
class FiguresApiTest {
  private static final String FROM = "2026-08-01T00:00:00+08:00";
  private static final String TO = "2026-11-01T00:00:00+08:00";
  private static final String COUNTED =
      "reported,filed,dispatched,in_progress,handled,verified,closed,suspended";

  @TempDir static Path data;
  private static RunningServer server;
  private static RunningServer.Client leader;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
    leader = server.signIn("leader");
    workOnSome();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The sample town has no rework: some is made here. */
  private static void workOnSome() {
    RunningServer.Client admin = server.signIn("admin");
    JsonNode items =
        admin.json("/api/v1/problems?status=in_progress&limit=6&sort=-reportedAt").path("items");
    assertThat(items).isNotEmpty();
    RunningServer.Client inspector = server.signIn("inspector");
    for (JsonNode item : items) {
      String path = "/api/v1/problems/" + item.path("id").textValue() + "/";
      assertThat(admin.post(path + "feedback", "{\"note\":\"已清理\"}").statusCode()).isEqualTo(200);
      assertThat(inspector.post(path + "rework", "{\"note\":\"没有清干净\"}").statusCode())
          .isEqualTo(200);
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int listed(String filters) {
    return leader.json("/api/v1/problems?limit=1" + filters).path("total").asInt();
  }

  private static JsonNode indicators(String by, String from, String to) {
    return leader
        .json("/api/v1/indicators?by=" + by + "&from=" + escaped(from) + "&to=" + escaped(to))
        .path("items");
  }

  private static void agrees(JsonNode item, String of) {
    String from = escaped(FROM);
    String to = escaped(TO);
    String due = of + "&dueFrom=" + from + "&dueTo=" + to;
    Map<String, Integer> behind = new HashMap<>();
    behind.put("open", listed(of + "&status=unresolved"));
    behind.put("overdue", listed(of + "&status=unresolved&overdue=true"));
    behind.put("reported", listed(of + "&status=" + COUNTED + "&from=" + from + "&to=" + to));
    behind.put(
        "returned",
        listed(of + "&returned=true&status=" + COUNTED + "&from=" + from + "&to=" + to));
    behind.put("closed", listed(of + "&status=closed&closedFrom=" + from + "&closedTo=" + to));
    behind.forEach(
        (name, count) ->
            assertThat(item.path(name).asInt()).as("%s of %s", name, of).isEqualTo(count));
    assertThat(item.path("closureRate").path("denominator").asInt())
        .as("due of %s", of)
        .isEqualTo(listed(due + "&status=" + COUNTED));
    assertThat(item.path("onTimeClosureRate").path("numerator").asInt())
        .as("in time of %s", of)
        .isEqualTo(listed(due + "&status=closed&inTime=true&closedTo=" + to));
  }

  @Test
  void eachNumberIsAsManyAsItsListHas() {
    agrees(indicators("all", FROM, TO).get(0), "");
    for (JsonNode item : indicators("grid", FROM, TO)) {
      agrees(item, "&grid=" + item.path("key").textValue());
    }
    for (JsonNode item : indicators("unit", FROM, TO)) {
      agrees(item, "&charged=" + item.path("key").asText("none").replace("null", "none"));
    }
    for (JsonNode item : indicators("leader", FROM, TO)) {
      agrees(item, "&leader=" + item.path("key").asText("none").replace("null", "none"));
    }
  }

  @Test
  void reworkLeadsToTheProblemsThatWereSentBack() {
    String from = "2026-01-01";
    String to = "2099-01-01";
    JsonNode all = indicators("all", from, to).get(0).path("reworkRate");
    assertThat(all.path("numerator").asInt()).isPositive();
    String within = "&workFrom=" + from + "&workTo=" + to;
    assertThat(listed("&work=rework" + within)).isEqualTo(all.path("numerator").asInt());
    assertThat(listed("&work=feedback" + within)).isEqualTo(all.path("denominator").asInt());
    int charged = 0;
    for (JsonNode item : indicators("unit", from, to)) {
      String unit = item.path("key").asText("none").replace("null", "none");
      int count = listed("&work=rework" + within + "&charged=" + unit);
      assertThat(item.path("reworkRate").path("numerator").asInt()).as(unit).isEqualTo(count);
      charged += count;
    }
    assertThat(charged).isEqualTo(all.path("numerator").asInt());
    refused("/api/v1/problems?work=close", "work");
    refused("/api/v1/problems?inTime=perhaps", "inTime");
  }

  @Test
  void theTrendAddsUpToThePeriod() {
    for (String step : new String[] {"day", "week", "month"}) {
      JsonNode items =
          leader
              .json(
                  "/api/v1/indicators/trend?step="
                      + step
                      + "&from="
                      + escaped("2026-08-03T00:00:00+08:00")
                      + "&to="
                      + escaped("2026-11-01T00:00:00+08:00"))
              .path("items");
      int reported = 0;
      int closed = 0;
      for (JsonNode item : items) {
        reported += item.path("reported").asInt();
        closed += item.path("closed").asInt();
        String from = item.path("from").textValue();
        String to = item.path("to").textValue();
        JsonNode same = indicators("all", from, to).get(0);
        assertThat(item.path("closureRate")).as(from).isEqualTo(same.path("closureRate"));
        assertThat(item.path("onTimeClosureRate"))
            .as(from)
            .isEqualTo(same.path("onTimeClosureRate"));
      }
      JsonNode whole =
          indicators(
                  "all",
                  items.get(0).path("from").textValue(),
                  items.get(items.size() - 1).path("to").textValue())
              .get(0);
      assertThat(reported).as(step).isEqualTo(whole.path("reported").asInt()).isPositive();
      assertThat(closed).as(step).isEqualTo(whole.path("closed").asInt());
    }
    JsonNode last =
        leader.json("/api/v1/indicators/trend?step=month").path("items").findPath("open");
    assertThat(last.isInt()).isTrue();
    JsonNode items = leader.json("/api/v1/indicators/trend?step=week").path("items");
    assertThat(items).hasSize(12);
    JsonNode now = indicators("all", FROM, TO).get(0);
    assertThat(items.get(11).path("open")).isEqualTo(now.path("open"));
    assertThat(items.get(11).path("overdue")).isEqualTo(now.path("overdue"));
    refused("/api/v1/indicators/trend?step=hour", "step");
    refused("/api/v1/indicators/trend?step=day&from=2020-01-01", "from");
  }

  @Test
  void pointsAreThoseOfTheListWithTheirTime() {
    for (String filters :
        new String[] {"status=unresolved", "status=closed&grid=990101003001", "overdue=true"}) {
      JsonNode points = leader.json("/api/v1/problems/points?" + filters);
      assertThat(points.path("total").asInt()).isEqualTo(listed("&" + filters)).isPositive();
      assertThat(points.path("ids")).hasSize(points.path("total").asInt());
      Map<String, Integer> at = new HashMap<>();
      for (int i = 0; i < points.path("ids").size(); i++) {
        at.put(points.path("ids").get(i).textValue(), i);
      }
      for (JsonNode item : leader.json("/api/v1/problems?limit=200&" + filters).path("items")) {
        int i = at.get(item.path("id").textValue());
        assertThat(points.path("states").get(i)).isEqualTo(item.path("timeState"));
        assertThat(points.path("positions").get(2 * i).asDouble())
            .isEqualTo(item.path("lon").asDouble());
        assertThat(points.path("positions").get(2 * i + 1).asDouble())
            .isEqualTo(item.path("lat").asDouble());
      }
    }
    JsonNode few = leader.json("/api/v1/problems/points?status=unresolved&limit=3");
    assertThat(few.path("ids")).hasSize(3);
    assertThat(few.path("total").asInt()).isGreaterThan(3);
  }

  @Test
  void aChiefSeesThePointsOfItsGridsOnlyAndStrangersNone() {
    RunningServer.Client chief = server.signIn("chief");
    int own = chief.json("/api/v1/problems/points?status=unresolved").path("total").asInt();
    int all = leader.json("/api/v1/problems/points?status=unresolved").path("total").asInt();
    assertThat(own).isBetween(1, all - 1);
    assertThat(server.get("/api/v1/problems/points").statusCode()).isEqualTo(401);
    assertThat(server.get("/api/v1/assignments").statusCode()).isEqualTo(401);
  }

  @Test
  void assignmentsAreFoundByGridPartyAndName() {
    RunningServer.Client chief = server.signIn("chief");
    JsonNode own = chief.json("/api/v1/assignments?party=me");
    assertThat(own.path("total").asInt()).isPositive();
    String grid = own.path("items").get(0).path("grid").textValue();
    JsonNode there = chief.json("/api/v1/assignments?grid=" + grid);
    assertThat(there.path("items"))
        .allSatisfy(
            item -> {
              assertThat(item.path("grid").textValue()).isEqualTo(grid);
              assertThat(item.path("party").path("phone").asText()).doesNotContain("*");
            });
    JsonNode masked = server.signIn("reporter").json("/api/v1/assignments?grid=" + grid);
    assertThat(masked.path("items").findValuesAsText("phone"))
        .isNotEmpty()
        .allMatch(phone -> phone.contains("*") || phone.equals("null"));
    String name = own.path("items").get(0).path("gridName").textValue();
    assertThat(leader.json("/api/v1/assignments?q=" + escaped(name)).path("total").asInt())
        .isGreaterThanOrEqualTo(there.path("total").asInt());
    int now = leader.json("/api/v1/assignments").path("total").asInt();
    assertThat(leader.json("/api/v1/assignments?every=true").path("total").asInt())
        .isGreaterThanOrEqualTo(now);
    assertThat(leader.json("/api/v1/assignments?at=2020-01-01").path("total").asInt())
        .isLessThan(now);
    refused("/api/v1/assignments?role=king", "role");
  }

  private static void refused(String path, String field) {
    var answer = leader.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(400);
    assertThat(RunningServer.parse(answer.body()).path("field").textValue()).isEqualTo(field);
  }
}
