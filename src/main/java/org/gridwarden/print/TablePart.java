package org.gridwarden.print;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of grids beside the map: number, name, who answers for it. */
final class TablePart {
  /** Letters no smaller than this can be read from the wall's foot: 4.8 points. */
  private static final double LEAST = 1.7;

  private static final double LINE = 1.5;

  // Widths of columns, in ems.
  private static final double NUMBER = 2.6;
  private static final double NAME = 9;

  private final Sheet sheet;
  private final Rectangle2D frame;
  private final List<Row> rows;

  private record Row(String number, String name, String contacts, int level) {}

  TablePart(Sheet sheet, WallMap map, Rectangle2D frame) {
    this.sheet = sheet;
    this.frame = frame;
    this.rows = new ArrayList<>();
    int number = 0;
    for (WallMap.Place place : map.places()) {
      number++;
      rows.add(new Row(String.valueOf(number), place.name(), contacts(place), place.level()));
    }
  }

  private String contacts(WallMap.Place place) {
    return place.contacts().isEmpty()
        ? sheet.words().say("vacant")
        : place.contacts().stream()
            .map(
                each ->
                    each.role()
                        + " "
                        + each.name()
                        + (each.phone() == null ? "" : " " + each.phone()))
            .collect(Collectors.joining("；"));
  }

  /**
   * As large as all rows fit; where not even the smallest letters do, says how many are left out.
   */
  void draw() throws IOException {
    double size = Math.max(LEAST, 2.4 * sheet.unit());
    while (size > LEAST && !fits(size)) {
      size = Math.max(LEAST, size * 0.95);
    }
    double y = frame.getY() + size * LINE;
    sheet.left(
        sheet.words().say("table"), frame.getX(), y, size * 1.2, frame.getWidth(), Sheet.INK);
    y += size * 0.6;
    int shown = 0;
    for (Row row : rows) {
      List<String> lines = wrapped(row.contacts(), size, contactsWidth(size));
      double height = lines.size() * size * LINE;
      boolean last = shown == rows.size() - 1;
      if (y + height + (last ? 0 : size * LINE) > frame.getMaxY()) {
        sheet.left(
            sheet.words().say("more", rows.size() - shown),
            frame.getX(),
            y + size * LINE,
            size,
            frame.getWidth(),
            Sheet.SOFT);
        return;
      }
      draw(row, lines, y, size);
      y += height;
      shown++;
    }
  }

  private void draw(Row row, List<String> lines, double top, double size) throws IOException {
    double first = top + size * (LINE - 0.35);
    sheet.rule(frame.getX(), top, frame.getMaxX(), top);
    sheet.left(row.number(), frame.getX(), first, size, size * NUMBER, Sheet.SOFT);
    sheet.left(
        row.name(),
        frame.getX() + size * NUMBER,
        first,
        size,
        size * (NAME - 0.5),
        Sheet.LEVEL[row.level()]);
    for (int i = 0; i < lines.size(); i++) {
      sheet.left(
          lines.get(i),
          frame.getMaxX() - contactsWidth(size),
          first + i * size * LINE,
          size,
          contactsWidth(size),
          Sheet.INK);
    }
  }

  private double contactsWidth(double size) {
    return frame.getWidth() - size * (NUMBER + NAME);
  }

  private boolean fits(double size) {
    double height = size * (LINE + 0.6);
    for (Row row : rows) {
      height += wrapped(row.contacts(), size, contactsWidth(size)).size() * size * LINE;
    }
    return height <= frame.getHeight();
  }

  /** Breaks between contacts where that helps, else anywhere, as Chinese does. */
  private List<String> wrapped(String text, double size, double width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (sheet.letters().width(rest, size) > width && rest.length() > 1) {
      int end = 1;
      while (end < rest.length()
          && sheet.letters().width(rest.substring(0, end + 1), size) <= width) {
        end++;
      }
      if (Character.isHighSurrogate(rest.charAt(end - 1)) && end > 1) {
        end--;
      }
      int between = rest.lastIndexOf('；', end - 1) + 1;
      if (between <= 0) {
        between = rest.lastIndexOf(' ', end - 1) + 1;
      }
      int cut = between > end / 3 ? between : end;
      lines.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    lines.add(rest);
    return lines;
  }
}
