package org.gridwarden.town;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gridwarden.geo.GeoJson;
import org.locationtech.jts.geom.Geometry;

/** Writes the town's files: GeoJSON a feature a line, CSV with quotes where needed. */
final class Output {
  private Output() {}

  /** A feature to be written; properties that are null are left out. */
  record Feature(Map<String, Object> properties, Geometry geometry) {}

  static void geoJson(Path file, List<Feature> features, int decimals) throws IOException {
    try (JsonGenerator json =
        new JsonFactory().createGenerator(Files.newOutputStream(file), JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      for (Feature feature : features) {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeObjectFieldStart("properties");
        for (Map.Entry<String, Object> property : feature.properties().entrySet()) {
          if (property.getValue() instanceof Integer number) {
            json.writeNumberField(property.getKey(), number);
          } else if (property.getValue() != null) {
            json.writeStringField(property.getKey(), property.getValue().toString());
          }
        }
        json.writeEndObject();
        json.writeFieldName("geometry");
        GeoJson.writeGeometry(json, feature.geometry(), decimals);
        json.writeEndObject();
      }
      json.writeRaw('\n');
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  static void csv(Path file, List<String[]> rows) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        String cell = row[i] == null ? "" : row[i];
        boolean quoted = cell.contains(",") || cell.contains("\"");
        text.append(i > 0 ? "," : "")
            .append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
      }
      text.append('\n');
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
