package org.gridwarden.print;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** The map on the sheet: base map, borders, names where they have room, problems. */
final class MapPart {
  /** Of a grid's inscribed circle's diameter, how wide its name may be. */
  private static final double OVERHANG = 1.5;

  private static final Map<String, Color> FILL =
      Map.of(
          "block", new Color(0xf3f1eb),
          "park", new Color(0xdcebd0),
          "building", new Color(0xe6e1d6),
          "river", new Color(0xc3dcec),
          "water", new Color(0xc3dcec));
  private static final Color ROAD = new Color(0xffffff);
  private static final Color ROAD_EDGE = new Color(0xd8d4c8);
  private static final Color MAJOR = new Color(0xf8e3ad);

  private final Sheet sheet;
  private final WallMap map;
  private final Projection projection;
  private final Rectangle2D frame;
  private final Map<String, Integer> numbers;
  private final List<Rectangle2D> taken = new ArrayList<>();

  /**
   * @param numbers of the rows of the table by code of the grid, which stand for names without room
   */
  MapPart(
      Sheet sheet,
      WallMap map,
      Projection projection,
      Rectangle2D frame,
      Map<String, Integer> numbers) {
    this.sheet = sheet;
    this.map = map;
    this.projection = projection;
    this.frame = frame;
    this.numbers = numbers;
  }

  void draw() throws IOException {
    sheet.canvas().clip(frame);
    ground();
    for (int level = 3; level >= 1; level--) {
      for (WallMap.Place place : map.places()) {
        if (place.level() == level) {
          border(place);
        }
      }
    }
    spots();
    names();
    sheet.canvas().unclip();
    sheet.box(frame);
  }

  private void ground() throws IOException {
    for (WallMap.Ground each : map.ground()) {
      Color fill = FILL.get(each.kind());
      if (fill != null) {
        sheet.canvas().shape(projection.path(each.shape()), fill, null, 0);
      }
    }
    double metre = 1000 / projection.scale();
    for (String kind : List.of("edge", "road_minor", "road_major")) {
      for (WallMap.Ground each : map.ground()) {
        boolean major = each.kind().equals("road_major");
        double width = (major ? 22 : 10) * metre;
        if (kind.equals("edge") && each.kind().startsWith("road_")) {
          sheet
              .canvas()
              .shape(projection.path(each.shape()), null, ROAD_EDGE, width + 0.2 * sheet.unit());
        } else if (kind.equals(each.kind())) {
          sheet.canvas().shape(projection.path(each.shape()), null, major ? MAJOR : ROAD, width);
        }
      }
    }
  }

  private void border(WallMap.Place place) throws IOException {
    double width = (place.level() == 1 ? 0.9 : place.level() == 2 ? 0.55 : 0.25) * sheet.unit();
    sheet.canvas().shape(projection.path(place.shape()), null, Sheet.LEVEL[place.level()], width);
  }

  private void spots() throws IOException {
    double size = Math.max(0.9, 1.3 * sheet.unit());
    for (WallMap.Spot each : map.spots()) {
      Point2D at = projection.at(each.lon(), each.lat());
      SpotMark.draw(sheet.canvas(), each.state(), at.getX(), at.getY(), size);
    }
  }

  /** The coarser first; of one level the roomier. What has no room is left to the table. */
  private void names() throws IOException {
    Map<WallMap.Place, Room> rooms = new HashMap<>();
    for (WallMap.Place place : map.places()) {
      rooms.put(place, room(place.shape()));
    }
    List<WallMap.Place> sorted = new ArrayList<>(map.places());
    sorted.sort(
        Comparator.comparingInt(WallMap.Place::level)
            .thenComparing(place -> -rooms.get(place).radius())
            .thenComparing(WallMap.Place::code));
    for (WallMap.Place place : sorted) {
      name(place, rooms.get(place));
    }
  }

  private record Room(Point2D middle, double radius) {}

  private Room room(Geometry shape) {
    MaximumInscribedCircle circle =
        new MaximumInscribedCircle(shape, Math.max(1e-7, Math.sqrt(shape.getArea()) / 100));
    Point middle = circle.getCenter();
    Point2D at = projection.at(middle.getX(), middle.getY());
    // Degrees of latitude are the longer ones: the circle is at least so large on the sheet.
    Point2D east = projection.at(middle.getX() + circle.getRadiusLine().getLength(), middle.getY());
    return new Room(at, at.distance(east));
  }

  private void name(WallMap.Place place, Room room) throws IOException {
    double size = (place.level() == 1 ? 4.2 : place.level() == 2 ? 3.2 : 2.2) * sheet.unit();
    List<String> lines = new ArrayList<>();
    lines.add(place.name());
    Integer number = numbers.get(place.code());
    if (place.level() == 3) {
      place.contacts().stream()
          .findFirst()
          .ifPresent(
              first ->
                  lines.add(first.name() + (first.phone() == null ? "" : " " + first.phone())));
    }
    while (!lines.isEmpty()) {
      if (write(lines, place, room, size, place.level() != 3)) {
        return;
      }
      lines.remove(lines.size() - 1);
    }
    if (number != null) {
      write(List.of(String.valueOf(number)), place, room, 1.9 * sheet.unit(), true);
    }
  }

  private boolean write(
      List<String> lines, WallMap.Place place, Room room, double size, boolean anyWidth)
      throws IOException {
    double[] sizes = new double[lines.size()];
    double width = 0;
    double height = 0;
    for (int i = 0; i < lines.size(); i++) {
      sizes[i] = i == 0 ? size : size * 0.82;
      width = Math.max(width, sheet.letters().width(lines.get(i), sizes[i]));
      height += sizes[i] * 1.25;
    }
    if (!anyWidth && (width > 2 * room.radius() * OVERHANG || height > 2 * room.radius())) {
      return false;
    }
    double x = room.middle().getX();
    double y = room.middle().getY();
    Rectangle2D box = new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
    if (!frame.contains(box) || taken.stream().anyMatch(box::intersects)) {
      return false;
    }
    taken.add(box);
    double top = box.getY();
    for (int i = 0; i < lines.size(); i++) {
      sheet.centred(
          lines.get(i),
          x,
          top + sizes[i] * 0.625,
          sizes[i],
          i == 0 ? Sheet.LEVEL[place.level()] : Sheet.INK);
      top += sizes[i] * 1.25;
    }
    return true;
  }
}
