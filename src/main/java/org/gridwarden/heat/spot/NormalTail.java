package org.gridwarden.heat.spot;

/**
 * Tails of the normal distribution. Relative error below 1e-12 as long as the result is a normal
 * double (|z| up to 37); further out it goes to 0. Pure.
 */
final class NormalTail {
  /** Below, 1 - erf loses less than two digits; above, the fraction has converged. */
  private static final double SERIES_BELOW = 1.5;

  /** Gives 1e-15 at 1.5, the slowest place, and more beyond. */
  private static final int FRACTION_TERMS = 100;

  private NormalTail() {}

  /** The chance that a standard normal variable lies at least |z| from 0, on either side. */
  static double twoSided(double z) {
    return erfc(Math.abs(z) / Math.sqrt(2));
  }

  /**
   * The complementary error function, of {@code x >= 0}: Abramowitz and Stegun, Handbook of
   * Mathematical Functions (1964), the series 7.1.6 near 0, the continued fraction 7.1.14 beyond.
   * Neither needs a table of constants.
   */
  static double erfc(double x) {
    return x < SERIES_BELOW ? 1 - erfBySeries(x) : erfcByFraction(x);
  }

  private static double erfBySeries(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; sum + term != sum; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  private static double erfcByFraction(double x) {
    double fraction = x;
    for (int n = FRACTION_TERMS; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }
}
