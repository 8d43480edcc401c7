package org.gridwarden.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.gridwarden.http.Json;

/** What the change feed says of a step: enough to route it, nothing of people's words. */
final class ProblemChange {
  static final String KIND = "problem";

  private ProblemChange() {}

  /** The state before a step, as far as a listener needs it; null for a report. */
  static String before(Problem problem) {
    return problem == null ? null : write(problem, null, null);
  }

  static String after(Problem problem, LedgerEntry entry, String title) {
    return write(problem, entry, title);
  }

  private static String write(Problem problem, LedgerEntry entry, String title) {
    StringWriter text = new StringWriter(400);
    try (JsonGenerator json = Json.MAPPER.createGenerator(text)) {
      json.writeStartObject();
      if (entry != null) {
        json.writeStringField("step", entry.step().code());
        json.writeStringField("actor", entry.actor());
        json.writeNumberField("at", entry.at().toEpochMilli());
        json.writeStringField("title", title);
      }
      json.writeStringField("status", problem.status().code());
      json.writeNumberField("version", problem.version());
      json.writeNumberField("lon", problem.report().point().lon());
      json.writeNumberField("lat", problem.report().point().lat());
      json.writeArrayFieldStart("grids");
      for (String grid : problem.duty().grids()) {
        json.writeString(grid);
      }
      json.writeEndArray();
      json.writeStringField("primary", problem.duty().primary());
      json.writeStringField("unit", problem.standing().unit());
      json.writeStringField("unitBefore", problem.standing().unitBefore());
      json.writeStringField("reporter", problem.report().reporter());
      json.writeStringField("supervisor", problem.marks().supervisor());
      json.writeStringField("escalatedTo", problem.marks().escalatedTo());
      json.writeStringField("category", problem.report().category());
      json.writeStringField("severity", problem.report().severity().code());
      writeMoment(json, "dueAt", problem.deadline().dueAt());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text.toString();
  }

  private static void writeMoment(JsonGenerator json, String name, Instant at) throws IOException {
    if (at == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, at.toEpochMilli());
    }
  }
}
