package org.gridwarden;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gridwarden.bench.BenchCoverage;
import org.gridwarden.grid.coverage.GridFixture;
import org.gridwarden.http.Endpoint;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * How the pages do in a real Chromium, for {@code bin/bench pages}: panning over 12,100 level-3
 * grids and 50,000 open problems against an empty map in the same run, the first paint of each page
 * on a cold cache, and the board while 5,000 changes a minute come in.
 */
public final class BenchPages {
  private static final int SIDE = 110;
  private static final int BLOCK = 10;
  private static final int PROBLEMS = 50_000;
  private static final int PAN_MILLIS = 6_000;
  private static final int ROUNDS = 3;
  private static final int QUIET_SECONDS = 5;
  private static final int CHANGES_A_MINUTE = 5_000;
  private static final int BOARD_SECONDS = 60;
  private static final String COUNT =
      "() => { window.frames_ = 0; const count = () => { window.frames_++;"
          + " requestAnimationFrame(count); }; requestAnimationFrame(count); }";

  private final Playwright playwright = Playwright.create();
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(Path.of("/usr/bin/chromium"))
                  .setArgs(List.of("--no-sandbox", "--disable-gpu")));

  private BenchPages() {}

  /**
   * @param arguments a folder to work in
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    BenchPages bench = new BenchPages();
    bench.pan(Files.createDirectories(folder.resolve("large")));
    try (RunningServer server =
        new RunningServer(Files.createDirectories(folder.resolve("town")), true)) {
      bench.paint(server);
      bench.board(server);
    }
    bench.playwright.close();
    System.exit(0);
  }

  private void pan(Path data) throws IOException {
    largeCity(data);
    List<Endpoint> more =
        List.of(
            text("/bench/empty.html", "text/html", EMPTY),
            text("/bench/empty.js", "text/javascript", EMPTY_SCRIPT));
    try (RunningServer server = new RunningServer(data, false, UnaryOperator.identity(), more)) {
      String warm = server.signIn("admin").token();
      frames(server.url() + "/chief?map=13,113.5,33.4", "#legend .overdue", warm);
      settle();
      for (int zoom : new int[] {11, 13, 15}) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          double empty =
              frames(server.url() + "/bench/empty.html", "#map .leaflet-control-zoom", null);
          double full =
              frames(
                  server.url() + "/chief?map=" + zoom + ",113.5,33.4",
                  "#legend .overdue",
                  server.signIn("admin").token());
          ratios.add(full / empty);
          System.out.printf(
              Locale.ROOT,
              "pan at zoom %d: %.1f frames a second, empty map %.1f: %.0f%%%n",
              zoom,
              full,
              empty,
              100 * full / empty);
        }
        ratios.sort(null);
        System.out.printf(
            Locale.ROOT, "pan at zoom %d, median: %.0f%%%n", zoom, 100 * ratios.get(ROUNDS / 2));
      }
    }
  }

  /** Waits until the server, which shares the cores with the browser, is done with what came in. */
  private static void settle() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    int quiet = 0;
    while (quiet < QUIET_SECONDS) {
      long before = system.getProcessCpuTime();
      try {
        Thread.sleep(1_000);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      double load = (system.getProcessCpuTime() - before) / 1e9;
      quiet = load < 0.05 ? quiet + 1 : 0;
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the server isn't done after ten minutes: " + load);
      }
    }
  }

  private static final String EMPTY =
      "<!doctype html><html lang=\"en\"><head><title>empty</title><link rel=\"stylesheet\""
          + " href=\"/vendor/leaflet/leaflet.css\"><link rel=\"stylesheet\""
          + " href=\"/css/mapwork.css\"></head><body><main id=\"work\""
          + " style=\"height:900px\"><div id=\"map\"></div></main><script type=\"module\""
          + " src=\"/bench/empty.js\"></script></body></html>";
  private static final String EMPTY_SCRIPT =
      "import * as L from '/vendor/leaflet/leaflet.js';"
          + " document.getElementById('work').style.height = '900px';"
          + " L.map('map').setView([33.4, 113.5], 13);";

  private static Endpoint text(String path, String type, String content) {
    return Endpoint.get(path, path.replaceAll("\\W", ""), "for the benchmark")
        .handle(request -> request.answer(type, content.getBytes(StandardCharsets.UTF_8)));
  }

  private double frames(String url, String ready, String token) {
    try (BrowserContext context = context(token, url)) {
      Page page = context.newPage();
      page.navigate(url);
      page.locator(ready).first().waitFor();
      page.waitForTimeout(3_000);
      page.evaluate(COUNT);
      page.mouse().move(500, 450);
      page.mouse().down();
      int before = (int) page.evaluate("() => window.frames_");
      long start = System.nanoTime();
      int step = 0;
      while ((System.nanoTime() - start) / 1_000_000 < PAN_MILLIS) {
        step++;
        page.mouse().move(500 + 200 * Math.sin(step / 15.0), 450 + 150 * Math.cos(step / 15.0));
      }
      int frames = (int) page.evaluate("() => window.frames_") - before;
      double seconds = (System.nanoTime() - start) / 1e9;
      page.mouse().up();
      return frames / seconds;
    }
  }

  private BrowserContext context(String token, String url) {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    if (token != null) {
      context.addInitScript("localStorage.setItem('gridwarden.signedIn', '1')");
      context.addCookies(
          List.of(
              new com.microsoft.playwright.options.Cookie("gridwarden_session", token)
                  .setUrl(url.replaceAll("(https?://[^/]+).*", "$1"))));
    }
    return context;
  }

  private static void largeCity(Path data) throws IOException {
    BenchCoverage coverage = new BenchCoverage(SIDE, 1);
    GeometryFactory factory = new GeometryFactory();
    List<Geometry> finest =
        IntStream.range(0, coverage.count())
            .mapToObj(
                i ->
                    (Geometry) factory.createPolygon(coverage.polygon(i, factory).getCoordinates()))
            .toList();
    Map<Integer, List<Geometry>> blocks = new TreeMap<>();
    for (int i = 0; i < finest.size(); i++) {
      blocks
          .computeIfAbsent(coverage.blockOf(i, BLOCK), block -> new ArrayList<>())
          .add(finest.get(i));
    }
    List<Geometry> middle =
        blocks.values().stream()
            .map(block -> CoverageUnion.union(block.toArray(Geometry[]::new)))
            .toList();
    Geometry all = CoverageUnion.union(middle.toArray(Geometry[]::new));
    SampleImports.grids(data, file(data, "one", List.of(all)), 1);
    SampleImports.grids(data, file(data, "two", middle), 2);
    SampleImports.grids(data, file(data, "three", finest), 3);
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder csv = new StringBuilder("id,lon,lat,category,opened,description\n");
    for (int i = 0; i < PROBLEMS; i++) {
      csv.append(
          String.format(
              Locale.ROOT,
              "p%d,%.6f,%.6f,other,2026-%02d-%02dT08:00:00+08:00,问题 %d%n",
              i,
              BenchCoverage.WEST + 0.01 + random.nextDouble() * (BenchCoverage.SIZE - 0.02),
              BenchCoverage.SOUTH + 0.01 + random.nextDouble() * (BenchCoverage.SIZE - 0.02),
              1 + random.nextInt(10),
              1 + random.nextInt(28),
              i));
    }
    Path problems = Files.writeString(data.resolve("problems.csv"), csv.toString());
    CommandRun categories =
        CommandRun.of(
            data,
            "import",
            "categories",
            Files.writeString(data.resolve("c.csv"), "code,name\nother,其他\n").toString());
    CommandRun run = CommandRun.of(data, "import", "problems", problems.toString());
    if (categories.status() != 0 || run.status() != 0) {
      throw new IllegalStateException(categories.err() + run.err());
    }
    try (App app = App.open(Config.of(data, org.gridwarden.store.TestStore.url(data)))) {
      DemoAccounts.addWhereNone(app, null);
    }
  }

  private static Path file(Path data, String name, List<Geometry> grids) {
    Object[] codesAndAreas = new Object[2 * grids.size()];
    for (int i = 0; i < grids.size(); i++) {
      codesAndAreas[2 * i] = name + i;
      codesAndAreas[2 * i + 1] = grids.get(i);
    }
    return GridFixture.write(data.resolve(name + ".geojson"), codesAndAreas);
  }

  private void paint(RunningServer server) {
    String token = server.signIn("admin").token();
    for (String path :
        List.of(
            "/",
            "/desk",
            "/chief",
            "/board",
            "/phone",
            "/desk/grids",
            "/desk/borders",
            "/desk/duties",
            "/desk/rules",
            "/desk/people",
            "/desk/print")) {
      List<Double> paints = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        try (BrowserContext context = context(token, server.url() + path)) {
          Page page = context.newPage();
          page.navigate(server.url() + path);
          page.waitForTimeout(1_500);
          Object first =
              page.evaluate(
                  "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1");
          paints.add(((Number) first).doubleValue());
        }
      }
      paints.sort(null);
      System.out.printf(
          Locale.ROOT,
          "first paint of %s: %.0f ms (%.0f to %.0f)%n",
          path,
          paints.get(ROUNDS / 2),
          paints.get(0),
          paints.get(ROUNDS - 1));
    }
  }

  /** Reports and voids problems at the rate, and looks whether the board shows what is so. */
  private void board(RunningServer server) throws InterruptedException {
    RunningServer.Client admin = server.signIn("admin");
    try (BrowserContext context =
        context(server.signIn("leader").token(), server.url() + "/board")) {
      Page page = context.newPage();
      page.navigate(server.url() + "/board");
      page.locator("#figures [data-number=open] b").waitFor();
      page.evaluate(
          "() => { window.longest_ = 0; new PerformanceObserver(list => { for (const each of"
              + " list.getEntries()) window.longest_ = Math.max(window.longest_, each.duration);"
              + " }).observe({ entryTypes: ['longtask'] }); }");
      page.evaluate(COUNT);
      int before = (int) page.evaluate("() => window.frames_");
      Thread changes = new Thread(() -> change(admin));
      long start = System.nanoTime();
      changes.start();
      int worst = 0;
      int looks = 0;
      while (changes.isAlive()) {
        page.waitForTimeout(1_000);
        JsonNode all = admin.json("/api/v1/indicators?by=all").path("items").get(0).path("open");
        int shown = number(page);
        worst = Math.max(worst, Math.abs(all.asInt() - shown));
        looks++;
      }
      changes.join();
      double seconds = (System.nanoTime() - start) / 1e9;
      int frames = (int) page.evaluate("() => window.frames_") - before;
      long end = System.nanoTime();
      int now = admin.json("/api/v1/indicators?by=all").path("items").get(0).path("open").asInt();
      while (number(page) != now && (System.nanoTime() - end) / 1e9 < 30) {
        page.waitForTimeout(100);
      }
      System.out.printf(
          Locale.ROOT,
          "board: %d changes in %.0f s; at most %d off in %d looks; right %.1f s after the last"
              + " change; %.0f frames a second; longest task %.0f ms%n",
          made,
          seconds,
          worst,
          looks,
          (System.nanoTime() - end) / 1e9,
          frames / seconds,
          ((Number) page.evaluate("() => window.longest_")).doubleValue());
    }
  }

  private volatile int made;

  private void change(RunningServer.Client admin) {
    long start = System.nanoTime();
    List<String> open = new ArrayList<>();
    while (true) {
      double seconds = (System.nanoTime() - start) / 1e9;
      if (seconds > BOARD_SECONDS) {
        return;
      }
      if (made >= seconds * CHANGES_A_MINUTE / 60) {
        Thread.onSpinWait();
        continue;
      }
      if (open.size() < 200) {
        double lon = 113.60 + made % 100 * 0.0003;
        String body =
            String.format(
                Locale.ROOT, "{\"lon\":%f,\"lat\":33.426,\"description\":\"%d\"}", lon, made);
        open.add(
            RunningServer.parse(admin.post("/api/v1/problems", body).body())
                .path("id")
                .textValue());
      } else {
        admin.post("/api/v1/problems/" + open.remove(0) + "/void", "{\"note\":\"x\"}");
      }
      made++;
    }
  }

  private static int number(Page page) {
    return Integer.parseInt(
        page.locator("#figures [data-number=open] b").textContent().replaceAll("\\D", ""));
  }
}
