package org.gridwarden.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gridwarden.store.Database;

/**
 * Durable writes a second from 32 threads, each a row of 500 bytes in a write of its own, and how
 * long one waits. Arguments: the directory to write in (its disk is what is measured), seconds.
 */
public final class BenchWrites {
  private static final int THREADS = 32;
  private static final String INSERT = "insert into bench (id, filling) values (?, ?)";

  private BenchWrites() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]), "writes");
    int seconds = Integer.parseInt(arguments[1]);
    try (Database database = Database.open(Database.embeddedUrl(directory))) {
      database.update(
          handle -> handle.execute("create table bench (id text primary key, filling text)"));
      run(database, 2);
      Path log = directory.resolve("gridwarden.db-wal");
      long[] nanos = run(database, seconds);
      Arrays.sort(nanos);
      System.out.printf(
          "%,d writes/s; p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, longest %.1f ms; log %d MB%n",
          nanos.length / seconds,
          at(nanos, 0.5),
          at(nanos, 0.99),
          at(nanos, 0.999),
          at(nanos, 1),
          Files.size(log) >> 20);
    }
    delete(directory);
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
  }

  private static long[] run(Database database, int seconds) throws InterruptedException {
    long[][] nanos = new long[THREADS][4_000_000 / THREADS * Math.max(1, seconds / 10)];
    int[] counts = new int[THREADS];
    CountDownLatch done = new CountDownLatch(THREADS);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    String filling = "x".repeat(460);
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      new Thread(
              () -> {
                String prefix = System.nanoTime() + "-" + thread + "-";
                for (long from = System.nanoTime(); from < end; ) {
                  String id = prefix + counts[thread];
                  database.update(handle -> BenchStore.insert(handle, INSERT, id, filling));
                  long to = System.nanoTime();
                  nanos[thread][counts[thread]++] = to - from;
                  from = to;
                }
                done.countDown();
              })
          .start();
    }
    done.await();
    return java.util.stream.IntStream.range(0, THREADS)
        .mapToObj(t -> Arrays.stream(nanos[t], 0, counts[t]))
        .flatMapToLong(each -> each)
        .toArray();
  }

  private static void delete(Path directory) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
