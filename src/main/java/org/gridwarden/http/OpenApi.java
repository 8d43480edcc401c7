package org.gridwarden.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI 3.1 document of the endpoints that are served, and of nothing else. */
final class OpenApi {
  private OpenApi() {}

  static Map<String, Object> describe(List<Endpoint> endpoints, String version) {
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      Object operations = paths.computeIfAbsent(endpoint.path(), path -> new LinkedHashMap<>());
      asMap(operations).put(endpoint.method().name().toLowerCase(Locale.ROOT), operation(endpoint));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title", "Gridwarden",
            "version", version,
            "description",
                "Who is responsible here: grids, contracts and the people behind them."));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "schemas",
            Map.of("Problem", problem().json()),
            "securitySchemes",
            Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
    return document;
  }

  private static Map<String, Object> operation(Endpoint endpoint) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", endpoint.id());
    operation.put("summary", endpoint.summary());
    if (endpoint.guard() != Guard.NONE) {
      operation.put("security", List.of(Map.of("token", List.of())));
    }
    List<Object> parameters = new ArrayList<>();
    for (Endpoint.Parameter parameter : endpoint.parameters()) {
      parameters.add(parameter(parameter));
    }
    parameters.add(
        parameter(
            new Endpoint.Parameter(
                "lang", false, false, Schema.oneOf("zh-CN", "en"), "language of the sentences")));
    operation.put("parameters", parameters);
    if (endpoint.requestType() != null) {
      operation.put(
          "requestBody",
          Map.of("required", true, "content", Map.of(endpoint.requestType(), body(endpoint))));
    }
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put(
        String.valueOf(endpoint.status()),
        Map.of(
            "description",
            endpoint.summary(),
            "content",
            Map.of(endpoint.answerType(), Map.of("schema", endpoint.answer().json()))));
    responses.put(
        "default",
        Map.of(
            "description",
            "What was wrong (RFC 9457)",
            "content",
            Map.of(
                ProblemDetails.TYPE,
                Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")))));
    operation.put("responses", responses);
    return operation;
  }

  private static Map<String, Object> body(Endpoint endpoint) {
    return endpoint.fields() == null
        ? Map.of()
        : Map.of("schema", endpoint.fields().schema().json());
  }

  private static Map<String, Object> parameter(Endpoint.Parameter parameter) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", parameter.name());
    described.put("in", parameter.inPath() ? "path" : "query");
    described.put("required", parameter.required());
    described.put("description", parameter.description());
    described.put("schema", parameter.schema().json());
    return described;
  }

  private static Schema problem() {
    return Schema.object()
        .with("type", Schema.text())
        .with("title", Schema.text())
        .with("status", Schema.integer())
        .with("detail", Schema.text())
        .maybe("file", Schema.text())
        .maybe("line", Schema.integer())
        .maybe("feature", Schema.text())
        .maybe("field", Schema.text())
        .maybe("value", Schema.text())
        .maybe("errors", Schema.listOf(Schema.any()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }
}
