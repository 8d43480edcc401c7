package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Borders that are edited by hand. */
class GridEditApiTest {
  private static final String EDIT = "/api/v1/grid-versions/edit";

  @TempDir Path data;
  private RunningServer server;
  private RunningServer.Client admin;

  @BeforeEach
  void start() {
    server = new RunningServer(data, true);
    admin = server.signIn("admin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private long base() {
    return admin.json("/api/v1/grid-versions").path("newest").asLong();
  }

  private List<ObjectNode> grids(int level) {
    List<ObjectNode> grids = new ArrayList<>();
    for (JsonNode feature : server.json("/api/v1/grids?level=" + level).path("features")) {
      grids.add((ObjectNode) feature);
    }
    return grids;
  }

  private static ObjectNode collection(List<? extends JsonNode> features) {
    ObjectNode collection = JsonNodeFactory.instance.objectNode();
    collection.put("type", "FeatureCollection");
    ArrayNode all = collection.putArray("features");
    features.forEach(all::add);
    return collection;
  }

  private HttpResponse<String> edit(String parameters, List<ObjectNode> features) {
    return admin.sendBytes(
        EDIT + "?base=" + base() + parameters,
        "application/geo+json",
        collection(features).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private JsonNode shapes(String what, JsonNode... geometries) {
    List<ObjectNode> features = new ArrayList<>();
    for (JsonNode geometry : geometries) {
      ObjectNode feature = JsonNodeFactory.instance.objectNode();
      feature.put("type", "Feature");
      feature.set("geometry", geometry);
      features.add(feature);
    }
    HttpResponse<String> answer =
        admin.sendBytes(
            "/api/v1/grid-versions/" + what,
            "application/geo+json",
            collection(features).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RunningServer.parse(answer.body()).path("features");
  }

  /** A vertex that exactly two grids of level 3 have, and none of the levels above. */
  private double[] shared(List<ObjectNode> all) {
    for (JsonNode point : all.get(30).path("geometry").path("coordinates").get(0)) {
      long third = all.stream().filter(grid -> has(grid, point)).count();
      boolean above =
          grids(2).stream().anyMatch(grid -> has(grid, point))
              || grids(1).stream().anyMatch(grid -> has(grid, point));
      if (third == 2 && !above) {
        return new double[] {point.get(0).asDouble(), point.get(1).asDouble()};
      }
    }
    throw new AssertionError("the sample town has no such vertex");
  }

  private static boolean has(JsonNode grid, JsonNode point) {
    for (JsonNode each : grid.path("geometry").path("coordinates").get(0)) {
      if (each.equals(point)) {
        return true;
      }
    }
    return false;
  }

  private static void move(JsonNode grid, double[] from, double east) {
    for (JsonNode each : grid.path("geometry").path("coordinates").get(0)) {
      if (each.get(0).asDouble() == from[0] && each.get(1).asDouble() == from[1]) {
        ((ArrayNode) each).set(0, from[0] + east);
      }
    }
  }

  @Test
  void aSharedVertexMovesInBothAndMakesADatedVersion() {
    List<ObjectNode> all = grids(3);
    double[] vertex = shared(all);
    List<ObjectNode> both = new ArrayList<>();
    for (ObjectNode grid : all) {
      ObjectNode moved = grid.deepCopy();
      move(moved, vertex, 0.00002);
      if (!moved.equals(grid)) {
        both.add(moved);
      }
    }
    assertThat(both).hasSize(2);
    JsonNode would = RunningServer.parse(edit("&dryRun=true", both).body());
    assertThat(would.path("accepted").asBoolean()).as(would.path("refusals").toString()).isTrue();
    assertThat(grids(3)).isEqualTo(all);
    // Only one of them moved leaves a gap and an overlap behind: said, not hidden.
    JsonNode alone = RunningServer.parse(edit("&dryRun=true", both.subList(0, 1)).body());
    assertThat(alone.path("check").path("features").size())
        .isGreaterThan(would.path("check").path("features").size());

    JsonNode done =
        RunningServer.parse(edit("&validFrom=2026-06-01&note=" + "border", both).body());
    assertThat(done.path("added").asInt()).isEqualTo(2);
    assertThat(done.path("version").asLong()).isEqualTo(base());
    String code = both.get(0).path("properties").path("code").textValue();
    JsonNode before = server.json("/api/v1/grids/" + code + "?at=2026-05-01").path("geometry");
    JsonNode after = server.json("/api/v1/grids/" + code).path("geometry");
    assertThat(after).isNotEqualTo(before);
    assertThat(admin.get("/api/v1/grid-versions").body()).contains("borders: border");
    assertThat(admin.get("/api/v1/audit?action=grids_edited").body()).contains("version");
  }

  @Test
  void whoEditsWhatHasChangedMeanwhileIsToldSo() {
    List<ObjectNode> all = grids(3);
    ObjectNode renamed = all.get(0).deepCopy();
    ((ObjectNode) renamed.path("properties")).put("name", "新名");
    long base = base();
    assertThat(edit("", List.of(renamed)).statusCode()).isEqualTo(200);
    HttpResponse<String> late =
        admin.sendBytes(
            EDIT + "?base=" + base,
            "application/geo+json",
            collection(List.of(renamed))
                .toString()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(late.statusCode()).isEqualTo(409);
    // The same again changes nothing and makes no version.
    JsonNode again = RunningServer.parse(edit("", List.of(renamed)).body());
    assertThat(again.path("version").isNull()).isTrue();
  }

  @Test
  void aGridIsSplitAndItsPartsAreMergedAgain() {
    ObjectNode grid = grids(3).get(10);
    JsonNode ring = grid.path("geometry").path("coordinates").get(0);
    int half = ring.size() / 2;
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("type", "LineString");
    line.putArray("coordinates").add(ring.get(0)).add(ring.get(half));
    JsonNode parts = shapes("split", grid.path("geometry"), line);
    assertThat(parts.size()).isGreaterThanOrEqualTo(2);
    ObjectNode first = grid.deepCopy();
    first.set("geometry", parts.get(0).path("geometry"));
    List<ObjectNode> features = new ArrayList<>(List.of(first));
    for (int i = 1; i < parts.size(); i++) {
      ObjectNode other = grid.deepCopy();
      ((ObjectNode) other.path("properties")).put("code", "new-" + i).put("name", "新" + i);
      other.set("geometry", parts.get(i).path("geometry"));
      features.add(other);
    }
    HttpResponse<String> cut = edit("", features);
    assertThat(cut.statusCode()).as(cut.body()).isEqualTo(200);
    assertThat(grids(3)).hasSize(82 + parts.size());

    JsonNode[] geometries = new JsonNode[parts.size()];
    StringBuilder removed = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      geometries[i] = parts.get(i).path("geometry");
      removed.append(i == 0 ? "" : i == 1 ? "new-1" : ",new-" + i);
    }
    ObjectNode whole = grid.deepCopy();
    whole.set("geometry", shapes("union", geometries).get(0).path("geometry"));
    HttpResponse<String> merged = edit("&removed=" + removed, List.of(whole));
    assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
    assertThat(grids(3)).hasSize(83);
  }

  @Test
  void whatMakesNewErrorsIsRefusedWithTheirPlaces() {
    ObjectNode grid = grids(3).get(20).deepCopy();
    for (JsonNode point : grid.path("geometry").path("coordinates").get(0)) {
      ((ArrayNode) point).set(0, point.get(0).asDouble() + 0.0006);
    }
    JsonNode would = RunningServer.parse(edit("&dryRun=true", List.of(grid)).body());
    assertThat(would.path("accepted").asBoolean(true)).isFalse();
    assertThat(would.path("check").path("features")).isNotEmpty();
    assertThat(edit("", List.of(grid)).statusCode()).isEqualTo(400);
    // A community that goes leaves its grids without a parent.
    String code = grids(2).get(0).path("properties").path("code").textValue();
    JsonNode orphans = RunningServer.parse(edit("&dryRun=true&removed=" + code, List.of()).body());
    assertThat(orphans.path("accepted").asBoolean(true)).isFalse();
    assertThat(edit("&removed=nowhere", List.of()).statusCode()).isEqualTo(400);
    ObjectNode nameless = grids(3).get(0).deepCopy();
    ((ObjectNode) nameless.path("properties")).put("level", 7);
    assertThat(edit("", List.of(nameless)).statusCode()).isEqualTo(400);
  }
}
