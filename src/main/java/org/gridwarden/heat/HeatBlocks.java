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
  /** Blocks of fewer rows or bins are made anew in less time than it is worth to keep them. */
  private static final int WORTH_KEEPING = 125;

  private static final int MOST_KEPT = 4_000;

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
    if (selection.equals(Selection.ALL)) {
      unresolved.sum(lattice.level(), zoom, x, y, count, count);
    } else {
      unresolved.scan(selection.needsPast(), zoom, x, y, test, count);
    }
    if (count.counted >= WORTH_KEEPING) {
      kept.put(key, new Kept(version, count.block));
    }
    return count.block;
  }

  private long version(int zoom, int x, int y) {
    int beyond = Math.max(0, zoom - Freshness.FINEST);
    return unresolved.freshness().of(zoom - beyond, x >>> beyond, y >>> beyond);
  }

  /** Counts rows and bins into a block, which is made when the first comes. */
  private static final class Count implements IntervalSet.Sink, IntervalSet.BinSink {
    private final Lattice lattice;
    private final Weighting weighting;
    private final long moment;
    private final int x;
    private final int y;
    private Block block;
    private int counted;
    private int[] someX = {};
    private int[] someY;
    private float[] weights;

    Count(Lattice lattice, Selection selection, int x, int y) {
      this.lattice = lattice;
      this.weighting = selection.weighting();
      this.moment = selection.moment();
      this.x = x;
      this.y = y;
    }

    private void begin() {
      if (block == null) {
        block = new Block(lattice, x, y);
      }
    }

    @Override
    public void rows(Columns columns, int[] some, int count) {
      begin();
      if (someX.length < count) {
        someX = new int[some.length];
        someY = new int[some.length];
        weights = weighting == Weighting.NONE ? null : new float[some.length];
      }
      counted += count;
      columns.positions(some, count, someX, someY);
      if (weights != null) {
        weighting.of(columns, some, count, moment, weights);
      }
      block.add(someX, someY, weights, count);
    }

    @Override
    public void bin(int column, int row, double[] sums, int at) {
      begin();
      counted++;
      block.add(column, row, sums, at);
    }
  }
}
