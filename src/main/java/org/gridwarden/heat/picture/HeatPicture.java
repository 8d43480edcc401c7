package org.gridwarden.heat.picture;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws sheets: on white paper the borders of grids, the heat, names, piles, and on top of it the
 * panels with title, scale and legend. Only shapes are filled, so nothing is asked of the machine:
 * neither a screen nor a font. What lies under a panel isn't seen.
 *
 * <p>What doesn't fit a small picture is left out: first names that have no room, then the date,
 * north, the key of the piles, the subtitle, the scale bar, the title and at last the legend.
 *
 * <p>Reads its font with the first picture, which takes some 60 ms, and keeps it. A picture of 1200
 * by 800 takes some 40 ms. Safe for many threads.
 */
public final class HeatPicture {
  private Lettering lettering;

  /**
   * @return of the size of the window in pixels, opaque; the caller's own
   */
  public BufferedImage draw(Sheet sheet) {
    MapWindow window = sheet.window();
    BufferedImage picture =
        new BufferedImage(window.width(), window.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setColor(Pen.PAPER);
      graphics.fillRect(0, 0, window.width(), window.height());
      Pen pen = new Pen(graphics, lettering());
      graphics.scale(window.scale(), window.scale());
      draw(sheet, pen);
    } finally {
      graphics.dispose();
    }
    return picture;
  }

  private void draw(Sheet sheet, Pen pen) {
    Words words = new Words(sheet.language());
    OutlineLayer outlines = new OutlineLayer(sheet);
    PileLayer piles = new PileLayer(sheet, pen.lettering(), words);
    Layout layout = new Layout(sheet, pen.lettering(), words);

    outlines.drawLines(pen);
    drawHeat(sheet, pen);
    List<Rectangle2D> taken = new ArrayList<>(piles.areas());
    layout.panels().forEach(placed -> taken.add(placed.area()));
    outlines.drawNames(pen, taken);
    piles.draw(pen);
    layout.panels().forEach(placed -> placed.panel().draw(pen, placed.x(), placed.y()));
  }

  private static void drawHeat(Sheet sheet, Pen pen) {
    BufferedImage heat = sheet.heat();
    Graphics2D graphics = (Graphics2D) pen.graphics().create();
    graphics.scale(
        sheet.window().widthPoints() / heat.getWidth(),
        sheet.window().heightPoints() / heat.getHeight());
    graphics.drawImage(heat, 0, 0, null);
    graphics.dispose();
  }

  private synchronized Lettering lettering() {
    if (lettering == null) {
      lettering = Lettering.bundled();
    }
    return lettering;
  }
}
