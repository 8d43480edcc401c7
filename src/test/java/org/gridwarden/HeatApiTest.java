package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.people.AccountRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiles and legends of heat over HTTP: who may see them, how fresh they are, what is refused. */
class HeatApiTest {
  private static final int ZOOM = 15;
  private static final double LON = 113.6188;
  private static final double LAT = 33.4265;

  @TempDir static Path data;
  private static RunningServer server;
  private static RunningServer.Client leader;
  private static RunningServer.Client admin;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
    leader = server.signIn("leader");
    admin = server.signIn("admin");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String tile(int zoom, double lon, double lat) {
    int tiles = 1 << zoom;
    return String.format(
        Locale.ROOT,
        "/tiles/heat/%d/%d/%d.png",
        zoom,
        (int) (WebMercator.x(lon) * tiles),
        (int) (WebMercator.y(lat) * tiles));
  }

  private static BufferedImage picture(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  private static boolean isEmpty(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) >>> 24 != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static String report(double lon, double lat) {
    HttpResponse<String> answer =
        admin.post(
            "/api/v1/problems",
            String.format(
                Locale.ROOT, "{\"lon\":%f,\"lat\":%f,\"description\":\"井盖破损\"}", lon, lat));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return RunningServer.parse(answer.body()).path("id").textValue();
  }

  @Test
  void aTileShowsWhereProblemsAreAndIsTransparentWhereNoneAre() throws IOException {
    BufferedImage here = picture(leader.bytes(tile(ZOOM, LON, LAT)));
    assertThat(here.getWidth()).isEqualTo(256);
    assertThat(isEmpty(here)).isFalse();
    assertThat(isEmpty(picture(leader.bytes(tile(ZOOM, LON + 3, LAT))))).isTrue();
    BufferedImage fine = picture(leader.bytes(tile(ZOOM, LON, LAT).replace(".png", "@2x.png")));
    assertThat(fine.getWidth()).isEqualTo(512);
    // The same place has the same colour in both, but for a pixel's half.
    int differences = 0;
    for (int i = 0; i < 256; i++) {
      int coarse = here.getRGB(i, 128) >>> 24;
      int near = fine.getRGB(2 * i, 256) >>> 24;
      differences += Math.abs(coarse - near) > 12 ? 1 : 0;
    }
    assertThat(differences).isZero();
  }

  @Test
  void aClosedProblemIsGoneAtTheNextLookAndFarTilesStayKnown() throws IOException {
    double lon = 113.6505;
    String near = tile(17, lon, LAT);
    String far = tile(ZOOM, LON, LAT);
    assertThat(isEmpty(picture(leader.bytes(near)))).isTrue();
    String farTag = leader.bytes(far).headers().firstValue("ETag").orElseThrow();
    String id = report(lon, LAT);
    HttpResponse<byte[]> shown = leader.bytes(near);
    assertThat(isEmpty(picture(shown))).isFalse();
    String tag = shown.headers().firstValue("ETag").orElseThrow();
    assertThat(leader.bytes(near, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(admin.post("/api/v1/problems/" + id + "/void", "{\"note\":\"误报\"}").statusCode())
        .isEqualTo(200);
    HttpResponse<byte[]> gone = leader.bytes(near, "If-None-Match", tag);
    assertThat(isEmpty(picture(gone))).isTrue();
    HttpResponse<byte[]> still = leader.bytes(far, "If-None-Match", farTag);
    assertThat(still.headers().firstValue("ETag")).contains(farTag);
    assertThat(still.statusCode()).isEqualTo(304);
  }

  @Test
  void thePastIsAsItWas() throws IOException {
    double lon = 113.5905;
    String near = tile(17, lon, LAT);
    String id = report(lon, LAT);
    JsonNode problem = admin.json("/api/v1/problems/" + id);
    String reported = problem.path("reportedAt").textValue();
    admin.post("/api/v1/problems/" + id + "/void", "{\"note\":\"误报\"}");
    String at = URLEncoder.encode(reported, StandardCharsets.UTF_8);
    assertThat(isEmpty(picture(leader.bytes(near + "?at=" + at)))).isFalse();
    assertThat(isEmpty(picture(leader.bytes(near + "?at=2020-01-01")))).isTrue();
    assertThat(isEmpty(picture(leader.bytes(near)))).isTrue();
    // Compared with then, it got better.
    BufferedImage change = picture(leader.bytes(near + "?against=" + at + "&top=100"));
    assertThat(isEmpty(change)).isFalse();
  }

  @Test
  void theLegendIsInTrueUnitsAndFollowsTheFilters() {
    JsonNode legend = leader.json("/api/v1/heat/legend?zoom=13");
    assertThat(legend.path("unit").textValue()).isEqualTo("problems/km2");
    JsonNode stops = legend.path("stops");
    assertThat(stops).hasSize(9);
    assertThat(stops.get(0).path("value").doubleValue()).isZero();
    assertThat(stops.get(8).path("value").doubleValue())
        .isEqualTo(legend.path("top").doubleValue())
        .isPositive();
    assertThat(stops.get(8).path("color").textValue()).matches("#[0-9a-f]{6}");
    int all = legend.path("problems").intValue();
    int sum = 0;
    for (String severity : new String[] {"normal", "serious", "urgent"}) {
      sum +=
          leader.json("/api/v1/heat/legend?zoom=13&severity=" + severity).path("problems").asInt();
    }
    assertThat(sum).isEqualTo(all).isPositive();
    assertThat(
            leader
                .json("/api/v1/heat/legend?zoom=13&severity=normal,serious,urgent")
                .path("problems")
                .asInt())
        .isEqualTo(all);
    assertThat(leader.json("/api/v1/heat/legend?zoom=13&weight=both").path("unit").textValue())
        .isEqualTo("weighted problems/km2");
  }

  @Test
  void filtersInEcqlMeanWhatTheOwnParametersMean() {
    int all = problems("");
    assertThat(problems("&filter=" + escaped("severity = 'serious'")))
        .isEqualTo(problems("&severity=serious"))
        .isPositive();
    assertThat(problems("&filter=" + escaped("category = '5' OR category LIKE '5.%'")))
        .isEqualTo(problems("&category=5"))
        .isPositive();
    assertThat(problems("&filter=" + escaped("grid2 = '990101003001'")))
        .isEqualTo(problems("&grid=990101003001"))
        .isPositive();
    assertThat(problems("&filter=" + escaped("reportedAt AFTER 2026-09-01T00:00:00Z")))
        .isEqualTo(problems("&from=2026-09-01T00:00:01Z"))
        .isBetween(1, all - 1);
    int west = problems("&filter=" + escaped("BBOX(position, 113, 33, 113.618, 34)"));
    int east = problems("&filter=" + escaped("NOT BBOX(position, 113, 33, 113.618, 34)"));
    assertThat(west).isPositive();
    assertThat(east).isPositive();
    assertThat(west + east).isEqualTo(all);
    refused("/api/v1/heat/legend?zoom=13&filter=" + escaped("severity ="), "filter");
    refused("/api/v1/heat/legend?zoom=13&filter=" + escaped("colour = 'red'"), "filter");
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int problems(String filters) {
    return leader.json("/api/v1/heat/legend?zoom=13&top=10" + filters).path("problems").asInt();
  }

  @Test
  void everyAccountSeesItAndStrangersDoNot() {
    for (AccountRole role : AccountRole.values()) {
      assertThat(server.signIn(role.code()).get("/api/v1/heat/legend?zoom=9").statusCode())
          .as(role.code())
          .isEqualTo(200);
    }
    assertThat(server.get("/api/v1/heat/legend?zoom=9").statusCode()).isEqualTo(401);
    assertThat(server.get(tile(9, LON, LAT)).statusCode()).isEqualTo(401);
  }

  @Test
  void whatCannotBeShownIsRefusedByName() {
    refused("/tiles/heat/23/0/0.png", "z");
    refused("/tiles/heat/-1/0/0.png", "z");
    refused("/tiles/heat/3/8/0.png", "x");
    refused("/tiles/heat/3/0/8.png", "y");
    refused("/tiles/heat/3/0/0@3x.png", "y");
    refused("/tiles/heat/3/0/0.png?colour=red", "colour");
    refused("/tiles/heat/3/0/0.png?bandwidth=1000", "bandwidth");
    refused("/tiles/heat/3/0/0.png?bandwidth=1e9", "bandwidth");
    refused("/tiles/heat/14/0/0.png?bandwidth=NaN", "bandwidth");
    refused("/tiles/heat/3/0/0.png?at=tomorrow", "at");
    refused("/tiles/heat/3/0/0.png?at=2999-01-01", "at");
    refused("/tiles/heat/3/0/0.png?against=2999-01-01", "against");
    refused("/tiles/heat/3/0/0.png?from=2025-02-01&to=2025-01-01", "from");
    refused("/tiles/heat/3/0/0.png?category=none", "category");
    refused("/tiles/heat/3/0/0.png?severity=bad", "severity");
    refused("/tiles/heat/3/0/0.png?status=open", "status");
    refused("/tiles/heat/3/0/0.png?overdue=maybe", "overdue");
    refused("/tiles/heat/3/0/0.png?grid=none", "grid");
    refused("/tiles/heat/3/0/0.png?unit=none", "unit");
    refused("/tiles/heat/3/0/0.png?weight=heavy", "weight");
    refused("/tiles/heat/3/0/0.png?top=0", "top");
    refused("/tiles/heat/3/0/0.png?theme=pink", "theme");
    refused("/api/v1/heat/legend", "zoom");
    refused("/api/v1/heat/legend?zoom=x", "zoom");
  }

  private static void refused(String path, String field) {
    HttpResponse<String> answer = leader.get(path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(400);
    assertThat(RunningServer.parse(answer.body()).path("field").textValue())
        .as(path)
        .isEqualTo(field);
  }
}
