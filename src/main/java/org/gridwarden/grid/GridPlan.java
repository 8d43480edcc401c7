package org.gridwarden.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a new version does to the grids that stand: which end, which begin, which go on as they are.
 * A grid that the new version leaves as it was keeps its row, so that a version costs only what it
 * changes. Pure; the same version planned twice changes nothing the second time.
 *
 * @param ended rows that hold at the moment and don't from then on
 * @param dropped rows that would have begun at or after the moment and never will
 * @param reopened rows that go on although a later version would have ended them
 * @param begun grids that begin at the moment
 */
record GridPlan(
    List<StoredGrid> ended,
    List<StoredGrid> dropped,
    List<StoredGrid> reopened,
    List<Grid> begun,
    int unchanged) {

  /**
   * @param standing rows of the layer, of whatever time
   * @param replaced tells whether a grid is of those that the version replaces
   * @param incoming the grids that shall stand from the moment on in place of the replaced
   * @param from the moment, null for ever before
   */
  static GridPlan of(
      List<StoredGrid> standing, Predicate<Grid> replaced, List<Grid> incoming, Instant from) {
    Map<String, Grid> wanted = new HashMap<>();
    incoming.forEach(grid -> wanted.put(grid.code(), grid));
    List<StoredGrid> ended = new ArrayList<>();
    List<StoredGrid> dropped = new ArrayList<>();
    List<StoredGrid> reopened = new ArrayList<>();
    Set<String> kept = new HashSet<>();
    for (StoredGrid row : standing) {
      if (!replaced.test(row.grid()) || isOver(row, from)) {
        continue;
      }
      boolean holds = startsBy(row, from);
      Grid next = wanted.get(row.grid().code());
      if (holds && next != null && same(row.grid(), next)) {
        kept.add(next.code());
        if (row.validTo() != null) {
          reopened.add(row);
        }
      } else if (holds && !startsAt(row, from)) {
        ended.add(row);
      } else {
        dropped.add(row);
      }
    }
    List<Grid> begun = incoming.stream().filter(grid -> !kept.contains(grid.code())).toList();
    return new GridPlan(ended, dropped, reopened, begun, kept.size());
  }

  boolean changesNothing() {
    return ended.isEmpty() && dropped.isEmpty() && reopened.isEmpty() && begun.isEmpty();
  }

  private static boolean isOver(StoredGrid row, Instant from) {
    return from != null && row.validTo() != null && !row.validTo().isAfter(from);
  }

  private static boolean startsBy(StoredGrid row, Instant from) {
    return row.validFrom() == null || (from != null && !row.validFrom().isAfter(from));
  }

  private static boolean startsAt(StoredGrid row, Instant from) {
    return from == null ? row.validFrom() == null : from.equals(row.validFrom());
  }

  static boolean same(Grid a, Grid b) {
    return a.level() == b.level()
        && a.name().equals(b.name())
        && java.util.Objects.equals(a.parent(), b.parent())
        && a.geometry().equalsExact(b.geometry());
  }
}
