package org.gridwarden.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;

/** The one table from fault to status, and the one shape of an error (RFC 9457). */
final class ProblemDetails {
  static final String TYPE = "application/problem+json";

  private ProblemDetails() {}

  static int status(FaultKind kind) {
    return switch (kind) {
      case BAD_INPUT -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case TOO_MANY_REQUESTS -> 429;
      case UNAVAILABLE -> 503;
    };
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad input";
      case 401 -> "Login wanted";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 409 -> "Conflict";
      case 413 -> "Too large";
      case 415 -> "Unknown media type";
      case 429 -> "Too many requests";
      case 503 -> "Not available now";
      default -> status < 500 ? "Bad request" : "Internal error";
    };
  }

  /** A fault that says how long to wait says it in {@code Retry-After}, in whole seconds. */
  static void answer(Context context, FaultException fault) {
    fault
        .findWait()
        .ifPresent(
            wait -> context.header("Retry-After", String.valueOf(Math.max(1, ceilSeconds(wait)))));
    answer(context, fault.faults(), fault.more());
  }

  private static long ceilSeconds(Duration wait) {
    return wait.plusSeconds(1).minusNanos(1).toSeconds();
  }

  private static void answer(Context context, List<Fault> faults, Map<String, Object> more) {
    Fault first = faults.get(0);
    Map<String, Object> body = body(status(first.kind()), first.detail());
    body.putAll(places(first));
    body.putAll(more);
    if (faults.size() > 1) {
      body.put(
          "errors",
          faults.stream()
              .map(
                  one -> {
                    Map<String, Object> each = new LinkedHashMap<>();
                    each.put("detail", one.detail());
                    each.putAll(places(one));
                    return each;
                  })
              .toList());
    }
    send(context, status(first.kind()), body);
  }

  static void answer(Context context, int status, String detail) {
    send(context, status, body(status, detail));
  }

  private static Map<String, Object> body(int status, String detail) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "type",
        "about:blank#" + title(status).toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
    body.put("title", title(status));
    body.put("status", status);
    body.put("detail", detail);
    return body;
  }

  private static Map<String, Object> places(Fault fault) {
    Map<String, Object> places = new LinkedHashMap<>();
    putIfThere(places, "file", fault.file());
    putIfThere(places, "line", fault.line());
    putIfThere(places, "feature", fault.feature());
    putIfThere(places, "field", fault.field());
    putIfThere(places, "value", fault.value());
    return places;
  }

  private static void putIfThere(Map<String, Object> map, String name, Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  private static void send(Context context, int status, Map<String, Object> body) {
    try {
      context.status(status);
      context.contentType(TYPE);
      context.result(Json.MAPPER.writeValueAsBytes(body));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of texts is JSON", impossible);
    }
  }
}
