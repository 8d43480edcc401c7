package org.gridwarden.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.fault.FaultException;
import org.gridwarden.table.TableWriter;
import org.gridwarden.time.Moments;

/**
 * One request: its parameters, each refused by name where it can't be what it should, and the ways
 * to answer. For one thread.
 */
public final class Request {
  private static final int LONGEST_PARAMETER = 1000;
  private static final long MOST_FIELD_BYTES = 256 << 10;

  private final Context context;
  private final Moments moments;
  private final long mostBodyBytes;
  private final TrustedProxies proxies;
  private Map<String, List<String>> query;
  private Map<String, Object> attributes;

  Request(Context context, Moments moments, long mostBodyBytes, TrustedProxies proxies) {
    this.context = context;
    this.moments = moments;
    this.mostBodyBytes = mostBodyBytes;
    this.proxies = proxies;
  }

  /** Read when first asked for: a request that is turned away costs no more than it must. */
  private Map<String, List<String>> query() {
    if (query == null) {
      query = context.queryParamMap();
    }
    return query;
  }

  /**
   * Refuses parameters that the endpoint doesn't know, or that come twice, and misses the required.
   */
  void check(Endpoint endpoint) {
    for (Map.Entry<String, List<String>> given : query().entrySet()) {
      String name = given.getKey();
      boolean known =
          name.equals("lang")
              || endpoint.parameters().stream().anyMatch(p -> !p.inPath() && p.name().equals(name));
      if (!known) {
        List<String> names =
            endpoint.parameters().stream()
                .filter(p -> !p.inPath())
                .map(Endpoint.Parameter::name)
                .toList();
        throw FaultException.badInput(name, null, "unknown parameter; there are " + names);
      }
      if (given.getValue().size() > 1) {
        throw FaultException.badInput(name, given.getValue(), "the parameter is given twice");
      }
    }
    for (Endpoint.Parameter parameter : endpoint.parameters()) {
      if (parameter.required() && !parameter.inPath() && findText(parameter.name()).isEmpty()) {
        throw FaultException.badInput(
            parameter.name(), null, "the parameter is missing: " + parameter.description());
      }
    }
  }

  public String path(String name) {
    return context.pathParam(name);
  }

  public Optional<String> findText(String name) {
    List<String> values = query().get(name);
    if (values == null || values.isEmpty() || values.get(0).isEmpty()) {
      return Optional.empty();
    }
    if (values.get(0).length() > LONGEST_PARAMETER) {
      throw FaultException.badInput(
          name, values.get(0), "at most " + LONGEST_PARAMETER + " characters");
    }
    return Optional.of(values.get(0));
  }

  public String text(String name, String otherwise) {
    return findText(name).orElse(otherwise);
  }

  /** A parameter that the endpoint requires; a finite number. */
  public double number(String name) {
    return findNumber(name)
        .orElseThrow(() -> FaultException.badInput(name, null, "the parameter is missing"));
  }

  public Optional<Double> findNumber(String name) {
    return findText(name).map(text -> number(name, text));
  }

