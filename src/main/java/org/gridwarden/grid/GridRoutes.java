package org.gridwarden.grid;

import com.fasterxml.jackson.core.JsonGenerator;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Bbox;
import org.gridwarden.geo.Ground;
import org.gridwarden.grid.coverage.CoverageCheck;
import org.gridwarden.grid.coverage.CoverageReport;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.locationtech.jts.geom.Envelope;

/** The routes of grids: their shapes, search, and the check of their coverage. */
public final class GridRoutes {
  private static final String AT = "as of this moment (ISO-8601, or a date); default now";
  private static final String LAYER = "layer of grids; default \"default\"";
  private static final int MOST_FOUND = 50;
  private static final byte[] COLLECTION =
      "{\"type\":\"FeatureCollection\",\"features\":[".getBytes(StandardCharsets.US_ASCII);

  private final Grids grids;
  private final Clock clock;
  private final DisplayGrids display = new DisplayGrids();
  private final Cache<GridSnapshot, CoverageReport> checks =
      Caffeine.newBuilder().maximumSize(4).weakKeys().build();

  public GridRoutes(Grids grids, Clock clock) {
    this.grids = grids;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    Schema feature =
        Schema.object()
            .with("type", Schema.oneOf("Feature"))
            .with("id", Schema.text())
            .with("properties", properties())
            .with("geometry", Schema.object());
    return List.of(
        Endpoint.get("/api/v1/grids", "grids", "The grids of a level as GeoJSON")
            .required("level", Schema.integer(), "1, 2 or 3")
            .optional("bbox", Schema.text(), "west,south,east,north: only grids whose box meets it")
            .optional("at", Schema.text(), AT)
            .optional("zoom", Schema.integer(), "simplified for this zoom of a web map")
            .optional("layer", Schema.text(), LAYER)
            .answers(
                "application/geo+json",
                Schema.object()
                    .with("type", Schema.oneOf("FeatureCollection"))
                    .with("features", Schema.listOf(feature)))
            .handle(this::answerGrids),
        Endpoint.get("/api/v1/grids/{code}", "grid", "One grid, with its parents and children")
            .path("code", "code of the grid")
            .optional("at", Schema.text(), AT)
            .optional("layer", Schema.text(), LAYER)
            .answers("application/geo+json", feature)
            .handle(this::answerGrid),
        Endpoint.get("/api/v1/search", "search", "Grids by a piece of their name or code")
            .required("q", Schema.text(), "the piece")
            .optional("limit", Schema.integer(), "at most so many, 1 to 50; default 10")
            .optional("layer", Schema.text(), LAYER)
            .answers("application/json", Schema.object().with("items", Schema.listOf(found())))
            .handle(this::answerSearch),
        Endpoint.get("/api/v1/check", "check", "The faults of the grids' coverage as GeoJSON")
            .optional("layer", Schema.text(), LAYER)
            .answers(
                "application/geo+json",
                Schema.object()
                    .with("type", Schema.oneOf("FeatureCollection"))
                    .with("summary", Schema.text())
                    .with("features", Schema.listOf(Schema.object())))
            .handle(this::answerCheck));
  }

  private static Schema properties() {
    return Schema.object()
        .with("code", Schema.text())
        .with("name", Schema.text())
        .with("level", Schema.integer())
        .with("parent", Schema.text().orNull());
  }

  private static Schema found() {
    return properties().with("bbox", Schema.listOf(Schema.number()));
  }

  private GridSnapshot snapshot(Request request) {
    return grids.at(
        request.text("layer", GridVersion.DEFAULT_LAYER),
        request.findMoment("at").orElseGet(clock::instant));
  }

