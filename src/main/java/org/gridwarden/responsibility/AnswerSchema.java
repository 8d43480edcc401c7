package org.gridwarden.responsibility;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gridwarden.http.Schema;

/** The shapes of this package's answers, and the small ones' JSON. */
final class AnswerSchema {
  private AnswerSchema() {}

  static Schema answer() {
    Schema party =
        Schema.object()
            .with("id", Schema.text())
            .with("name", Schema.text())
            .with("kind", Schema.oneOf("person", "unit"))
            .with("phone", Schema.text().orNull())
            .with("publicPhone", Schema.text().orNull());
    Schema responsible =
        Schema.object()
            .with("role", Schema.text())
            .with(
                "rule",
                Schema.oneOf("frontage", "sector", "contract", "chief", "territorial", "listed"))
            .with("grid", Schema.text().orNull())
            .maybe("category", Schema.text())
            .with("party", party);
    return Schema.object()
        .with("point", Schema.object().with("lon", Schema.number()).with("lat", Schema.number()))
        .with("place", Schema.oneOf("inside", "gap", "outside"))
        .with("finestLevel", Schema.integer())
        .with(
            "grids",
            Schema.listOf(
                Schema.object()
                    .with("level", Schema.integer())
                    .with("code", Schema.text())
                    .with("name", Schema.text())))
        .with("boundaryMetres", Schema.number().orNull())
        .with("responsible", Schema.listOf(responsible))
        .with("primary", responsible.orNull())
        .with("because", Schema.text())
        .with("certain", Schema.bool())
        .with("samePrimary", Schema.bool())
        .maybe(
            "candidates",
            Schema.listOf(
                Schema.object()
                    .with("grid", Schema.text().orNull())
                    .with("name", Schema.text().orNull())
                    .with("share", Schema.number())))
        .maybe(
            "nearest",
            Schema.object()
                .with("grid", Schema.text())
                .with("name", Schema.text())
                .with("metres", Schema.number()))
        .maybe("crsHint", Schema.oneOf("gcj02", "bd09"));
  }

  static Schema category() {
    return Schema.object()
        .with("code", Schema.text())
        .with("name", Schema.text())
        .with("nameEn", Schema.text().orNull())
        .with("parent", Schema.text().orNull());
  }

  static Schema area() {
    return Schema.object()
        .with(
            "grids",
            Schema.listOf(
                Schema.object()
                    .with("level", Schema.integer())
                    .with("code", Schema.text())
                    .with("name", Schema.text())
                    .maybe("metres", Schema.number())
                    .maybe("squareMetres", Schema.number())));
  }

  static Map<String, Object> areaMeeting(AreaMeeting meeting) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("level", meeting.grid().level());
    json.put("code", meeting.grid().code());
    json.put("name", meeting.grid().name());
    if (meeting.metres() != null) {
      json.put("metres", meeting.metres());
    } else {
      json.put("squareMetres", meeting.squareMetres());
    }
    return json;
  }

  static Schema vacancies() {
    return Schema.object()
        .with(
            "items",
            Schema.listOf(
                Schema.object()
                    .with("level", Schema.integer())
                    .with("grid", Schema.text())
                    .with("name", Schema.text())
                    .with("missing", Schema.text())));
  }

  static Map<String, Object> vacancy(Vacancy vacancy) {
    return Map.of(
        "level", vacancy.level(),
        "grid", vacancy.grid(),
        "name", vacancy.name(),
        "missing", vacancy.missing().code());
  }
}
