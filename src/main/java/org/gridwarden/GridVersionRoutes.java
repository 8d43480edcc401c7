package org.gridwarden;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.gridwarden.geo.GeoJson;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridEdit;
import org.gridwarden.grid.GridEditor;
import org.gridwarden.grid.GridImportCheck;
import org.gridwarden.grid.GridImportOutcome;
import org.gridwarden.grid.GridImportRequest;
import org.gridwarden.grid.GridShapes;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.http.UploadedFile;
import org.gridwarden.people.Accounts;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.store.ChangeFeed;
import org.gridwarden.time.Moments;
import org.locationtech.jts.geom.Geometry;

/**
 * The routes by which an administrator brings grids in, checks them first, and publishes drafts.
 */
final class GridVersionRoutes {
  private static final long MOST_BYTES = 256L << 20;
  private static final long MOST_WAIT_MILLIS = 10_000;
  private static final int LONGEST_CODE = 32;
  private static final int LONGEST_NAME = 100;
  private static final int DECIMALS = 9;

  private final GridEditor editor;
  private final ChangeFeed feed;
  private final Accounts accounts;
  private final Gate gate;
  private final Moments moments;

  /** What is being worked on, for whoever waits for it. */
  private final AtomicReference<Step> now = new AtomicReference<>();

  private record Step(String what, long done, long total) {}

  GridVersionRoutes(
      GridEditor editor, ChangeFeed feed, Accounts accounts, Gate gate, Moments moments) {
    this.editor = editor;
    this.feed = feed;
    this.accounts = accounts;
    this.gate = gate;
    this.moments = moments;
  }

  List<Endpoint> endpoints() {
    Schema version =
        Schema.object()
            .with("id", Schema.integer())
            .with("levels", Schema.listOf(Schema.integer()))
            .with("within", Schema.text().orNull())
            .with("validFrom", Schema.moment().orNull())
            .with("draft", Schema.bool())
            .with("source", Schema.text())
            .with("createdAt", Schema.moment());
    Schema outcome =
        Schema.object()
            .with("accepted", Schema.bool())
            .with("version", Schema.integer().orNull())
            .with("added", Schema.integer())
            .with("ended", Schema.integer())
            .with("unchanged", Schema.integer())
            .with("reparented", Schema.listOf(Schema.text()))
            .with("repairs", Schema.listOf(Schema.text()))
            .with("refusals", Schema.listOf(Schema.object()))
            .with("check", Schema.object())
            .with("grids", Schema.object());
    List<Endpoint> all = new ArrayList<>(edits(outcome));
    all.addAll(imports(version, outcome));
    return all;
  }

  private List<Endpoint> imports(Schema version, Schema outcome) {
    return List.of(
        Endpoint.get("/api/v1/grid-versions", "gridVersions", "Every import of grids, newest first")
            .guarded(gate.needs(Right.MANAGE))
            .answers(
                "application/json",
                Schema.object()
                    .with("items", Schema.listOf(version))
                    .with("newest", Schema.integer()))
            .handle(this::list),
        Endpoint.get("/api/v1/grid-versions/progress", "gridProgress", "How far an import has come")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/json", Schema.any())
            .handle(this::answerProgress),
        Endpoint.post(
                "/api/v1/grid-versions",
                "bringInGrids",
                "Brings grids in from a file, or with dryRun tells what that would do",
                "application/octet-stream")
            .required("name", Schema.text(), "of the file: .geojson, .zip, .gpkg, .kml")
            .required("level", Schema.integer(), "1, 2 or 3")
            .optional("code", Schema.text(), "field of the code; default code")
            .optional("nameField", Schema.text(), "field of the name; default name")
            .optional("parent", Schema.text(), "field of the parent; default parent, else by place")
            .optional("within", Schema.text(), "code: replace only what lies under this grid")
            .optional("crs", Schema.text(), "wgs84, cgcs2000, gcj02, bd09 or EPSG:n")
            .optional("encoding", Schema.text(), "of the text, such as GB18030")
            .optional("validFrom", Schema.text(), "from when on they hold; default now")
            .optional("tolerance", Schema.number(), "metres, 0 to 100; default 1")
            .optional("repair", Schema.bool(), "close slivers, make invalid rings valid")
            .optional("draft", Schema.bool(), "keep the version unpublished")
            .optional("dryRun", Schema.bool(), "check everything, change nothing")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/json", outcome)
            .handle(this::bringIn),
        Endpoint.post(
                "/api/v1/grid-versions/{id}/publish",
                "publishGrids",
                "Publishes a draft",
                "application/json")
            .path("id", "of the version")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/json", outcome)
            .handle(this::publish));
  }

