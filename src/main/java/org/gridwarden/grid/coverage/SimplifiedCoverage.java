package org.gridwarden.grid.coverage;

import java.util.Arrays;
import java.util.List;
import org.gridwarden.geo.Ground;
import org.locationtech.jts.coverage.CoverageSimplifier;
import org.locationtech.jts.geom.Geometry;

/** Simplifies the grids of one level for display so that neighbours still share their borders. */
public final class SimplifiedCoverage {
  private SimplifiedCoverage() {}

  /**
   * Leaves out vertices that take less than the tolerance squared of area away (Visvalingam and
   * Whyatt, Line generalisation by repeated elimination of points, 1993, as JTS's coverage
   * simplifier applies it).
   *
   * @param toleranceMetres about the size of the smallest detail kept; 0 keeps everything
   * @return as many geometries, in the same order; a grid never vanishes
   */
  public static List<Geometry> simplify(List<Geometry> grids, double toleranceMetres) {
    if (toleranceMetres <= 0 || grids.isEmpty()) {
      return grids;
    }
    double lat = grids.get(0).getEnvelopeInternal().centre().y;
    double degrees =
        toleranceMetres
            / Math.sqrt(Ground.metresPerDegreeLon(lat) * Ground.metresPerDegreeLat(lat));
    Geometry[] simplified = CoverageSimplifier.simplify(grids.toArray(Geometry[]::new), degrees);
    for (int i = 0; i < simplified.length; i++) {
      if (simplified[i].isEmpty()) {
        simplified[i] = grids.get(i);
      }
    }
    return Arrays.asList(simplified);
  }
}
