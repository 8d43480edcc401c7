package org.gridwarden.heat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.grid.Grids;
import org.gridwarden.heat.picture.Caption;
import org.gridwarden.heat.picture.HeatPicture;
import org.gridwarden.heat.picture.Legend;
import org.gridwarden.heat.picture.MapWindow;
import org.gridwarden.heat.picture.Outline;
import org.gridwarden.heat.picture.PngFile;
import org.gridwarden.heat.picture.Sheet;
import org.gridwarden.time.Moments;

/**
 * Makes files of rasters: pictures to print and send, and rasters for GIS. Safe for many threads.
 */
public final class HeatPictures {
  /** Finer grids are drawn where a picture has so many of them at most. */
  private static final int MOST_OUTLINES = 400;

  private final Grids grids;
  private final HeatPicture picture = new HeatPicture();

  HeatPictures(Grids grids) {
    this.grids = grids;
  }

  /**
   * What a picture says.
   *
   * @param title null for the usual one
   * @param drawnAt when it is made
   * @param language "en", or anything else for Chinese
   */
  public record Words(String title, Instant drawnAt, String language, Moments moments) {}

  /**
   * A picture with title, legend, scale bar and date.
   *
   * @param raster of a web map
   */
  public void writePng(HeatRaster raster, Words words, OutputStream out) throws IOException {
    HeatView view = raster.view();
    HeatWords say = new HeatWords(words.language());
    List<org.gridwarden.heat.picture.Pile> piles =
        view.scale().piles().stream()
            .map(
                pile ->
                    new org.gridwarden.heat.picture.Pile(
                        new LonLat(pile.lon(), pile.lat()), pile.count()))
            .toList();
    Sheet sheet =
        new Sheet(
            new MapWindow(raster.box(), raster.width(), raster.height(), 1),
            TileImage.image(
                raster.values(), raster.width(), raster.height(), view.top(), view.ramp()),
            outlines(raster, view),
            piles,
            new Caption(
                words.title() == null ? say.say("title") : words.title(),
                subtitle(view, words, say),
                words.drawnAt().atZone(words.moments().zone()).toLocalDate(),
                ""),
            new Legend(
                unit(view, say),
                view.ramp().stops(view.top()).stream()
                    .map(stop -> new Legend.Stop(stop.value(), stop.argb()))
                    .toList()),
            words.language());
    PngFile.write(picture.draw(sheet), out);
  }

  private static String unit(HeatView view, HeatWords say) {
    if (view.against() != null) {
      return say.say("unitChange");
    }
    return say.say(view.selection().weighting() == Weighting.NONE ? "unit" : "unitWeighted");
  }

  private static String subtitle(HeatView view, Words words, HeatWords say) {
    List<String> parts = new ArrayList<>();
    Long at = view.selection().at();
    parts.add(say.say("at", format(at == null ? words.drawnAt().toEpochMilli() : at, words)));
    if (view.against() != null && view.against().at() != null) {
      parts.add(say.say("against", format(view.against().at(), words)));
    }
    if (!view.selection().at(null).equals(Selection.ALL)) {
      parts.add(say.say("filtered"));
    }
    return String.join(" · ", parts);
  }

  private static String format(long millis, Words words) {
    return words
        .moments()
        .format(Instant.ofEpochMilli(millis / 60_000 * 60_000))
        .substring(0, "2026-05-13T18:00".length())
        .replace('T', ' ');
  }

  /** The borders of grids in the box, as fine a level as is still a picture. */
  private List<Outline> outlines(HeatRaster raster, HeatView view) {
    Long at = view.selection().at();
    GridSnapshot snapshot =
        at == null
            ? grids.now(GridVersion.DEFAULT_LAYER)
            : grids.at(GridVersion.DEFAULT_LAYER, Instant.ofEpochMilli(at));
    List<Outline> outlines = new ArrayList<>();
    for (int level = Grid.LEVELS; level >= 1; level--) {
      int[] within = snapshot.chain().index(level).within(raster.box().toEnvelope());
      if (within.length <= MOST_OUTLINES) {
        int drawn = level;
        IntStream.of(within)
            .mapToObj(ordinal -> snapshot.grid(drawn, ordinal))
            .forEach(
                grid ->
                    outlines.add(
                        new Outline(
                            grid.geometry(), drawn == Grid.LEVELS ? "" : grid.name(), drawn)));
      }
    }
    return outlines;
  }

  /**
   * A raster of 32-bit floats in EPSG:4326.
   *
   * @param raster in degrees
   */
  public void writeTiff(HeatRaster raster, OutputStream out) throws IOException {
    GeoTiff.write(raster, out);
  }
}
