package org.gridwarden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridwarden.geo.LonLat;
import org.gridwarden.people.Account;
import org.gridwarden.problem.Actor;
import org.gridwarden.problem.ReportDraft;
import org.gridwarden.problem.RequestKey;
import org.gridwarden.problem.Severity;
import org.gridwarden.store.TestCluster;

/**
 * Durable reports on PostgreSQL from 32 threads in process, and the same statements by pgbench from
 * as many clients, in turn over one cluster; for {@code bin/bench writes}.
 */
public final class BenchReports {
  private static final int CLIENTS = 32;
  private static final int ROUNDS = 4;
  private static final int SECONDS = 10;
  private static final String[] CATEGORIES = {"1.1.1", "1.4.1", "2.1", "3.3.1", "5.7.2", "5.4.2"};

  private final App app;
  private final Actor actor;
  private final String run = "bench-" + System.nanoTime() + "-";
  private final AtomicInteger keys = new AtomicInteger();

  private BenchReports(App app) {
    this.app = app;
    Account admin =
        app.accounts().list().stream()
            .filter(account -> account.name().equals("admin"))
            .findFirst()
            .orElseThrow();
    this.actor = app.problemDesk().actors().of(admin);
  }

  public static void main(String[] arguments) throws Exception {
    TestCluster cluster = TestCluster.durable("shared_buffers=512MB", "max_wal_size=4GB");
    String url = cluster.newDatabase();
    Path folder = Files.createTempDirectory("gridwarden-bench");
    try (App app = App.open(Config.of(folder, url))) {
      SampleTown.loadWhereEmpty(app);
      DemoAccounts.addWhereNone(app, null);
      BenchReports bench = new BenchReports(app);
      bench.report(SECONDS);
      double best = 0;
      double bestOfPgbench = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        double pgbench = pgbench(cluster, url);
        double own = bench.report(SECONDS);
        best = Math.max(best, own);
        bestOfPgbench = Math.max(bestOfPgbench, pgbench);
        System.out.printf(
            Locale.ROOT,
            "pgbench %,.0f transactions/s, reports in process %,.0f/s: %.0f%%%n",
            pgbench,
            own,
            100 * own / pgbench);
      }
      System.out.printf(Locale.ROOT, "best of each: %.0f%%%n", 100 * best / bestOfPgbench);
    }
    System.exit(0);
  }

  private double report(int seconds) throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < CLIENTS; i++) {
      Random random = new Random(i + began);
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  reportOne(random);
                  done.incrementAndGet();
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return done.get() / ((System.nanoTime() - began) / 1e9);
  }

  private void reportOne(Random random) {
    String key = run + keys.incrementAndGet();
    ReportDraft draft =
        new ReportDraft(
            "default",
            new LonLat(113.59 + random.nextDouble() * 0.06, 33.408 + random.nextDouble() * 0.034),
            12.0,
            null,
            null,
            CATEGORIES[random.nextInt(CATEGORIES.length)],
            Severity.NORMAL,
            "路面有垃圾，请尽快处理 " + random.nextInt(1000),
            null,
            null,
            List.of());
    app.problemDesk()
        .reporting()
        .report(draft, actor, new RequestKey(actor.id(), key, "5f1d3c0b9a7e4d62"));
  }

  private static double pgbench(TestCluster cluster, String url) throws IOException {
    Process process =
        new ProcessBuilder(
                cluster.tool("pgbench"),
                "-n",
                "-M",
                "prepared",
                "-c",
                String.valueOf(CLIENTS),
                "-j",
                "2",
                "-T",
                String.valueOf(SECONDS),
                "-f",
                "src/test/pgbench/report.sql",
                "-h",
                "127.0.0.1",
                "-p",
                url.replaceAll(".*:(\\d+)/.*", "$1"),
                "-U",
                "gridwarden",
                url.replaceAll(".*/|[?].*", ""))
            .redirectErrorStream(true)
            .start();
    StringBuilder said = new StringBuilder();
    try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith("tps = ")) {
          return Double.parseDouble(line.split(" ")[2]);
        }
      }
    }
    throw new IllegalStateException(said.toString());
  }
}
