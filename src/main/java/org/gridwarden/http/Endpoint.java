package org.gridwarden.http;

import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/**
 * One route, described once: what is registered, which parameters are taken, and what {@code
 * /api/openapi.json} says of it all come from here. Immutable; each call returns a new one.
 */
public record Endpoint(
    HandlerType method,
    String path,
    String id,
    String summary,
    List<Parameter> parameters,
    String requestType,
    JsonFields fields,
    int status,
    String answerType,
    Schema answer,
    Guard guard,
    Handler handler) {

  /** Answers a request, or throws a {@link org.gridwarden.fault.FaultException}. */
  @FunctionalInterface
  public interface Handler {
    void handle(Request request) throws Exception;
  }

  /** One parameter of the path or of the query. */
  public record Parameter(
      String name, boolean inPath, boolean required, Schema schema, String description) {}

  public static Endpoint get(String path, String id, String summary) {
    return new Endpoint(
        HandlerType.GET,
        path,
        id,
        summary,
        List.of(),
        null,
        null,
        200,
        "application/json",
        Schema.any(),
        Guard.NONE,
        request -> {
          throw new IllegalStateException("no handler for " + id);
        });
  }

  /**
   * @param requestType the media type that the body must have, or null for no body
   */
  public static Endpoint post(String path, String id, String summary, String requestType) {
    Endpoint get = get(path, id, summary);
    return new Endpoint(
        HandlerType.POST,
        path,
        id,
        summary,
        List.of(),
        requestType,
        null,
        200,
        get.answerType(),
        get.answer(),
        get.guard(),
        get.handler());
  }

  public static Endpoint delete(String path, String id, String summary) {
    Endpoint get = get(path, id, summary);
    return new Endpoint(
        HandlerType.DELETE,
        path,
        id,
        summary,
        List.of(),
        null,
        null,
        200,
        get.answerType(),
        get.answer(),
        get.guard(),
        get.handler());
  }

  /** The fields of the JSON body; the handler reads them with {@link Request#body}. */
  public Endpoint takes(JsonFields newFields) {
    return new Endpoint(
        method,
        path,
        id,
        summary,
        parameters,
        requestType,
        newFields,
        status,
        answerType,
        answer,
        guard,
        handler);
  }

  /**
   * A stream of server-sent events. Clients say the last event they have in the header
   * Last-Event-ID, as browsers do by themselves, or in {@code after}; the header counts.
   */
  public static Endpoint events(
      String path, String id, String summary, EventStream stream, Listening.Route route) {
    return get(path, id, summary)
        .optional(
            "after", Schema.integer(), "id of the last event that is known; later ones follow")
        .answers(EventStream.TYPE, Schema.text())
        .handle(request -> stream.open(request, route.open(request)));
  }

  public Endpoint path(String name, String description) {
    return parameter(new Parameter(name, true, true, Schema.text(), description));
  }

  /** A query parameter that must be given. */
  public Endpoint required(String name, Schema schema, String description) {
    return parameter(new Parameter(name, false, true, schema, description));
  }

  /** A query parameter that may be given. */
  public Endpoint optional(String name, Schema schema, String description) {
    return parameter(new Parameter(name, false, false, schema, description));
  }

  private Endpoint parameter(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Endpoint(
        method,
        path,
        id,
        summary,
        List.copyOf(more),
        requestType,
        fields,
        status,
        answerType,
        answer,
        guard,
        handler);
  }

  public Endpoint answers(String type, Schema schema) {
    return new Endpoint(
        method,
        path,
        id,
        summary,
        parameters,
        requestType,
        fields,
        status,
        type,
        schema,
        guard,
        handler);
  }

  /** The status of the usual answer. */
  public Endpoint status(int newStatus) {
    return new Endpoint(
        method,
        path,
        id,
        summary,
        parameters,
        requestType,
        fields,
        newStatus,
        answerType,
        answer,
        guard,
        handler);
  }

  /** Who may ask. */
  public Endpoint guarded(Guard newGuard) {
    return new Endpoint(
        method,
        path,
        id,
        summary,
        parameters,
        requestType,
        fields,
        status,
        answerType,
        answer,
        newGuard,
        handler);
  }

  public Endpoint handle(Handler newHandler) {
    return new Endpoint(
        method,
        path,
        id,
        summary,
        parameters,
        requestType,
        fields,
        status,
        answerType,
        answer,
        guard,
        newHandler);
  }
}
