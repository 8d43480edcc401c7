package org.gridwarden.heat.picture;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The unit, the colours as a bar that goes over from stop to stop, the values of the stops under it
 * and, where piles are ringed, what the rings mean. Of values that would touch each other every
 * second, third ... is left out; the first and the last always stand.
 */
final class LegendPanel implements Panel {
  private static final int TEXT = 12;
  private static final double KEY_HEIGHT = 24;
  private static final double PADDING_ABOVE = 8;
  private static final double TICK = 4;
  private static final double TICKS_HEIGHT = 8;
  private static final double VALUES_HEIGHT = 16;
  private static final double BETWEEN_VALUES = 8;
  private static final double BETWEEN_RING_AND_WORDS = 24;

  private final Lettering lettering;
  private final Legend legend;
  private final String unit;
  private final int unitSize;
  private final double unitHeight;
  private final String key;
  private final double width;
  private final double padding;
  private final double barHeight;
  private final List<String> values = new ArrayList<>();

  /**
   * @param key what the numbers in rings are, or empty
   * @param most the widest it may be
   */
  LegendPanel(
      Lettering lettering, Words words, Legend legend, String key, double most, boolean compact) {
    this.lettering = lettering;
    this.legend = legend;
    this.padding = compact ? 8 : 16;
    this.barHeight = compact ? 8 : 16;
    this.unitSize = compact ? TEXT : 14;
    double least = Math.min(most, compact ? 144 : 240);
    double widest = Math.min(most, compact ? 208 : 336);
    double keyWidth = key.isEmpty() ? 0 : BETWEEN_RING_AND_WORDS + lettering.width(key, TEXT);
    double text = Math.max(lettering.width(legend.unit(), unitSize), keyWidth) + 2 * padding;
    this.width = Math.max(least, Math.min(widest, Panel.onGrid(text)));
    this.unit = lettering.cut(legend.unit(), unitSize, width - 2 * padding);
    this.unitHeight = unit.isEmpty() ? 0 : compact ? 16 : 24;
    this.key = lettering.cut(key, TEXT, width - 2 * padding - BETWEEN_RING_AND_WORDS);
    legend.stops().forEach(stop -> values.add(words.number(stop.value())));
  }

  @Override
  public double width() {
    return width;
  }

  @Override
  public double height() {
    return 2 * PADDING_ABOVE
        + unitHeight
        + barHeight
        + TICKS_HEIGHT
        + VALUES_HEIGHT
        + (key.isEmpty() ? 0 : KEY_HEIGHT);
  }

  @Override
  public void draw(Pen pen, double x, double y) {
    pen.panel(x, y, width, height());
    double left = x + padding;
    double top = y + PADDING_ABOVE;
    if (!unit.isEmpty()) {
      pen.text(unit, unitSize, left, top, unitHeight, Pen.INK);
      top += unitHeight;
    }
    drawBar(pen, left, top);
    top += barHeight;
    for (int stop : shown()) {
      double at = left + place(stop);
      pen.line(new Line2D.Double(at, top, at, top + TICK), 1, Pen.QUIET_INK);
      pen.text(
          values.get(stop), TEXT, x + beginOf(stop), top + TICKS_HEIGHT, VALUES_HEIGHT, Pen.INK);
    }
    top += TICKS_HEIGHT + VALUES_HEIGHT;
    if (!key.isEmpty()) {
      pen.line(new Ellipse2D.Double(left + 2, top + 6, 12, 12), 2, Pen.INK);
      pen.text(key, TEXT, left + BETWEEN_RING_AND_WORDS, top, KEY_HEIGHT, Pen.QUIET_INK);
    }
  }

  /** On white, as the heat on the paper. */
  private void drawBar(Pen pen, double left, double top) {
    int count = legend.stops().size();
    float[] places = new float[count];
    Color[] colours = new Color[count];
    for (int i = 0; i < count; i++) {
      places[i] = i / (float) (count - 1);
      colours[i] = new Color(legend.stops().get(i).argb(), true);
    }
    double length = width - 2 * padding;
    Rectangle2D bar = new Rectangle2D.Double(left, top, length, barHeight);
    pen.fill(bar, Pen.PAPER);
    pen.graphics()
        .setPaint(
            new LinearGradientPaint((float) left, 0, (float) (left + length), 0, places, colours));
    pen.graphics().fill(bar);
    pen.line(new Rectangle2D.Double(left + 0.5, top + 0.5, length - 1, barHeight - 1), 1, Pen.RULE);
  }

  /** Of a stop's tick, from the left end of the bar; the outer ones lie within it. */
  private double place(int stop) {
    double length = width - 2 * padding - 1;
    return Math.round(length * stop / (values.size() - 1)) + 0.5;
  }

  /** Of a stop's value, from the left edge of the panel: under its tick, but within the panel. */
  private double beginOf(int stop) {
    double text = lettering.width(values.get(stop), TEXT);
    double centred = padding + place(stop) - text / 2;
    return Math.max(4, Math.min(centred, width - 4 - text));
  }

  /** Which stops have their value under them, ascending. */
  List<Integer> shown() {
    int last = values.size() - 1;
    for (int step = 1; step < last; step++) {
      List<Integer> some = new ArrayList<>();
      for (int stop = 0; stop <= last - step; stop += step) {
        some.add(stop);
      }
      some.add(last);
      if (haveRoom(some)) {
        return some;
      }
    }
    return List.of(0, last);
  }

  private boolean haveRoom(List<Integer> stops) {
    for (int i = 1; i < stops.size(); i++) {
      int before = stops.get(i - 1);
      double end = beginOf(before) + lettering.width(values.get(before), TEXT);
      if (beginOf(stops.get(i)) < end + BETWEEN_VALUES) {
        return false;
      }
    }
    return true;
  }
}
