package org.gridwarden.heat;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Tiles of a million problems, from what is held in memory to the bytes of the PNG. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx3g", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"})
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class HeatBenchmark {
  /** Five is the whole country, eighteen a street. */
  @Param({"5", "9", "11", "13", "15", "18"})
  int zoom;

  private HeatCity city;
  private HeatTiles warm;

  @Setup
  public void fill() throws IOException {
    city = new HeatCity();
    warm = new HeatTiles(city.unresolved, new HeatBlocks(city.unresolved));
  }

  /** Nothing is known: neither the tile nor any bin. */
  @Benchmark
  public byte[] uncached() {
    return new HeatTiles(city.unresolved, new HeatBlocks(city.unresolved))
        .make(city.tile(Selection.ALL, zoom));
  }

  /** As a server makes a tile after a change: the bins of what didn't change are there. */
  @Benchmark
  public byte[] uncachedBinsKept() {
    return warm.make(city.tile(Selection.ALL, zoom));
  }

  /** Nothing is known; two filters and a past moment. */
  @Benchmark
  public byte[] uncachedWithFiltersAndMoment() {
    Set<String> some = Set.of("kind1", "kind2", "kind3", "kind4", "kind5", "kind6", "kind7");
    Selection selection =
        new Selection(
            StatusGroup.UNRESOLVED,
            city.random.nextBoolean() ? some : null,
            city.random.nextBoolean() ? 6 : 0,
            city.random.nextBoolean(),
            false,
            null,
            null,
            null,
            null,
            city.random.nextBoolean() ? Weighting.NONE : Weighting.BOTH,
            null,
            1_700_000_000_000L + (long) city.random.nextInt(HeatCity.PROBLEMS) * 60_000);
    return new HeatTiles(city.unresolved, new HeatBlocks(city.unresolved))
        .make(city.tile(selection, zoom));
  }
}
