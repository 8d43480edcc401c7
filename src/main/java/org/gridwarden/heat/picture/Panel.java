package org.gridwarden.heat.picture;

/** A card that floats on the map. Sizes are in points and multiples of eight. */
interface Panel {
  double width();

  double height();

  /**
   * @param x of its left edge
   * @param y of its upper edge
   */
  void draw(Pen pen, double x, double y);

  /** The smallest multiple of eight that isn't less. */
  static double onGrid(double length) {
    return Math.ceil(length / 8) * 8;
  }
}
