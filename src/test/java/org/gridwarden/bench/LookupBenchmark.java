package org.gridwarden.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.gridwarden.grid.GridChain;
import org.gridwarden.grid.index.GridIndex;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;
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
 * The whole chain of 10,000 level-3 grids of 65 vertices under 400 and 25, for random positions, by
 * one thread; beside it an STRtree of JTS's locators over the same polygons.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class LookupBenchmark {
  private static final int SIDE = 100;
  private static final int POINTS = 1 << 16;

  private final double[] points = BenchCoverage.points(POINTS, 42);
  private final int[] chains = new int[3 * POINTS];
  private GridChain chain;
  private STRtree tree;

  /** A polygon in the tree. */
  private record Entry(int ordinal, IndexedPointInAreaLocator locator) {}

  @Setup
  public void build() {
    chain = chain(SIDE, 5, 20);
    BenchCoverage coverage = new BenchCoverage(SIDE, 1);
    tree = new STRtree();
    GeometryFactory factory = new GeometryFactory();
    for (int i = 0; i < coverage.count(); i++) {
      Geometry polygon = factory.createPolygon(coverage.polygon(i, factory).getCoordinates());
      IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(polygon);
      locator.locate(new Coordinate(0, 0));
      tree.insert(polygon.getEnvelopeInternal(), new Entry(i, locator));
    }
    tree.build();
  }

  /** Three levels: blocks of grids make a parent, blocks of those its parent. */
  static GridChain chain(int side, int blockSide, int upperBlockSide) {
    BenchCoverage coverage = new BenchCoverage(side, 1);
    GridIndex.Builder finest = GridIndex.builder(coverage.count() * BenchCoverage.VERTICES);
    for (int i = 0; i < coverage.count(); i++) {
      finest.addRing(coverage.ring(i));
    }
    int blocks = side / blockSide;
    int[] parents =
        IntStream.range(0, coverage.count()).map(i -> coverage.blockOf(i, blockSide)).toArray();
    BenchCoverage middle = new BenchCoverage(blocks, 1);
    int upper = upperBlockSide / blockSide;
    int[] grandparents =
        IntStream.range(0, middle.count()).map(i -> middle.blockOf(i, upper)).toArray();
    GridIndex.Builder second = GridIndex.builder(64);
    IntStream.range(0, middle.count()).forEach(i -> second.addRing(middle.ring(i)));
    BenchCoverage top = new BenchCoverage(blocks / upper, 1);
    GridIndex.Builder first = GridIndex.builder(64);
    IntStream.range(0, top.count()).forEach(i -> first.addRing(top.ring(i)));
    return new GridChain(
        new GridIndex[] {first.build(), second.build(), finest.build()},
        new int[][] {new int[top.count()], grandparents, parents},
        () -> GridIndex.of(List.of()));
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

  @Benchmark
  @OperationsPerInvocation(POINTS)
  public long treeOfLocators() {
    long sum = 0;
    for (int i = 0; i < points.length; i += 2) {
      Coordinate point = new Coordinate(points[i], points[i + 1]);
      int owner = Integer.MAX_VALUE;
      for (Object found : tree.query(new Envelope(point))) {
        Entry entry = (Entry) found;
        if (entry.ordinal() < owner && entry.locator().locate(point) != Location.EXTERIOR) {
          owner = entry.ordinal();
        }
      }
      sum += owner;
    }
    return sum;
  }
}
