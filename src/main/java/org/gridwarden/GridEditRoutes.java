package org.gridwarden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.GeoJson;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridEdit;
import org.gridwarden.grid.GridEditor;
import org.gridwarden.grid.GridShapes;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.locationtech.jts.geom.Geometry;

/** The routes by which an administrator draws the borders of grids by hand. */
final class GridEditRoutes {
  private static final int LONGEST_CODE = 32;
  private static final int LONGEST_NAME = 100;
  private static final int DECIMALS = 9;

  private final GridEditor editor;
  private final GridWork work;
  private final Gate gate;

  GridEditRoutes(GridEditor editor, GridWork work, Gate gate) {
    this.editor = editor;
    this.work = work;
    this.gate = gate;
  }

  List<Endpoint> endpoints() {
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
            .answers("application/json", GridWork.answer())
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
    if (request.flag("dryRun")) {
      work.check(request, progress -> editor.check(edit, progress));
      return;
    }
    String note = request.text("note", "").strip();
    String source = note.isEmpty() ? "borders" : "borders: " + note;
    work.change(request, "grids_edited", progress -> editor.edit(edit, source, progress));
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
}
