package org.gridwarden.heat.density;

import org.gridwarden.geo.WebMercator;

/**
 * The lattice of bins for one bandwidth: squares of 2^-level of the unit square, the same for every
 * picture. A bin is a half to a quarter of the bandwidth wide at the equator, less elsewhere.
 * Immutable.
 *
 * @param level 2^level bins lie side by side around the globe
 * @param sigmaMetres the kernel's bandwidth on the ground: one standard deviation
 */
public record Lattice(int level, double sigmaMetres) {
  public static final double LEAST_SIGMA_METRES = 5;
  public static final double MOST_SIGMA_METRES = 400_000;

  private static final double LEAST_BINS = 2;

  public Lattice {
    if (!(sigmaMetres >= LEAST_SIGMA_METRES && sigmaMetres <= MOST_SIGMA_METRES)) {
      throw new IllegalArgumentException("a bandwidth of " + sigmaMetres + " m");
    }
  }

  /** The lattice that a bandwidth of 5 to 400,000 m is counted on. */
  public static Lattice of(double sigmaMetres) {
    double bins = LEAST_BINS * WebMercator.EQUATOR_METRES / sigmaMetres;
    return new Lattice((int) Math.ceil(Math.log(bins) / Math.log(2)), sigmaMetres);
  }

  /** How many bins there are from west to east. */
  double bins() {
    return Math.scalb(1.0, level);
  }
}
