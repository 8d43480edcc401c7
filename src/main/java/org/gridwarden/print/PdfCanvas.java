package org.gridwarden.print;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.gridwarden.heat.picture.Lettering;

/**
 * A sheet as PDF. Letters are text in the bundled font, of which the file carries what it uses: it
 * can be searched and copied, and looks the same everywhere.
 */
final class PdfCanvas implements Canvas, AutoCloseable {
  private static final float POINTS = 72 / 25.4f;
  private static final String MISSING = "□";

  private final PDDocument document = new PDDocument();
  private final PDPageContentStream content;
  private final PDFont font;
  private final Lettering letters;
  private final float height;

  PdfCanvas(double width, double height, String title, Lettering letters) throws IOException {
    this.letters = letters;
    this.height = (float) height;
    PDPage page = new PDPage(new PDRectangle((float) width * POINTS, (float) height * POINTS));
    document.addPage(page);
    document.getDocumentInformation().setTitle(title);
    document.getDocumentInformation().setCreator("Gridwarden");
    try (InputStream bytes = Lettering.font()) {
      font = PDType0Font.load(document, bytes, true);
    }
    content = new PDPageContentStream(document, page);
    content.transform(Matrix.getScaleInstance(POINTS, POINTS));
  }

  private float up(double y) {
    return height - (float) y;
  }

  @Override
  public void shape(Shape shape, Color fill, Color line, double width) throws IOException {
    if (!path(shape)) {
      return;
    }
    opacity(fill == null ? 255 : fill.getAlpha(), line == null ? 255 : line.getAlpha());
    if (line != null) {
      content.setLineWidth((float) width);
      content.setLineJoinStyle(1);
      content.setStrokingColor(opaque(line));
    }
    if (fill != null) {
      content.setNonStrokingColor(opaque(fill));
    }
    if (fill != null && line != null) {
      content.fillAndStroke();
    } else if (fill != null) {
      content.fill();
    } else {
      content.stroke();
    }
  }

  private boolean path(Shape shape) throws IOException {
    double[] at = new double[6];
    double x = 0;
    double y = 0;
    boolean any = false;
    for (PathIterator each = shape.getPathIterator(null); !each.isDone(); each.next()) {
      int kind = each.currentSegment(at);
      any = true;
      switch (kind) {
        case PathIterator.SEG_MOVETO -> content.moveTo((float) at[0], up(at[1]));
        case PathIterator.SEG_LINETO -> content.lineTo((float) at[0], up(at[1]));
        case PathIterator.SEG_QUADTO ->
            content.curveTo(
                (float) (x + 2 * (at[0] - x) / 3),
                up(y + 2 * (at[1] - y) / 3),
                (float) (at[2] + 2 * (at[0] - at[2]) / 3),
                up(at[3] + 2 * (at[1] - at[3]) / 3),
                (float) at[2],
                up(at[3]));
        case PathIterator.SEG_CUBICTO ->
            content.curveTo(
                (float) at[0], up(at[1]), (float) at[2], up(at[3]), (float) at[4], up(at[5]));
        default -> content.closePath();
      }
      int last = kind == PathIterator.SEG_CUBICTO ? 4 : kind == PathIterator.SEG_QUADTO ? 2 : 0;
      x = at[last];
      y = at[last + 1];
    }
    return any;
  }

  @Override
  public void text(String text, double x, double y, double size, Color ink, Color halo)
      throws IOException {
    String known = known(text);
    if (known.isBlank()) {
      return;
    }
    if (halo != null) {
      letters(known, x, y, size, RenderingMode.STROKE, halo);
    }
    letters(known, x, y, size, RenderingMode.FILL, ink);
  }

  private void letters(
      String text, double x, double y, double size, RenderingMode mode, Color color)
      throws IOException {
    opacity(color.getAlpha(), color.getAlpha());
    content.beginText();
    content.setFont(font, (float) size);
    content.setRenderingMode(mode);
    content.setLineWidth((float) size * 0.25f);
    content.setLineJoinStyle(1);
    content.setStrokingColor(opaque(color));
    content.setNonStrokingColor(opaque(color));
    content.newLineAtOffset((float) x, up(y));
    content.showText(text);
    content.endText();
  }

  /** What the font lacks is a hollow box; controls are spaces. */
  private String known(String text) {
    StringBuilder known = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              if (Character.isISOControl(each) || Character.isWhitespace(each)) {
                known.append(' ');
              } else if (letters.draws(each)) {
                known.appendCodePoint(each);
              } else if (Character.getType(each) != Character.FORMAT) {
                known.append(MISSING);
              }
            });
    return known.toString();
  }

  private void opacity(int fill, int line) throws IOException {
    PDExtendedGraphicsState state = new PDExtendedGraphicsState();
    state.setNonStrokingAlphaConstant(fill / 255f);
    state.setStrokingAlphaConstant(line / 255f);
    if (fill != lastFill || line != lastLine) {
      content.setGraphicsStateParameters(state);
      lastFill = fill;
      lastLine = line;
    }
  }

  private int lastFill = 255;
  private int lastLine = 255;

  private static Color opaque(Color color) {
    return new Color(color.getRGB() & 0xffffff);
  }

  @Override
  public void clip(Shape within) throws IOException {
    content.saveGraphicsState();
    if (path(within)) {
      content.clip();
    }
  }

  @Override
  public void unclip() throws IOException {
    content.restoreGraphicsState();
    lastFill = -1;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    content.close();
    document.save(out);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
