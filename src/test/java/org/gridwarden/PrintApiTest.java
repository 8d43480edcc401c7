package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wall maps over HTTP: who may have them, what stands on them, what is refused. */
class PrintApiTest {
  private static final String PDF = "/api/v1/print/map.pdf";
  private static final String SVG = "/api/v1/print/map.svg";
  private static final double POINTS = 72 / 25.4;

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

  private static PDDocument pdf(String account, String query) throws IOException {
    Path file = Files.createTempFile(data, "map", ".pdf");
    Files.write(file, server.signIn(account).bytes(PDF + query).body());
    return Loader.loadPDF(file.toFile());
  }

  private static String text(PDDocument document) throws IOException {
    return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
  }

  @Test
  void aSheetHasItsSizeAndItsWordsCanBeSearched() throws IOException {
    try (PDDocument a0 = pdf("leader", "?size=A0&portrait=true")) {
      assertThat(a0.getNumberOfPages()).isEqualTo(1);
      assertThat(a0.getPage(0).getMediaBox().getWidth())
          .isCloseTo((float) (841 * POINTS), within());
      assertThat(a0.getPage(0).getMediaBox().getHeight())
          .isCloseTo((float) (1189 * POINTS), within());
      assertThat(text(a0)).contains("全域网格责任挂图", "云溪街道", "文昌社区", "比例尺 1:", " 米");
    }
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(0.5f);
  }

  @Test
  void oneGridShowsWhatLiesUnderItAndWhoAnswersForIt() throws IOException {
    String code = "990101003001";
    String name = server.json("/api/v1/grids/" + code).path("properties").path("name").textValue();
    try (PDDocument sheet = pdf("leader", "?grid=" + code + "&size=A3")) {
      assertThat(text(sheet)).contains(name + "网格责任挂图", name.replace("社区", "第一网格"), "网格长", "共建单位");
      assertThat(text(sheet)).doesNotContain("云溪街道");
    }
  }

  @Test
  void phonesThatAreNotPublicAreShownOnlyWhereAskedForAndTheSheetSaysSo() throws IOException {
    try (PDDocument open = pdf("leader", "?size=A1");
        PDDocument internal = pdf("leader", "?size=A1&phones=true")) {
      assertThat(text(open)).doesNotContain("内部资料");
      assertThat(text(internal)).contains("内部资料");
      assertThat(text(internal).length()).isGreaterThan(text(open).length());
    }
  }

  @Test
  void theSameStandsOnAnSvgWithoutAnyFont() {
    String svg = server.signIn("admin").get(SVG + "?size=A4&lang=en").body();
    assertThat(svg)
        .startsWith("<svg ")
        .contains("width=\"297mm\"", "viewBox=\"0 0 297 210\"")
        .doesNotContain("<text", "font", "NaN", "Infinity");
  }

  @Test
  void aTitleIsTextAndNothingElse() {
    String svg = server.signIn("admin").get(SVG + "?size=A4&title=%3Cscript%3E%26%22").body();
    assertThat(svg).contains("<title>&lt;script&gt;&amp;").doesNotContain("<script");
  }

  @Test
  void whoMayNotAndWhatCanNotBeIsRefusedByName() {
    assertThat(server.get(PDF).statusCode()).isEqualTo(401);
    assertThat(server.signIn("reporter").get(PDF).statusCode()).isEqualTo(403);
    assertThat(server.signIn("unit").get(PDF).statusCode()).isEqualTo(403);
    refused("?grid=nowhere", "grid");
    refused("?size=A7", "size");
    refused("?portrait=perhaps", "portrait");
    refused("?title=" + "x".repeat(61), "title");
  }

  private static void refused(String query, String field) {
    HttpResponse<String> answer = server.signIn("admin").get(SVG + query);
    assertThat(answer.statusCode()).as(query).isEqualTo(400);
    assertThat(RunningServer.parse(answer.body()).path("field").textValue()).isEqualTo(field);
    assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(2000);
  }

  @Test
  void theCommandDrawsWithoutAServer(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("map.pdf");
    CommandRun run = CommandRun.of(data, "print", "--size", "A4", "--out", file.toString());
    assertThat(run.status()).as(run.err()).isZero();
    try (PDDocument sheet = Loader.loadPDF(file.toFile())) {
      assertThat(text(sheet)).contains("网格责任挂图");
    }
  }
}
