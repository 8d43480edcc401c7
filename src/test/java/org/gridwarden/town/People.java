package org.gridwarden.town;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.linearref.LengthIndexedLine;

/** Fictional people, units and shops, and what they answer for. Their numbers can't be anyone's. */
final class People {
  private static final String[] FAMILY = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗"
  };
  private static final String[] GIVEN = {
    "明远", "秀兰", "建国", "海燕", "志强", "雪梅", "文博", "丽华", "永康", "思齐", "国栋", "晓红", "振华", "玉珍", "俊杰", "春燕",
    "立新", "佳慧", "长青", "若兰", "学军", "婉清", "德顺", "静怡"
  };
  private static final String[] UNITS = {
    "区教育局",
    "区卫生健康局",
    "区文化和旅游局",
    "区民政局",
    "区财政局",
    "区人力资源和社会保障局",
    "区农业农村局",
    "区商务局",
    "区统计局",
    "区审计局",
    "区图书馆",
    "区供电所",
    "区自来水公司",
    "云溪第一小学",
    "学府中学",
    "区人民医院",
    "云溪邮政支局",
    "区工商联",
    "区总工会",
    "区妇联",
    "团区委",
    "区残联",
    "区科协",
    "云溪公交公司"
  };
  private static final String[] SHOPS = {
    "老李面馆", "春生理发店", "好又多超市", "文昌书店", "阿秀花店", "钟楼包子铺", "桃园药房", "顺风五金", "小芳服装店", "德记烧饼",
    "云溪茶庄", "蓝天文具", "惠民粮油", "家家乐便利店", "明亮眼镜", "张记牛肉汤", "喜洋洋蛋糕", "安心诊所", "平价水果", "老街豆花"
  };

  final List<String[]> rows = new ArrayList<>();
  private final Random random;
  private int persons;
  private int shops;

  People(TownGrids grids, Streets streets, Random random) {
    this.random = random;
    rows.add(
        new String[] {
          "grid",
          "role",
          "party",
          "kind",
          "phone",
          "public_phone",
          "party_id",
          "category",
          "valid_from",
          "valid_to",
          "wkt",
          "lon",
          "lat",
          "width_metres"
        });
    grids.level1.forEach(
        grid -> {
          chief(grid.code());
          add(grid.code(), "contracted_leader", person(), "person", null, null);
        });
    grids.level2.forEach(
        grid -> {
          chief(grid.code());
          add(grid.code(), "contracted_leader", person(), "person", null, null);
        });
    for (int i = 0; i < grids.level3.size(); i++) {
      third(grids.level3.get(i), i);
    }
    sectors();
    add(grids.level1.get(0).code(), "inspection_team", "区文明办第一督查组", "unit", null, null);
    add(grids.level1.get(1).code(), "inspection_team", "区文明办第二督查组", "unit", null, null);
    frontages(grids, streets);
  }

  private void chief(String grid) {
    String name = person();
    row(grid, "grid_chief", name, "person", mobile(), landline(), null, "2024-01-01", null);
  }

  /**
   * Some lack a chief, some a unit, two lack both: the check lists them, and the level above
   * answers.
   */
  private void third(TownGrid grid, int i) {
    boolean noChief = i == 17 || i == 44 || i == 63;
    boolean noUnit = i == 44 || i == 71 || i == 63;
    if (!noChief) {
      if (i % 11 == 3) {
        row(
            grid.code(),
            "grid_chief",
            person(),
            "person",
            mobile(),
            null,
            null,
            "2024-01-01",
            "2025-07-01");
        row(
            grid.code(),
            "grid_chief",
            person(),
            "person",
            mobile(),
            landline(),
            null,
            "2025-07-01",
            null);
      } else {
        row(
            grid.code(),
            "grid_chief",
            person(),
            "person",
            mobile(),
            i % 2 == 0 ? landline() : null,
            null,
            "2024-01-01",
            null);
      }
    }
    row(grid.code(), "grid_worker", person(), "person", mobile(), null, null, "2024-01-01", null);
    if (!noUnit) {
      int units = 1 + random.nextInt(10) / 7;
      for (int u = 0; u < units; u++) {
        String unit = UNITS[(i * 5 + u * 7) % UNITS.length];
        row(
            grid.code(),
            "cobuilding_unit",
            unit,
            "unit",
            null,
            phoneOf(unit),
            null,
            i % 9 == 4 ? "2025-03-01" : "2024-01-01",
            null);
      }
    }
    if (i % 20 == 9) {
      row(
          grid.code(),
          "responsible_unit",
          "区市场监督管理局",
          "unit",
          null,
          phoneOf("区市场监督管理局"),
          "4",
          "2024-01-01",
          null);
    }
  }

  private void sectors() {
    String[][] duties = {
      {"1", "区城市管理局"}, {"1.9", "区园林绿化中心"}, {"2.1", "区公安交警大队"}, {"2.3", "区公安交警大队"},
      {"3", "区住房和城乡建设局"}, {"3.3", "区路灯管理所"}, {"3.4", "区排水管理所"}, {"4", "区市场监督管理局"},
      {"5.4", "区消防救援大队"}, {"7", "区生态环境分局"}, {"7.1", "区河道管理所"}, {"6.1", "区委宣传部"}
    };
    for (String[] duty : duties) {
      row(null, "lead_unit", duty[1], "unit", null, phoneOf(duty[1]), duty[0], null, null);
    }
  }

  /** Shops along the old town's streets: most by their door, some by their whole front. */
  private void frontages(TownGrids grids, Streets streets) {
    List<LineString> streetsInside = new ArrayList<>();
    for (LineString street : streets.minors) {
      if (StrictMath.hypot(street.getCentroid().getX() + 250, street.getCentroid().getY() - 200)
          < 900) {
        streetsInside.add(street);
      }
    }
    for (int i = 0; i < 60; i++) {
      LineString street = streetsInside.get((i * 3) % streetsInside.size());
      LengthIndexedLine along = new LengthIndexedLine(street);
      double at = street.getLength() * (0.2 + 0.6 * ((i * 37) % 100) / 100.0);
      double side = i % 2 == 0 ? 8 : -8;
      Coordinate a = along.extractPoint(at, side);
      Coordinate b = along.extractPoint(at + 12, side);
      Coordinate middle = Plan.toDegrees((a.x + b.x) / 2, (a.y + b.y) / 2);
      String grid = gridOf(grids, middle);
      if (grid == null) {
        continue;
      }
      String name =
          SHOPS[shops % SHOPS.length]
              + (shops < SHOPS.length ? "" : "（" + (shops / SHOPS.length + 1) + "店）");
      shops++;
      if (i % 3 == 0) {
        Coordinate from = Plan.toDegrees(a.x, a.y);
        Coordinate to = Plan.toDegrees(b.x, b.y);
        String wkt =
            String.format(
                Locale.ROOT, "LINESTRING (%.7f %.7f, %.7f %.7f)", from.x, from.y, to.x, to.y);
        rows.add(
            new String[] {
              grid,
              "frontage",
              name,
              "unit",
              mobile(),
              null,
              null,
              null,
              null,
              null,
              wkt,
              null,
              null,
              "6"
            });
      } else {
        rows.add(
            new String[] {
              grid,
              "frontage",
              name,
              "unit",
              mobile(),
              null,
              null,
              null,
              null,
              null,
              null,
              String.format(Locale.ROOT, "%.7f", middle.x),
              String.format(Locale.ROOT, "%.7f", middle.y),
              i % 2 == 0 ? "5" : "8"
            });
      }
    }
  }

  private static String gridOf(TownGrids grids, Coordinate place) {
    Geometry point = Plan.FACTORY.createPoint(place);
    return grids.level3.stream()
        .filter(grid -> grid.geometry().covers(point))
        .map(TownGrid::code)
        .findFirst()
        .orElse(null);
  }

  private String person() {
    int n = persons++;
    return FAMILY[n * 7 % FAMILY.length] + GIVEN[n * 5 % GIVEN.length];
  }

  /** Of a block of numbers that no operator gives out. */
  private String mobile() {
    return "1990000" + String.format("%04d", random.nextInt(10000));
  }

  private String landline() {
    return "0000-" + String.format("%07d", 6000000 + random.nextInt(900000));
  }

  private static String phoneOf(String unit) {
    return "0000-" + String.format("%07d", 8000000 + Math.floorMod(unit.hashCode(), 900000));
  }

  private void add(
      String grid, String role, String party, String kind, String category, String from) {
    row(
        grid,
        role,
        party,
        kind,
        kind.equals("person") ? mobile() : null,
        landline(),
        category,
        from,
        null);
  }

  private void row(
      String grid,
      String role,
      String party,
      String kind,
      String phone,
      String publicPhone,
      String category,
      String from,
      String to) {
    rows.add(
        new String[] {
          grid,
          role,
          party,
          kind,
          phone,
          publicPhone,
          null,
          category,
          from,
          to,
          null,
          null,
          null,
          null
        });
  }
}
