package org.gridwarden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Checks an answer against the part of JSON Schema that the description uses. */
final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * What doesn't fit, each with its path; empty where all does. An object may have no other
   * members.
   */
  static List<String> faults(JsonNode schema, JsonNode value, String path) {
    List<String> faults = new ArrayList<>();
    List<String> types = new ArrayList<>();
    if (schema.path("type").isArray()) {
      schema.path("type").forEach(type -> types.add(type.asText()));
    } else if (schema.has("type")) {
      types.add(schema.path("type").asText());
    }
    if (!types.isEmpty() && types.stream().noneMatch(type -> is(type, value))) {
      return List.of(path + " is " + value.getNodeType() + ", not " + types);
    }
    if (schema.has("enum") && !value.isNull()) {
      boolean listed = false;
      for (JsonNode each : schema.path("enum")) {
        listed |= each.equals(value);
      }
      if (!listed) {
        faults.add(path + " is " + value + ", not of " + schema.path("enum"));
      }
    }
    if (value.isObject() && schema.path("properties").size() > 0) {
      for (JsonNode required : schema.path("required")) {
        if (!value.has(required.asText())) {
          faults.add(path + "." + required.asText() + " is missing");
        }
      }
      value
          .properties()
          .forEach(
              member -> {
                JsonNode described = schema.path("properties").path(member.getKey());
                if (!described.isMissingNode()) {
                  faults.addAll(faults(described, member.getValue(), path + "." + member.getKey()));
                }
              });
    }
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < Math.min(50, value.size()); i++) {
        faults.addAll(faults(schema.path("items"), value.get(i), path + "[" + i + "]"));
      }
    }
    return faults;
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }
}
