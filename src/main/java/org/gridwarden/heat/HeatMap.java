package org.gridwarden.heat;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.gridwarden.grid.Grids;
import org.gridwarden.problem.index.ProblemIndex;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.Change;
import org.gridwarden.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The heat of an area: builds the objects that it is made with. Safe for many threads. */
public final class HeatMap {
  private static final Logger LOG = LoggerFactory.getLogger(HeatMap.class);

  private final Clock clock;
  private final Known known;
  private final Unresolved unresolved;
  private final HeatScales scales;
  private final HeatTiles tiles;

  /** What filters can name. */
  public record Known(Duties duties, Grids grids) {}

  /**
   * @param problems the index of all problems; may wait until they are read
   */
  public HeatMap(Database database, Clock clock, Supplier<ProblemIndex> problems, Known known) {
    this.clock = clock;
    this.known = known;
    this.unresolved = new Unresolved(database, problems);
    HeatBlocks blocks = new HeatBlocks(unresolved);
    this.scales = new HeatScales(unresolved, blocks, clock);
    this.tiles = new HeatTiles(unresolved, blocks);
  }

  /** Reads what it needs, so that the first who asks needn't wait. */
  public void prepare() {
    try {
      unresolved.ready();
    } catch (RuntimeException failure) {
      LOG.warn("The heatmap could not be read; it is when it is asked for", failure);
    }
  }

  /** Takes up what the change feed brings. */
  public void onChanges(List<Change> changes) {
    unresolved.onChanges(changes);
  }

  /** Reads all anew. */
  public void reload() {
    unresolved.reload();
  }

  /** How many problems are unresolved now. */
  public int size() {
    unresolved.ready();
    return unresolved.size();
  }

  /** Whether any problem ever lay in a grid of this code. */
  boolean hasProblemsIn(String grid) {
    return unresolved.numbers().chains().has(grid);
  }

  Clock clock() {
    return clock;
  }

  Known known() {
    return known;
  }

  HeatScales scales() {
    return scales;
  }

  HeatTiles tiles() {
    return tiles;
  }
}
