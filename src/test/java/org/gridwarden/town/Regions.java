package org.gridwarden.town;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;

/** Groups places into connected regions around well spread seeds, by the ease of getting there. */
final class Regions {
  private Regions() {}

  private record Visit(int place, int region, double cost) {}

  /**
   * @param spread how far apart seeds shall be at a place, relative to others
   * @return the region of each place, 0 to count - 1, each with at least one
   */
  static int[] group(
      List<Coordinate> centres,
      List<Map<Integer, Double>> neighbours,
      int count,
      java.util.function.ToDoubleFunction<Coordinate> spread,
      Random random) {
    int[] seeds = seeds(centres, count, spread, random);
    int[] regions = new int[centres.size()];
    for (int round = 0; round < 6; round++) {
      regions = flood(centres, neighbours, seeds);
      seeds = recentre(centres, regions, seeds);
    }
    return flood(centres, neighbours, seeds);
  }

  private static int[] seeds(
      List<Coordinate> centres,
      int count,
      java.util.function.ToDoubleFunction<Coordinate> spread,
      Random random) {
    int[] seeds = new int[count];
    double[] nearest = new double[centres.size()];
    Arrays.fill(nearest, Double.MAX_VALUE);
    seeds[0] = random.nextInt(centres.size());
    for (int s = 0; s < count; s++) {
      if (s > 0) {
        int farthest = 0;
        for (int i = 1; i < nearest.length; i++) {
          farthest = nearest[i] > nearest[farthest] ? i : farthest;
        }
        seeds[s] = farthest;
      }
      for (int i = 0; i < nearest.length; i++) {
        double distance =
            centres.get(i).distance(centres.get(seeds[s])) / spread.applyAsDouble(centres.get(i));
        nearest[i] = Math.min(nearest[i], distance);
      }
    }
    return seeds;
  }

  private static int[] flood(
      List<Coordinate> centres, List<Map<Integer, Double>> neighbours, int[] seeds) {
    int[] regions = new int[centres.size()];
    Arrays.fill(regions, -1);
    PriorityQueue<Visit> queue =
        new PriorityQueue<>(
            (a, b) ->
                a.cost() != b.cost()
                    ? Double.compare(a.cost(), b.cost())
                    : Integer.compare(a.place(), b.place()));
    for (int region = 0; region < seeds.length; region++) {
      queue.add(new Visit(seeds[region], region, 0));
    }
    while (!queue.isEmpty()) {
      Visit visit = queue.remove();
      if (regions[visit.place()] >= 0) {
        continue;
      }
      regions[visit.place()] = visit.region();
      for (Map.Entry<Integer, Double> next : neighbours.get(visit.place()).entrySet()) {
        double way =
            centres.get(visit.place()).distance(centres.get(next.getKey())) * next.getValue();
        queue.add(new Visit(next.getKey(), visit.region(), visit.cost() + way));
      }
    }
    return regions;
  }

  private static int[] recentre(List<Coordinate> centres, int[] regions, int[] seeds) {
    int[] moved = seeds.clone();
    for (int region = 0; region < seeds.length; region++) {
      double x = 0;
      double y = 0;
      int size = 0;
      for (int i = 0; i < regions.length; i++) {
        if (regions[i] == region) {
          x += centres.get(i).x;
          y += centres.get(i).y;
          size++;
        }
      }
      Coordinate middle = new Coordinate(x / size, y / size);
      for (int i = 0; i < regions.length; i++) {
        if (regions[i] == region
            && centres.get(i).distance(middle) < centres.get(moved[region]).distance(middle)) {
          moved[region] = i;
        }
      }
    }
    return moved;
  }

  /** The same graph one step up: regions as places. */
  static List<Map<Integer, Double>> lift(
      List<Map<Integer, Double>> neighbours, int[] regions, int count) {
    List<Map<Integer, double[]>> sums = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sums.add(new HashMap<>());
    }
    for (int i = 0; i < regions.length; i++) {
      for (Map.Entry<Integer, Double> each : neighbours.get(i).entrySet()) {
        int other = regions[each.getKey()];
        if (other != regions[i]) {
          double[] sum = sums.get(regions[i]).computeIfAbsent(other, k -> new double[2]);
          sum[0] += each.getValue();
          sum[1]++;
        }
      }
    }
    List<Map<Integer, Double>> lifted = new ArrayList<>();
    for (Map<Integer, double[]> each : sums) {
      Map<Integer, Double> mean = new HashMap<>();
      each.forEach((other, sum) -> mean.put(other, sum[0] / sum[1]));
      lifted.add(mean);
    }
    return lifted;
  }

  static List<Coordinate> centres(List<Coordinate> places, int[] regions, int count) {
    double[][] sums = new double[count][3];
    for (int i = 0; i < regions.length; i++) {
      sums[regions[i]][0] += places.get(i).x;
      sums[regions[i]][1] += places.get(i).y;
      sums[regions[i]][2]++;
    }
    List<Coordinate> centres = new ArrayList<>();
    for (double[] sum : sums) {
      centres.add(new Coordinate(sum[0] / sum[2], sum[1] / sum[2]));
    }
    return centres;
  }
}
