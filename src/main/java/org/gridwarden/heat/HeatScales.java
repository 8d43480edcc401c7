package org.gridwarden.heat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.List;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.heat.density.Blocks;
import org.gridwarden.heat.density.Density;
import org.gridwarden.heat.density.Lattice;
import org.gridwarden.heat.density.Pixels;

/**
 * The scale of a picture, from the problems of the whole area: its top is the density that 98 of
 * 100 problems stay below, piles left out, as it was some minutes ago; and where that changed
 * little, as it was at the start of the day. It depends on the data and the hour only: two servers,
 * and one before and after it was started anew, colour alike. Safe for many threads.
 */
final class HeatScales {
  private static final int SAMPLE = 256;
  private static final double SHARE = 0.98;
  private static final long MINUTE = 60_000;
  private static final long STEP = 10 * MINUTE;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final double SQUARE_METRES = 1e6;

  /** Where there is no problem at all, or nothing but piles. */
  private static final double TOP_OF_NOTHING = 1;

  private final Unresolved unresolved;
  private final HeatBlocks blocks;
  private final Clock clock;
  private final Cache<Key, Worst> known = Caffeine.newBuilder().maximumSize(500).build();

  HeatScales(Unresolved unresolved, HeatBlocks blocks, Clock clock) {
    this.unresolved = unresolved;
    this.blocks = blocks;
    this.clock = clock;
  }

  private record Key(Selection selection, double sigmaMetres) {}

  /** The density of a place that is among the worst; 0 where there is none. */
  private record Worst(double density, int problems, List<Pile> piles) {}

  /** The scale for a selection at a bandwidth. A look into a table, but once in ten minutes. */
  Scale of(Selection selection, double sigmaMetres) {
    long asOf = selection.at() == null ? clock.millis() : selection.at();
    long step = (asOf - MINUTE) / STEP * STEP;
    Worst now = worst(selection.at(step), sigmaMetres);
    if (now.density() == 0) {
      // All of it is newer than that.
      now = find(selection, sigmaMetres);
    }
    if (now.density() == 0) {
      return new Scale(sigmaMetres, TOP_OF_NOTHING, now.problems(), now.piles());
    }
    Worst before = worst(selection.at(asOf / DAY * DAY), sigmaMetres);
    double top = Scale.top(now.density(), before.density());
    return new Scale(sigmaMetres, top, now.problems(), now.piles());
  }

  private Worst worst(Selection selection, double sigmaMetres) {
    return known.get(
        new Key(selection, sigmaMetres), key -> find(key.selection(), key.sigmaMetres()));
  }

  private Worst find(Selection selection, double sigmaMetres) {
    Positions positions = new Positions();
    unresolved.scan(
        selection.needsPast(), 0, 0, 0, selection.test(unresolved.numbers()), positions);
    List<Pile> piles = positions.piles();
    List<Positions.Place> sample = positions.sample(SAMPLE, piles);
    if (sample.isEmpty()) {
      return new Worst(0, positions.count(), piles);
    }
    Lattice lattice = Lattice.of(sigmaMetres);
    Blocks source = blocks.of(selection, lattice);
    double[] densities =
        sample.stream()
            .mapToDouble(
                place ->
                    Density.of(lattice, source, Pixels.ofPlace(place.x(), place.y()))[0]
                        - ofPiles(piles, place, sigmaMetres))
            .sorted()
            .toArray();
    double peak = SQUARE_METRES / (2 * Math.PI * sigmaMetres * sigmaMetres);
    int at = (int) Math.ceil(SHARE * densities.length) - 1;
    return new Worst(Math.max(peak, densities[at]), positions.count(), piles);
  }

  /** What piles add to the density of a place; each of their problems counted as one. */
  private static double ofPiles(List<Pile> piles, Positions.Place place, double sigmaMetres) {
    double sum = 0;
    double lat = WebMercator.lat(place.y());
    for (Pile pile : piles) {
      double east =
          (pile.lon() - WebMercator.lon(place.x())) * Ground.metresPerDegreeLon(pile.lat());
      double north = Ground.meridianMetres(pile.lat()) - Ground.meridianMetres(lat);
      double squared = (east * east + north * north) / (sigmaMetres * sigmaMetres);
      sum += pile.count() * Math.exp(-squared / 2);
    }
    return sum / (2 * Math.PI * sigmaMetres * sigmaMetres) * SQUARE_METRES;
  }
}
