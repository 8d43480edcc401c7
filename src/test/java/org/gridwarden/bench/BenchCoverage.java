package org.gridwarden.bench;

import java.util.SplittableRandom;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * A seeded coverage of crooked quadrangles in a square of 0.6 degrees: corners and the 15 vertices
 * between two corners are moved at random, and neighbours share them exactly. A polygon has 65
 * vertices, the closing one counted. Ordinals run row by row from the south-west. Vertices are
 * computed when asked for, so that a million polygons need no memory.
 */
public final class BenchCoverage {
  public static final double WEST = 113.2;
  public static final double SOUTH = 33.1;
  public static final double SIZE = 0.6;
  private static final int STEPS = 16;
  public static final int VERTICES = 4 * STEPS + 1;

  private final int side;
  private final long seed;
  private final double cell;

  /**
   * @param side polygons along each side of the square
   */
  public BenchCoverage(int side, long seed) {
    this.side = side;
    this.seed = seed;
    this.cell = SIZE / side;
  }

  public int count() {
    return side * side;
  }

  /** The ordinal of the block of so many by so many polygons that a polygon lies in. */
  public int blockOf(int ordinal, int blockSide) {
    int blocks = side / blockSide;
    return ordinal / side / blockSide * blocks + ordinal % side / blockSide;
  }

  /** The closed ring of a polygon, x and y interleaved. */
  public double[] ring(int ordinal) {
    int row = ordinal / side;
    int column = ordinal % side;
    double[] ring = new double[2 * VERTICES];
    int at = 0;
    at = border(ring, at, column, row, column + 1, row);
    at = border(ring, at, column + 1, row, column + 1, row + 1);
    at = border(ring, at, column + 1, row + 1, column, row + 1);
    at = border(ring, at, column, row + 1, column, row);
    ring[at] = ring[0];
    ring[at + 1] = ring[1];
    return ring;
  }

  public Geometry polygon(int ordinal, GeometryFactory factory) {
    return factory.createPolygon(new PackedCoordinateSequence.Double(ring(ordinal), 2, 0));
  }

  private int border(double[] ring, int at, int c1, int r1, int c2, int r2) {
    boolean backwards = c2 < c1 || r2 < r1;
    for (int step = 0; step < STEPS; step++) {
      int place = backwards ? STEPS - step : step;
      vertex(
          ring,
          at,
          backwards ? c2 : c1,
          backwards ? r2 : r1,
          backwards ? c1 : c2,
          backwards ? r1 : r2,
          place);
      at += 2;
    }
    return at;
  }

  private void vertex(double[] ring, int at, int c1, int r1, int c2, int r2, int place) {
    if (place == 0 || place == STEPS) {
      int c = place == 0 ? c1 : c2;
      int r = place == 0 ? r1 : r2;
      ring[at] = WEST + (c + 0.3 * jitter(c, r, 0, 0)) * cell;
      ring[at + 1] = SOUTH + (r + 0.3 * jitter(c, r, 0, 1)) * cell;
      return;
    }
    double[] ends = new double[4];
    vertex(ends, 0, c1, r1, c2, r2, 0);
    vertex(ends, 2, c1, r1, c2, r2, STEPS);
    double part = (double) place / STEPS;
    int kind = c2 > c1 ? 100 + place : 200 + place;
    ring[at] = ends[0] + part * (ends[2] - ends[0]) + 0.04 * jitter(c1, r1, kind, 0) * cell;
    ring[at + 1] = ends[1] + part * (ends[3] - ends[1]) + 0.04 * jitter(c1, r1, kind, 1) * cell;
  }

  /** A number of -0.5 to 0.5 that depends on the place alone. */
  private double jitter(int c, int r, int kind, int axis) {
    long key = seed + ((c * 1_000_003L + r) * 1009L + kind) * 2 + axis;
    return new SplittableRandom(key).nextDouble() - 0.5;
  }

  /** Positions over the whole square, x and y interleaved. */
  public static double[] points(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] points = new double[2 * count];
    for (int i = 0; i < count; i++) {
      points[2 * i] = WEST + random.nextDouble() * SIZE;
      points[2 * i + 1] = SOUTH + random.nextDouble() * SIZE;
    }
    return points;
  }
}
