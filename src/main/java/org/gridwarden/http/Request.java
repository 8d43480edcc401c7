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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.time.Moments;

/**
 * One request: its parameters, each refused by name where it can't be what it should, and the ways
 * to answer. For one thread.
 */
public final class Request {
  private static final int LONGEST_PARAMETER = 1000;

  private final Context context;
  private final Moments moments;
  private final long mostBodyBytes;
  private final Map<String, List<String>> query;

  Request(Context context, Moments moments, long mostBodyBytes) {
    this.context = context;
    this.moments = moments;
    this.mostBodyBytes = mostBodyBytes;
    this.query = context.queryParamMap();
  }

  /**
   * Refuses parameters that the endpoint doesn't know, or that come twice, and misses the required.
   */
  void check(Endpoint endpoint) {
    for (Map.Entry<String, List<String>> given : query.entrySet()) {
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
    List<String> values = query.get(name);
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

  /** Where the request comes from. */
  public String address() {
    return context.ip();
  }

  /** Sets a cookie that scripts can't read and other sites can't send. */
  public void setCookie(String name, String value, Duration age) {
    context.cookie(
        new Cookie(
            name,
            value,
            "/",
            (int) age.toSeconds(),
            context.req().isSecure(),
            true,
            null,
            SameSite.STRICT));
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
    byte[] body;
    try (InputStream in = context.bodyInputStream()) {
      body = in.readNBytes((int) mostBodyBytes + 1);
    } catch (IOException gone) {
      throw new FaultException(Fault.badInput("the body could not be read to its end"));
    }
    if (body.length > mostBodyBytes) {
      throw new FaultException(
          Fault.of(FaultKind.TOO_LARGE, "the body is larger than " + mostBodyBytes + " bytes"));
    }
    try {
      JsonNode node = Json.MAPPER.readTree(body);
      if (node == null || node.isMissingNode()) {
        throw new FaultException(Fault.badInput("the body is empty; JSON is wanted"));
      }
      return node;
    } catch (JsonProcessingException broken) {
      throw new FaultException(
          Fault.badInput("the body is not JSON: " + broken.getOriginalMessage())
              .line(broken.getLocation() == null ? 1 : broken.getLocation().getLineNr()));
    } catch (IOException impossible) {
      throw new IllegalStateException("reading bytes in memory", impossible);
    }
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
  public void stream(String type, JsonBody body) throws IOException {
    context.contentType(type);
    try (JsonGenerator json = Json.MAPPER.createGenerator(context.outputStream())) {
      body.write(json);
    }
  }

  /** The answer's own stream; what is flushed goes out at once. Never compressed. */
  public OutputStream stream(String type) throws IOException {
    context.contentType(type);
    context.disableCompression();
    return context.res().getOutputStream();
  }

  /** Writes an answer to a generator. */
  @FunctionalInterface
  public interface JsonBody {
    void write(JsonGenerator json) throws IOException;
  }
}
