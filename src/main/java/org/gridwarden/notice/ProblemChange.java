package org.gridwarden.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gridwarden.http.Json;
import org.gridwarden.store.Change;

/**
 * What the change feed says of one step of a problem. Immutable.
 *
 * @param status of the problem after it, or null
 * @param primary the party that had to act first, or null
 * @param unit the party that holds the problem now, or null
 * @param reporter the account that reported it, or null
 * @param escalatedTo the party that it was escalated to, or null
 * @param title cut to {@link #LONGEST_TITLE} code points, on one line
 * @param facts what a receiver gets to know of the problem, as JSON: nobody's account is in it
 */
record ProblemChange(
    long seq,
    String problemId,
    String step,
    String status,
    String primary,
    String unit,
    String reporter,
    String escalatedTo,
    String title,
    Instant at,
    ObjectNode facts) {
  static final String KIND = "problem";
  static final int LONGEST_TITLE = 200;

  private static final List<String> TOLD =
      List.of(
          "status",
          "version",
          "lon",
          "lat",
          "grids",
          "unit",
          "unitBefore",
          "category",
          "severity",
          "dueAt");

  /**
   * Reads a change; empty where it is of another kind, tells of no step, or the problem is gone.
   *
   * @throws IllegalArgumentException where it is of a problem and can't be read
   */
  static Optional<ProblemChange> read(Change change) {
    if (!change.kind().equals(KIND) || change.after() == null) {
      return Optional.empty();
    }
    JsonNode after = parse(change);
    String step = text(after, "step");
    if (step == null) {
      return Optional.empty();
    }
    String title = text(after, "title");
    JsonNode at = after.path("at");
    return Optional.of(
        new ProblemChange(
            change.seq(),
            change.id(),
            step,
            text(after, "status"),
            text(after, "primary"),
            text(after, "unit"),
            text(after, "reporter"),
            text(after, "escalatedTo"),
            PlainText.line(title == null || title.isBlank() ? change.id() : title, LONGEST_TITLE),
            at.isIntegralNumber() ? Instant.ofEpochMilli(at.longValue()) : change.at(),
            facts(change.id(), after)));
  }

  /** Whether it was just reported, and not brought in from former times. */
  boolean isFresh() {
    return "reported".equals(status);
  }

  private static JsonNode parse(Change change) {
    try {
      JsonNode after = Json.MAPPER.readTree(change.after());
      if (after.isObject()) {
        return after;
      }
    } catch (JsonProcessingException broken) {
      // Told below, with what is JSON and no object.
    }
    throw new IllegalArgumentException("change " + change.seq() + " holds no JSON object");
  }

  private static ObjectNode facts(String id, JsonNode after) {
    ObjectNode facts = Json.MAPPER.createObjectNode();
    facts.put("id", id);
    for (String name : TOLD) {
      facts.set(name, after.path(name).isMissingNode() ? null : after.get(name));
    }
    return facts;
  }

  /** The codes of the grids that hold the problem, level 1 first; none twice, none null. */
  List<String> grids() {
    return grids(facts);
  }

  static List<String> grids(JsonNode facts) {
    if (!(facts.path("grids") instanceof ArrayNode grids)) {
      return List.of();
    }
    return grids.valueStream().filter(JsonNode::isTextual).map(JsonNode::textValue).toList();
  }

  private static String text(JsonNode after, String name) {
    String text = after.path(name).textValue();
    return text == null || text.isEmpty() ? null : text;
  }
}
