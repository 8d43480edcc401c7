package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API of a whole server with the sample town. */
class ServerApiTest {
  private static final String HERE = "lon=113.618&lat=33.426";
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

  @Test
  void aPositionIsAnsweredWithItsChainItsPeopleAndTheReason() {
    JsonNode answer = server.json("/api/v1/responsibility?" + HERE);
    assertThat(answer.path("place").asText()).isEqualTo("inside");
    assertThat(answer.path("finestLevel").asInt()).isEqualTo(3);
    assertThat(answer.findValuesAsText("code"))
        .containsExactly("990101003000", "990101003001", "990101003001003");
    assertThat(answer.path("primary").path("party").path("name").asText()).isEqualTo("区统计局");
    assertThat(answer.path("primary").path("rule").asText()).isEqualTo("contract");
    assertThat(answer.path("because").asText()).contains("区统计局").contains("学府第三网格");
    assertThat(answer.path("certain").asBoolean()).isTrue();
    assertThat(answer.path("samePrimary").asBoolean()).isTrue();
    assertThat(answer.path("boundaryMetres").asDouble()).isBetween(1.0, 500.0);
  }

  @Test
  void strangersSeePublicNumbersAndMaskedOnes() {
    String body = server.get("/api/v1/responsibility?" + HERE).body();
    assertThat(body).contains("199****").doesNotContainPattern("1990000\\d{4}").contains("0000-");
  }

  @Test
  void theReasonIsInTheLanguageAskedFor() {
    assertThat(server.json("/api/v1/responsibility?" + HERE + "&lang=en").path("because").asText())
        .contains("co-building unit");
    assertThat(
            RunningServer.parse(
                    server
                        .get("/api/v1/responsibility?" + HERE, "Accept-Language", "en-GB,en")
                        .body())
                .path("because")
                .asText())
        .contains("co-building unit");
  }

  @Test
  void aCategoryBringsItsDepartment() {
    JsonNode answer = server.json("/api/v1/responsibility?" + HERE + "&category=3.3.1");
    assertThat(answer.path("primary").path("party").path("name").asText()).isEqualTo("区路灯管理所");
    assertThat(answer.path("primary").path("rule").asText()).isEqualTo("sector");
  }

  @Test
  void aVacantGridFallsBackToTheChiefAbove() {
    JsonNode vacant = null;
    for (JsonNode each : server.json("/api/v1/vacancies").path("items")) {
      if (each.path("missing").asText().equals("cobuilding_unit")
          && isVacant(each.path("grid").asText(), "grid_chief")) {
        vacant = each;
      }
    }
    assertThat(vacant).isNotNull();
    JsonNode grid = server.json("/api/v1/grids/" + vacant.path("grid").asText());
    double[] inside = inside(grid);
    JsonNode answer = server.json("/api/v1/responsibility?lon=" + inside[0] + "&lat=" + inside[1]);
    assertThat(answer.path("primary").path("rule").asText()).isEqualTo("territorial");
    assertThat(answer.path("primary").path("grid").asText())
        .isEqualTo(grid.path("properties").path("parent").asText());
    assertThat(answer.path("because").asText()).contains("属地兜底");
  }

  private static boolean isVacant(String grid, String role) {
    for (JsonNode each : server.json("/api/v1/vacancies").path("items")) {
      if (each.path("grid").asText().equals(grid) && each.path("missing").asText().equals(role)) {
        return true;
      }
    }
    return false;
  }

  private static double[] inside(JsonNode grid) {
    var point = org.gridwarden.geo.GeoJson.readGeometry(grid.path("geometry")).getInteriorPoint();
    return new double[] {point.getX(), point.getY()};
  }

