package org.gridwarden.heat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.heat.spot.Contiguity;

/**
 * Areas and neighbours of grids, which cost a second for 12,000 of them and are the same until the
 * grids change. Safe for many threads.
 */
final class Surroundings {
  private static final int KEPT = 8;

  private final Cache<Key, Known> known = Caffeine.newBuilder().maximumSize(KEPT).build();

  /** Snapshots are told apart by identity: a new one has other grids. */
  private record Key(GridSnapshot snapshot, int level) {}

  /**
   * In the order of the level's ordinals.
   *
   * @param neighbours for each grid the ordinals of those that it touches
   */
  record Known(double[] squareKilometres, int[][] neighbours) {}

  Known of(GridSnapshot snapshot, int level) {
    return known.get(new Key(snapshot, level), key -> find(key.snapshot().grids(key.level())));
  }

  private static Known find(List<Grid> grids) {
    double[] areas =
        grids.stream()
            .mapToDouble(grid -> Ground.areaSquareMetres(grid.geometry()) / 1e6)
            .toArray();
    return new Known(areas, Contiguity.of(grids.stream().map(Grid::geometry).toList()));
  }
}
