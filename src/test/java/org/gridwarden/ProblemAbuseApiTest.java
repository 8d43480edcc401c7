package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.gridwarden.people.AccountRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBReader;

/** Bad input, prying and haste at the routes of problems. */
class ProblemAbuseApiTest {
  /** In a grid that none of the accounts but the chief of the whole has to do with. */
  private static final String HERE = "\"lon\":113.6016,\"lat\":33.4185";

  @TempDir static Path data;
  private static RunningServer server;
  private static RunningServer.Client admin;
  private static RunningServer.Client reporter;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
    admin = server.signIn("admin");
    reporter = server.signIn("reporter");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode report(RunningServer.Client who, String more) {
    HttpResponse<String> answer = who.post("/api/v1/problems", "{" + HERE + more + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return RunningServer.parse(answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"lat\":33.4}|lon",
        "{\"lon\":113.6,\"lat\":33.4,\"colour\":1}|colour",
        "{\"lon\":\"113.6\",\"lat\":33.4}|lon",
        "{\"lon\":33.426,\"lat\":113.618}|lat",
        "{\"lon\":120.0,\"lat\":30.0}|lon, lat",
        "{\"lon\":113.6,\"lat\":33.4,\"category\":\"none\"}|category",
        "{\"lon\":113.6,\"lat\":33.4,\"severity\":\"huge\"}|severity",
        "{\"lon\":113.6,\"lat\":33.4,\"takenAt\":\"2099-01-01T00:00:00Z\"}|takenAt",
        "{\"lon\":113.6,\"lat\":33.4,\"takenAt\":\"1999-01-01T00:00:00Z\"}|takenAt",
        "{\"lon\":113.6,\"lat\":33.4,\"accuracy\":-1}|accuracy",
        "{\"lon\":113.6,\"lat\":33.4,\"photos\":[\"../../etc/passwd\"]}|photos",
        "{\"lon\":113.6,\"lat\":33.4,\"crs\":\"EPSG:1\"}|crs",
        "{\"lon\":113.6,\"lat\":33.4,\"sentLon\":113.6}|sentLon, sentLat",
      })
  void aReportIsRefusedByTheFieldThatIsWrong(String body, String field) {
    HttpResponse<String> answer = reporter.post("/api/v1/problems", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(RunningServer.parse(answer.body()).path("field").asText()).isEqualTo(field);
  }

  @Test
  void textsAreBoundedAndBodiesToo() {
    assertThat(
            reporter
                .post(
                    "/api/v1/problems",
                    "{" + HERE + ",\"description\":\"" + "长".repeat(2_001) + "\"}")
                .statusCode())
        .isEqualTo(400);
    assertThat(
            reporter
                .post(
                    "/api/v1/problems",
                    "{" + HERE + ",\"description\":\"" + "x".repeat(300_000) + "\"}")
                .statusCode())
        .isEqualTo(413);
    assertThat(reporter.post("/api/v1/problems", "{\"lon\":").statusCode()).isEqualTo(400);
    assertThat(reporter.post("/api/v1/problems", "[]").statusCode()).isEqualTo(400);
  }

  @Test
  void whatPeopleWriteIsNeitherMarkupNorFormula() throws Exception {
    String script = "<script>alert(1)</script>";
    report(admin, ",\"description\":\"" + script + "\"");
    report(admin, ",\"description\":\"=HYPERLINK(1)\",\"address\":\"＋1\",\"source\":\"-2+3\"");
    HttpResponse<String> listed = admin.get("/api/v1/problems?limit=2");
    assertThat(listed.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(RunningServer.parse(listed.body()).findValuesAsText("description")).contains(script);
    String csv = admin.get("/api/v1/problems?format=csv&from=2026-01-01").body();
    assertThat(csv)
        .startsWith("\uFEFFid,")
        .contains("'=HYPERLINK(1)")
        .contains("'＋1")
        .contains("'-2+3");
    assertThat(csv).contains(",113.6016,33.4185,");
    HttpResponse<byte[]> xlsx = admin.bytes("/api/v1/problems?format=xlsx&from=2026-01-01");
    assertThat(xlsx.headers().firstValue("Content-Disposition").orElse(""))
        .contains("problems.xlsx");
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx.body()))) {
      List<String> texts = new ArrayList<>();
      workbook
          .getFirstSheet()
          .openStream()
          .forEach(row -> row.forEach(cell -> texts.add(cell == null ? "" : cell.getText())));
      assertThat(texts).contains("=HYPERLINK(1)", script);
    }
    String ledger = admin.get("/api/v1/ledger?from=2026-01-01").body();
    assertThat(ledger).startsWith("\uFEFFproblem,version,").contains(",report,");
  }

