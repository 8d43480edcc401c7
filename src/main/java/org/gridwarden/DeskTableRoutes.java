package org.gridwarden;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.http.UploadedFile;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;

/** The routes of the tables that an administrator keeps: taken out, and brought in by file. */
final class DeskTableRoutes {
  private static final long MOST_BYTES = 32L << 20;

  private final App app;
  private final Gate gate;

  DeskTableRoutes(App app, Gate gate) {
    this.app = app;
    this.gate = gate;
  }

  List<Endpoint> endpoints() {
    Schema changes =
        Schema.object()
            .with("dryRun", Schema.bool())
            .with("added", Schema.integer())
            .with("changed", Schema.integer())
            .with("unchanged", Schema.integer())
            .with("removed", Schema.integer())
            .with("parties", Schema.integer())
            .with("warnings", Schema.listOf(Schema.text()));
    return List.of(
        Endpoint.get("/api/v1/tables/{table}", "table", "What a table of the desk has now")
            .path("table", DeskTable.codes())
            .optional("format", Schema.oneOf("json", "csv", "xlsx"), "default json")
            .guarded(gate.needs(Right.MANAGE))
            .answers(
                "application/json",
                Schema.object()
                    .with("columns", Schema.listOf(Schema.text()))
                    .with("rows", Schema.listOf(Schema.listOf(Schema.any())))
                    .with("gridNames", Schema.any()))
            .handle(this::answer),
        Endpoint.post(
                "/api/v1/tables/{table}",
                "bringInTable",
                "Brings rows in from a file; all or nothing",
                "application/octet-stream")
            .path("table", DeskTable.codes())
            .required("name", Schema.text(), "of the file, with its ending: .csv or .xlsx")
            .optional("dryRun", Schema.bool(), "check everything, change nothing")
            .guarded(gate.needs(Right.MANAGE))
            .answers("application/json", changes)
            .handle(this::bringIn));
  }

  private static DeskTable table(Request request) {
    String code = request.path("table");
    return DeskTable.find(code)
        .orElseThrow(
            () -> FaultException.notFound("table", code, "there are " + DeskTable.codes()));
  }

  private void answer(Request request) throws IOException {
    DeskTable table = table(request);
    String format = request.text("format", "json");
    List<List<Object>> rows = table.rows(app);
    request.header("Cache-Control", "no-store");
    switch (format) {
      case "json" -> {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("columns", table.columns());
        answer.put("rows", rows);
        answer.put("gridNames", table.gridNames(app, rows));
        request.json(answer);
      }
      case "csv", "xlsx" ->
          request.download(
              table.code() + "." + format,
              table.columns(),
              out -> {
                for (List<Object> row : rows) {
                  out.row(row);
                }
              });
      default -> throw FaultException.badInput("format", format, "json, csv or xlsx");
    }
  }

  private void bringIn(Request request) {
    DeskTable table = table(request);
    boolean dryRun = request.flag("dryRun");
    try (UploadedFile file = request.uploadFile("name", request.text("name", ""), MOST_BYTES)) {
      DeskTable.Changes changes = table.bringIn(app, file.path(), dryRun);
      if (!dryRun) {
        app.accounts().note(gate.actor(request), "table_brought_in", table.code() + ": " + changes);
      }
      request.json(changes.json(dryRun));
    }
  }
}
