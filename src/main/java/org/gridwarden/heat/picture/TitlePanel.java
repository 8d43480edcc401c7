package org.gridwarden.heat.picture;

/**
 * The title and, under it, the subtitle. A title that is too long is first written smaller, down to
 * 14, and then cut; a subtitle is cut.
 */
final class TitlePanel implements Panel {
  private static final int SMALLEST = 14;
  private static final int[] SIZES = {20, 16, SMALLEST};
  private static final int[] COMPACT_SIZES = {16, SMALLEST};
  private static final double PADDING_ABOVE = 8;

  private final double padding;
  private final double width;
  private final String title;
  private final int titleSize;
  private final String subtitle;
  private final int subtitleSize;

  /**
   * @param most the widest it may be
   * @param subtitle may be empty; title and subtitle never both
   */
  TitlePanel(Lettering lettering, String title, String subtitle, double most, boolean compact) {
    this.padding = compact ? 8 : 16;
    double room = most - 2 * padding;
    this.titleSize = sizeFor(lettering, title, compact ? COMPACT_SIZES : SIZES, room);
    this.title = lettering.cut(title, titleSize, room);
    this.subtitleSize = compact || titleSize == SMALLEST ? 12 : 14;
    this.subtitle = lettering.cut(subtitle, subtitleSize, room);
    double text =
        Math.max(
            lettering.width(this.title, titleSize), lettering.width(this.subtitle, subtitleSize));
    this.width = Math.min(most, Panel.onGrid(text + 2 * padding));
  }

  private static int sizeFor(Lettering lettering, String title, int[] sizes, double room) {
    for (int size : sizes) {
      if (lettering.width(title, size) <= room) {
        return size;
      }
    }
    return sizes[sizes.length - 1];
  }

  private double titleHeight() {
    return title.isEmpty() ? 0 : titleSize == SIZES[0] ? 32 : 24;
  }

  private double subtitleHeight() {
    return subtitle.isEmpty() ? 0 : 24;
  }

  @Override
  public double width() {
    return width;
  }

  @Override
  public double height() {
    return titleHeight() + subtitleHeight() + 2 * PADDING_ABOVE;
  }

  @Override
  public void draw(Pen pen, double x, double y) {
    pen.panel(x, y, width, height());
    double top = y + PADDING_ABOVE;
    pen.text(title, titleSize, x + padding, top, titleHeight(), Pen.INK);
    pen.text(
        subtitle, subtitleSize, x + padding, top + titleHeight(), subtitleHeight(), Pen.QUIET_INK);
  }
}
