package org.gridwarden.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.grid.coverage.Outline;
import org.gridwarden.grid.index.GridIndex;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The grids of one layer as they hold at one time, with the index that finds them. Immutable and
 * safe for many threads. Within a level grids stand in the order of their codes (by code unit);
 * that place is a grid's ordinal.
 */
public final class GridSnapshot {
  private final String layer;
  private final List<List<Grid>> levels;
  private final Map<String, Grid> byCode;
  private final List<Map<String, Integer>> ordinals;
  private final GridChain chain;
  private final Envelope extent = new Envelope();

  private GridSnapshot(String layer, List<List<Grid>> levels) {
    this.layer = layer;
    this.levels = levels;
    this.byCode = new HashMap<>();
    this.ordinals = new ArrayList<>();
    GridIndex[] indexes = new GridIndex[Grid.LEVELS];
    int[][] parents = new int[Grid.LEVELS][];
    for (int level = 1; level <= Grid.LEVELS; level++) {
      List<Grid> grids = levels.get(level - 1);
      ordinals.add(ordinalsOf(grids));
      indexes[level - 1] = GridIndex.of(grids.stream().map(Grid::geometry).toList());
      parents[level - 1] = parentsOf(grids, level == 1 ? Map.of() : ordinals.get(level - 2));
      for (Grid grid : grids) {
        byCode.put(grid.code(), grid);
        extent.expandToInclude(grid.geometry().getEnvelopeInternal());
      }
    }
    this.chain = new GridChain(indexes, parents, new OutlineIndex(levels)::get);
  }

  /** Indexes the grids of a layer. Seconds for a million grids; the grids may come in any order. */
  public static GridSnapshot of(String layer, List<Grid> grids) {
    List<List<Grid>> levels = new ArrayList<>();
    for (int level = 1; level <= Grid.LEVELS; level++) {
      int wanted = level;
      levels.add(
          grids.stream()
              .filter(grid -> grid.level() == wanted)
              .sorted(Comparator.comparing(Grid::code))
              .toList());
    }
    return new GridSnapshot(layer, levels);
  }

  public String layer() {
    return layer;
  }

  public GridChain chain() {
    return chain;
  }

  /** The grids of a level in the order of their ordinals. */
  public List<Grid> grids(int level) {
    return levels.get(level - 1);
  }

  public List<Grid> all() {
    return levels.stream().flatMap(List::stream).toList();
  }

  public Grid grid(int level, int ordinal) {
    return levels.get(level - 1).get(ordinal);
  }

  public Optional<Grid> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** The codes of a chain of ordinals, level 1 first; null where the chain has no grid. */
  public String[] codes(int[] chain) {
    String[] codes = new String[chain.length];
    for (int level = 1; level <= chain.length; level++) {
      int ordinal = chain[level - 1];
      codes[level - 1] = ordinal < 0 ? null : grid(level, ordinal).code();
    }
    return codes;
  }

  /** The ordinal of a grid that is in this snapshot. */
  public int ordinal(Grid grid) {
    return ordinals.get(grid.level() - 1).get(grid.code());
  }

  /** A grid with its parents, itself first. */
  public List<Grid> lineage(Grid grid) {
    List<Grid> lineage = new ArrayList<>();
    Grid next = grid;
    while (next != null && lineage.size() < Grid.LEVELS) {
      lineage.add(next);
      next = next.parent() == null ? null : byCode.get(next.parent());
    }
    return lineage;
  }

  /**
   * The box around every grid; null (in the sense of {@link Envelope#isNull}) where there is none.
   */
  public Envelope extent() {
    return new Envelope(extent);
  }

  private static Map<String, Integer> ordinalsOf(List<Grid> grids) {
    Map<String, Integer> ordinals = new HashMap<>();
    for (int i = 0; i < grids.size(); i++) {
      ordinals.put(grids.get(i).code(), i);
    }
    return ordinals;
  }

  private static int[] parentsOf(List<Grid> grids, Map<String, Integer> above) {
    int[] parents = new int[grids.size()];
    for (int i = 0; i < parents.length; i++) {
      Integer parent = grids.get(i).parent() == null ? null : above.get(grids.get(i).parent());
      parents[i] = parent == null ? GridChain.NONE : parent;
    }
    return parents;
  }

  /** The outline costs a union of all grids and is needed for points in no grid only: made once. */
  private static final class OutlineIndex {
    private final List<List<Grid>> levels;
    private GridIndex index;

    OutlineIndex(List<List<Grid>> levels) {
      this.levels = levels;
    }

    synchronized GridIndex get() {
      if (index == null) {
        List<Geometry> outlines = new ArrayList<>();
        for (List<Grid> grids : levels) {
          if (!grids.isEmpty()) {
            outlines.add(Outline.of(grids.stream().map(Grid::geometry).toList()));
          }
        }
        index = GridIndex.of(outlines);
      }
      return index;
    }
  }
}
