package org.gridwarden.grid;

import java.util.Arrays;
import java.util.function.Supplier;
import org.gridwarden.grid.index.GridIndex;

/**
 * Finds the chain of grids that hold a point: the finest level first, then its parents, so that the
 * levels always agree. Ordinals count the grids of a level in the order of their codes. Immutable
 * and safe for many threads; a lookup allocates nothing and takes some tens of nanoseconds.
 */
public final class GridChain {
  /**
   * A point in no finest grid but this near to one belongs to it: reprojected borders leave slits.
   */
  public static final double SLIT_METRES = 0.1;

  /** Stands in a chain where a level has no grid. */
  public static final int NONE = -1;

  private final GridIndex[] levels;
  private final int[][] parents;
  private final int finestLevel;
  private final Supplier<GridIndex> outline;

  /**
   * @param levels one index a level, level 1 first; three, empty where a level has no grids
   * @param parents for each level the ordinal one level up of each grid, or {@link #NONE}
   * @param outline the area within which a point that no grid holds lies in a gap; asked for only
   *     when such a point comes
   */
  public GridChain(GridIndex[] levels, int[][] parents, Supplier<GridIndex> outline) {
    if (levels.length != Grid.LEVELS || parents.length != Grid.LEVELS) {
      throw new IllegalArgumentException("a chain has three levels");
    }
    this.levels = levels.clone();
    this.parents = parents.clone();
    this.outline = outline;
    int finest = 0;
    for (int level = 1; level <= Grid.LEVELS; level++) {
      if (levels[level - 1].size() > 0) {
        finest = level;
      }
    }
    this.finestLevel = finest;
  }

  /** The finest level that has any grid, 0 where none has. */
  public int finestLevel() {
    return finestLevel;
  }

  public GridIndex index(int level) {
    return levels[level - 1];
  }

  /** The ordinal one level up of a grid's parent, or {@link #NONE}. */
  public int parent(int level, int ordinal) {
    return parents[level - 1][ordinal];
  }

  /**
   * Finds the grids that hold a point. On a shared edge or corner the lowest code owns it.
   *
   * @param chain receives the ordinals, {@code chain[0]} of level 1, {@link #NONE} where none holds
   *     it
   * @return the finest level that holds the point, 0 where none does
   */
  public int find(double lon, double lat, int[] chain) {
    for (int level = finestLevel; level > 0; level--) {
      int ordinal = levels[level - 1].owner(lon, lat);
      if (ordinal < 0 && level == finestLevel) {
        ordinal = slitOwner(lon, lat);
      }
      if (ordinal >= 0) {
        walkUp(level, ordinal, lon, lat, chain);
        return level;
      }
    }
    Arrays.fill(chain, NONE);
    return 0;
  }

  /**
   * The chains of many points, as {@link #find} finds them; faster in bulk.
   *
   * @param points x and y of each point, interleaved
   * @param count how many of them to look up, from the first
   * @param chains receives three ordinals a point, as {@link #find} gives them
   */
  public void findAll(double[] points, int count, int[] chains) {
    int[] owners = new int[count];
    if (finestLevel > 0) {
      levels[finestLevel - 1].owners(points, count, owners);
    }
    int[] chain = new int[Grid.LEVELS];
    for (int i = 0; i < count; i++) {
      double lon = points[2 * i];
      double lat = points[2 * i + 1];
      if (finestLevel > 0 && owners[i] >= 0) {
        walkUp(finestLevel, owners[i], lon, lat, chain);
      } else {
        find(lon, lat, chain);
      }
      System.arraycopy(chain, 0, chains, Grid.LEVELS * i, Grid.LEVELS);
    }
  }

  /** Fills a chain with one grid and what stands above it. */
  public void walkUp(int level, int ordinal, double lon, double lat, int[] chain) {
    for (int finer = Grid.LEVELS; finer > level; finer--) {
      chain[finer - 1] = NONE;
    }
    chain[level - 1] = ordinal;
    for (int upper = level - 1; upper > 0; upper--) {
      int below = chain[upper];
      int parent = below < 0 ? NONE : parents[upper][below];
      chain[upper - 1] = parent >= 0 ? parent : levels[upper - 1].owner(lon, lat);
    }
  }

  /** Tells whether a point lies within the outline of the layer, its holes filled. */
  public boolean covers(double lon, double lat) {
    for (int level = 1; level <= finestLevel; level++) {
      if (levels[level - 1].owner(lon, lat) >= 0) {
        return true;
      }
    }
    return outline.get().owner(lon, lat) >= 0;
  }

  private int slitOwner(double lon, double lat) {
    int nearest = levels[finestLevel - 1].slitOwner(lon, lat, SLIT_METRES);
    return nearest >= 0 && covers(lon, lat) ? nearest : NONE;
  }
}
