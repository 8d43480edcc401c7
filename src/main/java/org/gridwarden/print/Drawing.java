package org.gridwarden.print;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.gridwarden.geo.Bbox;
import org.gridwarden.problem.TimeState;
import org.locationtech.jts.geom.Envelope;

/** Puts a wall map on a sheet: title above, map, table of contacts, foot with legend and scale. */
final class Drawing {
  private static final TimeState[] STATES = {
    TimeState.IN_TIME, TimeState.DUE_SOON, TimeState.OVERDUE, TimeState.SUSPENDED
  };

  private final Sheet sheet;
  private final WallMap map;
  private final boolean table;

  /**
   * @param table whether the table of contacts is drawn
   */
  Drawing(Sheet sheet, WallMap map, boolean table) {
    this.sheet = sheet;
    this.map = map;
    this.table = table;
  }

  void draw() throws IOException {
    double unit = sheet.unit();
    double margin = 8 * unit;
    double title = 14 * unit;
    double foot = 11 * unit;
    Rectangle2D inner =
        new Rectangle2D.Double(
            margin,
            margin + title,
            sheet.width() - 2 * margin,
            sheet.height() - 2 * margin - title - foot);
    Rectangle2D mapFrame = inner;
    if (table) {
      boolean beside = sheet.width() > sheet.height();
      double gap = 4 * unit;
      double part = beside ? inner.getWidth() * 0.28 : inner.getHeight() * 0.32;
      mapFrame =
          new Rectangle2D.Double(
              inner.getX(),
              inner.getY(),
              inner.getWidth() - (beside ? part + gap : 0),
              inner.getHeight() - (beside ? 0 : part + gap));
      Rectangle2D tableFrame =
          beside
              ? new Rectangle2D.Double(
                  mapFrame.getMaxX() + gap, inner.getY(), part, inner.getHeight())
              : new Rectangle2D.Double(
                  inner.getX(), mapFrame.getMaxY() + gap, inner.getWidth(), part);
      new TablePart(sheet, map, tableFrame).draw();
    }
    title(margin, title);
    Projection projection = new Projection(box(), inset(mapFrame, 4 * unit));
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; table && i < map.places().size(); i++) {
      numbers.put(map.places().get(i).code(), i + 1);
    }
    new MapPart(sheet, map, projection, mapFrame, numbers).draw();
    north(mapFrame);
    foot(margin, sheet.height() - margin - foot + 4 * unit, projection);
  }

  private Bbox box() {
    Envelope all = new Envelope();
    map.places().forEach(place -> all.expandToInclude(place.shape().getEnvelopeInternal()));
    return Bbox.of(all);
  }

  private static Rectangle2D inset(Rectangle2D box, double by) {
    return new Rectangle2D.Double(
        box.getX() + by, box.getY() + by, box.getWidth() - 2 * by, box.getHeight() - 2 * by);
  }

  private void title(double margin, double height) throws IOException {
    double size = 8 * sheet.unit();
    double width = sheet.width() - 2 * margin;
    String warning = map.confidential() ? sheet.words().say("confidential") : "";
    double warningSize = 3 * sheet.unit();
    double warningWidth = sheet.letters().width(warning, warningSize);
    sheet.left(
        map.title(), margin, margin + height * 0.62, size, width - warningWidth - size, Sheet.INK);
    sheet.left(
        warning,
        margin + width - warningWidth,
        margin + height * 0.62,
        warningSize,
        warningWidth + 1,
        Sheet.LEVEL[1]);
  }

  private void north(Rectangle2D frame) throws IOException {
    double unit = sheet.unit();
    double x = frame.getMaxX() - 7 * unit;
    double y = frame.getY() + 6 * unit;
    Path2D.Double arrow = new Path2D.Double();
    arrow.moveTo(x, y);
    arrow.lineTo(x + 2 * unit, y + 7 * unit);
    arrow.lineTo(x, y + 5.5 * unit);
    arrow.lineTo(x - 2 * unit, y + 7 * unit);
    arrow.closePath();
    sheet.canvas().shape(arrow, Sheet.INK, Sheet.HALO, 0.4 * unit);
    sheet.centred(sheet.words().say("north"), x, y - 2 * unit, 3 * unit, Sheet.INK);
  }

  private void foot(double x, double y, Projection projection) throws IOException {
    double unit = sheet.unit();
    double size = 2.6 * unit;
    double baseline = y + size;
    double at = x;
    double metres = roundLength(30 * unit * projection.scale() / 1000);
    double length = metres * 1000 / projection.scale();
    sheet
        .canvas()
        .shape(
            new Rectangle2D.Double(at, baseline - 0.9 * unit, length / 2, 0.9 * unit),
            Sheet.INK,
            Sheet.INK,
            0.15 * unit);
    sheet
        .canvas()
        .shape(
            new Rectangle2D.Double(at + length / 2, baseline - 0.9 * unit, length / 2, 0.9 * unit),
            null,
            Sheet.INK,
            0.15 * unit);
    at = text(lengthWords(metres), at + length + 2 * unit, baseline, size) + 4 * unit;
    at =
        text(
                sheet.words().say("scale", String.format("%,d", Math.round(projection.scale()))),
                at,
                baseline,
                size)
            + 6 * unit;
    for (int level = 1; level <= 3; level++) {
      double line = 6 * unit;
      sheet
          .canvas()
          .shape(
              new java.awt.geom.Line2D.Double(
                  at, baseline - size * 0.35, at + line, baseline - size * 0.35),
              null,
              Sheet.LEVEL[level],
              (level == 1 ? 0.9 : level == 2 ? 0.55 : 0.25) * unit);
      at = text(sheet.words().say("level" + level), at + line + unit, baseline, size) + 4 * unit;
    }
    for (TimeState state : map.spots().isEmpty() ? new TimeState[0] : STATES) {
      SpotMark.draw(sheet.canvas(), state, at + unit, baseline - size * 0.35, 2 * unit);
      at = text(sheet.words().say(state.code()), at + 3 * unit, baseline, size) + 4 * unit;
    }
    String made = sheet.words().say("drawn", map.drawnOn().toString());
    double width = sheet.letters().width(made, size);
    double right = sheet.width() - x - width;
    if (right > at) {
      text(made, right, baseline, size);
    } else {
      text(made, x, baseline + size * 1.5, size);
    }
  }

  /** Returns where the text ends. */
  private double text(String text, double x, double baseline, double size) throws IOException {
    sheet.canvas().text(text, x, baseline, size, Sheet.INK, null);
    return x + sheet.letters().width(text, size);
  }

  private String lengthWords(double metres) {
    return metres >= 1000
        ? sheet.words().say("kilometres", Math.round(metres / 1000))
        : sheet.words().say("metres", Math.round(metres));
  }

  /** The largest of 1, 2, 5 times a power of ten that is no longer. */
  static double roundLength(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    double part = most / power;
    return power * (part >= 5 ? 5 : part >= 2 ? 2 : 1);
  }
}
