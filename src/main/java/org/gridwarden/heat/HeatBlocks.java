package org.gridwarden.heat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.gridwarden.heat.density.Block;
import org.gridwarden.heat.density.Blocks;
import org.gridwarden.heat.density.Lattice;
import org.gridwarden.heat.interval.Columns;
import org.gridwarden.heat.interval.IntervalSet;
import org.gridwarden.heat.interval.RowTest;

/**
 * The bins that problems are counted in. Blocks with many problems are kept until a change touches
 * them: a picture of a whole city costs a scan of what changed, not of everything. Safe for many
 * threads.
 */
final class HeatBlocks {
  /** Blocks with fewer problems are made anew in less time than it is worth to keep them. */
  private static final int WORTH_KEEPING = 500;

  private static final int MOST_KEPT = 1_000;

  private final Unresolved unresolved;
  private final Cache<Key, Kept> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  HeatBlocks(Unresolved unresolved) {
    this.unresolved = unresolved;
  }

  private record Key(Selection selection, int level, int x, int y) {}

  private record Kept(long version, Block block) {}

  /** The blocks of what a selection counts. */
  Blocks of(Selection selection, Lattice lattice) {
    RowTest test = selection.test(unresolved.numbers());
    return (x, y) -> block(selection, lattice, test, x, y);
  }

  private Block block(Selection selection, Lattice lattice, RowTest test, int x, int y) {
    Key key = new Key(selection, lattice.level(), x, y);
    Kept known = kept.getIfPresent(key);
    long version = version(lattice.level() - Block.BITS, x, y);
    if (known != null && known.version() == version) {
      return known.block();
    }
    Count count = new Count(lattice, selection, x, y);
    int zoom = lattice.level() - Block.BITS;
    unresolved.scan(selection.needsPast(), zoom, x, y, test, count);
    if (count.rows >= WORTH_KEEPING) {
      kept.put(key, new Kept(version, count.block));
    }
    return count.block;
  }

  private long version(int zoom, int x, int y) {
    int beyond = Math.max(0, zoom - Freshness.FINEST);
    return unresolved.freshness().of(zoom - beyond, x >>> beyond, y >>> beyond);
  }

  /** Rows of which each counts as one. */
  private record Ones(Columns columns) implements Block.Points {
    @Override
    public int x(int row) {
      return columns.x(row);
    }

    @Override
    public int y(int row) {
      return columns.y(row);
    }

    @Override
    public float weight(int row) {
      return 1;
    }
  }

  /** Rows with their weights at a moment. */
  private record Weighed(Columns columns, Weighting weighting, long moment)
      implements Block.Points {
    @Override
    public int x(int row) {
      return columns.x(row);
    }

    @Override
    public int y(int row) {
      return columns.y(row);
    }

    @Override
    public float weight(int row) {
      return weighting.of(columns, row, moment);
    }
  }

  /** Counts rows into a block, which is made when the first comes. */
  private static final class Count implements IntervalSet.Sink {
    private final Lattice lattice;
    private final Weighting weighting;
    private final long moment;
    private final int x;
    private final int y;
    private Block block;
    private int rows;

    Count(Lattice lattice, Selection selection, int x, int y) {
      this.lattice = lattice;
      this.weighting = selection.weighting();
      this.moment = selection.moment();
      this.x = x;
      this.y = y;
    }

    @Override
    public void rows(Columns columns, int[] some, int count) {
      if (block == null) {
        block = new Block(lattice, x, y);
      }
      rows += count;
      block.add(
          weighting == Weighting.NONE ? new Ones(columns) : new Weighed(columns, weighting, moment),
          some,
          count);
    }
  }
}
