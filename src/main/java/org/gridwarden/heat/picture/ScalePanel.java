package org.gridwarden.heat.picture;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * How long a metre is, where north is, and when and by whom the picture was made. The bar stands
 * for 1, 2 or 5 times a power of ten metres and is true on the parallel through the middle of the
 * picture.
 */
final class ScalePanel implements Panel {
  private static final int TEXT = 12;
  private static final double PADDING_ABOVE = 8;
  private static final double LINE = 16;
  private static final double BAR_HEIGHT = 8;
  private static final double NORTH_WIDTH = 16;

  private final Lettering lettering;
  private final double padding;
  private final double metres;
  private final double barWidth;
  private final String length;
  private final String north;
  private final String imprint;

  /**
   * @param longest how long the bar may be
   * @param north the letter of north, or empty
   * @param imprint when and by whom it was made, or empty
   */
  ScalePanel(
      Lettering lettering,
      Words words,
      double metresPerPoint,
      double longest,
      String north,
      String imprint,
      boolean compact) {
    this.lettering = lettering;
    this.padding = compact ? 8 : 16;
    this.metres = roundLength(longest * metresPerPoint);
    this.barWidth = metres / metresPerPoint;
    this.length = words.length(metres);
    this.north = north;
    this.imprint = imprint;
  }

  /** The largest of 1, 2, 5 times a power of ten that isn't more. */
  static double roundLength(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    for (int times : new int[] {5, 2}) {
      if (times * power <= most) {
        return times * power;
      }
    }
    return power;
  }

  double metres() {
    return metres;
  }

  double barWidth() {
    return barWidth;
  }

  /** Of bar and words, whichever is longer. */
  private double scaleWidth() {
    return Panel.onGrid(Math.max(barWidth, lettering.width(length, TEXT)));
  }

  @Override
  public double width() {
    double width = 2 * padding + scaleWidth();
    if (!north.isEmpty()) {
      width += 16 + NORTH_WIDTH;
    }
    if (!imprint.isEmpty()) {
      width += 32 + Panel.onGrid(lettering.width(imprint, TEXT));
    }
    return width;
  }

  @Override
  public double height() {
    return 2 * PADDING_ABOVE + LINE + BAR_HEIGHT;
  }

  @Override
  public void draw(Pen pen, double x, double y) {
    pen.panel(x, y, width(), height());
    double left = x + padding;
    double top = y + PADDING_ABOVE;
    pen.text(length, TEXT, left, top - 2, LINE, Pen.INK);
    drawBar(pen, left, top + LINE + 1);
    left += scaleWidth() + 16;
    if (!north.isEmpty()) {
      drawNorth(pen, left, top);
      left += NORTH_WIDTH + 16;
    }
    if (!imprint.isEmpty()) {
      pen.line(new Line2D.Double(left + 0.5, top, left + 0.5, top + 24), 1, Pen.RULE);
      pen.text(imprint, TEXT, left + 16, top, LINE + BAR_HEIGHT, Pen.QUIET_INK);
    }
  }

  /** One half black and one white, each half of the length. */
  private void drawBar(Pen pen, double left, double top) {
    double height = 6;
    pen.fill(new Rectangle2D.Double(left, top, barWidth, height), Pen.INK);
    pen.fill(
        new Rectangle2D.Double(left + barWidth / 2, top + 1, barWidth / 2 - 1, height - 2),
        Pen.PAPER);
  }

  private void drawNorth(Pen pen, double left, double top) {
    double middle = left + NORTH_WIDTH / 2;
    Path2D.Double arrow = new Path2D.Double();
    arrow.moveTo(middle, top - 1);
    arrow.lineTo(middle + 5, top + 10);
    arrow.lineTo(middle, top + 7.5);
    arrow.lineTo(middle - 5, top + 10);
    arrow.closePath();
    pen.fill(arrow, Pen.INK);
    pen.text(north, TEXT, middle - lettering.width(north, TEXT) / 2, top + 10, LINE, Pen.INK);
  }
}
