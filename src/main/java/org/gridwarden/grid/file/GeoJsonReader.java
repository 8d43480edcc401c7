package org.gridwarden.grid.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.gridwarden.geo.GeoJson;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads GeoJSON feature by feature: a large file needs the memory of its largest feature and of its
 * geometries, whatever its lines. A name of a coordinate system (GeoJSON of 2008) is understood
 * where it stands before the features.
 */
final class GeoJsonReader {
  private static final int LONGEST_TEXT = 1_000_000;
  private static final int DEEPEST = 100;

  private final FeatureCollector features;
  private final ObjectMapper mapper;
  private Crs crs;
  private boolean crsGiven;

  private GeoJsonReader(ReadOptions options, FeatureCollector features) {
    this.features = features;
    this.crsGiven = options.crs() != null;
    this.crs = crsGiven ? options.crs() : Crs.WGS84;
    this.mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
  }

  static void read(Path file, ReadOptions options, FeatureCollector features) throws IOException {
    try (InputStream in = skipMark(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      new GeoJsonReader(options, features).read(in);
    } catch (JsonProcessingException broken) {
      JsonLocation at = broken.getLocation();
      Fault fault = Fault.badInput("not JSON: " + broken.getOriginalMessage());
      features.fault(
          at == null ? fault : fault.line(at.getLineNr()).field("column " + at.getColumnNr()));
    }
  }

  private static InputStream skipMark(InputStream in) throws IOException {
    in.mark(3);
    if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
      in.reset();
    }
    return in;
  }

  private void read(InputStream in) throws IOException {
    try (JsonParser parser = mapper.getFactory().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        features.fault(Fault.badInput("GeoJSON is an object: a FeatureCollection, a Feature"));
        return;
      }
      Map<String, JsonNode> own = new LinkedHashMap<>();
      boolean collection = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("features") && parser.currentToken() == JsonToken.START_ARRAY) {
          collection = true;
          readFeatures(parser);
        } else {
          JsonNode value = mapper.readTree(parser);
          own.put(name, value);
          if (name.equals("crs")) {
            takeCrs(value);
          }
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        features.fault(Fault.badInput("the file ends in the middle"));
      } else if (!collection) {
        readSingle(own);
      }
    }
  }

  private void readFeatures(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        features.fault(Fault.badInput("the file ends in the middle of its features"));
        return;
      }
      long line = parser.currentLocation().getLineNr();
      take(mapper.readTree(parser), line);
    }
  }

  private void readSingle(Map<String, JsonNode> own) {
    JsonNode node = mapper.valueToTree(own);
    String type = node.path("type").asText();
    if (type.equals("Feature")) {
      take(node, 1);
    } else if (node.has("coordinates") || node.has("geometries")) {
      take(mapper.createObjectNode().put("type", "Feature").set("geometry", node), 1);
    } else {
      features.fault(
          Fault.badInput("no FeatureCollection, Feature or geometry").field("type").value(type));
    }
  }

  private void take(JsonNode feature, long line) {
    String label = features.nextLabel();
    Map<String, String> fields = new LinkedHashMap<>();
    feature
        .path("properties")
        .properties()
        .forEach(
            property -> {
              features.fieldName(property.getKey());
              String text = text(property.getValue());
              if (text != null) {
                fields.put(property.getKey(), text);
              }
            });
    JsonNode geometry = feature.path("geometry");
    try {
      Geometry read =
          geometry.isMissingNode() || geometry.isNull() ? null : GeoJson.readGeometry(geometry);
      features.add(label, fields, read, crs);
    } catch (FaultException broken) {
      broken.faults().forEach(fault -> features.fault(label, fault.line(line)));
    }
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isFloatingPointNumber() && value.doubleValue() == Math.rint(value.doubleValue())) {
      return value.decimalValue().stripTrailingZeros().toPlainString();
    }
    return value.getNodeType() == JsonNodeType.STRING || value.isValueNode()
        ? value.asText()
        : value.toString();
  }

  private void takeCrs(JsonNode value) {
    String name = value.path("properties").path("name").asText("");
    if (crsGiven || name.isEmpty()) {
      return;
    }
    String code = name.replaceAll("(?i)^urn:(ogc|x-ogc):def:crs:", "").replaceAll(":[^:]*:", ":");
    crs = code.toUpperCase(java.util.Locale.ROOT).endsWith("CRS84") ? Crs.WGS84 : Crs.parse(code);
  }
}
