package org.gridwarden.heat.picture;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which panels stand on a picture, and where: the title at the upper left, the scale at the lower
 * left, the legend at the lower right, or above the scale where there is no room beside it. What
 * doesn't fit is left out in the order of {@link Piece}, until all panels lie within the picture,
 * apart from each other, on less than half of it. Immutable.
 */
final class Layout {
  /** What can be left out, the most dispensable first. A heat without its legend says nothing. */
  enum Piece {
    DATE,
    NORTH,
    KEY_OF_PILES,
    SUBTITLE,
    SCALE,
    TITLE,
    LEGEND
  }

  /** A panel and its upper left corner. */
  record Placed(Panel panel, double x, double y) {
    Rectangle2D area() {
      return new Rectangle2D.Double(x, y, panel.width(), panel.height());
    }
  }

  /** A picture below this is compact: smaller margins and titles, a narrower legend. */
  private static final double COMPACT_WIDTH = 480;

  private static final double COMPACT_HEIGHT = 320;
  private static final double GAP = 8;
  private static final double MOST_COVERED = 0.45;
  private static final double LONGEST_BAR = 160;
  private static final double LONGEST_COMPACT_BAR = 80;

  private final Sheet sheet;
  private final Lettering lettering;
  private final Words words;
  private final double width;
  private final double height;
  private final boolean compact;
  private final double margin;
  private final List<Placed> panels;

  Layout(Sheet sheet, Lettering lettering, Words words) {
    this.sheet = sheet;
    this.lettering = lettering;
    this.words = words;
    this.width = sheet.window().widthPoints();
    this.height = sheet.window().heightPoints();
    this.compact = width < COMPACT_WIDTH || height < COMPACT_HEIGHT;
    this.margin = compact ? 8 : 16;
    this.panels = List.copyOf(arrange());
  }

  List<Placed> panels() {
    return panels;
  }

  private List<Placed> arrange() {
    Set<Piece> pieces = EnumSet.allOf(Piece.class);
    for (Piece next : Piece.values()) {
      for (boolean stacked : new boolean[] {false, true}) {
        List<Placed> placed = place(pieces, stacked);
        if (fit(placed)) {
          return placed;
        }
      }
      pieces.remove(next);
    }
    return List.of();
  }

  /**
   * @param stacked whether the legend stands above the scale instead of beside it
   */
  private List<Placed> place(Set<Piece> pieces, boolean stacked) {
    List<Placed> placed = new ArrayList<>();
    Caption caption = sheet.caption();
    String title = pieces.contains(Piece.TITLE) ? caption.title().strip() : "";
    String subtitle = pieces.contains(Piece.SUBTITLE) ? caption.subtitle().strip() : "";
    if (!title.isEmpty() || !subtitle.isEmpty()) {
      Panel panel = new TitlePanel(lettering, title, subtitle, width - 2 * margin, compact);
      placed.add(new Placed(panel, margin, margin));
    }
    double bottom = Math.floor(height) - margin;
    if (pieces.contains(Piece.SCALE)) {
      Panel panel = scale(pieces);
      placed.add(new Placed(panel, margin, bottom - panel.height()));
      bottom -= stacked ? panel.height() + GAP : 0;
    }
    if (pieces.contains(Piece.LEGEND)) {
      Panel panel = legend(pieces);
      double x = Math.floor(width) - margin - panel.width();
      placed.add(new Placed(panel, x, bottom - panel.height()));
    }
    return placed;
  }

  private Panel scale(Set<Piece> pieces) {
    Caption caption = sheet.caption();
    return new ScalePanel(
        lettering,
        words,
        sheet.window().metresPerPoint(),
        Math.min(width / 4, compact ? LONGEST_COMPACT_BAR : LONGEST_BAR),
        pieces.contains(Piece.NORTH) ? words.north() : "",
        pieces.contains(Piece.DATE) ? words.imprint(caption.drawnOn(), caption.drawnBy()) : "",
        compact);
  }

  private Panel legend(Set<Piece> pieces) {
    boolean keyed = pieces.contains(Piece.KEY_OF_PILES) && !sheet.piles().isEmpty();
    return new LegendPanel(
        lettering, words, sheet.legend(), keyed ? words.piles() : "", width - 2 * margin, compact);
  }

  private boolean fit(List<Placed> placed) {
    Rectangle2D inside =
        new Rectangle2D.Double(margin, margin, width - 2 * margin, height - 2 * margin);
    double covered = 0;
    for (int i = 0; i < placed.size(); i++) {
      Rectangle2D area = placed.get(i).area();
      covered += area.getWidth() * area.getHeight();
      if (!inside.contains(area)) {
        return false;
      }
      for (Placed other : placed.subList(0, i)) {
        Rectangle2D around = other.area();
        around.setRect(
            around.getX() - GAP + 0.01,
            around.getY() - GAP + 0.01,
            around.getWidth() + 2 * (GAP - 0.01),
            around.getHeight() + 2 * (GAP - 0.01));
        if (around.intersects(area)) {
          return false;
        }
      }
    }
    return covered <= MOST_COVERED * width * height;
  }
}
