package org.gridwarden.town;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gridwarden.town.Output.Feature;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/** The town's own base map: river, parks, blocks, buildings, streets with names, places. */
final class BaseMap {
  private static final String[] EAST_WEST = {"南环路", "人民路", "文昌路", "滨河路", "北环路"};
  private static final String[] NORTH_SOUTH = {"西环路", "柳桥路", "钟楼街", "解放路", "学府路", "东环路"};
  private static final String[] MINORS = {
    "槐荫巷", "桂花街", "书院街", "仓前街", "菜市街", "织造巷", "渡口街", "春晓路", "桃园路", "清水街",
    "丰乐路", "新苑路", "安泰路", "望河街", "米市巷", "打铁巷", "香樟路", "青年路", "建设街", "工农路"
  };

  final List<Feature> features = new ArrayList<>();
  final List<Feature> points = new ArrayList<>();
  final Geometry river;
  private final Random random;

  BaseMap(Streets streets, Blocks blocks, Random random) {
    this.random = random;
    GeometryFactory metres = new GeometryFactory();
    Geometry outline = streets.outline;
    this.river =
        DouglasPeuckerSimplifier.simplify(streets.river.buffer(42, 6), 1.5).intersection(outline);
    Geometry lake = ellipse(1500, -1150, 210, 130).union(ellipse(1680, -1060, 120, 90));
    List<Geometry> parks = new ArrayList<>();
    for (int i = 0; i < blocks.blocks.size(); i++) {
      Polygon block = (Polygon) Plan.toMetres(blocks.blocks.get(i));
      Coordinate centre = blocks.centres.get(i);
      Geometry open =
          shrunk(block, 9).difference(river.buffer(6)).difference(lake.buffer(8)).norm();
      boolean park =
          Math.abs(centre.x - 1560) < 340 && Math.abs(centre.y + 1100) < 260
              || random.nextInt(19) == 0;
      if (park) {
        parks.add(open);
        add("park", null, open);
      } else {
        add("block", null, open);
        addBuildings(open, centre);
      }
    }
    add("river", "云溪河", river);
    add("water", "镜湖", lake);
    add("rail", null, streets.rail.intersection(outline));
    for (int i = 0; i < streets.arterials.size(); i++) {
      String name = i < 5 ? EAST_WEST[i] : NORTH_SOUTH[i - 5];
      Geometry road = simple(streets.arterials.get(i).intersection(outline));
      add("road_major", name, road);
      add("bridge", null, road.intersection(river.buffer(4)));
    }
    int named = 0;
    for (LineString minor : streets.minors) {
      Geometry road = simple(minor.intersection(outline).difference(river.buffer(8)));
      String name = minor.getLength() > 420 ? MINORS[named++ % MINORS.length] : null;
      add("road_minor", name, road);
    }
    addPlaces(metres);
  }

  private static Geometry simple(Geometry line) {
    return DouglasPeuckerSimplifier.simplify(line, 0.8);
  }

  private static Geometry shrunk(Geometry block, double metres) {
    return DouglasPeuckerSimplifier.simplify(block.buffer(-metres, 2).buffer(0), 1.2);
  }

  private static Geometry ellipse(double x, double y, double w, double h) {
    Coordinate[] ring = new Coordinate[41];
    for (int i = 0; i <= 40; i++) {
      double angle = 2 * Math.PI * (i % 40) / 40;
      double wave = 1 + 0.12 * StrictMath.sin(3 * angle + x);
      ring[i] =
          new Coordinate(
              x + w * wave * StrictMath.cos(angle), y + h * wave * StrictMath.sin(angle));
    }
    return new GeometryFactory().createPolygon(ring);
  }

  /** A few buildings a block, more towards the centre, along the block's longest side. */
  private void addBuildings(Geometry block, Coordinate centre) {
    double out = StrictMath.hypot(centre.x + 200, centre.y - 150);
    if (out > 2600 || block.getArea() < 3000) {
      return;
    }
    int count = out < 800 ? 9 : out < 1600 ? 6 : 3;
    for (int i = 0; i < count; i++) {
      double x =
          block.getEnvelopeInternal().getMinX()
              + random.nextDouble() * block.getEnvelopeInternal().getWidth();
      double y =
          block.getEnvelopeInternal().getMinY()
              + random.nextDouble() * block.getEnvelopeInternal().getHeight();
      double w = 9 + random.nextInt(18);
      double h = 8 + random.nextInt(10);
      Geometry house =
          new GeometryFactory()
              .createPolygon(
                  new Coordinate[] {
                    new Coordinate(x - w, y - h), new Coordinate(x + w, y - h),
                    new Coordinate(x + w, y + h), new Coordinate(x - w, y + h),
                    new Coordinate(x - w, y - h)
                  });
      if (block.contains(house)) {
        add("building", null, house);
      }
    }
  }

  private void addPlaces(GeometryFactory metres) {
    Object[][] places = {
      {"market", "钟楼农贸市场", -360, 260}, {"market", "桃园便民市场", 1450, 520},
      {"market", "南门早市", -820, -1180}, {"hospital", "云溪区人民医院", 620, 380},
      {"hospital", "柳桥社区卫生服务中心", -1500, 640}, {"school", "云溪第一小学", -120, 560},
      {"school", "学府中学", 1350, 1050}, {"school", "河东小学", 1780, -620},
      {"bus_station", "云溪汽车站", -1650, -950}, {"square", "文昌广场", 80, 60},
      {"square", "滨河广场", -900, 820}, {"park", "镜湖公园", 1480, -900},
      {"government", "云溪区政务服务中心", 420, 900}, {"library", "云溪图书馆", 300, 1150},
      {"railway_station", "云溪火车站", 350, -1830}, {"school", "北岗小学", -600, 1750}
    };
    for (Object[] each : places) {
      Geometry point =
          Plan.toDegrees(
              metres.createPoint(
                  new Coordinate(
                      ((Number) each[2]).doubleValue(), ((Number) each[3]).doubleValue())));
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put("kind", each[0]);
      properties.put("name", each[1]);
      points.add(new Feature(properties, point));
      Map<String, Object> poi = new LinkedHashMap<>();
      poi.put("kind", "poi");
      poi.put("type", each[0]);
      poi.put("name", each[1]);
      features.add(new Feature(poi, point));
    }
  }

  private void add(String kind, String name, Geometry shape) {
    Geometry metres = shape instanceof LineString ? shape : shape.norm();
    for (int i = 0; i < metres.getNumGeometries(); i++) {
      Geometry part = metres.getGeometryN(i);
      boolean flat = part instanceof Polygon && part.getArea() < 60;
      boolean shortLine = part instanceof LineString && part.getLength() < 12;
      if (part.isEmpty() || flat || shortLine) {
        continue;
      }
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put("kind", kind);
      properties.put("name", name);
      features.add(new Feature(properties, Plan.toDegrees(part)));
    }
  }
}