  private static double number(String name, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value) && !text.endsWith("d") && !text.endsWith("f")) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Told below, with the others that are no finite number.
    }
    throw FaultException.badInput(name, text, name + " must be a finite number");
  }

  public Optional<Integer> findInteger(String name, int least, int most) {
    return findText(name)
        .map(
            text -> {
              try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                  return value;
                }
              } catch (NumberFormatException notOne) {
                // Told below, with the numbers out of range.
              }
              throw FaultException.badInput(
                  name, text, "a whole number of " + least + " to " + most + " is wanted");
            });
  }

  /** Whether a parameter is {@code true}; where it is missing, it isn't. */
  public boolean flag(String name) {
    return findFlag(name).orElse(false);
  }

  public Optional<Boolean> findFlag(String name) {
    return findText(name)
        .map(
            text -> {
              if (!text.equals("true") && !text.equals("false")) {
                throw FaultException.badInput(name, text, "true or false");
              }
              return text.equals("true");
            });
  }

  /** A moment; a bare date is midnight in the area's zone. */
  public Optional<Instant> findMoment(String name) {
    return findText(name).map(text -> moments.parse(name, text));
  }

  /** west,south,east,north in degrees, checked. */
  public Optional<double[]> findBox(String name) {
    return findText(name)
        .map(
            text -> {
              String[] parts = text.split(",", -1);
              if (parts.length != 4) {
                throw FaultException.badInput(name, text, "a box is west,south,east,north");
              }
              double[] box = new double[4];
              for (int i = 0; i < 4; i++) {
                box[i] = number(name, parts[i].strip());
              }
              if (box[0] > box[2] || box[1] > box[3]) {
                throw FaultException.badInput(
                    name, text, "west must not exceed east, nor south north");
              }
              if (box[0] < -180 || box[2] > 180 || box[1] < -90 || box[3] > 90) {
                throw FaultException.badInput(name, text, "a box lies in -180..180, -90..90");
              }
              return box;
            });
  }

  /** "zh-CN" or "en": by {@code lang}, else by Accept-Language, else Chinese. */
  public String language() {
    Optional<String> asked = findText("lang");
    if (asked.isPresent()) {
      String language = asked.get();
      if (language.startsWith("zh")) {
        return "zh-CN";
      }
      if (language.startsWith("en")) {
        return "en";
      }
      throw FaultException.badInput("lang", language, "zh-CN or en");
    }
    String accepted = context.header("Accept-Language");
    return accepted != null && accepted.startsWith("en") ? "en" : "zh-CN";
  }

  /** A header of the request, or null. */
  public String header(String name) {
    return context.header(name);
  }

  public Optional<String> cookie(String name) {
    return Optional.ofNullable(context.cookie(name));
  }

  /** Where the request comes from; behind a trusted proxy, where that says. */
  public String address() {
    String remote = NetAddress.unbracketed(context.ip());
    return proxies.trusts(remote)
        ? proxies.client(remote, Collections.list(context.req().getHeaders("X-Forwarded-For")))
        : remote;
  }

  /** Whether the request comes from the server's own machine. */
  public boolean isLocal() {
    return NetAddress.find(address())
        .filter(address -> address.address().isLoopbackAddress())
        .isPresent();
  }

  /** Whether the caller came by TLS, to this server or to a trusted proxy before it. */
  boolean isSecure() {
    List<String> forwarded =
        proxies.trusts(context.ip())
            ? Collections.list(context.req().getHeaders("X-Forwarded-Proto"))
            : List.of();
    if (forwarded.isEmpty()) {
      return context.req().isSecure();
    }
    // As with addresses, only what the nearest proxy wrote is sure.
    String last = forwarded.get(forwarded.size() - 1);
    return last.substring(last.lastIndexOf(',') + 1).strip().equalsIgnoreCase("https");
  }

  /** What was kept under this name while the request is answered, or null. */
  public Object attribute(String name) {
    return attributes == null ? null : attributes.get(name);
  }

  /** Keeps something while the request is answered, so that it is found out only once. */
  public void attribute(String name, Object value) {
    if (attributes == null) {
      attributes = new HashMap<>();
    }
    attributes.put(name, value);
  }

  /** Sets a cookie that scripts can't read and other sites can't send. */
  public void setCookie(String name, String value, Duration age) {
    context.cookie(
        new Cookie(
            name, value, "/", (int) age.toSeconds(), isSecure(), true, null, SameSite.STRICT));
  }

  public void removeCookie(String name) {
    context.removeCookie(name, "/");
  }

  /**
   * The body as JSON.
   *
   * @throws FaultException TOO_LARGE beyond the limit, BAD_INPUT with line and column where it is
   *     no JSON
   */
  public JsonNode json() {
    return new RequestBody(context).json(mostBodyBytes);
  }

  /**
   * The body as JSON with the declared fields and no others.
   *
   * @throws FaultException as {@link #json()}, and BAD_INPUT with every fault of a field; a body of
   *     fields may have 256 KiB
   */
  public JsonBody body(JsonFields fields) {
    JsonNode body = new RequestBody(context).json(Math.min(mostBodyBytes, MOST_FIELD_BYTES));
    return JsonBody.read(body, fields, moments);
  }

  /**
   * A file: the whole body, or the only part of a form's.
   *
   * @param most bytes of the file that are taken
   * @throws FaultException TOO_LARGE beyond that, BAD_INPUT where the form is broken
   */
  public byte[] upload(long most) {
    return new RequestBody(context).file(most);
  }

  /**
   * As {@link #upload}, kept as a file with the name that the sender gives it, for readers that
   * want one; to be closed.
   *
   * @param field of the parameter that says the name
   * @param name as the sender's computer calls it; only its last part counts
   * @throws FaultException as {@link #upload}, and BAD_INPUT naming the field where the name can't
   *     be one
   */
  public UploadedFile uploadFile(String field, String name, long most) {
    return UploadedFile.of(field, name, upload(most));
  }

  /** The body as it comes, of whatever length. */
  public InputStream bodyStream() {
    return context.bodyInputStream();
  }

  /** Sets a header of the answer. */
  public void header(String name, String value) {
    context.header(name, value);
  }

  public void status(int status) {
    context.status(status);
  }

  public void json(Object value) {
    try {
      answer("application/json", Json.MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("an answer that is no JSON", broken);
    }
  }

  public void answer(String type, byte[] body) {
    context.contentType(type);
    context.result(body);
  }

  /** Writes JSON piece by piece, for answers too large to be held. */
  public void stream(String type, JsonAnswer body) throws IOException {
    context.contentType(type);
    try (JsonGenerator json = Json.MAPPER.createGenerator(context.outputStream())) {
      body.write(json);
    }
  }

  /**
   * Answers with a table as a file to keep, row by row, so that it may be of any length. Where the
   * rows can't all be written the connection breaks off, so that a part never passes for the whole.
   *
   * @param fileName with its ending, .csv or .xlsx
   */
  public void download(String fileName, List<String> columns, TableBody body) throws IOException {
    new LongAnswer(context).table(fileName, columns, body);
  }

  /** Writes the rows of a table. */
  @FunctionalInterface
  public interface TableBody {
    void write(TableWriter table) throws IOException;
  }

  /** The answer's own stream; what is flushed goes out at once. Never compressed. */
  public OutputStream stream(String type) throws IOException {
    context.contentType(type);
    context.disableCompression();
    return context.res().getOutputStream();
  }

  /** Turns the answer into a stream that a subscriber writes to until it ends. */
  void answerEvents(Subscriber subscriber) {
    new LongAnswer(context).events(subscriber);
  }

  /** Writes an answer to a generator. */
  @FunctionalInterface
  public interface JsonAnswer {
    void write(JsonGenerator json) throws IOException;
  }
}
