package org.gridwarden.grid.index;

import org.locationtech.jts.algorithm.CGAlgorithmsDD;

/**
 * On which side of a line a point lies. A floating-point filter decides nearly always (Shewchuk,
 * Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates, 1997);
 * otherwise JTS's extended precision does, so that the answer is the one JTS gives.
 */
final class Side {
  private static final double ERROR_BOUND = 3.3306690738754716e-16;

  private Side() {}

  /** 1 where p lies to the left of the line from a to b, -1 to the right, 0 on it. */
  static int of(double ax, double ay, double bx, double by, double px, double py) {
    double left = (ax - px) * (by - py);
    double right = (ay - py) * (bx - px);
    double determinant = left - right;
    double error = ERROR_BOUND * (Math.abs(left) + Math.abs(right));
    if (determinant > error) {
      return 1;
    }
    if (determinant < -error) {
      return -1;
    }
    return CGAlgorithmsDD.orientationIndex(ax, ay, bx, by, px, py);
  }

  /**
   * As {@link #of}, with the point moved by an infinitesimal step to the east and by a still
   * smaller one to the north: never on the line (simulation of simplicity, Edelsbrunner and Mücke,
   * 1990). False for a line of no length.
   */
  static boolean isLeft(double ax, double ay, double bx, double by, double px, double py) {
    int side = of(ax, ay, bx, by, px, py);
    if (side != 0) {
      return side > 0;
    }
    // East of a line that goes north is its right; north of one that goes east is its left.
    return ay != by ? by < ay : bx > ax;
  }
}
