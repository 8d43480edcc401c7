package org.gridwarden.responsibility;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.gridwarden.grid.Grid;
import org.gridwarden.http.Json;

/** Writes an answer as JSON, in a language, with phones masked or not. Safe for many threads. */
public final class AnswerJson {
  private final Because because;
  private final boolean phonesShown;

  /** What was written of a decision that is kept; it goes when the decision goes. */
  private final Cache<Decision, SerializableString> written =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

  /**
   * @param because in the language asked for
   * @param phonesShown whether the reader may see phones that aren't public
   */
  public AnswerJson(Because because, boolean phonesShown) {
    this.because = because;
    this.phonesShown = phonesShown;
  }

  public void write(JsonGenerator json, Answer answer, CategoryTree categories) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("point");
    json.writeNumberField("lon", answer.point().lon());
    json.writeNumberField("lat", answer.point().lat());
    json.writeEndObject();
    json.writeStringField("place", answer.place().code());
    json.writeNumberField("finestLevel", answer.finestLevel());
    json.writeArrayFieldStart("grids");
    for (Grid grid : answer.grids()) {
      json.writeStartObject();
      json.writeNumberField("level", grid.level());
      json.writeStringField("code", grid.code());
      json.writeStringField("name", grid.name());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (answer.boundaryMetres() == null) {
      json.writeNullField("boundaryMetres");
    } else {
      json.writeNumberField("boundaryMetres", rounded(answer.boundaryMetres()));
    }
    writeDecision(json, answer, categories);
    json.writeBooleanField("certain", answer.certain());
    json.writeBooleanField("samePrimary", answer.samePrimary());
    if (!answer.candidates().isEmpty()) {
      writeCandidates(json, answer);
    }
    if (answer.nearest() != null) {
      json.writeObjectFieldStart("nearest");
      json.writeStringField("grid", answer.nearest().grid().code());
      json.writeStringField("name", answer.nearest().grid().name());
      json.writeNumberField("metres", rounded(answer.nearest().metres()));
      json.writeEndObject();
    }
    if (answer.crsHint() != null) {
      json.writeStringField("crsHint", answer.crsHint());
    }
    json.writeEndObject();
  }

  private static void writeCandidates(JsonGenerator json, Answer answer) throws IOException {
    json.writeArrayFieldStart("candidates");
    for (Answer.Candidate candidate : answer.candidates()) {
      json.writeStartObject();
      if (candidate.grid() == null) {
        json.writeNullField("grid");
        json.writeNullField("name");
      } else {
        json.writeStringField("grid", candidate.grid().code());
        json.writeStringField("name", candidate.grid().name());
      }
      json.writeNumberField("share", candidate.share());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A decision that is kept is written once and kept as text. */
  private void writeDecision(JsonGenerator json, Answer answer, CategoryTree categories)
      throws IOException {
    if (answer.decision().kept() && json.getPrettyPrinter() == null) {
      json.writeRaw(written.get(answer.decision(), decision -> encoded(answer, categories)));
    } else {
      writeAnew(json, answer, categories);
    }
  }

  /** The fields of a decision as they follow others in an object. */
  private SerializableString encoded(Answer answer, CategoryTree categories) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.MAPPER.createGenerator(text)) {
      json.writeStartObject();
      writeAnew(json, answer, categories);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return new SerializedString("," + text.toString().substring(1, text.getBuffer().length() - 1));
  }

  private void writeAnew(JsonGenerator json, Answer answer, CategoryTree categories)
      throws IOException {
    Decision decision = answer.decision();
    json.writeArrayFieldStart("responsible");
    for (Responsible each : decision.responsible()) {
      write(json, each);
    }
    json.writeEndArray();
    json.writeFieldName("primary");
    if (decision.primary() == null) {
      json.writeNull();
    } else {
      write(json, decision.primary());
    }
    json.writeStringField("because", sentence(answer, categories));
  }

  private void write(JsonGenerator json, Responsible each) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", each.role().code());
    json.writeStringField("rule", each.rule().code());
    json.writeStringField("grid", each.grid());
    if (each.assignment().category() != null) {
      json.writeStringField("category", each.assignment().category());
    }
    json.writeObjectFieldStart("party");
    Party party = each.party();
    json.writeStringField("id", party.id());
    json.writeStringField("name", party.name());
    json.writeStringField("kind", party.kind().code());
    json.writeStringField("phone", phonesShown ? party.phone() : party.maskedPhone());
    json.writeStringField("publicPhone", party.publicPhone());
    json.writeEndObject();
    json.writeEndObject();
  }

  private String sentence(Answer answer, CategoryTree categories) {
    Responsible primary = answer.decision().primary();
    String grid = null;
    String category = null;
    if (primary != null) {
      for (Grid each : answer.grids()) {
        grid = each.code().equals(primary.grid()) ? each.name() : grid;
      }
      String code = primary.assignment().category();
      category = code == null ? null : categories.find(code).map(because::nameOf).orElse(null);
    }
    return because.sentence(answer.decision(), grid, category);
  }

  /** To the millimetre: more would be noise. */
  private static double rounded(double metres) {
    return Math.round(metres * 1000) / 1000.0;
  }
}
