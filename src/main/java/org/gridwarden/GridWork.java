package org.gridwarden;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Progress;
import org.gridwarden.grid.GridImportCheck;
import org.gridwarden.grid.GridImportOutcome;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Accounts;
import org.gridwarden.people.Gate;
import org.gridwarden.store.ChangeFeed;

/**
 * Work on grids that routes ask for and that takes a while: how far it has come, who is noted to
 * have done it, and the answer that tells what came of it. Safe for many threads.
 */
final class GridWork {
  private static final long MOST_WAIT_MILLIS = 10_000;

  private final ChangeFeed feed;
  private final Accounts accounts;
  private final Gate gate;

  /** What is being worked on, for whoever waits for it. */
  private final AtomicReference<Step> now = new AtomicReference<>();

  private record Step(String what, long done, long total) {}

  GridWork(ChangeFeed feed, Accounts accounts, Gate gate) {
    this.feed = feed;
    this.accounts = accounts;
    this.gate = gate;
  }

  /** Work that changes nothing. */
  interface Check {
    GridImportCheck run(Progress progress) throws IOException;
  }

  /** Work that makes a version. */
  interface Change {
    GridImportOutcome run(Progress progress) throws IOException;
  }

  static Schema answer() {
    return Schema.object()
        .with("accepted", Schema.bool())
        .with("version", Schema.integer().orNull())
        .with("added", Schema.integer())
        .with("ended", Schema.integer())
        .with("unchanged", Schema.integer())
        .with("reparented", Schema.listOf(Schema.text()))
        .with("repairs", Schema.listOf(Schema.text()))
        .with("refusals", Schema.listOf(Schema.object()))
        .with("check", Schema.object())
        .with("grids", Schema.object());
  }

  /** Answers with what a change would do. */
  void check(Request request, Check work) throws IOException {
    try {
      GridImportCheck check = work.run(this::step);
      request.stream("application/json", json -> write(json, check));
    } finally {
      now.set(null);
    }
  }

  /**
   * Answers with what a change did.
   *
   * @param action as the audit names it
   */
  void change(Request request, String action, Change work) throws IOException {
    try {
      GridImportOutcome outcome = work.run(this::step);
      note(request, outcome, action);
      request.stream(
          "application/json",
          json -> write(json, new GridImportCheck(outcome, List.of(), List.of())));
    } finally {
      now.set(null);
    }
  }

  private void step(String what, long done, long total) {
    now.set(new Step(what, done, total));
  }

  /** Answers with how far the work has come. */
  void answerProgress(Request request) {
    Step step = now.get();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", step == null ? null : step.what());
    json.put("done", step == null ? null : step.done());
    json.put("total", step == null ? null : step.total());
    request.header("Cache-Control", "no-store");
    request.json(json);
  }

  private void note(Request request, GridImportOutcome outcome, String action) {
    if (outcome.version() != null) {
      accounts.note(
          gate.actor(request),
          action,
          outcome.version().source() + ", version " + outcome.version().id());
      // Whoever is told that it is done finds it so.
      feed.awaitOwn(MOST_WAIT_MILLIS);
    }
  }

  private static void write(JsonGenerator json, GridImportCheck check) throws IOException {
    GridImportOutcome outcome = check.outcome();
    json.writeStartObject();
    json.writeBooleanField("accepted", check.refusals().isEmpty());
    if (outcome.version() == null) {
      json.writeNullField("version");
    } else {
      json.writeNumberField("version", outcome.version().id());
    }
    json.writeNumberField("added", outcome.added());
    json.writeNumberField("ended", outcome.ended());
    json.writeNumberField("unchanged", outcome.unchanged());
    json.writeFieldName("reparented");
    json.writeObject(outcome.reparented());
    json.writeFieldName("repairs");
    json.writeObject(outcome.repairs().stream().map(Object::toString).toList());
    json.writeArrayFieldStart("refusals");
    for (Fault fault : check.refusals()) {
      json.writeStartObject();
      json.writeStringField("detail", fault.detail());
      json.writeStringField("feature", fault.feature());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("check");
    outcome.report().writeGeoJson(json);
    json.writeFieldName("grids");
    check.writeGeoJson(json);
    json.writeEndObject();
  }
}
