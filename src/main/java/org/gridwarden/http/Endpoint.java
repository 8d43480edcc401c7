package org.gridwarden.http;

import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
    return get(path, id, summary)
        .with(
            draft -> {
              draft.method = HandlerType.POST;
              draft.requestType = requestType;
            });
  }

  public static Endpoint delete(String path, String id, String summary) {
    return get(path, id, summary).with(draft -> draft.method = HandlerType.DELETE);
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

  /** The fields of the JSON body; the handler reads them with {@link Request#body}. */
  public Endpoint takes(JsonFields newFields) {
    return with(draft -> draft.fields = newFields);
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
    return with(draft -> draft.parameters = List.copyOf(more));
  }

  public Endpoint answers(String type, Schema schema) {
    return with(
        draft -> {
          draft.answerType = type;
          draft.answer = schema;
        });
  }

  /** The status of the usual answer. */
  public Endpoint status(int newStatus) {
    return with(draft -> draft.status = newStatus);
  }

  /** Who may ask. */
  public Endpoint guarded(Guard newGuard) {
    return with(draft -> draft.guard = newGuard);
  }

  public Endpoint handle(Handler newHandler) {
    return with(draft -> draft.handler = newHandler);
  }

  /** A copy with something changed. */
  private Endpoint with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.endpoint();
  }

  /** What a copy is made of. For one thread. */
  private static final class Draft {
    private HandlerType method;
    private String path;
    private String id;
    private String summary;
    private List<Parameter> parameters;
    private String requestType;
    private JsonFields fields;
    private int status;
    private String answerType;
    private Schema answer;
    private Guard guard;
    private Handler handler;

    Draft(Endpoint of) {
      method = of.method;
      path = of.path;
      id = of.id;
      summary = of.summary;
      parameters = of.parameters;
      requestType = of.requestType;
      fields = of.fields;
      status = of.status;
      answerType = of.answerType;
      answer = of.answer;
      guard = of.guard;
      handler = of.handler;
    }

    Endpoint endpoint() {
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
          handler);
    }
  }
}
