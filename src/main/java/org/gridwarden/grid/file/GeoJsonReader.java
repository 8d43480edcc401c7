package org.gridwarden.grid.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
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
 * Reads GeoJSON (RFC 7946, and the {@code crs} member of 2008): a FeatureCollection one feature at
 * a time, however long its lines; or one Feature, or one bare Polygon or MultiPolygon. Objects and
 * lists among the properties are passed over; a feature's {@code id} is a field where no property
 * is called so.
 */
final class GeoJsonReader {
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int DEEPEST = 100;

  /** NaN and Infinity are let through here so that the fault can name the feature that has them. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength(LONGEST_TEXT)
                      .maxNestingDepth(DEEPEST)
                      .build())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
              .build());

  private final ReadOptions options;
  private final FeatureCollector collector;
  private JsonParser json;
  private Crs crs;

  GeoJsonReader(ReadOptions options, FeatureCollector collector) {
    this.options = options;
    this.collector = collector;
    this.crs = options.crs() == null ? Crs.WGS84 : options.crs();
  }

  void read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = parser(in)) {
      json = parser;
      document(Files.size(file));
    } catch (CharacterCodingException otherEncoding) {
      throw new FaultException(
          Fault.badInput("the text is not in " + options.encoding() + ", as --encoding says"));
    } catch (JsonProcessingException broken) {
      throw new FaultException(described(broken));
    }
  }

  private JsonParser parser(InputStream in) throws IOException {
    if (options.encoding() == null) {
      return MAPPER.createParser(in);
    }
    return MAPPER.createParser(StrictText.reader(in, options.encoding()));
  }

  private void document(long bytes) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw at(Fault.badInput("a GeoJSON file is one object: { \"type\": ... }"));
    }
    ObjectNode single = MAPPER.createObjectNode();
    boolean collection = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "crs" -> declared(json.readValueAsTree(), collection);
        case "type", "id", "geometry", "properties", "coordinates" ->
            single.set(name, json.readValueAsTree());
        case "features" -> {
          collection = true;
          features(bytes);
        }
        default -> json.skipChildren();
      }
    }
    whole(single, collection);
    if (json.nextToken() != null) {
      throw at(Fault.badInput("there is more after the end of the GeoJSON object: one a file"));
    }
  }

  /** What the document's own members make it, its features being read already. */
  private void whole(ObjectNode document, boolean collection) {
    String type = document.path("type").asText();
    if (collection != type.equals("FeatureCollection")) {
      throw new FaultException(
          Fault.badInput("\"type\": \"FeatureCollection\" and \"features\": [...] go together")
              .field("type")
              .value(type));
    }
    if (type.equals("Feature")) {
      add(document);
    } else if (!collection) {
      collector.add(Map.of(), () -> geometry(document));
    }
  }

  private void features(long bytes) throws IOException {
    if (!json.isExpectedStartArrayToken()) {
      throw at(Fault.badInput("must be a list").field("features"));
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      add(json.readValueAsTree());
      collector.progress(json.currentLocation().getByteOffset(), bytes);
    }
  }

  private void add(JsonNode feature) {
    Map<String, String> fields = new LinkedHashMap<>();
    JsonNode properties = feature.path("properties");
    properties.properties().forEach(each -> fields.put(each.getKey(), text(each.getValue())));
    if (feature.has("id")) {
      fields.putIfAbsent("id", text(feature.get("id")));
    }
    collector.add(
        fields,
        () -> {
          if (!feature.path("type").asText().equals("Feature")) {
            throw FaultException.badInput("type", feature.path("type"), "must be \"Feature\"");
          }
          if (!properties.isObject() && !properties.isNull() && !properties.isMissingNode()) {
            throw FaultException.badInput("properties", properties, "must be an object or null");
          }
          return geometry(feature.path("geometry"));
        });
  }

  private Geometry geometry(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    String type = node.path("type").asText();
    if (!type.equals("Polygon") && !type.equals("MultiPolygon")) {
      throw FaultException.badInput("type", type, "a Polygon or MultiPolygon is needed");
    }
    return crs.toWgs84(GeoJson.readGeometry(node));
  }

  private static String text(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      return FieldText.of(value.doubleValue());
    }
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  private void declared(JsonNode member, boolean featuresRead) {
    if (member.isNull() || options.crs() != null) {
      return;
    }
    String name = member.path("properties").path("name").asText();
    Crs named =
        name.matches("(?i).*\\bCRS84")
            ? Crs.WGS84
            : Crs.parse(name.replaceFirst("(?i)^(urn:ogc:def:crs:)?EPSG:([^:]*:)?", "EPSG:"));
    if (featuresRead && !named.name().equals(crs.name())) {
      throw new FaultException(
          Fault.badInput("the member must stand before \"features\", or say it with --crs")
              .field("crs")
              .value(name));
    }
    crs = named;
  }

  private FaultException at(Fault fault) {
    return new FaultException(fault.line(json.currentLocation().getLineNr()));
  }

  private Fault described(JsonProcessingException broken) {
    JsonLocation where =
        broken.getLocation() == null ? json.currentLocation() : broken.getLocation();
    String column = " at column " + where.getColumnNr();
    String detail;
    if (broken instanceof JsonEOFException) {
      detail = "the file is cut off: it ends" + column + " in the middle of the JSON";
    } else if (broken instanceof StreamConstraintsException) {
      detail =
          "there is a text of more than "
              + LONGEST_TEXT
              + " characters, or a nesting or number beyond all use,"
              + column;
    } else {
      // What follows the first bracket names sources and settings of the parser.
      String reason =
          broken.getOriginalMessage().replaceFirst(" \\((start marker|for Object).*", "");
      detail = "this is not JSON" + column + ": " + reason.lines().findFirst().orElse("");
      if (reason.startsWith("Invalid UTF-8")) {
        detail += "; text that is not UTF-8 wants --encoding, as in --encoding GBK";
      }
    }
    return Fault.badInput(detail).line(where.getLineNr());
  }
}
