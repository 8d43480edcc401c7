package org.gridwarden.print;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.gridwarden.heat.picture.Lettering;

/** A sheet as SVG. Letters are outlines: they look the same whatever fonts the reader has. */
final class SvgCanvas implements Canvas {
  private final StringBuilder svg = new StringBuilder(1 << 16);
  private final Lettering letters;
  private int clips;

  SvgCanvas(double width, double height, String title, Lettering letters) {
    this.letters = letters;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$smm\" height=\"%2$smm\" viewBox=\"0 0"
                + " %1$s %2$s\"><title>",
            number(width),
            number(height)));
    svg.append(escaped(title)).append("</title>\n");
  }

  @Override
  public void shape(Shape shape, Color fill, Color line, double width) {
    String path = path(shape);
    if (path.isEmpty()) {
      return;
    }
    svg.append("<path d=\"").append(path).append('"');
    svg.append(" fill=\"").append(fill == null ? "none" : hex(fill)).append('"');
    if (fill != null && fill.getAlpha() < 255) {
      svg.append(" fill-opacity=\"").append(number(fill.getAlpha() / 255.0)).append('"');
    }
    if (line != null) {
      svg.append(" stroke=\"").append(hex(line)).append("\" stroke-width=\"");
      svg.append(number(width)).append("\" stroke-linejoin=\"round\"");
      if (line.getAlpha() < 255) {
        svg.append(" stroke-opacity=\"").append(number(line.getAlpha() / 255.0)).append('"');
      }
    }
    svg.append("/>\n");
  }

  @Override
  public void text(String text, double x, double y, double size, Color ink, Color halo) {
    Shape line =
        AffineTransform.getTranslateInstance(x, y).createTransformedShape(letters.line(text, size));
    if (halo != null) {
      shape(line, null, halo, size * 0.25);
    }
    shape(line, ink, null, 0);
  }

  @Override
  public void clip(Shape within) {
    clips++;
    svg.append("<clipPath id=\"c").append(clips).append("\"><path d=\"").append(path(within));
    svg.append("\"/></clipPath>\n<g clip-path=\"url(#c").append(clips).append(")\">\n");
  }

  @Override
  public void unclip() {
    svg.append("</g>\n");
  }

  @Override
  public void write(OutputStream out) throws IOException {
    out.write(svg.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String path(Shape shape) {
    StringBuilder path = new StringBuilder();
    double[] at = new double[6];
    for (PathIterator each = shape.getPathIterator(null); !each.isDone(); each.next()) {
      switch (each.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> numbers(path.append('M'), at, 2);
        case PathIterator.SEG_LINETO -> numbers(path.append('L'), at, 2);
        case PathIterator.SEG_QUADTO -> numbers(path.append('Q'), at, 4);
        case PathIterator.SEG_CUBICTO -> numbers(path.append('C'), at, 6);
        default -> path.append('Z');
      }
    }
    return path.toString();
  }

  private static void numbers(StringBuilder path, double[] at, int count) {
    for (int i = 0; i < count; i++) {
      path.append(i == 0 ? "" : " ").append(number(at[i]));
    }
  }

  /** To a thousandth of a millimetre. */
  private static String number(double value) {
    double rounded = Math.round(value * 1000) / 1000.0;
    return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
  }

  private static String hex(Color color) {
    return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
