package org.gridwarden.heat;

import org.gridwarden.geo.Bbox;

/**
 * Densities of a box. Immutable by agreement.
 *
 * @param values row by row from the north, weight per square kilometre, at the middle of each pixel
 * @param inDegrees whether rows are equal steps of latitude, as in EPSG:4326, rather than of a web
 *     map
 */
public record HeatRaster(
    Bbox box, int width, int height, boolean inDegrees, float[] values, HeatView view) {
  /** The bandwidth of the kernel on the ground. */
  public double bandwidthMetres() {
    return view.sigmaMetres();
  }

  /** The density that the strongest colour stands for. */
  public double top() {
    return view.top();
  }
}
