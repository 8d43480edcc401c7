package org.gridwarden.grid;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.gridwarden.grid.file.GeoPackageExportStore;
import org.gridwarden.grid.file.SourceFeature;
import org.gridwarden.http.Json;
import org.gridwarden.table.TableWriter;

/** Writes the grids of a snapshot to a file: .geojson, .gpkg, or a table .csv or .xlsx. */
public final class GridExport {
  private static final List<String> COLUMNS = List.of("code", "name", "level", "parent", "wkt");

  private GridExport() {}

  /**
   * @throws FaultException for another ending
   */
  public static void write(GridSnapshot snapshot, Path out) throws IOException {
    String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".geojson") || name.endsWith(".json")) {
      writeGeoJson(snapshot, out);
    } else if (name.endsWith(".gpkg")) {
      GeoPackageExportStore.write(
          out,
          snapshot.all().stream()
              .map(grid -> new SourceFeature(grid.code(), fields(grid), grid.geometry()))
              .toList());
    } else if (name.endsWith(".csv") || name.endsWith(".xlsx")) {
      TableWriter.write(
          out, COLUMNS, () -> snapshot.all().stream().map(GridExport::cells).iterator());
    } else {
      throw FaultException.badInput(
          "out", out, "grids are written as .geojson, .gpkg, .csv or .xlsx");
    }
  }

  private static void writeGeoJson(GridSnapshot snapshot, Path out) throws IOException {
    try (JsonGenerator json = Json.MAPPER.createGenerator(Files.newOutputStream(out))) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      for (Grid grid : snapshot.all()) {
        DisplayGrids.write(json, grid);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static Map<String, String> fields(Grid grid) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("code", grid.code());
    fields.put("name", grid.name());
    fields.put("level", String.valueOf(grid.level()));
    if (grid.parent() != null) {
      fields.put("parent", grid.parent());
    }
    return fields;
  }

  private static List<String> cells(Grid grid) {
    return java.util.Arrays.asList(
        grid.code(),
        grid.name(),
        String.valueOf(grid.level()),
        grid.parent(),
        grid.geometry().toText());
  }
}
