package org.gridwarden.heat.density;

import org.gridwarden.geo.Ground;
import org.gridwarden.geo.WebMercator;

/** Where some rows of bins lie on the ground, and all those within reach of them. Immutable. */
final class Rows {
  private final Lattice lattice;
  private final int first;
  private final double[] latitudes;
  private final double[] meridians;

  /**
   * @param north the first row
   * @param south the last row
   * @param reachMetres how far north and south others count
   */
  Rows(Lattice lattice, int north, int south, double reachMetres) {
    this.lattice = lattice;
    double top = meridian(north) + reachMetres;
    double bottom = meridian(south) - reachMetres;
    int begin = north;
    while (begin >= 0 && meridian(begin - 1) <= top) {
      begin--;
    }
    int end = south;
    while (end < lattice.bins() && meridian(end + 1) >= bottom) {
      end++;
    }
    this.first = begin;
    this.latitudes = new double[end - begin + 1];
    this.meridians = new double[end - begin + 1];
    for (int i = 0; i < latitudes.length; i++) {
      latitudes[i] = latitude(begin + i);
      meridians[i] = Ground.meridianMetres(latitudes[i]);
    }
  }

  private double latitude(int row) {
    return WebMercator.lat((row + 0.5) / lattice.bins());
  }

  private double meridian(int row) {
    return Ground.meridianMetres(latitude(row));
  }

  int first() {
    return first;
  }

  int last() {
    return first + latitudes.length - 1;
  }

  /** Length of the meridian from the equator to the middle of a row. */
  double meridianMetres(int row) {
    return meridians[row - first];
  }

  /** Width of a bin of a row. */
  double binMetres(int row) {
    return Ground.metresPerDegreeLon(latitudes[row - first]) * 360 / lattice.bins();
  }

  /** Height of a bin of a row: a degree of the square's height is a degree of latitude · cos. */
  double binHeightMetres(int row) {
    double latitude = latitudes[row - first];
    return Ground.metresPerDegreeLat(latitude)
        * 360
        * Math.cos(Math.toRadians(latitude))
        / lattice.bins();
  }

  /** Width of a bin where it is least. */
  double narrowestMetres() {
    return Math.min(binMetres(first), binMetres(last()));
  }
}
