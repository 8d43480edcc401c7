package org.gridwarden.bench;

import java.util.concurrent.TimeUnit;
import org.gridwarden.grid.GridChain;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole chain of a million level-3 grids of 65 vertices, points in random order, one thread, in
 * a heap of 4 GB. Prints the seconds that building took and the heap that stays in use.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx4g", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class MillionGridsBenchmark {
  private static final int POINTS = 1 << 20;

  private final double[] points = BenchCoverage.points(POINTS, 43);
  private final int[] chains = new int[3 * POINTS];
  private GridChain chain;

  @Setup
  public void build() {
    long start = System.nanoTime();
    chain = LookupBenchmark.chain(1000, 10, 100);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    System.out.printf(
        "%nbuilt in %.1f s, heap in use %.2f GB, index %.2f GB%n",
        seconds, used / 1e9, chain.index(3).memoryBytes() / 1e9);
  }

  @Benchmark
  @OperationsPerInvocation(POINTS)
  public int[] chainInBulk() {
    chain.findAll(points, POINTS, chains);
    return chains;
  }

  @Benchmark
  @OperationsPerInvocation(POINTS)
  public long chain() {
    int[] found = new int[3];
    long sum = 0;
    for (int i = 0; i < points.length; i += 2) {
      chain.find(points[i], points[i + 1], found);
      sum += found[0] + found[1] + found[2];
    }
    return sum;
  }
}
