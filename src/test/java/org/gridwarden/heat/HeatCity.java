package org.gridwarden.heat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.problem.ProblemStatus;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.ProblemIndex;
import org.gridwarden.store.Database;

/** A million unresolved problems in a city 50 km across, for benchmarks. */
final class HeatCity {
  static final int PROBLEMS = 1_000_000;
  static final double LON = 114.3;
  static final double LAT = 30.6;

  final Random random = new Random(7);
  final double[] lons = new double[PROBLEMS];
  final double[] lats = new double[PROBLEMS];
  Unresolved unresolved;

  HeatCity() throws IOException {
    ProblemIndex index = index();
    Path folder = Files.createTempDirectory("gridwarden-heat");
    Database database = Database.open(Database.embeddedUrl(folder));
    long before = used();
    unresolved = new Unresolved(database, () -> index);
    unresolved.ready();
    System.out.printf(
        "%nbuilt in %d MB of memory for %,d problems%n",
        (used() - before) >> 20, unresolved.size());
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Most problems in some thousand places, the rest anywhere. */
  private ProblemIndex index() {
    ProblemIndex index = new ProblemIndex();
    double[][] places = new double[3_000][2];
    for (double[] place : places) {
      place[0] = LON + random.nextGaussian() * 0.12;
      place[1] = LAT + random.nextGaussian() * 0.1;
    }
    List<IndexRow> rows = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      double[] place = places[random.nextInt(places.length)];
      boolean anywhere = random.nextInt(5) == 0;
      lons[i] =
          anywhere
              ? LON + (random.nextDouble() - 0.5) * 0.5
              : place[0] + random.nextGaussian() * 0.004;
      lats[i] =
          anywhere
              ? LAT + (random.nextDouble() - 0.5) * 0.45
              : place[1] + random.nextGaussian() * 0.004;
      rows.add(row(i));
      if (rows.size() == 10_000) {
        index.put(rows);
        rows.clear();
      }
    }
    return index;
  }

  private IndexRow row(int i) {
    long reported = 1_700_000_000_000L + (long) i * 60_000;
    int area = random.nextInt(12_000);
    return new IndexRow(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        1,
        (int) Math.round(lons[i] * 1e7),
        (int) Math.round(lats[i] * 1e7),
        Arrays.asList("a" + area / 200, "b" + area / 15, "c" + area),
        "unit" + random.nextInt(3_000),
        Arrays.asList(null, null, null),
        null,
        "kind" + random.nextInt(100),
        null,
        ProblemStatus.DISPATCHED.ordinal(),
        random.nextInt(3),
        0,
        0,
        0,
        reported,
        reported + 86_400_000L * random.nextInt(400),
        IndexRow.NEVER,
        reported,
        IndexRow.NEVER,
        IndexRow.NEVER,
        IndexRow.NEVER,
        "");
  }

  /** A tile where a problem is. */
  HeatTiles.Wanted tile(Selection selection, int zoom) {
    int one = random.nextInt(PROBLEMS);
    return new HeatTiles.Wanted(
        zoom,
        (int) (WebMercator.x(lons[one]) * (1 << zoom)),
        (int) (WebMercator.y(lats[one]) * (1 << zoom)),
        256,
        selection,
        null,
        Bandwidth.usual(zoom),
        5_000,
        Ramp.LIGHT);
  }
}
