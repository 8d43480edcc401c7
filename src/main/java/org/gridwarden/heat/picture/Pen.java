package org.gridwarden.heat.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;

/**
 * Draws on one picture, in points, with the colours of white paper. All text has a contrast of
 * 4.5:1 or more on what lies behind it: panels are so nearly opaque that this holds over the
 * darkest heat, names have a halo. For one thread.
 */
final class Pen {
  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x1f2933);
  static final Color QUIET_INK = new Color(0x4a5663);
  static final Color RULE = new Color(0xb4bec8);

  private static final Color PANEL = new Color(255, 255, 255, 240);
  private static final Color HALO = new Color(255, 255, 255, 230);
  private static final Color SHADOW = new Color(15, 23, 32, 5);
  private static final int SHADOW_STEPS = 5;
  private static final double CORNER = 8;
  private static final float HALO_WIDTH = 4;

  /** Of the em, by which small letters are drawn stronger: thin strokes would turn grey. */
  private static final float STRONGER = 0.018f;

  private final Graphics2D graphics;
  private final Lettering lettering;

  Pen(Graphics2D graphics, Lettering lettering) {
    this.graphics = graphics;
    this.lettering = lettering;
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
  }

  Graphics2D graphics() {
    return graphics;
  }

  Lettering lettering() {
    return lettering;
  }

  void fill(Shape shape, Color colour) {
    graphics.setColor(colour);
    graphics.fill(shape);
  }

  void line(Shape shape, double width, Color colour) {
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.setColor(colour);
    graphics.draw(shape);
  }

  /** White, with round corners and a soft shadow. */
  void panel(double x, double y, double width, double height) {
    for (int step = SHADOW_STEPS; step >= 1; step--) {
      fill(
          new RoundRectangle2D.Double(
              x - step,
              y - step + 2,
              width + 2 * step,
              height + 2 * step,
              2 * (CORNER + step),
              2 * (CORNER + step)),
          SHADOW);
    }
    fill(new RoundRectangle2D.Double(x, y, width, height, 2 * CORNER, 2 * CORNER), PANEL);
  }

  /** A line of text, centred between y and y + height; x is where it begins. */
  void text(String text, int size, double x, double y, double height, Color colour) {
    letters(placed(text, size, x, y + height / 2), size, colour);
  }

  /** A line of text around a point, on a halo that keeps it legible on any ground. */
  void haloed(String text, int size, double middleX, double middleY, Color colour) {
    Shape letters = placed(text, size, middleX - lettering.width(text, size) / 2, middleY);
    graphics.setStroke(new BasicStroke(HALO_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.setColor(HALO);
    graphics.draw(letters);
    letters(letters, size, colour);
  }

  private Shape placed(String text, int size, double x, double middleY) {
    // Half of a capital's height, which is as well the middle of a Chinese character.
    double baseline = Math.round(middleY + 0.37 * size);
    return AffineTransform.getTranslateInstance(x, baseline)
        .createTransformedShape(lettering.line(text, size));
  }

  private void letters(Shape letters, int size, Color colour) {
    fill(letters, colour);
    line(letters, STRONGER * size, colour);
  }
}
