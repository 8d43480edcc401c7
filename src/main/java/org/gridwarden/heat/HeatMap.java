package org.gridwarden.heat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Bbox;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.grid.Grids;
import org.gridwarden.grid.Residents;
import org.gridwarden.heat.density.Pixels;
import org.gridwarden.problem.index.ProblemIndex;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.Change;
import org.gridwarden.store.Database;
import org.gridwarden.time.Moments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The heat of an area: builds the objects that it is made with. Safe for many threads. */
public final class HeatMap {
  private static final Logger LOG = LoggerFactory.getLogger(HeatMap.class);

  private static final int LEAST_SIDE = 16;
  private static final int MOST_PIXELS = 16_777_216;
  private static final double PIXELS_OF_TILE = 256;

  private final Clock clock;
  private final Known known;
  private final Unresolved unresolved;
  private final HeatScales scales;
  private final HeatTiles tiles;
  private final HeatAreas areas;
  private final HeatFrames frames;
  private final HeatPictures pictures;

  /** What filters can name. */
  public record Known(Duties duties, Grids grids, Residents residents) {}

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
    this.areas = new HeatAreas(unresolved, known);
    this.frames = new HeatFrames(unresolved, scales);
    this.pictures = new HeatPictures(known.grids());
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

  /** Whether everything is in memory. */
  public boolean isRead() {
    return unresolved.isRead();
  }

  /** How many stretches of being unresolved are held, now and past. */
  public int intervals() {
    return unresolved.size() + unresolved.pastSize();
  }

  /**
   * The densities of a box.
   *
   * @param given the text of a parameter by its name, as the heat tile takes them
   * @param inDegrees whether rows are equal steps of latitude rather than of a web map
   * @throws FaultException BAD_INPUT naming the parameter, bbox or size
   */
  public HeatRaster raster(
      Bbox box,
      int width,
      int height,
      boolean inDegrees,
      Moments moments,
      Function<String, Optional<String>> given) {
    check(box, width, height);
    Pixels pixels =
        inDegrees
            ? Pixels.ofDegrees(box.west(), box.south(), box.east(), box.north(), width, height)
            : Pixels.ofMap(box.west(), box.south(), box.east(), box.north(), width, height);
    double span = WebMercator.x(box.east()) - WebMercator.x(box.west());
    double zoom = Math.max(0, Math.log(width / (PIXELS_OF_TILE * span)) / Math.log(2));
    HeatView view = new HeatParameters(this, moments, given).view(zoom);
    float[] values = tiles.densities(view.selection(), view.against(), view.sigmaMetres(), pixels);
    return new HeatRaster(
        box, width, height, inDegrees, values == null ? new float[width * height] : values, view);
  }

  private static void check(Bbox box, int width, int height) {
    if (width < LEAST_SIDE || height < LEAST_SIDE || (long) width * height > MOST_PIXELS) {
      throw FaultException.badInput(
          "size",
          width + "x" + height,
          "at least " + LEAST_SIDE + " pixels a side, and at most " + MOST_PIXELS + " in all");
    }
    if (!(box.west() < box.east() && box.south() < box.north())) {
      throw FaultException.badInput("bbox", box, "west,south,east,north: it has no area");
    }
    if (Math.max(-box.south(), box.north()) > WebMercator.MOST_LATITUDE) {
      throw FaultException.badInput(
          "bbox", box, "latitudes of a map lie within " + WebMercator.MOST_LATITUDE + " degrees");
    }
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

  HeatAreas areas() {
    return areas;
  }

  HeatFrames frames() {
    return frames;
  }

  /** Draws pictures of rasters. */
  public HeatPictures pictures() {
    return pictures;
  }

  HeatTiles tiles() {
    return tiles;
  }
}
