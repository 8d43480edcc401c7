package org.gridwarden.grid;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds grids by a piece of their name or code. Pure; looks at every grid. */
final class GridSearch {
  private GridSearch() {}

  private record Hit(Grid grid, int rank) {}

  /**
   * @param text not blank; letters match in any case
   * @return exact codes and names first, then those that begin with the text, then the rest; within
   *     each the coarser levels first, then by code
   */
  static List<Grid> find(GridSnapshot snapshot, String text, int most) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return snapshot.all().stream()
        .map(grid -> new Hit(grid, rank(grid, wanted)))
        .filter(hit -> hit.rank() < 3)
        .sorted(
            Comparator.comparingInt(Hit::rank)
                .thenComparing(hit -> hit.grid().level())
                .thenComparing(hit -> hit.grid().code()))
        .limit(most)
        .map(Hit::grid)
        .toList();
  }

  private static int rank(Grid grid, String wanted) {
    String code = grid.code().toLowerCase(Locale.ROOT);
    String name = grid.name().toLowerCase(Locale.ROOT);
    if (code.equals(wanted) || name.equals(wanted)) {
      return 0;
    }
    if (code.startsWith(wanted) || name.startsWith(wanted)) {
      return 1;
    }
    return code.contains(wanted) || name.contains(wanted) ? 2 : 3;
  }
}
