package org.gridwarden.heat;

import org.gridwarden.geo.WebMercator;
import org.gridwarden.heat.density.Lattice;

/** How far a problem's heat reaches, in metres on the ground: one standard deviation. */
final class Bandwidth {
  /** Of a tile of 256 pixels, at the equator. */
  private static final double PIXELS = 12;

  private static final double LEAST_PIXELS = 1;

  /** Below, a picture of a whole country would be one blur. */
  private static final double FAR_METRES = 4_000;

  private Bandwidth() {}

  /**
   * What fits a zoom: some 12 pixels, from 7 m at zoom 18 to 4 km at 9, in two digits; the same for
   * the whole zoom, wherever it is looked at.
   */
  static double usual(double zoom) {
    double metres =
        Math.max(
            Math.min(PIXELS * pixelMetres(zoom), FAR_METRES), 2 * LEAST_PIXELS * pixelMetres(zoom));
    double unit = Math.pow(10, Math.floor(Math.log10(metres)) - 1);
    return Math.max(Lattice.LEAST_SIGMA_METRES, Math.round(metres / unit) * unit);
  }

  /** The least that a picture of a zoom can show. */
  static double least(double zoom) {
    return Math.max(Lattice.LEAST_SIGMA_METRES, LEAST_PIXELS * pixelMetres(zoom));
  }

  private static double pixelMetres(double zoom) {
    return WebMercator.EQUATOR_METRES / 256 / Math.pow(2, zoom);
  }
}
