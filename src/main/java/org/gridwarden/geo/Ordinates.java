package org.gridwarden.geo;

import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/** Maps every vertex of a geometry; works on packed coordinates too. Pure. */
final class Ordinates {
  private Ordinates() {}

  /** Writes the image of (x, y) to {@code out[0], out[1]}. */
  @FunctionalInterface
  interface Mapping {
    void map(double x, double y, double[] out);
  }

  /** A new geometry of the same structure. */
  static Geometry map(Geometry geometry, Mapping mapping) {
    Geometry copy = geometry.copy();
    double[] out = new double[2];
    copy.apply(
        new CoordinateSequenceFilter() {
          @Override
          public void filter(CoordinateSequence sequence, int i) {
            mapping.map(sequence.getX(i), sequence.getY(i), out);
            sequence.setOrdinate(i, CoordinateSequence.X, out[0]);
            sequence.setOrdinate(i, CoordinateSequence.Y, out[1]);
          }

          @Override
          public boolean isDone() {
            return false;
          }

          @Override
          public boolean isGeometryChanged() {
            return true;
          }
        });
    return copy;
  }
}
