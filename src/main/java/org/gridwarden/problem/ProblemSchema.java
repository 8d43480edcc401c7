package org.gridwarden.problem;

import java.util.Arrays;
import org.gridwarden.http.Schema;

/** What the API's description says of problems. */
final class ProblemSchema {
  private ProblemSchema() {}

  private static Schema party() {
    return Schema.object()
        .with("id", Schema.text())
        .with("name", Schema.text())
        .with("kind", Schema.text().orNull())
        .maybe("phone", Schema.text().orNull())
        .maybe("publicPhone", Schema.text().orNull())
        .orNull();
  }

  private static Schema statuses() {
    return Schema.oneOf(
        Arrays.stream(ProblemStatus.values()).map(ProblemStatus::code).toArray(String[]::new));
  }

  /** What every list has of a problem; a stranger sees less of a published one. */
  static Schema problem() {
    return Schema.object()
        .with("id", Schema.text())
        .with("status", statuses())
        .maybe("version", Schema.integer())
        .with("lon", Schema.number())
        .with("lat", Schema.number())
        .with("place", Schema.oneOf("inside", "gap", "outside"))
        .with(
            "grids",
            Schema.listOf(
                Schema.object()
                    .with("level", Schema.integer())
                    .with("code", Schema.text())
                    .with("name", Schema.text())))
        .with("category", Schema.text())
        .with("categoryName", Schema.text())
        .maybe("severity", Schema.oneOf("normal", "serious", "urgent"))
        .with("description", Schema.text())
        .maybe("address", Schema.text().orNull())
        .maybe("takenAt", Schema.moment())
        .with("reportedAt", Schema.moment())
        .maybe("updatedAt", Schema.moment())
        .maybe("primary", party())
        .maybe("rule", Schema.text().orNull())
        .maybe("leader", party())
        .with("dueAt", Schema.moment().orNull())
        .with(
            "timeState",
            Schema.oneOf(
                Arrays.stream(TimeState.values()).map(TimeState::code).toArray(String[]::new)))
        .with("secondsLeft", Schema.integer().orNull())
        .with("closedAt", Schema.moment().orNull())
        .maybe("marks", Schema.listOf(Schema.text()))
        .maybe("returnOf", Schema.text().orNull())
        .maybe("returns", Schema.integer())
        .maybe("steps", Schema.listOf(Schema.text()));
  }

  static Schema similar() {
    return Schema.object()
        .with("id", Schema.text())
        .with("category", Schema.text())
        .with("status", statuses())
        .with("reportedAt", Schema.moment())
        .with("metres", Schema.number());
  }

  static Schema similarList() {
    return Schema.object().with("items", Schema.listOf(similar()));
  }

  static Schema reported() {
    return problem().with("similar", Schema.listOf(similar()));
  }

  static Schema detail() {
    Schema hashes = Schema.listOf(Schema.text());
    return problem()
        .maybe("photos", Schema.object().with("before", hashes).with("after", hashes))
        .maybe(
            "ledger",
            Schema.listOf(
                Schema.object()
                    .with("version", Schema.integer())
                    .with("at", Schema.moment())
                    .with("step", Schema.text())
                    .with("from", Schema.text().orNull())
                    .with("to", statuses())
                    .with("actor", Schema.text().orNull())
                    .with("party", Schema.text().orNull())
                    .with("unit", Schema.text().orNull())
                    .with("note", Schema.text().orNull())
                    .with("target", Schema.text().orNull())
                    .with("photos", hashes)));
  }

  static Schema page() {
    return Schema.object()
        .with("items", Schema.listOf(problem()))
        .with("total", Schema.integer())
        .with("next", Schema.text().orNull());
  }
}
