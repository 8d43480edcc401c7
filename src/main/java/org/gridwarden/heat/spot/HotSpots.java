package org.gridwarden.heat.spot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * The statistic Gi* of Getis and Ord for every place, standardised: Ord and Getis, Local spatial
 * autocorrelation statistics: distributional issues and an application, Geographical Analysis
 * 27(4), 1995. With binary weights, and W places in the neighbourhood of place i, itself among
 * them,
 *
 * <pre>
 *   z(i) = (sum of x over the neighbourhood - W mean) / (S sqrt((n W - W W) / (n - 1)))
 * </pre>
 *
 * where mean and S are those of all n values, S dividing by n. It lies within ±sqrt(n - 1). Time
 * and memory are linear in places and neighbours, but for sorting the p-values. Pure and safe for
 * many threads.
 */
public final class HotSpots {
  /**
   * With fewer places every class is {@link SpotClass#NONE}, though z and p are given: z is near
   * normal only where both a neighbourhood and what lies outside hold several places, and it can't
   * pass sqrt(n - 1) anyway. 30 is what ArcGIS asks for its tool of the same statistic too.
   */
  public static final int FEWEST_PLACES = 30;

  /** So that squares and their sums stay finite. */
  private static final double LARGEST_VALUE = 1e100;

  private HotSpots() {}

  /**
   * One spot for each place, in order. z is 0 and p is 1 where nothing can be said: all values are
   * the same, or a neighbourhood holds every place. A place without neighbours is its own
   * neighbourhood. The class is the strictest level (q = 0.01, 0.05, 0.10) at which the place is
   * still discovered when Benjamini and Hochberg's procedure runs over all places.
   *
   * @param values one for each place; nothing is assumed of their unit or sign
   * @param neighbours for each place the indexes of its neighbours, in any order, without itself
   *     and without repetition; they needn't be mutual
   * @throws IllegalArgumentException for a value that is not a number or beyond ±1e100, or
   *     neighbours that are not as said
   */
  public static List<Spot> of(double[] values, int[][] neighbours) {
    checkValues(values);
    checkNeighbours(values.length, neighbours);
    double[] z = scores(values, neighbours);
    double[] p = Arrays.stream(z).map(NormalTail::twoSided).toArray();
    double[] ascending = p.clone();
    Arrays.sort(ascending);
    boolean enough = values.length >= FEWEST_PLACES;
    double limit99 = enough ? FalseDiscovery.limit(ascending, 0.01) : FalseDiscovery.NOTHING;
    double limit95 = enough ? FalseDiscovery.limit(ascending, 0.05) : FalseDiscovery.NOTHING;
    double limit90 = enough ? FalseDiscovery.limit(ascending, 0.10) : FalseDiscovery.NOTHING;
    List<Spot> spots = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      boolean hot = z[i] > 0;
      SpotClass spotClass = SpotClass.NONE;
      if (p[i] <= limit99) {
        spotClass = hot ? SpotClass.HOT_99 : SpotClass.COLD_99;
      } else if (p[i] <= limit95) {
        spotClass = hot ? SpotClass.HOT_95 : SpotClass.COLD_95;
      } else if (p[i] <= limit90) {
        spotClass = hot ? SpotClass.HOT_90 : SpotClass.COLD_90;
      }
      spots.add(new Spot(z[i], p[i], spotClass));
    }
    return Collections.unmodifiableList(spots);
  }

  private static double[] scores(double[] values, int[][] neighbours) {
    int n = values.length;
    double[] z = new double[n];
    DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
    // Asked of the values, since their computed mean may be off by a bit and S then isn't 0.
    if (n == 0 || all.getMin() == all.getMax()) {
      return z;
    }
    // Sums of deviations from the mean lose fewer digits than sums from which W mean is taken.
    double[] deviations = Arrays.stream(values).map(x -> x - all.getAverage()).toArray();
    double spread = Math.sqrt(Arrays.stream(deviations).map(d -> d * d).sum() / n);
    for (int i = 0; i < n; i++) {
      long within = neighbours[i].length + 1L;
      double sum = deviations[i];
      for (int j : neighbours[i]) {
        sum += deviations[j];
      }
      double scale = spread * Math.sqrt((double) (within * (n - within)) / (n - 1));
      z[i] = scale > 0 ? sum / scale : 0;
    }
    return z;
  }

  private static void checkValues(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= LARGEST_VALUE)) {
        throw new IllegalArgumentException("value " + i + " can't be compared: " + values[i]);
      }
    }
  }

  private static void checkNeighbours(int count, int[][] neighbours) {
    if (neighbours.length != count) {
      throw new IllegalArgumentException(
          count + " values, but neighbours of " + neighbours.length + " places");
    }
    int[] lastSeenAt = new int[count];
    Arrays.fill(lastSeenAt, -1);
    for (int i = 0; i < count; i++) {
      lastSeenAt[i] = i; // so that a place is refused among its own neighbours
      for (int j : neighbours[i]) {
        if (j < 0 || j >= count) {
          throw new IllegalArgumentException("place " + i + " has a neighbour " + j);
        }
        if (lastSeenAt[j] == i) {
          throw new IllegalArgumentException(
              "place " + i + " has neighbour " + j + (i == j ? ", itself" : " twice"));
        }
        lastSeenAt[j] = i;
      }
    }
  }
}