  private void answerGrids(Request request) throws IOException {
    int level = request.findInteger("level", 1, Grid.LEVELS).orElseThrow();
    GridSnapshot snapshot = snapshot(request);
    List<Grid> all = snapshot.grids(level);
    int[] ordinals =
        request
            .findBox("bbox")
            .map(
                box ->
                    snapshot
                        .chain()
                        .index(level)
                        .within(new Envelope(box[0], box[2], box[1], box[3])))
            .orElseGet(() -> IntStream.range(0, all.size()).toArray());
    List<byte[]> drawn =
        request
            .findInteger("zoom", 0, 30)
            .map(zoom -> display.features(snapshot, level, zoom))
            .orElse(null);
    if (drawn == null) {
      request.stream(
          "application/geo+json",
          json -> {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            for (int ordinal : ordinals) {
              DisplayGrids.write(json, all.get(ordinal));
            }
            json.writeEndArray();
            json.writeEndObject();
          });
    } else {
      request.answer("application/geo+json", join(drawn, ordinals));
    }
  }

  private static byte[] join(List<byte[]> features, int[] ordinals) {
    int size =
        COLLECTION.length + 2 + Arrays.stream(ordinals).map(o -> features.get(o).length + 1).sum();
    byte[] joined = Arrays.copyOf(COLLECTION, size);
    int at = COLLECTION.length;
    for (int i = 0; i < ordinals.length; i++) {
      byte[] feature = features.get(ordinals[i]);
      if (i > 0) {
        joined[at++] = ',';
      }
      System.arraycopy(feature, 0, joined, at, feature.length);
      at += feature.length;
    }
    joined[at++] = ']';
    joined[at++] = '}';
    return Arrays.copyOf(joined, at);
  }

  private void answerGrid(Request request) throws IOException {
    GridSnapshot snapshot = snapshot(request);
    String code = request.path("code");
    Grid grid =
        snapshot
            .find(code)
            .orElseThrow(
                () -> FaultException.notFound("code", code, "no such grid at that moment"));
    request.stream("application/geo+json", json -> writeGrid(json, snapshot, grid));
  }

  private static void writeGrid(JsonGenerator json, GridSnapshot snapshot, Grid grid)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeStringField("id", grid.code());
    json.writeObjectFieldStart("properties");
    json.writeStringField("code", grid.code());
    json.writeStringField("name", grid.name());
    json.writeNumberField("level", grid.level());
    json.writeStringField("parent", grid.parent());
    json.writeNumberField(
        "areaSquareMetres", Math.round(Ground.areaSquareMetres(grid.geometry()) * 10) / 10.0);
    json.writeArrayFieldStart("parents");
    for (Grid parent : snapshot.lineage(grid).stream().skip(1).toList()) {
      json.writeString(parent.code());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("children");
    if (grid.level() < Grid.LEVELS) {
      for (Grid child : snapshot.grids(grid.level() + 1)) {
        if (grid.code().equals(child.parent())) {
          json.writeString(child.code());
        }
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeFieldName("geometry");
    org.gridwarden.geo.GeoJson.writeGeometry(json, grid.geometry(), 9);
    json.writeEndObject();
  }

  private void answerSearch(Request request) {
    String text = request.findText("q").orElseThrow();
    if (text.isBlank()) {
      throw FaultException.badInput("q", text, "a piece of a name or code is wanted");
    }
    int limit = request.findInteger("limit", 1, MOST_FOUND).orElse(10);
    GridSnapshot snapshot = grids.now(request.text("layer", GridVersion.DEFAULT_LAYER));
    request.json(
        Map.of(
            "items",
            GridSearch.find(snapshot, text, limit).stream().map(GridRoutes::found).toList()));
  }

  private static Map<String, Object> found(Grid grid) {
    Bbox box = Bbox.of(grid.geometry().getEnvelopeInternal());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", grid.code());
    json.put("name", grid.name());
    json.put("level", grid.level());
    json.put("parent", grid.parent());
    json.put("bbox", List.of(box.west(), box.south(), box.east(), box.north()));
    return json;
  }

  private void answerCheck(Request request) throws IOException {
    GridSnapshot snapshot = grids.now(request.text("layer", GridVersion.DEFAULT_LAYER));
    CoverageReport report =
        checks.get(
            snapshot,
            each ->
                CoverageCheck.check(
                    each.all(), GridImportRequest.DEFAULT_TOLERANCE_METRES, Progress.NONE));
    request.stream("application/geo+json", report::writeGeoJson);
  }
}
