package org.gridwarden.heat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.heat.density.Density;
import org.gridwarden.heat.density.Lattice;
import org.gridwarden.heat.density.Pixels;

/**
 * Tiles of heat, kept until a change near them or another scale makes them outdated. Safe for many
 * threads.
 */
final class HeatTiles {
  private static final long MOST_KEPT_BYTES = 48L << 20;

  private final Unresolved unresolved;
  private final HeatBlocks blocks;
  private final Cache<Wanted, Tile> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT_BYTES)
          .weigher((Wanted wanted, Tile tile) -> tile.png().length + 300)
          .build();

  HeatTiles(Unresolved unresolved, HeatBlocks blocks) {
    this.unresolved = unresolved;
    this.blocks = blocks;
  }

  /**
   * Which tile, of what, in which colours.
   *
   * @param against what is taken off, or null
   * @param size pixels a side, 256 or 512
   */
  record Wanted(
      int zoom,
      int x,
      int y,
      int size,
      Selection selection,
      Selection against,
      double sigmaMetres,
      double top,
      Ramp ramp) {
    Wanted(int zoom, int x, int y, int size, HeatView view) {
      this(
          zoom,
          x,
          y,
          size,
          view.selection(),
          view.against(),
          view.sigmaMetres(),
          view.top(),
          view.ramp());
    }
  }

  /**
   * @param version of what it was made from; another one makes it outdated
   */
  record Tile(long version, byte[] png) {}

  /** The number of the last change that a tile can show. */
  long version(int zoom, int x, int y, double sigmaMetres) {
    double width = Math.scalb(1.0, -zoom);
    double north = WebMercator.lat(y * width);
    double south = WebMercator.lat((y + 1) * width);
    double furthest = Math.min(85, Math.max(Math.abs(north), Math.abs(south)));
    double reach =
        Density.reachMetres(Lattice.of(sigmaMetres)) / Ground.metresPerDegreeLon(furthest) / 360;
    return unresolved
        .freshness()
        .of(x * width - reach, y * width - reach, (x + 1) * width + reach, (y + 1) * width + reach);
  }

  /** The tile as it is now. */
  Tile get(Wanted wanted, long version) {
    Tile known = kept.getIfPresent(wanted);
    if (known != null && known.version() == version) {
      return known;
    }
    Tile made = new Tile(version, make(wanted));
    kept.put(wanted, made);
    return made;
  }

  /** Makes the tile, whatever is kept of it. */
  byte[] make(Wanted wanted) {
    Pixels pixels = Pixels.ofTile(wanted.zoom(), wanted.x(), wanted.y(), wanted.size());
    float[] densities =
        densities(wanted.selection(), wanted.against(), wanted.sigmaMetres(), pixels);
    return TileImage.png(
        TileImage.image(densities, wanted.size(), wanted.size(), wanted.top(), wanted.ramp()));
  }

  /**
   * The density of what a selection counts, less that of another, row by row from the north; null
   * where all is 0.
   *
   * @param against may be null
   */
  float[] densities(Selection selection, Selection against, double sigmaMetres, Pixels pixels) {
    Lattice lattice = Lattice.of(sigmaMetres);
    float[] densities = Density.of(lattice, blocks.of(selection, lattice), pixels);
    if (against == null) {
      return densities;
    }
    float[] before = Density.of(lattice, blocks.of(against, lattice), pixels);
    if (before == null) {
      return densities;
    }
    float[] change = densities == null ? new float[before.length] : densities;
    for (int i = 0; i < change.length; i++) {
      change[i] -= before[i];
    }
    return change;
  }
}
