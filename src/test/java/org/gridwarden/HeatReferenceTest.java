package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.gridwarden.geo.Bbox;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.heat.HeatMap;
import org.gridwarden.heat.HeatRaster;
import org.gridwarden.problem.LedgerEntry;
import org.gridwarden.problem.Problem;
import org.gridwarden.problem.ProblemStatus;
import org.gridwarden.problem.index.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every pixel of random tiles, filters and moments against a slow reference in double precision,
 * made from the ledgers point by point. {@code -Dheat.tiles=200} is the whole of it, {@code
 * -Dheat.seed=N} the same once more.
 */
class HeatReferenceTest {
  private static final int TILES = Integer.getInteger("heat.tiles", 16);
  private static final int STEPS = 500;
  private static final int SIGNED_IN_FOR = 15;
  private static final int SIZE = 256;
  private static final double RELATIVE = 0.01;
  private static final double OF_THE_TOP = 0.001;
  private static final List<String> STEPS_TO_TRY =
      List.of(
          "file",
          "dispatch",
          "handle",
          "handle",
          "feedback",
          "feedback",
          "verify",
          "close",
          "rework",
          "suspend",
          "resume",
          "reopen",
          "void");

  @TempDir static Path data;
  private static final SettableClock CLOCK = new SettableClock("2026-11-02T01:00:00Z");
  private static final long SEED = Long.getLong("heat.seed", System.nanoTime());
  private static final Random RANDOM = new Random(SEED);
  private static RunningServer server;
  private static List<Known> known;
  private static Instant began;

  /** A problem with its ledger. */
  private record Known(Problem problem, List<LedgerEntry> ledger) {
    /** The entry that its status at a moment comes from, or -1. */
    int entryAt(Instant at) {
      int last = -1;
      for (int i = 0; i < ledger.size() && !ledger.get(i).at().isAfter(at); i++) {
        last = i;
      }
      return last;
    }

    ProblemStatus statusAt(Instant at) {
      int entry = entryAt(at);
      return entry < 0 ? null : ledger.get(entry).to();
    }

    /** When feedback was given that still holds at a moment, or null. */
    Instant handledAt(Instant at) {
      Instant handled = null;
      for (int i = 0; i <= entryAt(at); i++) {
        ProblemStatus status = ledger.get(i).to();
        if (status != ProblemStatus.HANDLED && status != ProblemStatus.VERIFIED) {
          handled = null;
        } else if (handled == null) {
          handled = ledger.get(i).at();
        }
      }
      return handled;
    }

    boolean isOverdueAt(Instant at) {
      Instant handled = handledAt(at);
      Instant due = problem.deadline().dueAt();
      return due != null
          && statusAt(at) != ProblemStatus.SUSPENDED
          && due.isBefore(handled == null ? at : handled);
    }
  }

