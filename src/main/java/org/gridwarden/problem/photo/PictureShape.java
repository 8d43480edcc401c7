package org.gridwarden.problem.photo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Makes pictures smaller and turns them upright. Opaque RGB in and out. */
final class PictureShape {
  private PictureShape() {}

  /**
   * Scaled so that the longer side is at most so long; never up. Goes by halves, so that every
   * pixel counts in the result.
   */
  static BufferedImage atMost(BufferedImage image, int longest) {
    double scale = (double) longest / Math.max(image.getWidth(), image.getHeight());
    if (scale >= 1) {
      return image;
    }
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage scaled = image;
    while (scaled.getWidth() > width || scaled.getHeight() > height) {
      scaled =
          resized(
              scaled,
              Math.max(width, (scaled.getWidth() + 1) / 2),
              Math.max(height, (scaled.getHeight() + 1) / 2));
    }
    return scaled;
  }

  private static BufferedImage resized(BufferedImage image, int width, int height) {
    BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = resized.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return resized;
  }

  /**
   * @param orientation of EXIF, 1 to 8: where the first row and the first column belong
   */
  static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    boolean sideways = orientation >= 5;
    BufferedImage upright =
        new BufferedImage(
            sideways ? height : width, sideways ? width : height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = upright.createGraphics();
    graphics.drawImage(image, turn(orientation, width, height), null);
    graphics.dispose();
    return upright;
  }

  private static AffineTransform turn(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> throw new IllegalArgumentException("orientation is 1 to 8: " + orientation);
    };
  }
}
