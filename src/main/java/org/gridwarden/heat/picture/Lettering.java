package org.gridwarden.heat.picture;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphTable;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Text as outlines of the bundled font, which has all of GB 2312 and all 8,105 characters of the
 * Table of General Standard Chinese Characters. Asks nothing of the machine: neither its fonts nor
 * {@code java.awt.Font}.
 *
 * <p>One character after the other, left to right, without kerning or ligatures. A character that
 * the font lacks is a hollow box of one em. Line ends, tabs and other controls are spaces; what has
 * no picture of its own (variation selectors, joiners, marks of order) is left out; half of a
 * surrogate pair is a box.
 *
 * <p>Sizes are the em in pixels; of it 0.88 lies above the baseline and 0.12 below. Holds some 4
 * MB. Making an outline costs some ten microseconds a character. Safe for many threads.
 */
public final class Lettering {
  private static final String RESOURCE = "/fonts/NotoSansSC-Subset.ttf";
  private static final String ELLIPSIS = "…";

  // The hollow box, in ems.
  private static final double BOX_LEFT = 0.1;
  private static final double BOX_TOP = -0.78;
  private static final double BOX_SIDE = 0.8;
  private static final double BOX_LINE = 0.06;

  private final GlyphTable glyphs;
  private final TrueTypeFont font;
  private final CmapLookup numbers;
  private final double unitsPerEm;

  private Lettering(TrueTypeFont font) throws IOException {
    this.font = font;
    this.glyphs = font.getGlyph();
    this.numbers = font.getUnicodeCmapLookup();
    this.unitsPerEm = font.getUnitsPerEm();
  }

  /** Reads the bundled font: 60 ms the first time, 10 ms later. Whoever draws keeps it. */
  public static Lettering bundled() {
    try (InputStream bytes = font()) {
      return new Lettering(new TTFParser(true).parse(new RandomAccessReadBuffer(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled font can't be read", e);
    }
  }

  /** The bundled font itself, a TrueType file of 3 MB; to be closed. */
  public static InputStream font() {
    InputStream bytes = Lettering.class.getResourceAsStream(RESOURCE);
    if (bytes == null) {
      throw new IllegalStateException("the font is missing from the class path: " + RESOURCE);
    }
    return bytes;
  }

  /** Whether the font has a picture of the character. */
  public boolean draws(int character) {
    return numbers.getGlyphId(character) != 0;
  }

  /**
   * The outlines of a line of text, to be filled: the baseline begins at 0, 0; x to the right, y
   * down. Empty for a text without anything to see. The shape is the caller's own.
   */
  public Shape line(String text, double size) {
    Path2D.Double line = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double scale = size / unitsPerEm;
    double x = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int character = text.codePointAt(at);
      if (isSpace(character)) {
        x += advance(character) * size;
      } else if (!isUnseen(character)) {
        int number = numbers.getGlyphId(character);
        if (number == 0) {
          addBox(line, x, size);
        } else {
          line.append(
              outline(number).getPathIterator(new AffineTransform(scale, 0, 0, -scale, x, 0)),
              false);
        }
        x += advance(character) * size;
      }
    }
    return line;
  }

  /** How far a line of text reaches from its beginning: the sum of its characters' advances. */
  public double width(String text, double size) {
    return text.codePoints().mapToDouble(this::advance).sum() * size;
  }

  /** Whether the font has the character; what {@link #line} leaves out or makes a space counts. */
  public boolean has(int character) {
    return isSpace(character) || isUnseen(character) || numbers.getGlyphId(character) != 0;
  }

  /**
   * The text as it is where it is no wider than that, else its beginning and …; empty where not
   * even … has room. Never cuts through a character.
   */
  public String cut(String text, double size, double width) {
    if (width(text, size) <= width) {
      return text;
    }
    double room = width - width(ELLIPSIS, size);
    if (room < 0) {
      return "";
    }
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      room -= advance(character) * size;
      if (room < 0) {
        break;
      }
      end += Character.charCount(character);
    }
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }

  /** In ems. */
  private double advance(int character) {
    if (isUnseen(character)) {
      return 0;
    }
    int number = numbers.getGlyphId(isSpace(character) ? spaceFor(character) : character);
    try {
      return number == 0 ? 1 : font.getAdvanceWidth(number) / unitsPerEm;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Shape outline(int number) {
    // The table moves one cursor over its bytes.
    synchronized (glyphs) {
      try {
        return glyphs.getGlyph(number).getPath();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean isSpace(int character) {
    return Character.isISOControl(character)
        || Character.isSpaceChar(character)
        || Character.isWhitespace(character);
  }

  /** An ideographic space is as wide as a character; the others are taken for the common one. */
  private static int spaceFor(int character) {
    return character == '\u3000' ? character : ' ';
  }

  private static boolean isUnseen(int character) {
    return Character.getType(character) == Character.FORMAT
        || (character >= 0xFE00 && character <= 0xFE0F)
        || (character >= 0xE0100 && character <= 0xE01EF);
  }

  /** The inner edge runs the other way round, so that it is a hole. */
  private static void addBox(Path2D line, double x, double size) {
    Rectangle2D outer =
        new Rectangle2D.Double(
            x + BOX_LEFT * size, BOX_TOP * size, BOX_SIDE * size, BOX_SIDE * size);
    double edge = BOX_LINE * size;
    line.append(outer, false);
    line.moveTo(outer.getMinX() + edge, outer.getMinY() + edge);
    line.lineTo(outer.getMinX() + edge, outer.getMaxY() - edge);
    line.lineTo(outer.getMaxX() - edge, outer.getMaxY() - edge);
    line.lineTo(outer.getMaxX() - edge, outer.getMinY() + edge);
    line.closePath();
  }
}
