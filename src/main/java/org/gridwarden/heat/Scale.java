package org.gridwarden.heat;

import java.util.List;
import java.util.Locale;

/**
 * What the colours of a zoom stand for. Immutable.
 *
 * @param top the density at which the strongest colour is reached: 1, 2 or 5 times a power of ten
 * @param problems how many problems were counted for it
 * @param piles positions with very many problems; they don't raise the top
 */
record Scale(double bandwidthMetres, double top, int problems, List<Pile> piles) {
  /** Above it the top goes up. */
  private static final double FULL = 1.25;

  /** Below it the top comes down. */
  private static final double LOW = 0.3;

  /**
   * A top for a density that is to be shown well: the one of before, while the density isn't much
   * above it nor far below.
   *
   * @param density of a place that is among the worst
   * @param before the same, earlier; 0 where there was none
   */
  static double top(double density, double before) {
    double top = step(before > 0 ? before : density);
    return density > top * FULL || density < top * LOW ? step(density) : top;
  }

  /** The least 1, 2 or 5 times a power of ten that isn't below a number above 0. */
  static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double step : new double[] {1, 2, 5}) {
      if (step * power >= least * (1 - 1e-9)) {
        return clean(step * power);
      }
    }
    return clean(10 * power);
  }

  /** Without the last bits that a power of ten below 1 brings. */
  private static double clean(double number) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.0e", number));
  }
}
