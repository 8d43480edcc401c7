package org.gridwarden;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridEditor;
import org.gridwarden.grid.GridImportRequest;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.http.UploadedFile;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.time.Moments;

/**
 * The routes by which an administrator brings grids in, checks them first, and publishes drafts.
 */
final class GridVersionRoutes {
  private static final long MOST_BYTES = 256L << 20;

  private final GridEditor editor;
  private final GridWork work;
  private final Gate gate;
  private final Moments moments;

  GridVersionRoutes(GridEditor editor, GridWork work, Gate gate, Moments moments) {
    this.editor = editor;
    this.work = work;
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
            .handle(work::answerProgress),
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
            .answers("application/json", GridWork.answer())
            .handle(this::bringIn),
        Endpoint.post(
                "/api/v1/grid-versions/{id}/publish",
                "publishGrids",
                "Publishes a draft",
                "application/json")
            .path("id", "of the version")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/json", GridWork.answer())
            .handle(this::publish));
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

  private void bringIn(Request request) throws IOException {
    try (UploadedFile file = request.uploadFile("name", request.text("name", ""), MOST_BYTES)) {
      GridImportRequest wanted = wanted(request, file);
      if (wanted.dryRun()) {
        work.check(request, progress -> editor.check(wanted, progress));
      } else {
        work.change(request, "grids_brought_in", progress -> editor.importFiles(wanted, progress));
      }
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
    long id = id(request);
    work.change(request, "grids_published", progress -> editor.publish(id, progress));
  }

  private static long id(Request request) {
    try {
      return Long.parseLong(request.path("id"));
    } catch (NumberFormatException none) {
      throw FaultException.notFound("id", request.path("id"), "no such version of grids");
    }
  }
}
