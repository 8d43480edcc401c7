package org.gridwarden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.time.Moments;
import org.locationtech.jts.geom.Envelope;

/** The routes that are of no domain: what a page needs to draw its map. */
final class SystemRoutes {
  private final App app;
  private final Basemap basemap;
  private final Moments moments;

  SystemRoutes(App app, Basemap basemap, Moments moments) {
    this.app = app;
    this.basemap = basemap;
    this.moments = moments;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/map", "map", "What a page needs to draw the map")
            .optional("layer", Schema.text(), "layer of grids; default \"default\"")
            .answers(
                "application/json",
                Schema.object()
                    .with("layers", Schema.listOf(Schema.text()))
                    .with("bbox", Schema.listOf(Schema.number()).orNull())
                    .with("zone", Schema.text())
                    .with("levels", Schema.object())
                    .with("base", Schema.object().orNull()))
            .handle(this::answerMap),
        Endpoint.get("/base.geojson", "base", "The base map of the area, where it has its own")
            .answers("application/geo+json", Schema.object())
            .handle(this::answerBase));
  }

  private void answerMap(Request request) {
    GridSnapshot grids = app.grids().now(request.text("layer", GridVersion.DEFAULT_LAYER));
    Envelope extent = grids.extent();
    Map<String, Integer> levels = new LinkedHashMap<>();
    for (int level = 1; level <= Grid.LEVELS; level++) {
      levels.put(String.valueOf(level), grids.grids(level).size());
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("layers", app.grids().listLayers());
    map.put(
        "bbox",
        extent.isNull()
            ? null
            : List.of(extent.getMinX(), extent.getMinY(), extent.getMaxX(), extent.getMaxY()));
    map.put("zone", moments.zone().getId());
    map.put("levels", levels);
    map.put("base", base());
    request.json(map);
  }

  private Map<String, String> base() {
    if (basemap != null) {
      return Map.of("kind", "tiles", "url", basemap.url(), "crs", basemap.crs());
    }
    return Files.exists(baseFile()) ? Map.of("kind", "geojson", "url", "/base.geojson") : null;
  }

  private Path baseFile() {
    return app.config().dataDirectory().resolve(Server.BASE_FILE);
  }

  private void answerBase(Request request) throws IOException {
    if (!Files.exists(baseFile())) {
      throw FaultException.notFound(null, null, "the area has no base map of its own");
    }
    request.header("Cache-Control", "max-age=3600");
    request.answer("application/geo+json", Files.readAllBytes(baseFile()));
  }
}
