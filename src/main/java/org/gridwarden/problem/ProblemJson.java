package org.gridwarden.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.grid.Grids;
import org.gridwarden.people.Accounts;
import org.gridwarden.responsibility.Category;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.responsibility.Party;
import org.gridwarden.time.Moments;

/**
 * Describes problems as JSON for whoever asks: people's names and numbers only to those who work
 * with them, who reported it only to those who must know. Safe for many threads.
 */
final class ProblemJson {
  private static final double FAR_METRES = 300;
  private static final Duration LATE = Duration.ofMinutes(10);
  private static final double POOR_ACCURACY_METRES = 100;

  private final Duties duties;
  private final Grids grids;
  private final Accounts accounts;
  private final Stepping stepping;
  private final Moments moments;

  ProblemJson(Duties duties, Grids grids, Accounts accounts, Stepping stepping, Moments moments) {
    this.duties = duties;
    this.grids = grids;
    this.accounts = accounts;
    this.stepping = stepping;
    this.moments = moments;
  }

  /** What someone who was too late needs to go on: the state now. */
  static Map<String, Object> state(Problem problem) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("id", problem.id());
    state.put("status", problem.status().code());
    state.put("version", problem.version());
    state.put("unit", problem.standing().unit());
    state.put("steps", Lifecycle.following(problem.status()).stream().map(Step::code).toList());
    return state;
  }

  /** A problem without its ledger. */
  Map<String, Object> problem(Problem problem, Actor actor, Instant now, boolean english) {
    Report report = problem.report();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", problem.id());
    json.put("status", problem.status().code());
    json.put("version", problem.version());
    putPlace(json, problem, english);
    json.put("severity", report.severity().code());
    json.put("description", report.description());
    json.put("address", report.address());
    json.put("source", report.source());
    json.put("externalId", report.externalId());
    json.put("accuracy", report.accuracyMetres());
    json.put("takenAt", text(report.takenAt()));
    json.put("reportedAt", text(report.reportedAt()));
    json.put("updatedAt", text(problem.standing().updatedAt()));
    putDuty(json, problem, actor);
    putTime(json, problem, now);
    json.put("dispatchedAt", text(problem.standing().dispatchedAt()));
    json.put("openedAt", text(problem.standing().openedAt()));
    json.put("handledAt", text(problem.standing().handledAt()));
    json.put("verifiedAt", text(problem.standing().verifiedAt()));
    json.put("closedAt", text(problem.standing().closedAt()));
    putMarks(json, problem, actor);
    if (actor.knowsReporters() || isReporter(problem, actor)) {
      json.put("reporter", report.reporter() == null ? null : name(report.reporter()));
    }
    json.put("steps", steps(problem, actor));
    return json;
  }

  /** As strangers see a published problem: nothing that leads to a person. */
  Map<String, Object> published(Problem problem, Instant now, boolean english) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", problem.id());
    json.put("status", problem.status().code());
    putPlace(json, problem, english);
    json.put("description", Redaction.of(problem.report().description()));
    json.put("reportedAt", text(problem.report().reportedAt()));
    json.put("publishedAt", text(problem.marks().publishedAt()));
    json.put("closedAt", text(problem.standing().closedAt()));
    putTime(json, problem, now);
    Map<String, Object> unit = party(problem.standing().unit(), Actor.STRANGER);
    json.put("unit", unit != null && "unit".equals(unit.get("kind")) ? unit.get("name") : null);
    return json;
  }

  private void putPlace(Map<String, Object> json, Problem problem, boolean english) {
    json.put("lon", problem.report().point().lon());
    json.put("lat", problem.report().point().lat());
    json.put("place", problem.duty().place());
    json.put("grids", grids(problem.duty()));
    String code = problem.report().category();
    json.put("category", code);
    json.put(
        "categoryName",
        duties.categories().find(code).map(each -> nameOf(each, english)).orElse(code));
  }

  private static String nameOf(Category category, boolean english) {
    return english && category.nameEn() != null ? category.nameEn() : category.name();
  }

  private List<Map<String, Object>> grids(Duty duty) {
    GridSnapshot now = grids.now(duty.layer());
    List<Map<String, Object>> chain = new ArrayList<>();
    for (int level = 1; level <= duty.grids().size(); level++) {
      String code = duty.grids().get(level - 1);
      if (code != null) {
        Map<String, Object> grid = new LinkedHashMap<>();
        grid.put("level", level);
        grid.put("code", code);
        grid.put("name", now.find(code).map(Grid::name).orElse(code));
        chain.add(grid);
      }
    }
    return chain;
  }

  private void putDuty(Map<String, Object> json, Problem problem, Actor actor) {
    Map<String, Object> primary = party(problem.duty().primary(), actor);
    if (primary != null) {
      primary.put("grid", problem.duty().primaryGrid());
    }
    json.put("primary", primary);
    json.put("rule", problem.duty().rule());
    json.put("unit", party(problem.standing().unit(), actor));
    json.put("unitBefore", party(problem.standing().unitBefore(), actor));
    json.put("leader", party(problem.duty().leader(), actor));
  }

  /** A party, or null; the phone masked for those who don't work with it. */
  private Map<String, Object> party(String id, Actor actor) {
    if (id == null) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    Party party = duties.findParty(id).orElse(null);
    json.put("name", party == null ? id : party.name());
    json.put("kind", party == null ? null : party.kind().code());
    if (party != null) {
      json.put("phone", actor.knowsPeople() ? party.phone() : party.maskedPhone());
      json.put("publicPhone", party.publicPhone());
    }
    return json;
  }

  private void putTime(Map<String, Object> json, Problem problem, Instant now) {
    Deadline deadline = problem.deadline();
    Map<String, Object> limit = new LinkedHashMap<>();
    limit.put("amount", deadline.limit().amount());
    limit.put("unit", deadline.limit().unit().code());
    json.put("limit", limit);
    json.put("dueAt", text(deadline.dueAt()));
    json.put("dueSoonAt", text(deadline.dueSoonAt()));
    json.put("timeState", problem.timeState(now).code());
    Instant stopped = problem.stoppedAt();
    json.put(
        "secondsLeft",
        deadline.dueAt() == null
            ? null
            : Duration.between(stopped == null ? now : stopped, deadline.dueAt()).toSeconds());
    json.put("askedUntil", text(deadline.askedUntil()));
  }

  private void putMarks(Map<String, Object> json, Problem problem, Actor actor) {
    Marks marks = problem.marks();
    json.put("marks", markCodes(problem));
    json.put("reworks", marks.reworks());
    json.put("extensions", marks.extensions());
    json.put("transfers", marks.transfers());
    json.put("reopens", marks.reopens());
    json.put("escalations", marks.escalations());
    json.put("escalatedTo", party(marks.escalatedTo(), actor));
    json.put("supervised", marks.supervisor() != null);
    json.put("supervisor", actor.knowsPeople() ? stepping.supervisorName(problem) : null);
    json.put("publishedAt", text(marks.publishedAt()));
    json.put("mergedInto", marks.mergedInto());
    json.put("returnOf", marks.returnOf());
    json.put("returns", marks.returns());
  }

  /** What should be looked at twice, though it was taken. */
  private static List<String> markCodes(Problem problem) {
    Report report = problem.report();
    List<String> codes = new ArrayList<>();
    double accuracy = report.accuracyMetres() == null ? 0 : report.accuracyMetres();
    if (report.sentFromMetres() != null && report.sentFromMetres() > FAR_METRES + accuracy) {
      codes.add("far_from_sender");
    }
    if (report.photoMetres() != null && report.photoMetres() > FAR_METRES + accuracy) {
      codes.add("photo_elsewhere");
    }
    if (report.externalId() == null && report.takenAt().plus(LATE).isBefore(report.reportedAt())) {
      codes.add("taken_earlier");
    }
    if (accuracy > POOR_ACCURACY_METRES) {
      codes.add("poor_accuracy");
    }
    if (!problem.duty().place().equals("inside")) {
      codes.add(problem.duty().place());
    }
    if (problem.marks().returnOf() != null) {
      codes.add("return");
    }
    return codes;
  }

  private List<String> steps(Problem problem, Actor actor) {
    String supervisor = stepping.supervisorName(problem);
    return Lifecycle.following(problem.status()).stream()
        .filter(step -> StepRules.allows(problem, step, actor, supervisor))
        .filter(step -> step != Step.REFUSE_EXTENSION || problem.deadline().askedUntil() != null)
        .filter(step -> step != Step.SUPERVISE || problem.marks().supervisor() == null)
        .filter(step -> step != Step.PUBLISH || problem.marks().publishedAt() == null)
        .filter(step -> step != Step.UNPUBLISH || problem.marks().publishedAt() != null)
        .map(Step::code)
        .toList();
  }

  /** One entry of the ledger; names and notes of people only to those who work with them. */
  Map<String, Object> entry(LedgerEntry entry, Problem problem, Actor actor) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", entry.version());
    json.put("at", text(entry.at()));
    json.put("step", entry.step().code());
    json.put("from", entry.from() == null ? null : entry.from().code());
    json.put("to", entry.to().code());
    boolean hidden =
        entry.step() == Step.REPORT && !actor.knowsReporters() && !isReporter(problem, actor);
    json.put("actor", actor.knowsPeople() && !hidden ? entry.actorName() : null);
    json.put("party", name(duties.findParty(entry.actorParty()).orElse(null)));
    json.put("unit", name(duties.findParty(entry.unit()).orElse(null)));
    json.put("note", actor.knowsPeople() ? entry.note() : null);
    json.put("target", target(entry));
    json.put("photos", entry.photos());
    return json;
  }

  private String target(LedgerEntry entry) {
    return switch (entry.step()) {
      case EXTEND -> text(Instant.parse(entry.target()));
      case DISPATCH, TRANSFER, ESCALATE ->
          duties.findParty(entry.target()).map(Party::name).orElse(entry.target());
      default -> entry.target();
    };
  }

  /** The photos of the report, and of the feedbacks. */
  static Map<String, Object> photos(List<LedgerEntry> ledger) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (LedgerEntry entry : ledger) {
      if (entry.step() == Step.FEEDBACK) {
        after.addAll(entry.photos());
      } else if (entry.step() == Step.REPORT) {
        before.addAll(entry.photos());
      }
    }
    return Map.of("before", before, "after", after);
  }

  private static boolean isReporter(Problem problem, Actor actor) {
    return actor.id() != null && actor.id().equals(problem.report().reporter());
  }

  private String name(String accountId) {
    return accounts.findName(accountId).orElse(null);
  }

  private static String name(Party party) {
    return party == null ? null : party.name();
  }

  String text(Instant moment) {
    return moment == null ? null : moments.format(moment);
  }
}
