package org.gridwarden.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gridwarden.geo.Ground;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.hprtree.HPRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Finds which older grids each new one came from, by the area they share. */
final class GridOrigins {
  /** A shared part smaller than this share of the smaller grid is a moved border, not an origin. */
  private static final double LEAST_SHARE = 0.01;

  private GridOrigins() {}

  static List<GridOrigin> of(List<Grid> begun, List<StoredGrid> ended) {
    HPRtree older = new HPRtree();
    for (StoredGrid row : ended) {
      older.insert(row.grid().geometry().getEnvelopeInternal(), row.grid());
    }
    List<GridOrigin> origins = new ArrayList<>();
    if (ended.isEmpty()) {
      return origins;
    }
    for (Grid grid : begun) {
      for (Object found : older.query(grid.geometry().getEnvelopeInternal())) {
        Grid old = (Grid) found;
        if (old.level() == grid.level()) {
          double shared = sharedSquareMetres(grid.geometry(), old.geometry());
          double smaller =
              Math.min(
                  Ground.areaSquareMetres(grid.geometry()),
                  Ground.areaSquareMetres(old.geometry()));
          if (shared > LEAST_SHARE * smaller) {
            origins.add(new GridOrigin(grid.code(), old.code(), shared));
          }
        }
      }
    }
    origins.sort(Comparator.comparing(GridOrigin::code).thenComparing(GridOrigin::fromCode));
    return origins;
  }

  private static double sharedSquareMetres(Geometry a, Geometry b) {
    if (a.equalsExact(b)) {
      return Ground.areaSquareMetres(a);
    }
    return Ground.areaSquareMetres(OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION));
  }
}
