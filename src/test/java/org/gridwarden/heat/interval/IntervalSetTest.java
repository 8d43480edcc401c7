package org.gridwarden.heat.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A set that is summed up in bins against the same intervals one by one, as it changes. */
class IntervalSetTest {
  private static final int ROUNDS = 12;
  private static final int SIDE = 32;
  private static final int BITS = 5;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final IntervalSet set = new IntervalSet(true);
  private final List<Interval> going = new ArrayList<>();
  private long nextId;

  /** How many points were told of as part of a bin. */
  private int binned;

  /** Some in one place, some in a neighbourhood, some anywhere in a city of 25 km. */
  private Interval some() {
    int spread = 1 << new int[] {0, 12, 21}[random.nextInt(3)];
    int x = 0x67000000 + (int) (random.nextGaussian() * spread);
    int y = 0xD1000000 + (int) (random.nextGaussian() * spread);
    long id = nextId++;
    return new Interval(
        id, x, y, 1, 5, 5, Interval.NEVER, Interval.NEVER, Interval.NEVER, 1, 1, 1, 0, 0);
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      Interval one = some();
      set.add(one);
      going.add(one);
    }
  }

  private void load(int count) {
    IntervalSet.Loading loading = set.load();
    for (int i = 0; i < count; i++) {
      Interval one = some();
      // What is over is in the set, but doesn't go on.
      boolean over = random.nextInt(10) == 0;
      loading.add(over ? one.ended(9, 0) : one);
      if (!over) {
        going.add(one);
      }
    }
    loading.close();
  }

  private void remove(int count) {
    for (int i = 0; i < count; i++) {
      Interval one = going.remove(random.nextInt(going.size()));
      assertThat(set.remove(one.id(), one.x(), one.y())).isEqualTo(one);
    }
  }

  @Test
  void binsHoldWhatGoesOnHoweverItCameAndWent() {
    System.out.println("seed " + seed);
    for (int round = 0; round < ROUNDS; round++) {
      switch (round % 3) {
        case 0 -> load(20_000 + random.nextInt(20_000));
        case 1 -> add(random.nextInt(9_000));
        default -> remove(random.nextInt(going.size() / 2));
      }
      for (int level = 8; level <= 24; level++) {
        Interval near = going.get(random.nextInt(going.size()));
        int shift = Integer.SIZE - level;
        agree(level, near.x() >>> shift + BITS, near.y() >>> shift + BITS);
      }
    }
    assertThat(binned).as("bins were told of, seed %d", seed).isPositive();
  }

  @Test
  void nothingIsLeftOfBinsThatEmptied() {
    System.out.println("seed " + seed);
    load(30_000);
    remove(going.size());
    set.sum(
        10,
        0,
        0,
        0,
        (column, row, sums, at) -> {
          throw new AssertionError("a bin at " + column + ", " + row);
        },
        (columns, rows, count) -> {
          throw new AssertionError(count + " rows");
        });
  }

  private void agree(int level, int squareX, int squareY) {
    double[] wanted = new double[(SIDE + 2) * (SIDE + 2)];
    int shift = Integer.SIZE - level;
    int inSquare = 0;
    for (Interval one : going) {
      if (one.x() >>> shift + BITS == squareX && one.y() >>> shift + BITS == squareY) {
        put(wanted, one.x(), one.y(), level, squareX, squareY);
        inSquare++;
      }
    }
    double[] found = new double[wanted.length];
    int[] points = new int[1];
    set.sum(
        level,
        level - BITS,
        squareX,
        squareY,
        (column, row, sums, at) -> {
          double all = 0;
          for (int i = 0; i < 9; i++) {
            int bin = (row - squareY * SIDE + i / 3) * (SIDE + 2) + column - squareX * SIDE + i % 3;
            found[bin] += sums[at + i];
            all += sums[at + i];
          }
          points[0] += (int) Math.round(all);
          binned++;
        },
        (columns, rows, count) -> {
          for (int row : Arrays.copyOf(rows, count)) {
            put(found, columns.x(row), columns.y(row), level, squareX, squareY);
            points[0]++;
          }
        });
    String where = "level " + level + ", " + squareX + ", " + squareY + ", seed " + seed;
    assertThat(points[0]).as(where).isEqualTo(inSquare);
    for (int bin = 0; bin < wanted.length; bin++) {
      // Places are rounded to 1/1024 of a bin.
      assertThat(found[bin]).as(where).isCloseTo(wanted[bin], within(0.001 * inSquare + 1e-6));
    }
  }

  private static Offset<Double> within(double most) {
    return Offset.offset(most);
  }

  /** Adds one point by the formula of the spline. */
  private static void put(double[] bins, int x, int y, int level, int squareX, int squareY) {
    double[] across = shares(x, level);
    double[] down = shares(y, level);
    int column = (x >>> Integer.SIZE - level) - squareX * SIDE;
    int row = (y >>> Integer.SIZE - level) - squareY * SIDE;
    for (int i = 0; i < 9; i++) {
      bins[(row + i / 3) * (SIDE + 2) + column + i % 3] += down[i / 3] * across[i % 3];
    }
  }

  private static double[] shares(int fixed, int level) {
    double place = Integer.toUnsignedLong(fixed) / Math.scalb(1.0, Integer.SIZE - level);
    double t = place - Math.floor(place) - 0.5;
    return new double[] {(0.5 - t) * (0.5 - t) / 2, 0.75 - t * t, (0.5 + t) * (0.5 + t) / 2};
  }
}
