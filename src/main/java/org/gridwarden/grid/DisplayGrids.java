package org.gridwarden.grid;

import com.fasterxml.jackson.core.JsonGenerator;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.geo.GeoJson;
import org.gridwarden.grid.coverage.SimplifiedCoverage;
import org.gridwarden.http.Json;
import org.locationtech.jts.geom.Geometry;

/**
 * Grids as maps draw them: simplified for a zoom so that neighbours still share their borders, and
 * written as GeoJSON features once for all who ask. Safe for many threads.
 */
final class DisplayGrids {
  /** From this zoom on, grids are drawn as they are. */
  static final int FULL_ZOOM = 17;

  private static final int EXACT_DECIMALS = 9;
  private static final int DISPLAY_DECIMALS = 6;
  private static final double METRES_A_PIXEL_AT_ZOOM_0 = 156_543.03;

  /** A level at a zoom of one snapshot; snapshots are told apart by identity. */
  private record Drawing(GridSnapshot snapshot, int level, int zoom) {}

  private final Cache<Drawing, List<byte[]>> drawings =
      Caffeine.newBuilder().maximumSize(48).softValues().build();

  /** One feature a grid, in the order of ordinals, drawn for a zoom. */
  List<byte[]> features(GridSnapshot snapshot, int level, int zoom) {
    return drawings.get(
        new Drawing(snapshot, level, Math.max(0, Math.min(zoom, FULL_ZOOM))), DisplayGrids::draw);
  }

  private static List<byte[]> draw(Drawing drawing) {
    List<Grid> grids = drawing.snapshot().grids(drawing.level());
    List<Geometry> shapes = grids.stream().map(Grid::geometry).toList();
    if (drawing.zoom() < FULL_ZOOM && !shapes.isEmpty()) {
      double lat = Math.toRadians(drawing.snapshot().extent().centre().y);
      double pixel = METRES_A_PIXEL_AT_ZOOM_0 * Math.cos(lat) / (1 << drawing.zoom());
      shapes = SimplifiedCoverage.simplify(shapes, pixel);
    }
    List<byte[]> features = new ArrayList<>();
    for (int i = 0; i < grids.size(); i++) {
      features.add(feature(grids.get(i), shapes.get(i)));
    }
    return features;
  }

  private static byte[] feature(Grid grid, Geometry shape) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
      write(json, grid, shape, DISPLAY_DECIMALS);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Writes a grid as a feature as it is, ordinates with nine decimals. */
  static void write(JsonGenerator json, Grid grid) throws IOException {
    write(json, grid, grid.geometry(), EXACT_DECIMALS);
  }

  private static void write(JsonGenerator json, Grid grid, Geometry shape, int decimals)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeStringField("id", grid.code());
    json.writeObjectFieldStart("properties");
    json.writeStringField("code", grid.code());
    json.writeStringField("name", grid.name());
    json.writeNumberField("level", grid.level());
    json.writeStringField("parent", grid.parent());
    json.writeEndObject();
    json.writeFieldName("geometry");
    GeoJson.writeGeometry(json, shape, decimals);
    json.writeEndObject();
  }
}