  @Test
  void nobodySeesWhatIsNotTheirs() {
    String id = report(reporter, ",\"description\":\"mine\"").path("id").textValue();
    RunningServer.Client unit = server.signIn("unit");
    HttpResponse<String> hidden = unit.get("/api/v1/problems/" + id);
    String madeUp = UUID.randomUUID().toString();
    HttpResponse<String> missing = unit.get("/api/v1/problems/" + madeUp);
    assertThat(hidden.statusCode()).isEqualTo(404);
    assertThat(hidden.body().replace(id, madeUp)).isEqualTo(missing.body());
    HttpResponse<String> step = unit.post("/api/v1/problems/" + id + "/handle", "{}");
    assertThat(step.statusCode()).isEqualTo(404);
    assertThat(unit.get("/api/v1/problems?q=mine").body()).doesNotContain(id);
    assertThat(unit.get("/api/v1/problems?format=csv").body()).doesNotContain(id);
    assertThat(unit.get("/api/v1/problems/not-an-id").statusCode()).isEqualTo(404);
    for (String path :
        new String[] {"/api/v1/problems", "/api/v1/problems/" + id, "/api/v1/indicators?by=unit"}) {
      assertThat(server.get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(server.get(path, "Authorization", "Bearer forged").statusCode()).isEqualTo(401);
    }
    assertThat(server.get("/api/v1/problems?published=true").statusCode()).isEqualTo(200);
    JsonNode own = reporter.json("/api/v1/problems?limit=200");
    own.path("items")
        .forEach(each -> assertThat(each.path("reporter").asText()).isEqualTo("reporter"));
  }

  @Test
  void aPublishedProblemShowsStrangersNothingOfPeople() {
    String id =
        report(reporter, ",\"description\":\"张三 13912345678 豫A12345 堆放杂物\"").path("id").textValue();
    assertThat(server.get("/api/v1/problems/" + id).statusCode()).isEqualTo(401);
    RunningServer.Client leader = server.signIn("leader");
    assertThat(leader.post("/api/v1/problems/" + id + "/publish", "{}").statusCode())
        .isEqualTo(200);
    HttpResponse<String> seen = server.get("/api/v1/problems/" + id);
    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(seen.body())
        .contains("堆放杂物")
        .doesNotContain("13912345678")
        .doesNotContain("豫A12345")
        .doesNotContain("reporter")
        .doesNotContain("phone")
        .doesNotContain("ledger");
    assertThat(server.get("/api/v1/problems?published=true").body()).contains(id);
    assertThat(leader.post("/api/v1/problems/" + id + "/unpublish", "{}").statusCode())
        .isEqualTo(200);
    assertThat(server.get("/api/v1/problems/" + id).statusCode()).isEqualTo(401);
  }

  @Test
  void aReporterWithdrawsItsOwnReportUntilItIsFiled() {
    String id = report(reporter, "").path("id").textValue();
    JsonNode own = reporter.json("/api/v1/problems/" + id);
    assertThat(own.path("steps").toString()).isEqualTo("[\"void\"]");
    assertThat(reporter.post("/api/v1/problems/" + id + "/file", "{}").statusCode()).isEqualTo(403);
    HttpResponse<String> withdrawn = reporter.post("/api/v1/problems/" + id + "/void", "{}");
    assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(200);
    String filed = report(reporter, "").path("id").textValue();
    assertThat(admin.post("/api/v1/problems/" + filed + "/file", "{}").statusCode()).isEqualTo(200);
    assertThat(reporter.post("/api/v1/problems/" + filed + "/void", "{}").statusCode())
        .isEqualTo(403);
    String others = report(admin, "").path("id").textValue();
    assertThat(reporter.post("/api/v1/problems/" + others + "/void", "{}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void ofTwoAtOnceOneWinsAndTheOtherLearnsTheStateNow() throws InterruptedException {
    String id = report(reporter, "").path("id").textValue();
    AtomicInteger won = new AtomicInteger();
    List<String> lost = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                HttpResponse<String> answer =
                    admin.post("/api/v1/problems/" + id + "/file", "{\"version\":1}");
                if (answer.statusCode() == 200) {
                  won.incrementAndGet();
                } else {
                  lost.add(answer.statusCode() + answer.body());
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(won).hasValue(1);
    assertThat(lost).hasSize(7);
    for (String each : lost) {
      assertThat(each).startsWith("409");
      JsonNode state = RunningServer.parse(each.substring(3)).path("state");
      assertThat(state.path("status").asText()).isEqualTo("filed");
      assertThat(state.path("version").asInt()).isEqualTo(2);
    }
  }

  @Test
  void oneKeyIsOneProblemHoweverManySendItAtOnce() throws InterruptedException {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    AtomicInteger created = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Thread thread =
          new Thread(
              () -> {
                HttpResponse<String> answer =
                    reporter.post(
                        "/api/v1/problems", "{" + HERE + "}", "Idempotency-Key", "at once");
                assertThat(answer.statusCode()).isIn(200, 201);
                created.addAndGet(answer.statusCode() == 201 ? 1 : 0);
                ids.add(RunningServer.parse(answer.body()).path("id").textValue());
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(ids).hasSize(1);
    assertThat(created).hasValue(1);
    HttpResponse<String> others =
        admin.post("/api/v1/problems", "{" + HERE + "}", "Idempotency-Key", "at once");
    assertThat(others.statusCode()).as("keys belong to accounts").isEqualTo(201);
    assertThat(
            reporter
                .post(
                    "/api/v1/problems",
                    "{" + HERE + ",\"severity\":\"urgent\"}",
                    "Idempotency-Key",
                    "at once")
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void aReportFromTheFieldKeepsItsTimeAndIsMarkedNotRefused() {
    String taken = Instant.now().minus(Duration.ofHours(30)).toString();
    JsonNode problem =
        report(
            reporter,
            ",\"takenAt\":\"" + taken + "\",\"accuracy\":150,\"sentLon\":113.65,\"sentLat\":33.44");
    assertThat(Instant.from(java.time.OffsetDateTime.parse(problem.path("takenAt").asText())))
        .isEqualTo(Instant.parse(taken).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    assertThat(problem.path("marks").toString())
        .contains("far_from_sender")
        .contains("taken_earlier")
        .contains("poor_accuracy");
  }

  @Test
  void aPlaceThatNobodyAnswersForLandsInTheDesksList() {
    // Just outside of the town's border, in no grid.
    JsonNode problem =
        RunningServer.parse(
            admin.post("/api/v1/problems", "{\"lon\":113.5800,\"lat\":33.4200}").body());
    assertThat(problem.path("place").asText()).isEqualTo("outside");
    assertThat(problem.path("primary").isNull()).isTrue();
    String id = problem.path("id").textValue();
    assertThat(admin.get("/api/v1/problems?attention=unheld&limit=200").body()).contains(id);
    assertThat(admin.post("/api/v1/problems/" + id + "/file", "{}").statusCode()).isEqualTo(200);
    HttpResponse<String> nobody = admin.post("/api/v1/problems/" + id + "/dispatch", "{}");
    assertThat(nobody.statusCode()).isEqualTo(400);
    assertThat(RunningServer.parse(nobody.body()).path("field").asText()).isEqualTo("to");
  }

  @Test
  void pagesJoinWithoutGapWhileOthersReport() {
    Set<String> seen = new HashSet<>();
    String cursor = "";
    int total = -1;
    for (int page = 0; page < 500 && cursor != null; page++) {
      JsonNode answer =
          admin.json(
              "/api/v1/problems?sort=dueAt&limit=100&to=2026-06-01"
                  + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      for (JsonNode item : answer.path("items")) {
        assertThat(seen.add(item.path("id").asText())).isTrue();
      }
      total = answer.path("total").asInt();
      cursor = answer.path("next").textValue();
      report(reporter, "");
    }
    assertThat(seen).hasSize(total);
    for (String bad :
        new String[] {
          "status=open", "sort=colour", "limit=0", "limit=1000", "cursor=xyz", "bbox=1,2,3",
          "overdue=maybe", "category=nope", "from=yesterday", "format=pdf", "attention=all", "x=1"
        }) {
      HttpResponse<String> answer = admin.get("/api/v1/problems?" + bad);
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(RunningServer.parse(answer.body()).path("field").asText())
          .isEqualTo(bad.substring(0, bad.indexOf('=')));
    }
  }

  @Test
  void theCommandsWriteProblemsAndLedger(@TempDir Path out) throws Exception {
    for (String name :
        new String[] {"problems.csv", "problems.xlsx", "problems.geojson", "problems.gpkg"}) {
      CommandRun run =
          CommandRun.of(data, "export", "problems", "--out", out.resolve(name).toString());
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(Files.size(out.resolve(name))).isGreaterThan(100_000);
    }
    CommandRun run =
        CommandRun.of(data, "export", "ledger", "--out", out.resolve("ledger.csv").toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.readString(out.resolve("ledger.csv"))).contains(",report,");
    try (Connection gpkg =
            DriverManager.getConnection("jdbc:sqlite:" + out.resolve("problems.gpkg"));
        Statement statement = gpkg.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT geom, lon, lat, typeof(reworks), status, geometry_type_name, srs_id
                FROM problems, gpkg_geometry_columns WHERE table_name = 'problems'
                """)) {
      int count = 0;
      for (; rows.next(); count++) {
        // A header of 8 bytes and an envelope of 32, then WKB.
        byte[] blob = rows.getBytes(1);
        Geometry point = new WKBReader().read(Arrays.copyOfRange(blob, 40, blob.length));
        assertThat(point.getGeometryType()).isEqualTo("Point");
        assertThat(point.getCoordinate().x).isEqualTo(rows.getDouble(2));
        assertThat(point.getCoordinate().y).isEqualTo(rows.getDouble(3));
        assertThat(rows.getString(4)).isEqualTo("integer");
        assertThat(rows.getString(5)).isNotBlank();
        assertThat(rows.getString(6)).isEqualTo("POINT");
        assertThat(rows.getInt(7)).isEqualTo(4326);
      }
      long lines =
          RunningServer.parse(Files.readString(out.resolve("problems.geojson")))
              .path("features")
              .size();
      assertThat(count).isEqualTo((int) lines).isGreaterThan(1_000);
    }
  }

  @Test
  void listenersHearOfWhatTheyMaySeeOnly() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    for (AccountRole role : List.of(AccountRole.LEADER, AccountRole.UNIT)) {
      String token = server.signIn(role.code()).token();
      client.sendAsync(
          HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/events"))
              .header("Authorization", "Bearer " + token)
              .build(),
          info ->
              HttpResponse.BodySubscribers.fromLineSubscriber(
                  new LineCollector(line -> heard.add(role.code() + " " + line))));
    }
    await(() -> heard.stream().filter(line -> line.contains("retry:")).count() == 2);
    String hidden = report(reporter, "").path("id").textValue();
    // In the unit's own grid: what it hears of this comes after what it mustn't hear.
    HttpResponse<String> answer =
        reporter.post("/api/v1/problems", "{\"lon\":113.618,\"lat\":33.426}");
    String shown = RunningServer.parse(answer.body()).path("id").textValue();
    await(() -> heard.stream().filter(line -> line.contains(shown)).count() == 2);
    assertThat(heard.stream().filter(line -> line.contains(hidden)).toList())
        .singleElement()
        .asString()
        .startsWith("leader ");
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(until);
      Thread.sleep(20);
    }
  }

  /** Hands on each line. */
  private record LineCollector(java.util.function.Consumer<String> told)
      implements java.util.concurrent.Flow.Subscriber<String> {
    @Override
    public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      told.accept(line);
    }

    @Override
    public void onError(Throwable gone) {
      // The server stopped.
    }

    @Override
    public void onComplete() {
      // The server stopped.
    }
  }

  @Test
  void aTextWithAZeroIsAnsweredAsAnyOther() {
    for (String path :
        new String[] {
          "/api/v1/problems/a%00b",
          "/api/v1/problems?q=a%00b",
          "/api/v1/problems?unit=a%00b",
          "/api/v1/photos/a%00b",
          "/api/v1/grids/a%00b"
        }) {
      assertThat(admin.get(path).statusCode()).as(path).isBetween(200, 404);
    }
    String name = "{\"name\":\"a\\u0000b\",\"password\":\"x\\u0000\"}";
    assertThat(server.post("/api/v1/session", "application/json", name).statusCode())
        .isBetween(400, 401);
    String report = "{\"lon\":113.618,\"lat\":33.426,\"description\":\"a\\u0000b\"}";
    assertThat(admin.post("/api/v1/problems", report).statusCode()).isBetween(200, 400);
  }
}