  @BeforeAll
  static void live() {
    System.out.println("seed " + SEED + ", " + TILES + " tiles");
    server = RunningServer.withClock(data, CLOCK);
    server.app().heatMap().prepare();
    began = CLOCK.instant();
    RunningServer.Client admin = server.signIn("admin");
    RunningServer.Client leader = server.signIn("leader");
    List<String> ids = new ArrayList<>();
    int taken = 0;
    for (int i = 0; i < STEPS; i++) {
      CLOCK.pass(Duration.ofSeconds(1 + RANDOM.nextInt(3_000)));
      if (i % SIGNED_IN_FOR == 0) {
        // Sessions end while days go by.
        admin = server.signIn("admin");
        leader = server.signIn("leader");
      }
      if (ids.size() < 70) {
        String body =
            String.format(
                Locale.ROOT,
                "{\"lon\":%f,\"lat\":%f,\"category\":\"%s\",\"severity\":\"%s\",\"description\":\"井盖\"}",
                113.60 + RANDOM.nextDouble() * 0.04,
                33.415 + RANDOM.nextDouble() * 0.02,
                RANDOM.nextBoolean() ? "3.3.1" : "5.4.2",
                RANDOM.nextBoolean() ? "urgent" : "normal");
        HttpResponse<String> answer = admin.post("/api/v1/problems", body);
        if (answer.statusCode() == 201) {
          ids.add(RunningServer.parse(answer.body()).path("id").textValue());
        }
      } else {
        String id = ids.get(RANDOM.nextInt(ids.size()));
        for (int attempt = 0; attempt < 6; attempt++) {
          String step = STEPS_TO_TRY.get(RANDOM.nextInt(STEPS_TO_TRY.size()));
          RunningServer.Client who = RANDOM.nextBoolean() ? admin : leader;
          String path = "/api/v1/problems/" + id + "/" + step;
          if (who.post(path, "{\"note\":\"测试\"}").statusCode() == 200) {
            taken++;
            break;
          }
        }
      }
    }
    assertThat(taken).isGreaterThan(60);
    CLOCK.pass(Duration.ofHours(1));
    List<String> all = new ArrayList<>();
    server.app().problemDesk().problems().index().each(Query.ALL, row -> all.add(row.id()));
    known = new ArrayList<>();
    for (int start = 0; start < all.size(); start += 500) {
      List<String> some = all.subList(start, Math.min(all.size(), start + 500));
      Map<String, List<LedgerEntry>> ledgers = new HashMap<>();
      for (LedgerEntry entry : server.app().problemDesk().problems().ledgers(some)) {
        ledgers.computeIfAbsent(entry.problemId(), one -> new ArrayList<>()).add(entry);
      }
      for (Problem problem : server.app().problemDesk().problems().list(some)) {
        known.add(new Known(problem, ledgers.get(problem.id())));
      }
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Random parameters, and which problems they mean. */
  private record Asked(Map<String, String> parameters, Instant at, Predicate<Known> counts) {}

  private Asked ask() {
    Map<String, String> parameters = new HashMap<>();
    Instant now = CLOCK.instant();
    Instant at = now;
    if (RANDOM.nextInt(3) > 0) {
      Instant start = RANDOM.nextInt(4) == 0 ? Instant.parse("2023-11-10T00:00:00Z") : began;
      long span = Duration.between(start, now).toMillis();
      at = start.plusMillis((long) (RANDOM.nextDouble() * span));
      parameters.put("at", at.toString());
    }
    Instant moment = at;
    String status =
        new String[] {"unresolved", "waiting", "handled", "suspended", "closed"}
            [RANDOM.nextInt(2) * RANDOM.nextInt(5)];
    parameters.put("status", status);
    Predicate<Known> counts = each -> is(status, each.statusAt(moment));
    if (RANDOM.nextInt(4) == 0) {
      parameters.put("severity", "urgent,serious");
      counts = counts.and(each -> each.problem.report().severity().ordinal() > 0);
    }
    if (RANDOM.nextInt(4) == 0) {
      parameters.put("category", "5");
      counts = counts.and(each -> each.problem.report().category().matches("5([.].*)?"));
    }
    if (RANDOM.nextInt(4) == 0) {
      parameters.put("grid", "990101003001");
      counts = counts.and(each -> each.problem.duty().grids().contains("990101003001"));
    }
    if (RANDOM.nextInt(4) == 0 && !status.equals("closed")) {
      parameters.put("overdue", "true");
      // Without a moment, time goes by in full minutes.
      Instant full =
          parameters.containsKey("at") ? moment : now.minusMillis(now.toEpochMilli() % 60_000);
      counts = counts.and(each -> each.isOverdueAt(full));
    }
    if (RANDOM.nextInt(5) == 0) {
      Instant from = now.minus(Duration.ofDays(RANDOM.nextInt(500)));
      parameters.put("from", from.toString());
      counts = counts.and(each -> !each.problem.report().reportedAt().isBefore(from));
    }
    return new Asked(parameters, at, counts);
  }

  private static boolean is(String group, ProblemStatus status) {
    if (status == null) {
      return false;
    }
    return switch (group) {
      case "unresolved" -> status.isUnresolved();
      case "handled" -> status == ProblemStatus.HANDLED || status == ProblemStatus.VERIFIED;
      case "waiting" -> status.isRunning();
      case "suspended" -> status == ProblemStatus.SUSPENDED;
      default -> status == ProblemStatus.CLOSED;
    };
  }

  @Test
  void everyPixelIsWhatTheFormulaSays() {
    HeatMap followed = server.app().heatMap();
    try (App other = App.open(server.app().config(), (Clock) CLOCK)) {
      HeatMap read = other.heatMap();
      int counted = 0;
      for (int round = 0; round < TILES; round++) {
        Asked asked = ask();
        int zoom = 11 + RANDOM.nextInt(6);
        int x = (int) (WebMercator.x(113.595 + RANDOM.nextDouble() * 0.05) * (1 << zoom));
        int y = (int) (WebMercator.y(33.41 + RANDOM.nextDouble() * 0.03) * (1 << zoom));
        double width = Math.scalb(1.0, -zoom);
        Bbox box =
            new Bbox(
                WebMercator.lon(x * width),
                WebMercator.lat((y + 1) * width),
                WebMercator.lon((x + 1) * width),
                WebMercator.lat(y * width));
        HeatRaster raster = raster(followed, box, asked);
        assertThat(raster(read, box, asked).values())
            .as("followed and read anew: " + asked.parameters())
            .usingComparatorWithPrecision(1e-3f)
            .containsExactly(raster.values());
        List<Known> some = known.stream().filter(asked.counts()).toList();
        counted += some.size();
        compare(raster, some, asked.parameters() + " " + zoom + "/" + x + "/" + y);
      }
      assertThat(counted).isPositive();
    }
  }

  private static HeatRaster raster(HeatMap heat, Bbox box, Asked asked) {
    return heat.raster(
        box,
        SIZE,
        SIZE,
        false,
        server.app().moments(),
        name -> Optional.ofNullable(asked.parameters().get(name)));
  }

  private static void compare(HeatRaster raster, List<Known> some, String what) {
    double sigma = raster.bandwidthMetres();
    double west = WebMercator.x(raster.box().west());
    double north = WebMercator.y(raster.box().north());
    double step = (WebMercator.x(raster.box().east()) - west) / SIZE;
    for (int row = 0; row < SIZE; row++) {
      double lat = WebMercator.lat(north + (row + 0.5) * step);
      for (int column = 0; column < SIZE; column++) {
        double lon = WebMercator.lon(west + (column + 0.5) * step);
        double slow = 0;
        for (Known each : some) {
          slow += kernel(each, lon, lat, sigma);
        }
        double fast = raster.values()[row * SIZE + column];
        if (Math.abs(fast - slow) > RELATIVE * slow + OF_THE_TOP * raster.top()) {
          fail(
              "seed %d: %s, pixel %d,%d: %s instead of %s (top %s)",
              SEED, what, column, row, fast, slow, raster.top());
        }
      }
    }
  }

  /** Per square kilometre; the plane at the middle latitude, within 1e-6 at these distances. */
  private static double kernel(Known each, double lon, double lat, double sigma) {
    double there = each.problem.report().point().lat();
    double middle = (lat + there) / 2;
    double north = (there - lat) * Ground.metresPerDegreeLat(middle);
    if (Math.abs(north) > 8 * sigma) {
      return 0;
    }
    double east = (each.problem.report().point().lon() - lon) * Ground.metresPerDegreeLon(middle);
    double squared = (north * north + east * east) / (sigma * sigma);
    return Math.exp(-squared / 2) / (2 * Math.PI * sigma * sigma) * 1e6;
  }
}
