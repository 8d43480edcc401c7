package org.gridwarden.heat.spot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HotSpotsTest {
  /** Places in a row, each with those before and after. */
  private static int[][] row(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> IntStream.of(i - 1, i + 1).filter(j -> j >= 0 && j < count).toArray())
        .toArray(int[][]::new);
  }

  /** Squares in rows, each with the up to eight around it. */
  private static int[][] squares(int side) {
    int[][] neighbours = new int[side * side][];
    for (int i = 0; i < neighbours.length; i++) {
      int at = i;
      neighbours[i] =
          IntStream.range(0, side * side)
              .filter(j -> j != at)
              .filter(j -> Math.abs(j / side - at / side) <= 1)
              .filter(j -> Math.abs(j % side - at % side) <= 1)
              .toArray();
    }
    return neighbours;
  }

  private static double[] z(List<Spot> spots) {
    return spots.stream().mapToDouble(Spot::z).toArray();
  }

  private static SpotClass[] classes(List<Spot> spots) {
    return spots.stream().map(Spot::spotClass).toArray(SpotClass[]::new);
  }

  @Test
  void fivePlacesInARowComeToWhatPaperAndPencilSay() {
    // x = 0 0 0 5 5: mean 2, S² = (4 + 4 + 4 + 9 + 9) / 5 = 6.
    // Neighbourhoods of W = 2 or 3: (5·2 - 4) / 4 = (5·3 - 9) / 4 = 1.5, so S √1.5 = √9 = 3.
    //   place 0: W 2, sum  0, z = ( 0 - 4) / 3 = -4/3
    //   place 1: W 3, sum  0, z = ( 0 - 6) / 3 = -2
    //   place 2: W 3, sum  5, z = ( 5 - 6) / 3 = -1/3
    //   place 3: W 3, sum 10, z = (10 - 6) / 3 =  4/3
    //   place 4: W 2, sum 10, z = (10 - 4) / 3 =  2
    List<Spot> spots = HotSpots.of(new double[] {0, 0, 0, 5, 5}, row(5));
    assertThat(z(spots))
        .containsExactly(new double[] {-4 / 3.0, -2, -1 / 3.0, 4 / 3.0, 2}, within(1e-14));
    // Tables of the normal distribution: 2 (1 - Φ(2)) = 0.0455.
    assertThat(spots.get(1).p()).isCloseTo(0.0455002638963584, within(1e-15));
    assertThat(spots.get(4).p()).isCloseTo(0.0455002638963584, within(1e-15));
  }

  /**
   * The example in the documentation of {@code G_Local} of esda (PySAL): six points, those within a
   * distance of 15 neighbours, binary weights with star=True.
   */
  @Test
  void thePublishedExampleOfEsdaIsReproduced() {
    double[][] points = {{10, 10}, {20, 10}, {40, 10}, {15, 20}, {30, 20}, {30, 30}};
    int[][] neighbours = new int[6][];
    for (int i = 0; i < 6; i++) {
      int at = i;
      neighbours[i] =
          IntStream.range(0, 6)
              .filter(j -> j != at)
              .filter(
                  j -> Math.hypot(points[j][0] - points[at][0], points[j][1] - points[at][1]) <= 15)
              .toArray();
    }
    List<Spot> spots = HotSpots.of(new double[] {2, 3, 3.2, 5, 8, 7}, neighbours);
    assertThat(z(spots))
        .containsExactly(
            new double[] {
              -1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331
            },
            within(5e-9));
  }

  @Test
  void aBlockOfHighValuesIsHotAndOfLowOnesCold() {
    // 10 in 3 by 3 of 10 by 10 squares, else 0: mean 0.9, S² = 9 - 0.81 = 8.19. The middle of the
    // block: z = (90 - 9·0.9) / √(8.19 (900 - 81) / 99) = 81.9 / 8.2313 = 9.9499.
    double[] values = new double[100];
    for (int i = 0; i < 9; i++) {
      values[(4 + i / 3) * 10 + 4 + i % 3] = 10;
    }
    List<Spot> hot = HotSpots.of(values, squares(10));
    assertThat(hot.get(55).z()).isCloseTo(9.9499, within(5e-5));
    assertThat(hot.get(55).spotClass()).isEqualTo(SpotClass.HOT_99);
    assertThat(hot.get(0).spotClass()).isEqualTo(SpotClass.NONE);

    List<Spot> cold = HotSpots.of(Arrays.stream(values).map(x -> -x).toArray(), squares(10));
    for (int i = 0; i < 100; i++) {
      assertThat(cold.get(i).z()).isCloseTo(-hot.get(i).z(), within(1e-12));
      int hotness = SpotClass.NONE.ordinal() - hot.get(i).spotClass().ordinal();
      int coldness = cold.get(i).spotClass().ordinal() - SpotClass.NONE.ordinal();
      assertThat(coldness).isEqualTo(hotness).isNotNegative();
    }
  }

  @Test
  void unitAndOriginOfTheValuesMakeNoDifference() {
    SplittableRandom random = new SplittableRandom(5);
    double[] values = random.doubles(100).toArray();
    double[] scaled = Arrays.stream(values).map(x -> 1e6 + 1000 * x).toArray();
    assertThat(z(HotSpots.of(scaled, squares(10))))
        .containsExactly(z(HotSpots.of(values, squares(10))), within(1e-8));
  }

  /** Straight from the formulas of the papers: full matrices, integrals by Simpson's rule. */
  private static final class Slow {
    final double[] z;
    final double[] p;
    final SpotClass[] classes;

    Slow(double[] x, int[][] neighbours) {
      int n = x.length;
      z = new double[n];
      p = new double[n];
      classes = new SpotClass[n];
      double mean = 0;
      double square = 0;
      for (double each : x) {
        mean += each / n;
        square += each * each / n;
      }
      double s = Math.sqrt(square - mean * mean);
      for (int i = 0; i < n; i++) {
        double[] w = new double[n];
        w[i] = 1;
        for (int j : neighbours[i]) {
          w[j] = 1;
        }
        double sum = 0;
        double weights = 0;
        double squaredWeights = 0;
        for (int j = 0; j < n; j++) {
          sum += w[j] * x[j];
          weights += w[j];
          squaredWeights += w[j] * w[j];
        }
        z[i] =
            (sum - mean * weights)
                / (s * Math.sqrt((n * squaredWeights - weights * weights) / (n - 1)));
        p[i] = 1 - 2 * integral(Math.abs(z[i]));
      }
      for (int i = 0; i < n; i++) {
        double adjusted = adjusted(i);
        String side = z[i] > 0 ? "HOT_" : "COLD_";
        classes[i] =
            adjusted <= 0.01
                ? SpotClass.valueOf(side + 99)
                : adjusted <= 0.05
                    ? SpotClass.valueOf(side + 95)
                    : adjusted <= 0.10 ? SpotClass.valueOf(side + 90) : SpotClass.NONE;
      }
    }

    /** The least q at which a place is discovered: min of p m / rank over it and all above it. */
    private double adjusted(int i) {
      double least = Double.POSITIVE_INFINITY;
      for (double other : p) {
        if (other >= p[i]) {
          long rank = Arrays.stream(p).filter(each -> each <= other).count();
          least = Math.min(least, other * p.length / rank);
        }
      }
      return least;
    }

    /** Of the normal density from 0 on. */
    private static double integral(double to) {
      int steps = 2 * (int) Math.ceil(500 * to) + 2;
      double sum = 0;
      for (int i = 0; i <= steps; i++) {
        double t = to * i / steps;
        int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * Math.exp(-t * t / 2);
      }
      return sum * to / steps / 3 / Math.sqrt(2 * Math.PI);
    }
  }

  @Test
  void randomPlacesComeToWhatASlowReferenceSays() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Map<SpotClass, Integer> seen = new EnumMap<>(SpotClass.class);
    for (int trial = 0; trial < 60; trial++) {
      int count = random.nextInt(HotSpots.FEWEST_PLACES, 150);
      int[][] neighbours = new int[count][];
      for (int i = 0; i < count; i++) {
        int at = i;
        int reach = random.nextInt(0, 6);
        neighbours[i] =
            IntStream.rangeClosed(i - reach, i + reach)
                .filter(j -> j >= 0 && j < count && j != at)
                .filter(j -> random.nextInt(5) > 0)
                .toArray();
      }
      double wave = random.nextDouble(0, 4);
      double[] values =
          IntStream.range(0, count)
              .mapToDouble(i -> wave * Math.sin(i / 7.0) + 3 * random.nextDouble())
              .toArray();
      List<Spot> spots = HotSpots.of(values, neighbours);
      Slow slow = new Slow(values, neighbours);
      assertThat(z(spots)).containsExactly(slow.z, within(1e-10));
      assertThat(spots.stream().mapToDouble(Spot::p).toArray())
          .containsExactly(slow.p, within(1e-10));
      assertThat(classes(spots)).as("trial %d", trial).isEqualTo(slow.classes);
      for (SpotClass each : classes(spots)) {
        seen.merge(each, 1, Integer::sum);
      }
    }
    System.out.println(seen);
    assertThat(seen).containsOnlyKeys(SpotClass.values());
  }

  @Test
  void nothingStandsOutWhereAllValuesAreTheSame() {
    double[] values = new double[49];
    Arrays.fill(values, 0.1);
    assertThat(HotSpots.of(values, squares(7)))
        .hasSize(49)
        .containsOnly(new Spot(0, 1, SpotClass.NONE));
  }

  @Test
  void aNeighbourhoodThatIsEverythingSaysNothing() {
    int[][] neighbours = row(40);
    neighbours[7] = IntStream.range(0, 40).filter(j -> j != 7).toArray();
    double[] values = new SplittableRandom(3).doubles(40).toArray();
    assertThat(HotSpots.of(values, neighbours).get(7)).isEqualTo(new Spot(0, 1, SpotClass.NONE));
  }

  @Test
  void aPlaceWithoutNeighboursIsItsOwnNeighbourhood() {
    // One value of 1 among 99 of 0 comes to the greatest z there can be: √(n - 1).
    double[] values = new double[100];
    values[42] = 1;
    Spot alone = HotSpots.of(values, new int[100][0]).get(42);
    assertThat(alone.z()).isCloseTo(Math.sqrt(99), within(1e-12));
    assertThat(alone.spotClass()).isEqualTo(SpotClass.HOT_99);
  }

  @Test
  void tooFewPlacesHaveScoresButNoClasses() {
    double[] values = new double[HotSpots.FEWEST_PLACES];
    values[3] = 1;
    int[][] none = new int[values.length][0];
    assertThat(HotSpots.of(values, none).get(3).spotClass()).isEqualTo(SpotClass.HOT_99);

    int fewer = values.length - 1;
    List<Spot> spots = HotSpots.of(Arrays.copyOf(values, fewer), Arrays.copyOf(none, fewer));
    assertThat(spots.get(3).z()).isCloseTo(Math.sqrt(28), within(1e-12));
    assertThat(classes(spots)).containsOnly(SpotClass.NONE);

    assertThat(HotSpots.of(new double[] {5}, new int[1][0]))
        .containsExactly(new Spot(0, 1, SpotClass.NONE));
    assertThat(HotSpots.of(new double[0], new int[0][])).isEmpty();
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e101}) {
      assertThatThrownBy(() -> HotSpots.of(new double[] {1, bad}, row(2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("value 1");
    }
  }

  @Test
  void neighboursThatAreNoneAreRefused() {
    double[] values = {1, 2, 3};
    int[][][] bad = {
      {{1}, {0}},
      {{1}, {0, 3}, {}},
      {{1}, {-1}, {}},
      {{1}, {0, 1}, {}},
      {{1, 2, 1}, {}, {}},
    };
    for (int[][] neighbours : bad) {
      assertThatThrownBy(() -> HotSpots.of(values, neighbours))
          .as(Arrays.deepToString(neighbours))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void classesAreNamedInLowerCase() {
    assertThat(Arrays.stream(SpotClass.values()).map(SpotClass::code))
        .containsExactly("hot_99", "hot_95", "hot_90", "none", "cold_90", "cold_95", "cold_99");
  }
}
