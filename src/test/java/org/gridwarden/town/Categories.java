package org.gridwarden.town;

import java.util.ArrayList;
import java.util.List;

/** A plausible tree of 7 items, 58 contents and 118 standards, in the project's own words. */
final class Categories {
  /** Item: Chinese, English, then its contents, Chinese and English in turn. */
  private static final String[][] ITEMS = {
    {
      "市容环境",
      "Street scene",
      "路面保洁",
      "Street cleaning",
      "垃圾清运",
      "Rubbish collection",
      "占道经营",
      "Street vending",
      "店外经营",
      "Goods outside shops",
      "乱贴乱画",
      "Fly-posting",
      "户外广告",
      "Outdoor signs",
      "建筑立面",
      "Building fronts",
      "乱搭乱建",
      "Unlicensed building",
      "绿化养护",
      "Care of greenery"
    },
    {
      "公共秩序",
      "Public order",
      "机动车乱停",
      "Car parking",
      "非机动车停放",
      "Bicycle parking",
      "交通信号",
      "Traffic lights",
      "行人过街",
      "Crossings",
      "公交秩序",
      "Bus stops",
      "排队秩序",
      "Queues",
      "噪声扰民",
      "Noise",
      "养犬管理",
      "Dogs"
    },
    {
      "公用设施",
      "Public works",
      "道路破损",
      "Road damage",
      "井盖缺失",
      "Missing manhole covers",
      "路灯照明",
      "Street lights",
      "排水不畅",
      "Blocked drains",
      "公共厕所",
      "Public toilets",
      "无障碍设施",
      "Barrier-free access",
      "交通护栏",
      "Guard rails",
      "健身器材",
      "Exercise equipment",
      "垃圾容器",
      "Bins"
    },
    {
      "市场与餐饮",
      "Markets and food",
      "农贸市场卫生",
      "Market hygiene",
      "市场秩序",
      "Market order",
      "明码标价",
      "Price labels",
      "餐饮油烟",
      "Kitchen fumes",
      "食品安全",
      "Food safety",
      "文明餐桌",
      "Table manners",
      "计量器具",
      "Scales",
      "活禽管理",
      "Live poultry"
    },
    {
      "社区治理",
      "Neighbourhoods",
      "楼道堆物",
      "Clutter in stairways",
      "飞线充电",
      "Trailing charging cables",
      "小区保洁",
      "Estate cleaning",
      "消防通道",
      "Fire lanes",
      "宣传栏",
      "Notice boards",
      "物业服务",
      "Property service",
      "小区停车",
      "Estate parking",
      "邻里纠纷",
      "Neighbour disputes"
    },
    {
      "文明风尚",
      "Civility",
      "公益广告",
      "Public-interest posters",
      "志愿服务",
      "Volunteering",
      "窗口服务",
      "Counter service",
      "不文明行为",
      "Uncivil behaviour",
      "网吧管理",
      "Internet cafes",
      "文化场所",
      "Culture venues",
      "校园周边",
      "Around schools",
      "未成年人保护",
      "Care of minors"
    },
    {
      "生态与安全",
      "Nature and safety",
      "河道漂浮物",
      "Floating litter",
      "水体黑臭",
      "Foul water",
      "扬尘污染",
      "Dust",
      "露天焚烧",
      "Open burning",
      "工地围挡",
      "Site fences",
      "燃气安全",
      "Gas safety",
      "危险房屋",
      "Unsafe houses",
      "防汛设施",
      "Flood protection"
    }
  };

  private Categories() {}

  static List<String[]> rows() {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"code", "name", "parent", "name_en"});
    int extra = 2;
    for (int i = 0; i < ITEMS.length; i++) {
      String item = String.valueOf(i + 1);
      rows.add(new String[] {item, ITEMS[i][0], null, ITEMS[i][1]});
      for (int j = 2; j < ITEMS[i].length; j += 2) {
        String content = item + "." + j / 2;
        String zh = ITEMS[i][j];
        String en = ITEMS[i][j + 1];
        rows.add(new String[] {content, zh, item, en});
        rows.add(
            new String[] {content + ".1", zh + "：现场达标", content, en + ": in order on the spot"});
        rows.add(
            new String[] {
              content + ".2", zh + "：有人管护、有记录", content, en + ": looked after and on record"
            });
        if (extra > 0) {
          rows.add(new String[] {content + ".3", zh + "：整改按期完成", content, en + ": mended in time"});
          extra--;
        }
      }
    }
    return rows;
  }

  /** The standards' codes: what problems are filed under. */
  static List<String> standards() {
    return rows().stream()
        .map(row -> row[0])
        .filter(code -> code.matches("\\d\\.\\d\\.\\d"))
        .toList();
  }

  static String name(String code) {
    return rows().stream().filter(row -> row[0].equals(code)).findFirst().orElseThrow()[1];
  }
}
