package org.gridwarden.heat;

/**
 * What is shown, and in which colours. Immutable.
 *
 * @param against what is taken off, or null
 * @param top the density of the strongest colour: the scale's, or one that was asked for
 */
record HeatView(
    Selection selection,
    Selection against,
    double sigmaMetres,
    Scale scale,
    double top,
    Ramp ramp) {
  /** What the numbers count. */
  String unit() {
    return selection.weighting() == Weighting.NONE ? "problems/km2" : "weighted problems/km2";
  }
}