  /** Those by which grids are edited by hand. */
  private List<Endpoint> edits(Schema outcome) {
    return List.of(
        Endpoint.post(
                "/api/v1/grid-versions/edit",
                "editGrids",
                "Changes some grids: a GeoJSON FeatureCollection of those that change or are new",
                "application/geo+json")
            .required("base", Schema.integer(), "the newest published version when it was begun")
            .optional("removed", Schema.text(), "codes of grids that end, with commas")
            .optional("validFrom", Schema.text(), "from when on it holds; default now")
            .optional("note", Schema.text(), "what the version is said to be")
            .optional("dryRun", Schema.bool(), "check everything, change nothing")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/json", outcome)
            .handle(this::edit),
        Endpoint.post(
                "/api/v1/grid-versions/union",
                "unionOfGrids",
                "The union of the polygons of a FeatureCollection; changes nothing",
                "application/geo+json")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/geo+json", Schema.object())
            .handle(
                request ->
                    answerShapes(request, List.of(GridShapes.union(shapes(request.json()))))),
        Endpoint.post(
                "/api/v1/grid-versions/split",
                "splitOfGrid",
                "The parts into which the line of a FeatureCollection cuts its polygon, the largest"
                    + " first; changes nothing",
                "application/geo+json")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/geo+json", Schema.object())
            .handle(
                request -> {
                  List<Geometry> shapes = shapes(request.json());
                  if (shapes.size() != 2) {
                    throw FaultException.badInput(
                        "features", shapes.size(), "a polygon and then a line are wanted");
                  }
                  answerShapes(request, GridShapes.split(shapes.get(0), shapes.get(1)));
                }));
  }

  private static List<Geometry> shapes(JsonNode json) {
    List<Geometry> shapes = new ArrayList<>();
    for (JsonNode feature : json.path("features")) {
      shapes.add(GeoJson.readGeometry(feature.path("geometry")));
    }
    if (shapes.isEmpty()) {
      throw FaultException.badInput(
          "features", null, "a FeatureCollection with features is wanted");
    }
    return shapes;
  }

