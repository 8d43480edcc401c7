package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.gridwarden.geo.Ground;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heat by grid and hexagon, the time machine, pictures and rasters over HTTP. */
class HeatAreaApiTest {
  private static final String BOX = "113.585,33.400,113.656,33.450";

  @TempDir static Path data;
  private static RunningServer server;
  private static RunningServer.Client leader;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
    leader = server.signIn("leader");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int sum(JsonNode items, String field) {
    int sum = 0;
    for (JsonNode item : items) {
      sum += item.path(field).asInt();
    }
    return sum;
  }

  @Test
  void gridsCountWhatTheListCounts() {
    JsonNode grids = leader.json("/api/v1/heat/grids?level=3");
    assertThat(grids.path("items")).hasSize(83);
    assertThat(grids.path("enough").booleanValue()).isTrue();
    for (JsonNode item : grids.path("items")) {
      int listed = 0;
      JsonNode page =
          leader.json(
              "/api/v1/problems?status=unresolved&limit=200&grid=" + item.path("code").textValue());
      listed += page.path("items").size();
      assertThat(item.path("count").intValue()).isEqualTo(listed);
      assertThat(item.path("perKm2").doubleValue())
          .isCloseTo(
              listed / item.path("km2").doubleValue(), Offset.offset(0.01 * Math.max(1, listed)));
    }
    JsonNode limits = grids.path("breaks").path("perKm2");
    assertThat(limits).hasSize(5);
    assertThat(grids.path("spots").path("hot_99").textValue()).contains("热点");
    assertThat(
            leader.json("/api/v1/heat/grids?level=3&lang=en").path("spots").path("hot_99").asText())
        .startsWith("Hot spot");
    // Three towns are too few to tell a hot spot from chance.
    JsonNode towns = leader.json("/api/v1/heat/grids?level=1");
    assertThat(towns.path("enough").booleanValue()).isFalse();
    assertThat(towns.path("note").textValue()).isNotBlank();
    assertThat(sum(towns.path("items"), "count")).isEqualTo(sum(grids.path("items"), "count"));
  }

