package org.gridwarden.heat.spot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BreaksTest {
  @Test
  void fourValuesPartWherePaperAndPencilSay() {
    // Two classes of 4 5 9 10, squared deviations from the classes' means:
    //   4 | 5 9 10    0 + (9 + 1 + 4) = 14
    //   4 5 | 9 10    0.5 + 0.5 = 1
    //   4 5 9 | 10    (4 + 1 + 9) + 0 = 14
    assertThat(Breaks.limits(new double[] {10, 4, 9, 5}, 2)).containsExactly(5, 10);
  }

  @Test
  void howOftenAValueOccursCounts() {
    // 1 2.4 | 4 makes 1.4²/2 = 0.98 and 1 | 2.4 4 makes 1.6²/2 = 1.28. With 1 five times the first
    // makes 5/6 1.4² = 1.63, the second still 1.28.
    assertThat(Breaks.limits(new double[] {1, 2.4, 4}, 2)).containsExactly(2.4, 4);
    assertThat(Breaks.limits(new double[] {1, 1, 1, 1, 1, 2.4, 4}, 2)).containsExactly(1, 4);
  }

  /**
   * The example of mapclassify (PySAL) and of statsbreaks: employment by square kilometre in the 58
   * counties of California, with the limits that both publish for Fisher-Jenks.
   */
  @Test
  void thePublishedExampleOfCaliforniaIsReproduced() {
    double[] density = {
      329.92, 0.42, 5.9, 14.03, 2.78, 1.34, 181.27, 1.65, 10.03, 16.7, 1.32, 3.99, 3.16, 0.22, 8.7,
      6.56, 3.27, 0.33, 370.5, 4.51, 75.29, 0.99, 2.74, 8.68, 0.14, 0.92, 12.63, 28.7, 12.02,
      722.85, 36.68, 0.74, 29.82, 192.05, 3.38, 11.15, 110.74, 4111.45, 49.47, 10.33, 317.11, 20.47,
      264.93, 66.26, 5.39, 0.13, 0.61, 50.65, 40.48, 36.67, 13.09, 1.81, 0.2, 7.6, 2.51, 57.26,
      24.32, 6.97
    };
    assertThat(Breaks.limits(density)).containsExactly(75.29, 192.05, 370.5, 722.85, 4111.45);
  }

  /** The least sum of squares over every division of ascending values into so many classes. */
  private static double leastByTrying(double[] ascending, int from, int classes) {
    if (classes == 1) {
      return squares(ascending, from, ascending.length);
    }
    double least = Double.POSITIVE_INFINITY;
    for (int next = from + 1; next <= ascending.length - classes + 1; next++) {
      least =
          Math.min(
              least, squares(ascending, from, next) + leastByTrying(ascending, next, classes - 1));
    }
    return least;
  }

  private static double squares(double[] ascending, int from, int to) {
    double mean = Arrays.stream(ascending, from, to).average().orElseThrow();
    return Arrays.stream(ascending, from, to).map(x -> (x - mean) * (x - mean)).sum();
  }

  /** What the classes between limits come to. */
  private static double squaresWithin(double[] ascending, double[] limits) {
    double sum = 0;
    int from = 0;
    for (double limit : limits) {
      int to = from;
      while (to < ascending.length && ascending[to] <= limit) {
        to++;
      }
      sum += squares(ascending, from, to);
      from = to;
    }
    assertThat(from).as("values that belong to a class").isEqualTo(ascending.length);
    return sum;
  }

  @Test
  void noOtherDivisionIsBetter() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 3_000; trial++) {
      int kinds = random.nextInt(1, 40);
      double scale = Math.pow(10, random.nextInt(-6, 7));
      boolean skewed = random.nextBoolean();
      double[] values =
          random
              .ints(random.nextInt(1, 19), 0, kinds)
              .mapToDouble(i -> scale * (skewed ? Math.exp(i / 4.0) : i - 10))
              .toArray();
      double[] ascending = values.clone();
      Arrays.sort(ascending);
      int distinct = (int) Arrays.stream(values).distinct().count();
      int classes = random.nextInt(1, 6);
      double[] limits = Breaks.limits(values, classes);
      assertThat(limits).as("trial %d", trial).hasSize(Math.min(classes, distinct)).isSorted();
      assertThat(ascending).contains(limits);
      double least = leastByTrying(ascending, 0, limits.length);
      double most = squares(ascending, 0, ascending.length);
      assertThat(squaresWithin(ascending, limits))
          .as("trial %d, %s in %s", trial, Arrays.toString(limits), Arrays.toString(ascending))
          .isCloseTo(least, within(most * 1e-12));
    }
  }

  @Test
  void sixtyThousandValuesTakeAMoment() {
    // About 60 ms; the limit leaves room for a busy machine. All starts for all ends take far more.
    double[] values = new SplittableRandom(1).doubles(60_000).map(x -> x * x * x).toArray();
    long start = System.nanoTime();
    double[] limits = Breaks.limits(values);
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println("60,000 values in " + millis + " ms: " + Arrays.toString(limits));
    assertThat(limits).hasSize(5);
    assertThat(millis).isLessThan(5_000);
  }

  @Test
  void fewerDistinctValuesMakeFewerClasses() {
    assertThat(Breaks.limits(new double[] {3, 1, 3, 2, 1, 1})).containsExactly(1, 2, 3);
    assertThat(Breaks.limits(new double[] {7, 7, 7})).containsExactly(7);
    assertThat(Breaks.limits(new double[0])).isEmpty();
  }

  @Test
  void bothZerosAreOneValue() {
    assertThat(Breaks.limits(new double[] {0.0, -0.0, 0.0})).containsExactly(0.0);
  }

  @Test
  void aCommonOffsetCostsNothing() {
    double[] values = {1, 2, 3, 20, 21, 50, 80, 81, 82, 100};
    double[] far = Arrays.stream(values).map(x -> x + 1e12).toArray();
    assertThat(Breaks.limits(values)).containsExactly(3, 21, 50, 82, 100);
    assertThat(Arrays.stream(Breaks.limits(far)).map(x -> x - 1e12).toArray())
        .containsExactly(3, 21, 50, 82, 100);
  }

  @Test
  void valuesStayAsTheyWere() {
    double[] values = {3, 1, 2};
    Breaks.limits(values);
    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e101}) {
      assertThatThrownBy(() -> Breaks.limits(new double[] {1, bad}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
