package org.gridwarden.heat.picture;

import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gridwarden.geo.Bbox;
import org.gridwarden.geo.LonLat;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** A town made up for pictures: twelve grids in three communities, four hot spots. */
final class PictureScene {
  static final Bbox BOX = new Bbox(113.58, 33.40, 113.66, 33.445);

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** Middle in shares of the box from the upper left, reach in shares of its width, height. */
  private static final double[][] SPOTS = {
    {0.30, 0.42, 0.10, 44}, {0.40, 0.52, 0.07, 30}, {0.68, 0.34, 0.08, 22}, {0.60, 0.68, 0.12, 15}
  };

  private static final String[] GRIDS = {
    "东关一网格", "东关二网格", "颍河路网格", "文峰塔网格", "西营网格", "八一路网格",
    "人和街网格", "滨河网格", "许庄网格", "建安网格", "魏都网格", "南关网格"
  };

  private PictureScene() {}

  /** As ColorBrewer's YlOrRd, from transparent on. */
  static Legend legend(String unit) {
    return new Legend(
        unit,
        List.of(
            new Legend.Stop(0, 0x00ffffb2),
            new Legend.Stop(2, 0x99fed976),
            new Legend.Stop(5, 0xbbfeb24c),
            new Legend.Stop(10, 0xccfd8d3c),
            new Legend.Stop(20, 0xddf03b20),
            new Legend.Stop(50, 0xe6bd0026)));
  }

  static BufferedImage heat(MapWindow window, Legend legend) {
    int width = window.width();
    int height = window.height();
    double[][] spots =
        Stream.of(SPOTS).map(spot -> inPixels(spot, window)).toArray(double[][]::new);
    BufferedImage heat = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = 0;
        for (double[] spot : spots) {
          double across = (x + 0.5 - spot[0]) / spot[2];
          double down = (y + 0.5 - spot[1]) / spot[2];
          value += spot[3] * Math.exp(-across * across - down * down);
        }
        heat.setRGB(x, y, colour(legend.stops(), value));
      }
    }
    return heat;
  }

  private static double[] inPixels(double[] spot, MapWindow window) {
    LonLat middle = place(spot[0], spot[1]);
    double width = window.x(BOX.east()) - window.x(BOX.west());
    return new double[] {
      window.scale() * window.x(middle.lon()),
      window.scale() * window.y(middle.lat()),
      window.scale() * width * spot[2],
      spot[3]
    };
  }

  private static int colour(List<Legend.Stop> stops, double value) {
    int next = 1;
    while (next < stops.size() - 1 && stops.get(next).value() < value) {
      next++;
    }
    Legend.Stop from = stops.get(next - 1);
    Legend.Stop to = stops.get(next);
    double share = Math.min(1, (value - from.value()) / (to.value() - from.value()));
    int argb = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int a = from.argb() >>> shift & 255;
      int b = to.argb() >>> shift & 255;
      argb |= (int) Math.round(a + (b - a) * share) << shift;
    }
    return argb;
  }

  static List<Outline> outlines(boolean english) {
    List<Outline> outlines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int column = i % 4;
      int row = i / 4;
      outlines.add(
          new Outline(
              box(column / 4.0, row / 3.0, (column + 1) / 4.0, (row + 1) / 3.0),
              english ? "Grid " + (i + 1) : GRIDS[i],
              3));
    }
    outlines.add(new Outline(box(0, 0, 0.5, 1), english ? "Old Town" : "老城社区", 2));
    outlines.add(new Outline(box(0.5, 0, 1, 1), "", 2));
    outlines.add(new Outline(box(0, 0, 1, 1), "", 1));
    return outlines;
  }

  /** In shares of the box from its upper left, a little turned. */
  private static Polygon box(double left, double top, double right, double bottom) {
    return FACTORY.createPolygon(
        new Coordinate[] {
          at(left, top), at(right, top), at(right, bottom), at(left, bottom), at(left, top)
        });
  }

  private static Coordinate at(double across, double down) {
    double x = 0.06 + 0.86 * across + 0.05 * down;
    double y = 0.06 + 0.86 * down - 0.04 * across;
    LonLat place = place(x, y);
    return new Coordinate(place.lon(), place.lat());
  }

  static LonLat place(double across, double down) {
    return new LonLat(
        BOX.west() + across * (BOX.east() - BOX.west()),
        BOX.north() - down * (BOX.north() - BOX.south()));
  }

  static List<Pile> piles() {
    return List.of(
        new Pile(place(0.30, 0.42), 128),
        new Pile(place(0.40, 0.52), 64),
        new Pile(place(0.68, 0.34), 9),
        new Pile(place(0.60, 0.66), 1234));
  }

  static Sheet chinese(int width, int height) {
    return sheet(
        width,
        height,
        1,
        new Caption(
            "颍川县未结问题热力图",
            "截至 2026年5月13日 18:00 · 市容环境 · 严重及以上",
            LocalDate.of(2026, 5, 14),
            "颍川县网格化管理中心"),
        "未结问题密度（件/km²）",
        "zh-CN");
  }

  static Sheet english(int width, int height) {
    return sheet(
        width,
        height,
        1,
        new Caption(
            "Unresolved problems in Yingchuan",
            "As of 13 May 2026, 18:00 · appearance of the city · serious and urgent",
            LocalDate.of(2026, 5, 14),
            "Gridwarden"),
        "Unresolved problems per km²",
        "en");
  }

  static Sheet sheet(
      int width, int height, int scale, Caption caption, String unit, String language) {
    Legend legend = legend(unit);
    MapWindow window = MapWindow.around(BOX, width, height, scale);
    return new Sheet(
        window,
        heat(window, legend),
        outlines(language.equals("en")),
        List.of(),
        caption,
        legend,
        language);
  }

  static Sheet withPiles(Sheet sheet) {
    return new Sheet(
        sheet.window(),
        sheet.heat(),
        sheet.outlines(),
        piles(),
        sheet.caption(),
        sheet.legend(),
        sheet.language());
  }
}
