package org.gridwarden.heat.spot;

/**
 * Control of false discoveries among many tests: Benjamini and Hochberg, Controlling the false
 * discovery rate, J. R. Statist. Soc. B 57(1), 1995. At most a share q of what is discovered is
 * expected to be chance; so too where tests depend on each other positively (Benjamini and
 * Yekutieli, Annals of Statistics 29(4), 2001), as those of neighbouring places do. Pure.
 */
final class FalseDiscovery {
  /** Below every p-value. */
  static final double NOTHING = -1;

  private FalseDiscovery() {}

  /**
   * The largest p-value that is still a discovery: p(k) of the greatest k with p(k) &lt;= q k / m.
   *
   * @param ascending the p-values of all m tests
   * @param q the share of false discoveries to allow, 0 to 1
   * @return {@link #NOTHING} where there is none
   */
  static double limit(double[] ascending, double q) {
    for (int k = ascending.length; k > 0; k--) {
      if (ascending[k - 1] <= q * k / ascending.length) {
        return ascending[k - 1];
      }
    }
    return NOTHING;
  }
}
