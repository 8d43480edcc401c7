package org.gridwarden.town;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * The three levels of grids: 83 of blocks, 14 of those, 3 of those; numbered west to east, north to
 * south.
 */
final class TownGrids {
  private static final String COUNTY = "990101";
  private static final String[] STREETS = {"云溪街道", "柳桥街道", "东皋镇"};
  private static final String[] COMMUNITIES = {
    "春晓社区", "文昌社区", "槐荫社区", "渡口社区", "钟楼社区", "清水社区", "南门社区",
    "桃园社区", "望河社区", "学府社区", "新苑社区", "丰乐社区", "安泰社区", "北岗社区"
  };
  private static final double BAND_METRES = 700;

  final List<TownGrid> level1 = new ArrayList<>();
  final List<TownGrid> level2 = new ArrayList<>();
  final List<TownGrid> level3 = new ArrayList<>();

  TownGrids(Blocks blocks, Random random) {
    int[] third =
        Regions.group(
            blocks.centres,
            blocks.neighbours,
            83,
            c -> 0.45 + StrictMath.hypot(c.x + 300, c.y - 250) / 3000,
            random);
    List<Coordinate> centres3 = Regions.centres(blocks.centres, third, 83);
    List<Map<Integer, Double>> graph3 = Regions.lift(blocks.neighbours, third, 83);
    int[] second =
        Regions.group(centres3, graph3, 14, c -> 0.6 + StrictMath.hypot(c.x, c.y) / 4000, random);
    List<Coordinate> centres2 = Regions.centres(centres3, second, 14);
    List<Map<Integer, Double>> graph2 = Regions.lift(graph3, second, 14);
    int[] first = Regions.group(centres2, graph2, 3, c -> 1, random);
    makeEnclave(blocks, third, second);
    List<Coordinate> centres1 = Regions.centres(centres2, first, 3);
    List<Integer> order1 = order(centres1, null, -1);
    for (int i = 0; i < order1.size(); i++) {
      int street = order1.get(i);
      String streetCode = COUNTY + String.format("%03d", i + 1);
      List<Integer> inStreet = new ArrayList<>();
      List<Integer> order2 = order(centres2, first, street);
      for (int j = 0; j < order2.size(); j++) {
        int community = order2.get(j);
        String communityCode = streetCode + String.format("%03d", j + 1);
        String name = COMMUNITIES[level2.size()];
        List<Integer> inCommunity = new ArrayList<>();
        List<Integer> order3 = order(centres3, second, community);
        for (int k = 0; k < order3.size(); k++) {
          int grid = order3.get(k);
          List<Integer> own = where(third, grid);
          inCommunity.addAll(own);
          level3.add(
              new TownGrid(
                  3,
                  communityCode + String.format("%03d", k + 1),
                  name.replace("社区", "") + "第" + number(k + 1) + "网格",
                  communityCode,
                  420 + random.nextInt(1900),
                  union(blocks, own),
                  own));
        }
        inStreet.addAll(inCommunity);
        level2.add(
            new TownGrid(
                2,
                communityCode,
                name,
                streetCode + "000",
                0,
                union(blocks, inCommunity),
                inCommunity));
      }
      level1.add(
          new TownGrid(
              1, streetCode + "000", STREETS[i], null, 0, union(blocks, inStreet), inStreet));
    }
  }

  /** One block in the middle of a grid goes to another grid of the community, as it happens. */
  private static void makeEnclave(Blocks blocks, int[] third, int[] second) {
    for (int i = 0; i < third.length; i++) {
      int own = third[i];
      boolean inner =
          blocks.neighbours.get(i).size() >= 3
              && blocks.neighbours.get(i).keySet().stream().allMatch(n -> third[n] == own)
              && touchesOnly(blocks, i, third, own);
      if (inner) {
        int wanted = own;
        int other =
            IntStream.range(0, second.length)
                .filter(g -> g != wanted && second[g] == second[wanted])
                .findFirst()
                .orElse(-1);
        if (other >= 0) {
          third[i] = other;
          return;
        }
      }
    }
  }

  private static boolean touchesOnly(Blocks blocks, int block, int[] third, int own) {
    for (int i = 0; i < third.length; i++) {
      if (third[i] != own && blocks.blocks.get(i).touches(blocks.blocks.get(block))) {
        return false;
      }
    }
    return true;
  }

  private static List<Integer> where(int[] regions, int region) {
    return IntStream.range(0, regions.length).filter(i -> regions[i] == region).boxed().toList();
  }

  private static List<Integer> order(List<Coordinate> centres, int[] regions, int region) {
    return IntStream.range(0, centres.size())
        .filter(i -> regions == null || regions[i] == region)
        .boxed()
        .sorted(
            Comparator.comparingInt(
                    (Integer i) -> (int) Math.floor(-centres.get(i).y / BAND_METRES))
                .thenComparingDouble(i -> centres.get(i).x))
        .toList();
  }

  private static Geometry union(Blocks blocks, List<Integer> own) {
    return CoverageUnion.union(own.stream().map(blocks.blocks::get).toArray(Geometry[]::new))
        .norm();
  }

  private static String number(int n) {
    String[] digits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    return n < 10 ? digits[n] : n == 10 ? "十" : "十" + digits[n - 10];
  }
}
