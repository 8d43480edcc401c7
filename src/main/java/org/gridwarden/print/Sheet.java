package org.gridwarden.print;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import org.gridwarden.heat.picture.Lettering;

/** A canvas with what every part of a wall map needs beside it: letters, words, sizes, colours. */
record Sheet(
    Canvas canvas, Lettering letters, Words words, double width, double height, double unit) {
  static final Color INK = new Color(0x1c2321);
  static final Color SOFT = new Color(0x55605c);
  static final Color RULE = new Color(0xc4ccc8);
  static final Color HALO = new Color(255, 255, 255, 235);
  static final Color[] LEVEL = {
    null, new Color(0xa3243b), new Color(0x2255a4), new Color(0x5b6b66)
  };

  /** Letters of the size, centred on x, with the middle of their height at y. */
  void centred(String text, double x, double y, double size, Color ink) throws IOException {
    canvas.text(text, x - letters.width(text, size) / 2, y + 0.37 * size, size, ink, HALO);
  }

  /** Letters that begin at x, cut where they are wider. */
  void left(String text, double x, double baseline, double size, double most, Color ink)
      throws IOException {
    canvas.text(letters.cut(text, size, most), x, baseline, size, ink, null);
  }

  void rule(double x1, double y1, double x2, double y2) throws IOException {
    canvas.shape(new java.awt.geom.Line2D.Double(x1, y1, x2, y2), null, RULE, 0.15 * unit);
  }

  void box(Rectangle2D box) throws IOException {
    canvas.shape(box, null, SOFT, 0.25 * unit);
  }
}
