package org.gridwarden.print;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import org.gridwarden.problem.TimeState;

/**
 * How a problem is marked: each state has a colour and a shape, so that a black and white print
 * tells them apart.
 */
final class SpotMark {
  private SpotMark() {}

  static void draw(Canvas canvas, TimeState state, double x, double y, double size)
      throws IOException {
    canvas.shape(shape(state, x, y, size / 2), colour(state), Color.WHITE, size * 0.12);
  }

  private static Color colour(TimeState state) {
    return switch (state) {
      case OVERDUE -> new Color(0xb3261e);
      case DUE_SOON -> new Color(0xd98200);
      case SUSPENDED -> new Color(0x6b7671);
      case IN_TIME, CLOSED -> new Color(0x1f6f54);
    };
  }

  private static Shape shape(TimeState state, double x, double y, double r) {
    return switch (state) {
      case OVERDUE -> polygon(x, y, r * 1.25, 4, 0);
      case DUE_SOON -> polygon(x, y, r * 1.3, 3, 0);
      case SUSPENDED -> new Rectangle2D.Double(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
      case IN_TIME, CLOSED -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
    };
  }

  /** A regular polygon with one corner up. */
  private static Shape polygon(double x, double y, double r, int corners, double turn) {
    Path2D.Double path = new Path2D.Double();
    for (int i = 0; i < corners; i++) {
      double angle = turn + 2 * Math.PI * i / corners - Math.PI / 2;
      double px = x + r * Math.cos(angle);
      double py = y + r * Math.sin(angle);
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    path.closePath();
    return path;
  }
}
