package org.gridwarden.heat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Guard;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.store.ChangeFeed;
import org.gridwarden.time.Moments;

/** The routes of heat; here tiles, and the legend that says what their colours stand for. */
public final class HeatRoutes {
  private static final int SIZE = 256;
  private static final String DOUBLE = "@2x";

  /** Who has just closed a problem sees it gone. */
  private static final long OWN_WRITES_MILLIS = 500;

  private final HeatMap heat;
  private final ChangeFeed feed;
  private final Gate gate;
  private final Moments moments;
  private final boolean strangersMaySee;

  public HeatRoutes(
      HeatMap heat, ChangeFeed feed, Gate gate, Moments moments, boolean strangersMaySee) {
    this.heat = heat;
    this.feed = feed;
    this.gate = gate;
    this.moments = moments;
    this.strangersMaySee = strangersMaySee;
  }

  public List<Endpoint> endpoints() {
    Guard maySee = strangersMaySee ? this::checkKnown : gate.needs(Right.SEE_HEAT);
    List<Endpoint> all = new ArrayList<>(tiles(maySee));
    all.addAll(new AreaRoutes(heat, moments, maySee).endpoints());
    all.addAll(new PictureRoutes(heat, moments, maySee).endpoints());
    return all;
  }

  private static Endpoint tile(Endpoint endpoint) {
    return HeatParameters.compared(HeatParameters.described(endpoint));
  }

  private List<Endpoint> tiles(Guard maySee) {
    return Stream.of(
            tile(Endpoint.get(
                    "/tiles/heat/{z}/{x}/{y}.png",
                    "heatTile",
                    "Density of problems, 256 pixels a side, transparent where there is none"))
                .path("z", "zoom, 0 to 22")
                .path("x", "from the west")
                .path("y", "from the north; with @2x: 512 pixels a side")
                .optional(
                    "theme", Schema.oneOf("light", "dark"), "of the map beneath; default light")
                .optional(
                    "top", Schema.number(), "density of the strongest colour; default by zoom")
                .guarded(maySee)
                .answers("image/png", Schema.text())
                .handle(this::answerTile),
            tile(Endpoint.get(
                    "/api/v1/heat/legend",
                    "heatLegend",
                    "What the colours of a zoom's tiles stand for"))
                .required("zoom", Schema.integer(), "0 to 22")
                .optional(
                    "theme", Schema.oneOf("light", "dark"), "of the map beneath; default light")
                .optional("top", Schema.number(), "as of the tiles")
                .guarded(maySee)
                .answers("application/json", legendSchema())
                .handle(this::answerLegend))
        .toList();
  }

  private static Schema legendSchema() {
    return Schema.object()
        .with("unit", Schema.text())
        .with("zoom", Schema.integer())
        .with("bandwidthMetres", Schema.number())
        .with("top", Schema.number())
        .with("problems", Schema.integer())
        .with(
            "stops",
            Schema.listOf(
                Schema.object()
                    .with("value", Schema.number())
                    .with("color", Schema.text())
                    .with("opacity", Schema.number())))
        .with(
            "piles",
            Schema.listOf(
                Schema.object()
                    .with("lon", Schema.number())
                    .with("lat", Schema.number())
                    .with("count", Schema.integer())));
  }

  /** Lets strangers through, but nobody whose token is no longer good. */
  private void checkKnown(Request request) {
    if (Gate.token(request).isPresent()) {
      gate.needs(Right.SEE_HEAT).check(request);
    }
  }

  private HeatParameters parameters(Request request) {
    return new HeatParameters(heat, moments, request::findText);
  }

  private void answerTile(Request request) {
    int zoom = whole("z", request.path("z"), 0, WebMercator.MOST_ZOOM);
    int last = (int) ((1L << zoom) - 1);
    int x = whole("x", request.path("x"), 0, last);
    String line = request.path("y");
    boolean fine = line.endsWith(DOUBLE);
    int y = whole("y", fine ? line.substring(0, line.length() - DOUBLE.length()) : line, 0, last);
    feed.awaitOwn(OWN_WRITES_MILLIS);
    HeatView view = parameters(request).view(zoom);
    long version = heat.tiles().version(zoom, x, y, view.sigmaMetres());
    String tag =
        String.format(
            Locale.ROOT,
            "\"%d-%s-%s\"",
            version,
            Double.toString(view.top()),
            tagOf(view.selection()));
    request.header("ETag", tag);
    request.header("Cache-Control", "private, no-cache");
    String known = request.header("If-None-Match");
    if (known != null && known.contains(tag)) {
      request.status(304);
      return;
    }
    HeatTiles.Wanted wanted = new HeatTiles.Wanted(zoom, x, y, fine ? 2 * SIZE : SIZE, view);
    request.answer("image/png", heat.tiles().get(wanted, version).png());
  }

  /** What the address doesn't say of a tile's content: the minute, where time goes by in it. */
  private static String tagOf(Selection selection) {
    return selection.at() == null ? "now" : Long.toString(selection.at());
  }

  private static int whole(String name, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most && !text.startsWith("+")) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Told below, with the numbers out of range.
    }
    throw FaultException.badInput(
        name, text, "a whole number of " + least + " to " + most + " is wanted");
  }

  private void answerLegend(Request request) {
    int zoom = whole("zoom", request.text("zoom", ""), 0, WebMercator.MOST_ZOOM);
    feed.awaitOwn(OWN_WRITES_MILLIS);
    HeatView view = parameters(request).view(zoom);
    Map<String, Object> legend = new LinkedHashMap<>();
    legend.put("unit", view.unit());
    legend.put("zoom", zoom);
    legend.put("bandwidthMetres", view.sigmaMetres());
    legend.put("top", view.top());
    legend.put("problems", view.scale().problems());
    legend.put("stops", view.ramp().stops(view.top()));
    legend.put("piles", view.scale().piles());
    request.json(legend);
  }
}
