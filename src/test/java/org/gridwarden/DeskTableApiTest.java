package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables that an administrator keeps, and grids that are checked before they come in. */
class DeskTableApiTest {
  @TempDir static Path data;
  private static RunningServer server;
  private static RunningServer.Client admin;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
    admin = server.signIn("admin");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> bringIn(String path, String content) {
    return admin.sendBytes(
        path, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> bringIn(DeskTable table, String csv, boolean dryRun) {
    return bringIn("/api/v1/tables/" + table.code() + "?name=rows.csv&dryRun=" + dryRun, csv);
  }

  @ParameterizedTest
  @EnumSource(DeskTable.class)
  void whatIsTakenOutChangesNothingWhenItComesBack(DeskTable table) {
    JsonNode before = admin.json("/api/v1/tables/" + table.code());
    assertThat(before.path("columns")).hasSize(table.columns().size());
    String csv = admin.get("/api/v1/tables/" + table.code() + "?format=csv").body();
    for (boolean dryRun : new boolean[] {true, false}) {
      HttpResponse<String> answer = bringIn(table, csv, dryRun);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode changes = RunningServer.parse(answer.body());
      assertThat(changes.path("added").asInt() + changes.path("changed").asInt()).isZero();
      assertThat(changes.path("removed").asInt()).isZero();
      assertThat(changes.path("unchanged").asInt()).isEqualTo(before.path("rows").size());
    }
    assertThat(admin.json("/api/v1/tables/" + table.code())).isEqualTo(before);
    byte[] sheet = admin.bytes("/api/v1/tables/" + table.code() + "?format=xlsx").body();
    assertThat(new String(sheet, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
  }

  @Test
  void aDryRunChangesNothingAndTheRealOneIsInTheAudit() {
    String row = "day,working,name\n2027-02-05,no,春节\n";
    JsonNode would = RunningServer.parse(bringIn(DeskTable.CALENDAR, row, true).body());
    assertThat(would.path("added").asInt()).isEqualTo(1);
    assertThat(admin.get("/api/v1/tables/calendar").body()).doesNotContain("2027-02-05");
    assertThat(bringIn(DeskTable.CALENDAR, row, false).statusCode()).isEqualTo(200);
    assertThat(admin.get("/api/v1/tables/calendar").body()).contains("2027-02-05");
    JsonNode audit = admin.json("/api/v1/audit?action=table_brought_in&limit=1").path("items");
    assertThat(audit.get(0).path("subject").textValue()).startsWith("calendar: 1 added");
    assertThat(audit.get(0).path("actor").textValue()).isEqualTo("admin");
  }

  @Test
  void whatIsMarkedGoesOutAndTheDefaultsStay() {
    String[][] rows = {
      {"limits", "category,severity,amount,unit", "road,urgent,3,work_hour", "road,urgent,,"},
      {"calendar", "day,working", "2027-06-09,no", "2027-06-09,"},
      {"recurrence", "category,similar_metres,return_metres,return_days", "road,7,9,11", "road,,,"},
    };
    for (String[] each : rows) {
      String path = "/api/v1/tables/" + each[0];
      String code = admin.json("/api/v1/categories").findValue("code").textValue();
      String put = each[2].replace("road", code);
      String key = each[3].replace("road", code);
      String before = admin.get(path).body();
      bringIn(path + "?name=a.csv", each[1] + "\n" + put + "\n");
      assertThat(admin.get(path).body()).as(each[0]).isNotEqualTo(before);
      String marked = each[1] + ",删除\n" + key + ",是\n";
      JsonNode would =
          RunningServer.parse(bringIn(path + "?name=a.csv&dryRun=true", marked).body());
      assertThat(would.path("removed").asInt()).as(each[0] + would).isEqualTo(1);
      assertThat(admin.get(path).body()).isNotEqualTo(before);
      JsonNode done = RunningServer.parse(bringIn(path + "?name=a.csv", marked).body());
      assertThat(done.path("removed").asInt()).isEqualTo(1);
      assertThat(admin.get(path).body()).as(each[0]).isEqualTo(before);
      JsonNode again = RunningServer.parse(bringIn(path + "?name=a.csv", marked).body());
      assertThat(again.path("removed").asInt()).isZero();
      assertThat(again.path("unchanged").asInt()).isEqualTo(1);
      HttpResponse<String> other =
          bringIn(path + "?name=a.csv", each[1] + ",remove\n" + put + ",perhaps\n");
      assertThat(other.statusCode()).isEqualTo(400);
      assertThat(other.body()).contains("\"remove\"", "yes (是)");
    }
    for (String each :
        new String[] {
          "limits?name=a.csv category,severity,amount,unit,remove\n,normal,,,yes\n",
          "recurrence?name=a.csv category,similar_metres,return_metres,return_days,remove\n,,,,yes\n"
        }) {
      int space = each.indexOf(' ');
      HttpResponse<String> refused =
          bringIn("/api/v1/tables/" + each.substring(0, space), each.substring(space + 1));
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
      assertThat(refused.body()).contains("\"remove\"");
    }
  }

  @Test
  void aDutyEndsOnItsDay() {
    JsonNode duty = admin.json("/api/v1/assignments?role=grid_chief&limit=1").path("items").get(0);
    JsonNode table = admin.json("/api/v1/tables/assignments");
    String[] ended = new String[1];
    for (JsonNode row : table.path("rows")) {
      if (row.get(0).asText().equals(duty.path("grid").asText())
          && row.get(1).asText().equals("grid_chief")) {
        StringBuilder csv = new StringBuilder(String.join(",", table(table)) + "\n");
        for (int i = 0; i < row.size(); i++) {
          String cell = row.get(i).isNull() ? "" : row.get(i).asText();
          boolean end = table.path("columns").get(i).asText().equals("valid_to");
          csv.append(i == 0 ? "" : ",").append(end ? "2025-01-01" : cell);
        }
        ended[0] = csv.append("\n").toString();
      }
    }
    HttpResponse<String> answer = bringIn(DeskTable.ASSIGNMENTS, ended[0], false);
    assertThat(RunningServer.parse(answer.body()).path("changed").asInt())
        .as(answer.body())
        .isEqualTo(1);
    assertThat(
            admin
                .json("/api/v1/assignments?role=grid_chief&grid=" + duty.path("grid").textValue())
                .path("total")
                .asInt())
        .isZero();
    assertThat(server.get("/api/v1/vacancies").body()).contains(duty.path("grid").textValue());
  }

  private static String[] table(JsonNode table) {
    String[] columns = new String[table.path("columns").size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = table.path("columns").get(i).textValue();
    }
    return columns;
  }

  @Test
  void faultsNameTheirLinesAndNothingIsBroughtIn() {
    HttpResponse<String> answer =
        bringIn(
            DeskTable.ASSIGNMENTS,
            "grid,role,party\nnowhere,grid_chief,甲\n990101003001,king,乙\n",
            false);
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode errors = RunningServer.parse(answer.body()).path("errors");
    assertThat(errors).hasSize(2);
    assertThat(errors.get(0).path("line").asInt()).isEqualTo(2);
    assertThat(errors.get(0).path("field").textValue()).isEqualTo("grid");
    assertThat(errors.get(1).path("line").asInt()).isEqualTo(3);
    for (String name : new String[] {"", "..", "a/../../b.csv/", "rows.txt"}) {
      assertThat(
              bringIn(
                      "/api/v1/tables/calendar?name="
                          + java.net.URLEncoder.encode(name, StandardCharsets.UTF_8),
                      "day,working\nmon,yes\n")
                  .statusCode())
          .as(name)
          .isEqualTo(400);
    }
    assertThat(bringIn("/api/v1/tables/kings?name=a.csv", "a\n").statusCode()).isEqualTo(404);
  }

  @Test
  void onlyAnAdministratorKeepsThem() {
    for (String role : new String[] {"leader", "chief", "unit", "inspector", "reporter"}) {
      RunningServer.Client other = server.signIn(role);
      assertThat(other.get("/api/v1/tables/assignments").statusCode()).isEqualTo(403);
      assertThat(other.get("/api/v1/grid-versions").statusCode()).isEqualTo(403);
      assertThat(
              other
                  .sendBytes(
                      "/api/v1/grid-versions?name=a.geojson&level=3", "text/plain", new byte[1])
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void gridsAreCheckedBeforeTheyComeInAndADraftWaits() {
    String standing = server.get("/api/v1/grids?level=3").body();
    String same = "/api/v1/grid-versions?name=grids.geojson&level=3";
    JsonNode nothing = RunningServer.parse(bringIn(same + "&dryRun=true", standing).body());
    assertThat(nothing.path("accepted").asBoolean())
        .as(nothing.path("refusals").toString())
        .isTrue();
    assertThat(nothing.path("added").asInt()).isZero();
    // Every digit goes out and comes in.
    assertThat(nothing.path("unchanged").asInt())
        .isEqualTo(RunningServer.parse(standing).path("features").size());

    String renamed = standing.replace("学府第一网格", "学府第壹网格");
    JsonNode change = RunningServer.parse(bringIn(same + "&dryRun=true", renamed).body());
    assertThat(change.path("added").asInt()).isEqualTo(1);
    assertThat(change.path("grids").path("features")).isNotEmpty();
    JsonNode draft = RunningServer.parse(bringIn(same + "&draft=true", renamed).body());
    assertThat(server.get("/api/v1/search?q=学府第壹").body()).doesNotContain("学府第壹");
    HttpResponse<String> published =
        admin.post("/api/v1/grid-versions/" + draft.path("version").asLong() + "/publish", "{}");
    assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    assertThat(RunningServer.parse(published.body()).path("added").asInt()).isEqualTo(1);
    assertThat(
            server
                .get(
                    "/api/v1/search?q="
                        + java.net.URLEncoder.encode("学府第壹", StandardCharsets.UTF_8))
                .body())
        .contains("学府第壹网格");
    assertThat(admin.get("/api/v1/grid-versions").body()).contains("grids.geojson");
    assertThat(admin.post("/api/v1/grid-versions/99999/publish", "{}").statusCode()).isEqualTo(404);

    JsonNode layer = RunningServer.parse(renamed);
    for (JsonNode point :
        layer.path("features").get(20).path("geometry").path("coordinates").get(0)) {
      ((ArrayNode) point).set(0, point.get(0).asDouble() + 0.0006);
    }
    String broken = layer.toString();
    JsonNode refused = RunningServer.parse(bringIn(same + "&dryRun=true", broken).body());
    assertThat(refused.path("accepted").asBoolean(true)).isFalse();
    assertThat(bringIn(same, broken).statusCode()).isEqualTo(400);
    assertThat(bringIn(same, "{\"type\":").statusCode()).isEqualTo(400);
    assertThat(bringIn("/api/v1/grid-versions?name=a.geojson&level=4", standing).statusCode())
        .isEqualTo(400);
  }
}