  @Test
  void aShopAnswersForTheStripInFrontOfItsDoor() throws Exception {
    String row =
        Files.readAllLines(Path.of("data/assignments.csv")).stream()
            .filter(line -> line.contains(",frontage,") && !line.contains("LINESTRING"))
            .findFirst()
            .orElseThrow();
    String[] cells = row.split(",", -1);
    JsonNode answer = server.json("/api/v1/responsibility?lon=" + cells[11] + "&lat=" + cells[12]);
    assertThat(answer.path("primary").path("rule").asText()).isEqualTo("frontage");
    assertThat(answer.path("primary").path("party").path("name").asText()).isEqualTo(cells[2]);
    String batch =
        server
            .post(
                "/api/v1/responsibility/batch",
                "text/csv",
                "id,lon,lat\n1," + cells[11] + "," + cells[12] + "\n")
            .body();
    assertThat(batch).contains(cells[2]);
  }

  @Test
  void anAccuracyTellsTheCandidatesAndTheirShares() {
    JsonNode answer = server.json("/api/v1/responsibility?" + HERE + "&accuracy=120");
    double sum = 0;
    for (JsonNode candidate : answer.path("candidates")) {
      sum += candidate.path("share").asDouble();
    }
    assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(answer.path("candidates").size()).isGreaterThan(1);
    assertThat(answer.path("certain").asBoolean()).isFalse();
    assertThat(
            server
                .json("/api/v1/responsibility?" + HERE + "&accuracy=5")
                .path("certain")
                .asBoolean())
        .isTrue();
    JsonNode outside = server.json("/api/v1/responsibility?lon=113.4&lat=33.4&accuracy=20");
    assertThat(outside.path("candidates").get(0).path("grid").isNull()).isTrue();
  }

  @Test
  void shiftedAndProjectedPositionsComeToTheSamePlace() {
    var gcj = org.gridwarden.geo.ChinaOffset.wgs84ToGcj02(113.618, 33.426);
    JsonNode answer =
        server.json("/api/v1/responsibility?crs=gcj02&lon=" + gcj.lon() + "&lat=" + gcj.lat());
    assertThat(answer.path("point").path("lon").asDouble())
        .isCloseTo(113.618, org.assertj.core.data.Offset.offset(1e-9));
    var bd = org.gridwarden.geo.ChinaOffset.wgs84ToBd09(113.618, 33.426);
    JsonNode baidu =
        server.json("/api/v1/responsibility?crs=bd09&lon=" + bd.lon() + "&lat=" + bd.lat());
    assertThat(baidu.path("point").path("lat").asDouble())
        .isCloseTo(33.426, org.assertj.core.data.Offset.offset(1e-9));
    JsonNode plane = server.json("/api/v1/responsibility?crs=EPSG:4547&lon=464489.5&lat=3700000");
    assertThat(plane.path("place").asText()).isNotEmpty();
    JsonNode swapped = server.json("/api/v1/responsibility?crs=EPSG:4547&lon=3700000&lat=464489.5");
    assertThat(swapped.path("status").asInt()).isEqualTo(400);
    assertThat(swapped.path("detail").asText()).contains("swapped");
  }

