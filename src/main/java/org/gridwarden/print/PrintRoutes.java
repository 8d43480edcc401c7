package org.gridwarden.print;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.problem.Actors;
import org.gridwarden.problem.Problems;

/** The routes of wall maps. */
public final class PrintRoutes {
  private static final int LONGEST_TITLE = 60;

  private final WallMaps maps;
  private final Gate gate;
  private final Actors actors;

  public PrintRoutes(WallMaps maps, Gate gate, Actors actors) {
    this.maps = maps;
    this.gate = gate;
    this.actors = actors;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        described(Endpoint.get("/api/v1/print/map.pdf", "wallMapPdf", "A wall map as PDF"))
            .answers("application/pdf", Schema.text())
            .handle(request -> answer(request, WallMaps.Format.PDF, "application/pdf")),
        described(Endpoint.get("/api/v1/print/map.svg", "wallMapSvg", "A wall map as SVG"))
            .answers("image/svg+xml", Schema.text())
            .handle(request -> answer(request, WallMaps.Format.SVG, "image/svg+xml")));
  }

  private Endpoint described(Endpoint endpoint) {
    return endpoint
        .optional("grid", Schema.text(), "code of a grid; default the whole area")
        .optional("size", Schema.oneOf("A0", "A1", "A2", "A3", "A4"), "of the paper; default A3")
        .optional("portrait", Schema.bool(), "the longer side up; default across")
        .optional("title", Schema.text(), "of the sheet; default the name of what it shows")
        .optional("contacts", Schema.bool(), "a table of who answers for which grid; default true")
        .optional("problems", Schema.bool(), "open problems; default true")
        .optional("phones", Schema.bool(), "phones that don't hang in the street; default false")
        .guarded(gate.needs(Right.PRINT));
  }

  private void answer(Request request, WallMaps.Format format, String type) throws IOException {
    String title = request.findText("title").orElse(null);
    if (title != null && title.length() > LONGEST_TITLE) {
      throw FaultException.badInput("title", title, "at most " + LONGEST_TITLE + " characters");
    }
    WallMaps.Wish wish =
        new WallMaps.Wish(
            request.findText("grid").orElse(null),
            Paper.parse("size", request.text("size", "A3")),
            request.flag("portrait"),
            title,
            request.findFlag("contacts").orElse(true),
            request.findFlag("problems").orElse(true),
            request.flag("phones"),
            request.language());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    maps.write(wish, Problems.scope(actors.of(gate.account(request))), format, out);
    request.answer(type, out.toByteArray());
  }
}