  @Test
  void residentsMakeItPerThousandWhereTheyAreKnown() throws IOException {
    Path file = data.resolve("residents.csv");
    Files.writeString(file, "网格编码,常住人口\n990101003001003,2500\n990101003001004,0\n");
    assertThat(CommandRun.of(data, "import", "residents", file.toString()).status()).isZero();
    for (int i = 0; i < 500 && perThousand("990101003001003").isNull(); i++) {
      Thread.onSpinWait();
    }
    JsonNode items = leader.json("/api/v1/heat/grids").path("items");
    for (JsonNode item : items) {
      if (item.path("code").asText().equals("990101003001003")) {
        assertThat(item.path("perThousand").doubleValue())
            .isEqualTo(item.path("count").asInt() / 2.5);
      } else {
        assertThat(item.path("perThousand").isNull()).isTrue();
      }
    }
    Files.writeString(file, "grid,residents\nnone,5\n990101003001003,-1\n");
    CommandRun refused = CommandRun.of(data, "import", "residents", file.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("residents.csv:2").contains("residents.csv:3");
  }

  private static JsonNode perThousand(String code) {
    for (JsonNode item : leader.json("/api/v1/heat/grids").path("items")) {
      if (item.path("code").asText().equals(code)) {
        return item.path("perThousand");
      }
    }
    throw new IllegalStateException(code);
  }

  @Test
  void twoPeriodsAreCompared() {
    String periods =
        "&status=reported&from=2026-05-01&to=2026-08-01&againstFrom=2026-02-01&againstTo=2026-05-01";
    JsonNode compared = leader.json("/api/v1/heat/grids?level=2" + periods).path("items");
    JsonNode now =
        leader
            .json("/api/v1/heat/grids?level=2&status=reported&from=2026-05-01&to=2026-08-01")
            .path("items");
    JsonNode before =
        leader
            .json("/api/v1/heat/grids?level=2&status=reported&from=2026-02-01&to=2026-05-01")
            .path("items");
    assertThat(sum(now, "count")).isPositive();
    for (int i = 0; i < compared.size(); i++) {
      int change = now.get(i).path("count").asInt() - before.get(i).path("count").asInt();
      assertThat(compared.get(i).path("before").asInt())
          .isEqualTo(before.get(i).path("count").asInt());
      assertThat(compared.get(i).path("change").asInt()).isEqualTo(change);
      assertThat(compared.get(i).path("trend").textValue())
          .isEqualTo(change < 0 ? "better" : change > 0 ? "worse" : "same");
    }
  }

  @Test
  void hexagonsHoldAllProblemsAndAreTheSameInEveryFormat() {
    JsonNode hexagons = leader.json("/api/v1/heat/hexagons?size=400");
    int all = leader.json("/api/v1/heat/legend?zoom=13").path("problems").asInt();
    assertThat(sum(hexagons.path("items"), "count")).isEqualTo(all).isPositive();
    assertThat(hexagons.path("items").size()).isGreaterThan(80);
    JsonNode geojson = leader.json("/api/v1/heat/hexagons?size=400&format=geojson");
    assertThat(geojson.path("features")).hasSameSizeAs(hexagons.path("items"));
    assertThat(geojson.path("features").get(0).path("geometry").path("coordinates").get(0))
        .hasSize(7);
    String csv = leader.get("/api/v1/heat/hexagons?size=400&format=csv").body();
    assertThat(csv.lines().count()).isEqualTo(hexagons.path("items").size() + 1L);
    boolean hot = false;
    for (JsonNode item : hexagons.path("items")) {
      hot |= item.path("spot").textValue().startsWith("hot");
    }
    assertThat(hot).isTrue();
  }

  @Test
  void framesShareOneScale() {
    JsonNode film =
        leader.json("/api/v1/heat/frames?zoom=13&start=2026-01-01&end=2026-10-01&step=week");
    JsonNode frames = film.path("frames");
    assertThat(frames.size()).isBetween(39, 41);
    assertThat(frames.get(0).path("at").textValue()).isEqualTo("2026-01-05T00:00:00+08:00");
    assertThat(film.path("stops").get(8).path("value").doubleValue())
        .isEqualTo(film.path("top").doubleValue());
    for (int i : new int[] {0, 20, 38}) {
      String at = escaped(frames.get(i).path("at").textValue());
      assertThat(frames.get(i).path("problems").asInt())
          .isEqualTo(
              leader
                  .json("/api/v1/heat/legend?zoom=13&top=1&at=" + at + "&theme=dark")
                  .path("problems")
                  .asInt());
    }
  }

  @Test
  void aPictureHasTheSizeThatIsAskedFor() throws IOException {
    HttpResponse<byte[]> answer =
        leader.bytes(
            "/api/v1/heat/picture?bbox=" + BOX + "&size=900x700&title=" + escaped("文明城市问题热力图"));
    assertThat(answer.statusCode()).isEqualTo(200);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(picture.getHeight()).isEqualTo(700);
  }

  @Test
  void aRasterIsGeoreferencedAndIntegratesToTheNumberOfProblems() throws IOException {
    HttpResponse<byte[]> answer =
        leader.bytes("/api/v1/heat/picture?bbox=" + BOX + "&size=710x500&format=tif&bandwidth=100");
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/tiff");
    Path file = data.resolve("heat.tif");
    Files.write(file, answer.body());
    GeoTiffReader reader = new GeoTiffReader(file.toFile());
    GridCoverage2D coverage = reader.read(null);
    assertThat(coverage.getEnvelope2D().getMinX()).isCloseTo(113.585, Offset.offset(1e-9));
    assertThat(coverage.getEnvelope2D().getMaxY()).isCloseTo(33.45, Offset.offset(1e-9));
    Raster values = coverage.getRenderedImage().getData();
    assertThat(values.getWidth()).isEqualTo(710);
    double sum = 0;
    for (int y = 0; y < 500; y++) {
      double lat = 33.45 - (y + 0.5) * 0.0001;
      double area = Ground.metresPerDegreeLon(lat) * Ground.metresPerDegreeLat(lat) * 1e-8 / 1e6;
      for (int x = 0; x < 710; x++) {
        sum += values.getSampleDouble(x, y, 0) * area;
      }
    }
    reader.dispose();
    int all = leader.json("/api/v1/heat/legend?zoom=13").path("problems").asInt();
    assertThat(sum).isCloseTo(all, Offset.offset(0.01 * all));
  }

  @Test
  void theCommandMakesTheSameFilesWithoutAServer() throws IOException {
    Path other = data.resolve("other");
    Path png = data.resolve("heat.png");
    Path tif = data.resolve("command.tif");
    try (RunningServer town = new RunningServer(other, true)) {
      assertThat(town.get("/health").statusCode()).isEqualTo(200);
    }
    List<String> where = List.of("--bbox", BOX, "--size", "600x400", "--severity", "serious");
    assertThat(run(other, where, png)).isZero();
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(600);
    assertThat(run(other, where, tif)).isZero();
    assertThat(Files.size(tif)).isGreaterThan(600 * 400 * 4L);
    assertThat(run(other, where, data.resolve("heat.gif"))).isEqualTo(2);
    assertThat(run(other, List.of("--bbox", "1,2,3", "--size", "600x400"), png)).isEqualTo(2);
    assertThat(run(other, List.of("--bbox", BOX, "--size", "600"), png)).isEqualTo(2);
  }

  private static int run(Path folder, List<String> where, Path out) {
    List<String> arguments = new ArrayList<>(List.of("heat", "--out", out.toString()));
    arguments.addAll(where);
    return CommandRun.of(folder, arguments.toArray(String[]::new)).status();
  }

  @Test
  void whatCannotBeDrawnIsRefusedByName() {
    refused("/api/v1/heat/picture?size=100x100&bbox=1,2,3", "bbox");
    refused("/api/v1/heat/picture?size=100x100&bbox=170,20,-170,30", "bbox");
    refused("/api/v1/heat/picture?size=100x100&bbox=1,2,1,3", "bbox");
    refused("/api/v1/heat/picture?size=100x100&bbox=1,2,3,89", "bbox");
    refused("/api/v1/heat/picture?size=100000x100000&bbox=" + BOX, "size");
    refused("/api/v1/heat/picture?size=8000x8000&bbox=" + BOX, "size");
    refused("/api/v1/heat/picture?size=5x5&bbox=" + BOX, "size");
    refused("/api/v1/heat/picture?size=big&bbox=" + BOX, "size");
    refused("/api/v1/heat/picture?size=100x100&format=gif&bbox=" + BOX, "format");
    refused("/api/v1/heat/picture?size=100x100&bandwidth=0.1&bbox=" + BOX, "bandwidth");
    refused("/api/v1/heat/hexagons?size=10", "size");
    refused("/api/v1/heat/hexagons?format=pdf", "format");
    refused("/api/v1/heat/grids?level=4", "level");
    refused("/api/v1/heat/frames?zoom=13&start=2026-01-01&step=month", "step");
    refused("/api/v1/heat/frames?zoom=13&start=2016-01-01&step=day", "step");
    refused("/api/v1/heat/frames?zoom=13&start=2026-05-01&end=2026-01-01", "start");
    refused("/api/v1/heat/frames?zoom=13&start=2026-05-01&end=2999-01-01", "end");
  }

  private static void refused(String path, String field) {
    HttpResponse<String> answer = leader.get(path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(400);
    assertThat(RunningServer.parse(answer.body()).path("field").textValue())
        .as(path)
        .isEqualTo(field);
  }
}
