package org.gridwarden.print;

import java.awt.Color;
import java.awt.Shape;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A sheet to draw on, in millimetres from its upper left corner, y down. For one thread; written
 * once.
 */
interface Canvas {
  /**
   * @param fill null for none
   * @param line null for none
   * @param width of the line
   */
  void shape(Shape shape, Color fill, Color line, double width) throws IOException;

  /**
   * A line of text whose baseline begins at x, y.
   *
   * @param size of the em
   * @param halo null for none
   */
  void text(String text, double x, double y, double size, Color ink, Color halo) throws IOException;

  /** What is drawn until the next call, or the end, shows only within. */
  void clip(Shape within) throws IOException;

  void unclip() throws IOException;

  void write(OutputStream out) throws IOException;
}
