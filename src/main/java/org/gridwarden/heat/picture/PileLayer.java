package org.gridwarden.heat.picture;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rings with the numbers of piles, each around its spot; a number of many digits makes a long ring.
 * Where two overlap, the larger pile lies on top.
 */
final class PileLayer {
  private static final int TEXT = 12;
  private static final double HEIGHT = 24;
  private static final double PADDING = 8;
  private static final Color GROUND = new Color(255, 255, 255, 235);

  private final Lettering lettering;
  private final List<Ring> rings = new ArrayList<>();

  private record Ring(String number, double middleX, double middleY, double width) {
    /** Of the line's middle, or so much farther out. */
    Shape shape(double farther) {
      double high = HEIGHT + 2 * farther;
      double wide = width + 2 * farther;
      return new RoundRectangle2D.Double(
          middleX - wide / 2, middleY - high / 2, wide, high, high, high);
    }
  }

  PileLayer(Sheet sheet, Lettering lettering, Words words) {
    this.lettering = lettering;
    MapWindow window = sheet.window();
    sheet.piles().stream()
        .filter(pile -> window.box().contains(pile.middle().lon(), pile.middle().lat()))
        .sorted(Comparator.comparingLong(Pile::count))
        .forEach(pile -> rings.add(ring(pile, window, words)));
  }

  private Ring ring(Pile pile, MapWindow window, Words words) {
    String number = words.count(pile.count());
    double width = Math.max(HEIGHT, lettering.width(number, TEXT) + 2 * PADDING);
    return new Ring(
        number,
        Math.round(window.x(pile.middle().lon())),
        Math.round(window.y(pile.middle().lat())),
        width);
  }

  /** Where names shouldn't stand. */
  List<Rectangle2D> areas() {
    return rings.stream().map(ring -> ring.shape(2).getBounds2D()).toList();
  }

  void draw(Pen pen) {
    for (Ring ring : rings) {
      pen.fill(ring.shape(2), GROUND);
      pen.line(ring.shape(0), 2, Pen.INK);
      double text = lettering.width(ring.number(), TEXT);
      pen.text(
          ring.number(),
          TEXT,
          ring.middleX() - text / 2,
          ring.middleY() - HEIGHT / 2,
          HEIGHT,
          Pen.INK);
    }
  }
}
