package org.gridwarden.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of JSON Schema that the endpoints' descriptions need, as the map that OpenAPI 3.1 wants.
 * Immutable.
 */
public record Schema(Map<String, Object> json) {
  public static Schema text() {
    return new Schema(Map.of("type", "string"));
  }

  public static Schema number() {
    return new Schema(Map.of("type", "number"));
  }

  public static Schema integer() {
    return new Schema(Map.of("type", "integer"));
  }

  public static Schema bool() {
    return new Schema(Map.of("type", "boolean"));
  }

  public static Schema moment() {
    return new Schema(Map.of("type", "string", "format", "date-time"));
  }

  public static Schema oneOf(String... values) {
    return new Schema(Map.of("type", "string", "enum", List.of(values)));
  }

  public static Schema listOf(Schema items) {
    return new Schema(Map.of("type", "array", "items", items.json()));
  }

  /** Any JSON at all. */
  public static Schema any() {
    return new Schema(Map.of());
  }

  /** An object; add its properties with {@link #with} and {@link #maybe}. */
  public static Schema object() {
    return new Schema(Map.of("type", "object", "properties", Map.of(), "required", List.of()));
  }

  /** A property that is always there. */
  public Schema with(String name, Schema schema) {
    return property(name, schema, true);
  }

  /** A property that may be missing. */
  public Schema maybe(String name, Schema schema) {
    return property(name, schema, false);
  }

  /** The same, or null. */
  public Schema orNull() {
    Map<String, Object> nullable = new LinkedHashMap<>(json);
    if (nullable.get("type") instanceof String type) {
      nullable.put("type", List.of(type, "null"));
    }
    return new Schema(nullable);
  }

  /** The same, with no properties but those named. */
  public Schema closed() {
    Map<String, Object> closed = new LinkedHashMap<>(json);
    closed.put("additionalProperties", false);
    return new Schema(closed);
  }

  private Schema property(String name, Schema schema, boolean required) {
    Map<String, Object> properties = new LinkedHashMap<>(asMap(json.get("properties")));
    properties.put(name, schema.json());
    List<Object> names = new ArrayList<>((List<?>) json.get("required"));
    if (required) {
      names.add(name);
    }
    Map<String, Object> object = new LinkedHashMap<>(json);
    object.put("properties", properties);
    object.put("required", names);
    return new Schema(object);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }
}