  @Test
  void aPositionOfAPhonesMapGetsAHint() {
    // The town's western rim: as given it lies half a kilometre outside, read as GCJ-02 inside.
    JsonNode grid = server.json("/api/v1/grids?level=3");
    double[] box = {180, 90, -180, -90};
    for (JsonNode feature : grid.path("features")) {
      double[] at = inside(feature);
      box[2] = Math.max(box[2], at[0]);
      if (at[0] == box[2]) {
        box[3] = at[1];
      }
    }
    var easternmost = org.gridwarden.geo.ChinaOffset.wgs84ToGcj02(box[2] + 0.0008, box[3]);
    JsonNode answer =
        server.json(
            "/api/v1/responsibility?lon="
                + (easternmost.lon() + 0.004)
                + "&lat="
                + easternmost.lat());
    assertThat(answer.path("place").asText()).isIn("outside", "inside");
    JsonNode far = server.json("/api/v1/responsibility?lon=113.2&lat=33.1");
    assertThat(far.path("place").asText()).isEqualTo("outside");
    assertThat(far.has("crsHint")).isFalse();
    assertThat(far.path("nearest").path("metres").asDouble()).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/responsibility?lat=33 | 400 | lon | missing",
        "/api/v1/responsibility?lon=abc&lat=33 | 400 | lon | finite",
        "/api/v1/responsibility?lon=NaN&lat=33 | 400 | lon | finite",
        "/api/v1/responsibility?lon=1e999&lat=33 | 400 | lon | finite",
        "/api/v1/responsibility?lon=33&lat=113 | 400 | lat | swapped",
        "/api/v1/responsibility?lon=200&lat=33 | 400 | lon | -180",
        "/api/v1/responsibility?lon=113&lat=33&lon=114 | 400 | lon | twice",
        "/api/v1/responsibility?lon=113&lat=33&foo=1 | 400 | foo | unknown parameter",
        "/api/v1/responsibility?lon=113&lat=33&crs=mars | 400 | crs | gcj02",
        "/api/v1/responsibility?lon=113&lat=33&crs=EPSG:999999 | 400 | crs | no such",
        "/api/v1/responsibility?lon=113&lat=33&category=zz | 400 | category | categories",
        "/api/v1/responsibility?lon=113&lat=33&at=now | 400 | at | moment",
        "/api/v1/responsibility?lon=113&lat=33&accuracy=-1 | 400 | accuracy | metres",
        "/api/v1/responsibility?lon=113&lat=33&layer=zz | 404 | layer | no such layer",
        "/api/v1/responsibility?lon=113&lat=33&lang=fr | 400 | lang | zh-CN",
        "/api/v1/grids | 400 | level | missing",
        "/api/v1/grids?level=4 | 400 | level | 1 to 3",
        "/api/v1/grids?level=1&bbox=1,2,3 | 400 | bbox | west",
        "/api/v1/grids?level=1&bbox=3,2,1,4 | 400 | bbox | west",
        "/api/v1/grids/none | 404 | code | no such grid",
        "/api/v1/search?q=%20 | 400 | q | wanted",
      })
  void badParametersAreRefusedByName(String path, int status, String field, String detail) {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = RunningServer.parse(response.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("field").asText()).isEqualTo(field);
    assertThat(problem.path("detail").asText()).contains(detail);
    assertThat(problem.has("title") && problem.has("type")).isTrue();
  }

  @Test
  void unknownPathsAndMethodsAreToldInTheSameShape() {
    assertThat(server.get("/api/v1/nothing").statusCode()).isEqualTo(404);
    HttpResponse<String> wrong = server.post("/api/v1/grids", "application/json", "{}");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(RunningServer.parse(wrong.body()).path("status").asInt()).isEqualTo(405);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "/../pom.xml",
        "/js/%2e%2e/%2e%2e/logback.xml",
        "/js/..%2f..%2flogback.xml",
        "/%00",
        "/js/.hidden.js"
      })
  void noPathLeadsOutOfThePages(String path) throws Exception {
    URI uri = URI.create(server.url());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").doesNotContain("appender");
    }
  }

  @Test
  void everyAnswerIsWhatTheDescriptionSays() {
    JsonNode document = server.json("/api/openapi.json");
    Map<String, String> samples =
        Map.of(
            "/api/v1/responsibility", "?lon=113.618&lat=33.426&accuracy=60&category=1.1.1",
            "/api/v1/grids", "?level=2&zoom=14",
            "/api/v1/grids/{code}", "",
            "/api/v1/search", "?q=文昌",
            "/api/v1/problems/similar", "?lon=113.618&lat=33.426&category=1.1",
            "/api/v1/indicators", "?by=unit",
            "/api/v1/indicators/trend", "?step=week",
            "/api/v1/heat/legend", "?zoom=13",
            "/api/v1/heat/frames", "?zoom=13&start=2026-09-01&end=2026-10-01&step=week");
    List<String> checked = new ArrayList<>();
    RunningServer.Client admin = server.signIn("admin");
    String problem =
        admin.json("/api/v1/problems?limit=1").path("items").path(0).path("id").textValue();
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              JsonNode get = path.getValue().path("get");
              // What a picture is, no schema says: PhotoApiTest and HeatApiTest do. A stream never
              // ends, a table
              // is no JSON.
              JsonNode types = get.findPath("content");
              if (get.isMissingNode()
                  || types.has("image/jpeg")
                  || types.has("image/png")
                  || types.has("image/svg+xml")
                  || types.has("application/pdf")
                  || types.has("text/csv")
                  || path.getKey().equals("/metrics")
                  || types.has("text/event-stream")) {
                return;
              }
              String asked =
                  path.getKey()
                          .replace("{code}", "990101003001003")
                          .replace("{table}", "limits")
                          .replace("problems/{id}", "problems/" + problem)
                      + samples.getOrDefault(path.getKey(), "").replace("文昌", "%E6%96%87%E6%98%8C");
              boolean guarded = get.has("security");
              HttpResponse<String> response = guarded ? admin.get(asked) : server.get(asked);
              assertThat(!guarded || server.get(asked).statusCode() == 401).as(asked).isTrue();
              assertThat(response.statusCode()).as(asked).isEqualTo(200);
              JsonNode content = get.path("responses").path("200").path("content");
              String type = content.fieldNames().next();
              assertThat(response.headers().firstValue("Content-Type").orElse(""))
                  .as(asked)
                  .startsWith(type);
              assertThat(
                      SchemaCheck.faults(
                          content.path(type).path("schema"),
                          RunningServer.parse(response.body()),
                          asked))
                  .isEmpty();
              checked.add(path.getKey());
            });
    assertThat(checked)
        .hasSizeGreaterThanOrEqualTo(9)
        .contains("/health", "/api/openapi.json", "/api/v1/check");
    JsonNode outside =
        document
            .path("paths")
            .path("/api/v1/responsibility")
            .path("get")
            .path("responses")
            .path("200");
    assertThat(
            SchemaCheck.faults(
                outside.path("content").path("application/json").path("schema"),
                server.json("/api/v1/responsibility?lon=113.4&lat=33.2"),
                "outside"))
        .isEmpty();
  }

  @Test
  void areasTellTheGridsTheyMeet() {
    String polygon =
        "{\"type\":\"Polygon\",\"coordinates\":[[[113.61,33.42],[113.62,33.42],[113.62,33.43],[113.61,33.43],[113.61,33.42]]]}";
    JsonNode met =
        RunningServer.parse(
            server.post("/api/v1/responsibility/area", "application/geo+json", polygon).body());
    double sum = 0;
    for (JsonNode each : met.path("grids")) {
      sum += each.path("squareMetres").asDouble();
    }
    // 0.01 by 0.01 degrees at 33.425 N: 930.1 m by 1109.1 m.
    assertThat(sum).isBetween(1_025_000.0, 1_037_000.0);
    String line = "{\"type\":\"LineString\",\"coordinates\":[[113.61,33.426],[113.62,33.426]]}";
    JsonNode crossed =
        RunningServer.parse(
            server.post("/api/v1/responsibility/area", "application/geo+json", line).body());
    double metres = 0;
    for (JsonNode each : crossed.path("grids")) {
      metres += each.path("metres").asDouble();
    }
    assertThat(metres).isBetween(925.0, 935.0);
    assertThat(
            server
                .post("/api/v1/responsibility/area", "application/geo+json", "{\"type\":\"Point\"")
                .statusCode())
        .isEqualTo(400);
    assertThat(
            server
                .post(
                    "/api/v1/responsibility/area",
                    "application/geo+json",
                    "{\"type\":\"Point\",\"coordinates\":[1,2]}")
                .statusCode())
        .isEqualTo(400);
    assertThat(
            server
                .post(
                    "/api/v1/responsibility/area",
                    "application/geo+json",
                    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    String large =
        "{\"type\":\"LineString\",\"coordinates\":["
            + "[113.6,33.4],".repeat(1_400_000)
            + "[113,33]]}";
    HttpResponse<String> response =
        server.post("/api/v1/responsibility/area", "application/geo+json", large);
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void aBatchStreamsWhileItIsStillBeingSent() throws Exception {
    URI uri = URI.create(server.url());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream to = socket.getOutputStream();
      InputStream from = socket.getInputStream();
      String head =
          "POST /api/v1/responsibility/batch HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
              + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
      to.write(head.getBytes(StandardCharsets.US_ASCII));
      chunk(to, "id,lon,lat\nfirst,113.618,33.426\n");
      StringBuilder seen = new StringBuilder();
      byte[] buffer = new byte[8192];
      while (!seen.toString().contains("first,inside,990101003000")) {
        int read = from.read(buffer);
        assertThat(read).as(seen.toString()).isPositive();
        seen.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
      chunk(to, "second,113.618,33.426\n");
      to.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      to.flush();
      for (int read = from.read(buffer); read > 0; read = from.read(buffer)) {
        seen.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
      assertThat(seen).contains("second,inside,");
    }
  }

  private static void chunk(OutputStream to, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    to.write(bytes);
    to.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    to.flush();
  }

  @Test
  void aClientThatGoesAwayMidwayHarmsNobody() throws Exception {
    URI uri = URI.create(server.url());
    for (int n = 0; n < 5; n++) {
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        OutputStream to = socket.getOutputStream();
        to.write(
            ("POST /api/v1/responsibility/batch HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
                    + "Content-Length: 1000000\r\n\r\nid,lon,lat\n1,113.6,33.4\n")
                .getBytes(StandardCharsets.US_ASCII));
        to.flush();
      }
    }
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void aBatchWithoutAColumnIsRefusedBeforeItStarts() {
    HttpResponse<String> response =
        server.post("/api/v1/responsibility/batch", "text/csv", "id,x,y\n1,2,3\n");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(RunningServer.parse(response.body()).path("field").asText()).isEqualTo("lon");
    assertThat(server.post("/api/v1/responsibility/batch", "text/csv", "").statusCode())
        .isEqualTo(400);
  }

  @Test
  void gridsAreSimplifiedForAZoomAndCutToABox() {
    JsonNode all = server.json("/api/v1/grids?level=3");
    assertThat(all.path("features").size()).isEqualTo(83);
    int full = server.get("/api/v1/grids?level=3").body().length();
    int small = server.get("/api/v1/grids?level=3&zoom=11").body().length();
    assertThat(small).isLessThan(full * 6 / 10);
    int boxed =
        server.json("/api/v1/grids?level=3&bbox=113.61,33.42,113.62,33.43").path("features").size();
    assertThat(boxed).isBetween(1, 30);
  }

  @Test
  void pagesComeWithAPolicyAndATagAndCompressed() {
    HttpResponse<String> page = server.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'")
        .doesNotContain("unsafe");
    String tag = page.headers().firstValue("ETag").orElseThrow();
    assertThat(server.get("/", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(
            server
                .get("/vendor/leaflet/leaflet.js", "Accept-Encoding", "gzip")
                .headers()
                .firstValue("Content-Encoding"))
        .hasValue("gzip");
    assertThat(page.body()).doesNotContain("style=").doesNotContain("onclick");
  }

  @Test
  void whatAnotherProcessImportsIsServedWithinASecond() throws Exception {
    Path file = data.resolve("extra.geojson");
    Files.writeString(
        file,
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"X1\",\"name\":\"外区\"},\"geometry\":{\"type\":\"Polygon\","
            + "\"coordinates\":[[[115,33],[115.1,33],[115.1,33.1],[115,33.1],[115,33]]]}}");
    assertThat(
            CommandRun.of(
                    data, "import", "grids", file.toString(), "--level", "1", "--layer", "other")
                .status())
        .isZero();
    long end = System.nanoTime() + 5_000_000_000L;
    JsonNode answer;
    do {
      answer = server.json("/api/v1/responsibility?lon=115.05&lat=33.05&layer=other");
    } while (!answer.path("place").asText().equals("inside") && System.nanoTime() < end);
    assertThat(answer.path("grids").get(0).path("name").asText()).isEqualTo("外区");
    assertThat(server.json("/api/v1/map").path("layers").toString())
        .contains("default")
        .contains("other");
  }
}