  private static void answerShapes(Request request, List<Geometry> shapes) throws IOException {
    request.stream(
        "application/geo+json",
        json -> {
          json.writeStartObject();
          json.writeStringField("type", "FeatureCollection");
          json.writeArrayFieldStart("features");
          for (Geometry shape : shapes) {
            json.writeStartObject();
            json.writeStringField("type", "Feature");
            json.writeObjectFieldStart("properties");
            json.writeEndObject();
            json.writeFieldName("geometry");
            GeoJson.writeGeometry(json, shape, DECIMALS);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void edit(Request request) throws IOException {
    List<Grid> grids = new ArrayList<>();
    for (JsonNode feature : request.json().path("features")) {
      grids.add(grid(feature));
    }
    Set<String> removed =
        request
            .findText("removed")
            .map(text -> Set.copyOf(List.of(text.split(","))))
            .orElse(Set.of());
    GridEdit edit =
        new GridEdit(
            GridVersion.DEFAULT_LAYER,
            request.findInteger("base", 0, Integer.MAX_VALUE).orElseThrow(),
            grids,
            removed,
            request.findMoment("validFrom").orElse(null));
    Progress progress = (what, done, total) -> now.set(new Step(what, done, total));
    try {
      if (request.flag("dryRun")) {
        GridImportCheck check = editor.check(edit, progress);
        request.stream("application/json", json -> write(json, check));
        return;
      }
      String source = request.text("note", "").strip();
      GridImportOutcome outcome =
          editor.edit(edit, source.isEmpty() ? "borders" : "borders: " + source, progress);
      note(request, outcome, "grids_edited");
      request.stream(
          "application/json",
          json -> write(json, new GridImportCheck(outcome, List.of(), List.of())));
    } finally {
      now.set(null);
    }
  }

  private static Grid grid(JsonNode feature) {
    JsonNode properties = feature.path("properties");
    String code = properties.path("code").asText("");
    int level = properties.path("level").asInt();
    String name = properties.path("name").asText("").strip();
    if (code.isEmpty() || code.length() > LONGEST_CODE || code.contains(",")) {
      throw FaultException.badInput(
          "code", code, "a code of 1 to " + LONGEST_CODE + " characters without a comma is wanted");
    }
    if (level < 1 || level > Grid.LEVELS) {
      throw FaultException.badInput("level", level, "1, 2 or 3");
    }
    if (name.length() > LONGEST_NAME) {
      throw FaultException.badInput("name", name, "at most " + LONGEST_NAME + " characters");
    }
    String parent = properties.path("parent").isTextual() ? properties.path("parent").asText() : "";
    return new Grid(
        level,
        code,
        name.isEmpty() ? code : name,
        parent.isEmpty() ? null : parent,
        GeoJson.readGeometry(feature.path("geometry")));
  }

  private void list(Request request) {
    List<Map<String, Object>> items =
        editor.listVersions().stream()
            .sorted((a, b) -> Long.compare(b.id(), a.id()))
            .map(this::described)
            .toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", items);
    answer.put("newest", editor.newest(GridVersion.DEFAULT_LAYER));
    request.json(answer);
  }

  private Map<String, Object> described(GridVersion version) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", version.id());
    json.put("levels", version.levels());
    json.put("within", version.withinCode());
    json.put("validFrom", version.validFrom() == null ? null : moments.format(version.validFrom()));
    json.put("draft", version.draft());
    json.put("source", version.source());
    json.put("createdAt", moments.format(version.createdAt()));
    return json;
  }

  private void answerProgress(Request request) {
    Step step = now.get();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", step == null ? null : step.what());
    json.put("done", step == null ? null : step.done());
    json.put("total", step == null ? null : step.total());
    request.header("Cache-Control", "no-store");
    request.json(json);
  }

  private void bringIn(Request request) throws IOException {
    Progress progress = (what, done, total) -> now.set(new Step(what, done, total));
    try (UploadedFile file = request.uploadFile("name", request.text("name", ""), MOST_BYTES)) {
      GridImportRequest wanted = wanted(request, file);
      if (wanted.dryRun()) {
        GridImportCheck check = editor.check(wanted, progress);
        request.stream("application/json", json -> write(json, check));
        return;
      }
      GridImportOutcome outcome = editor.importFiles(wanted, progress);
      note(request, outcome, "grids_brought_in");
      request.stream(
          "application/json",
          json -> write(json, new GridImportCheck(outcome, List.of(), List.of())));
    } finally {
      now.set(null);
    }
  }

  private static GridImportRequest wanted(Request request, UploadedFile file) {
    return new GridImportRequest(
        List.of(
            new GridImportRequest.LevelFile(
                file.path(),
                request.findInteger("level", 1, Grid.LEVELS).orElseThrow(),
                request.findText("code").orElse(null),
                request.findText("nameField").orElse(null),
                request.findText("parent").orElse(null))),
        GridVersion.DEFAULT_LAYER,
        request.findText("within").orElse(null),
        request.findText("crs").map(Crs::parse).orElse(null),
        request.findText("encoding").map(GridVersionRoutes::charset).orElse(null),
        request.findMoment("validFrom").orElse(null),
        request.findNumber("tolerance").orElse(GridImportRequest.DEFAULT_TOLERANCE_METRES),
        request.flag("repair"),
        request.flag("draft"),
        request.flag("dryRun"));
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw FaultException.badInput("encoding", name, "for example UTF-8, GBK, GB18030");
    }
  }

  private void publish(Request request) throws IOException {
    long id;
    try {
      id = Long.parseLong(request.path("id"));
    } catch (NumberFormatException none) {
      throw FaultException.notFound("id", request.path("id"), "no such version of grids");
    }
    Progress progress = (what, done, total) -> now.set(new Step(what, done, total));
    try {
      GridImportOutcome outcome = editor.publish(id, progress);
      note(request, outcome, "grids_published");
      request.stream(
          "application/json",
          json -> write(json, new GridImportCheck(outcome, List.of(), List.of())));
    } finally {
      now.set(null);
    }
  }

  private void note(Request request, GridImportOutcome outcome, String action) {
    if (outcome.version() != null) {
      accounts.note(
          gate.actor(request),
          action,
          outcome.version().source() + ", version " + outcome.version().id());
      // Whoever is told that it is done finds it so.
      feed.awaitOwn(MOST_WAIT_MILLIS);
    }
  }

  private static void write(JsonGenerator json, GridImportCheck check) throws IOException {
    GridImportOutcome outcome = check.outcome();
    json.writeStartObject();
    json.writeBooleanField("accepted", check.refusals().isEmpty());
    if (outcome.version() == null) {
      json.writeNullField("version");
    } else {
      json.writeNumberField("version", outcome.version().id());
    }
    json.writeNumberField("added", outcome.added());
    json.writeNumberField("ended", outcome.ended());
    json.writeNumberField("unchanged", outcome.unchanged());
    json.writeFieldName("reparented");
    json.writeObject(outcome.reparented());
    json.writeFieldName("repairs");
    json.writeObject(outcome.repairs().stream().map(Object::toString).toList());
    json.writeArrayFieldStart("refusals");
    for (Fault fault : check.refusals()) {
      json.writeStartObject();
      json.writeStringField("detail", fault.detail());
      json.writeStringField("feature", fault.feature());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("check");
    outcome.report().writeGeoJson(json);
    json.writeFieldName("grids");
    check.writeGeoJson(json);
    json.writeEndObject();
  }
}
