package org.gridwarden.problem;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.geo.Crs;
import org.gridwarden.geo.LonLat;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Guard;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Account;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.problem.index.Order;
import org.gridwarden.problem.index.Page;
import org.gridwarden.problem.index.Query;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.Digest;
import org.gridwarden.time.Moments;

/** The routes of problems: report, list, look, take a step. */
public final class ProblemRoutes {
  private static final int USUAL_LIMIT = 50;
  private static final int MOST_LIMIT = 200;
  private static final int LONGEST_KEY = 200;

  private final ProblemDesk desk;
  private final Gate gate;
  private final Duties duties;
  private final Clock clock;
  private final Moments moments;
  private final boolean strangersMayReport;
  private final ProblemQueries queries;
  private final ProblemJson json;
  private final ProblemTables tables;

  /**
   * @param strangersMayReport whether a report is taken from someone who isn't signed in
   */
  public ProblemRoutes(
      ProblemDesk desk,
      Gate gate,
      Duties duties,
      Clock clock,
      Moments moments,
      boolean strangersMayReport) {
    this.desk = desk;
    this.gate = gate;
    this.duties = duties;
    this.clock = clock;
    this.moments = moments;
    this.strangersMayReport = strangersMayReport;
    this.queries = desk.queries();
    this.json = desk.json(moments);
    this.tables = desk.tables(moments);
  }

  public List<Endpoint> endpoints() {
    Guard mayReport = strangersMayReport ? this::checkKnown : gate.needs(Right.REPORT);
    return List.of(
        Endpoint.post("/api/v1/problems", "report", "Reports a problem", "application/json")
            .takes(ProblemFields.REPORT)
            .guarded(mayReport)
            .status(201)
            .answers("application/json", ProblemSchema.reported())
            .handle(this::report),
        ProblemQueries.paged(
                Endpoint.get("/api/v1/problems", "problems", "Problems that the caller may see"))
            .optional(
                "format",
                Schema.oneOf("json", "csv", "xlsx"),
                "csv and xlsx have all of them, not a page; also by Accept")
            .guarded(this::checkLister)
            .answers("application/json", ProblemSchema.page())
            .handle(this::list),
        ProblemQueries.described(
                Endpoint.get(
                    "/api/v1/ledger",
                    "ledger",
                    "The ledgers of the problems that a list would have, as a table"))
            .optional("format", Schema.oneOf("csv", "xlsx"), "default csv")
            .guarded(gate.needs(Right.SEE_PROBLEMS))
            .answers("text/csv", Schema.text())
            .handle(this::answerLedger),
        Endpoint.get(
                "/api/v1/problems/similar",
                "similarProblems",
                "Open problems of the same kind near a position, which a report may repeat")
            .required("lon", Schema.number(), "longitude or easting (x)")
            .required("lat", Schema.number(), "latitude or northing (y)")
            .optional("crs", Schema.text(), "wgs84 (default), cgcs2000, gcj02, bd09 or EPSG:n")
            .optional("category", Schema.text(), "code; default other")
            .guarded(mayReport)
            .answers("application/json", ProblemSchema.similarList())
            .handle(this::answerSimilar),
        Endpoint.get(
                "/api/v1/problems/{id}",
                "problem",
                "A problem with its ledger; published ones also for strangers")
            .path("id", "of the problem")
            .guarded(this::checkSeer)
            .answers("application/json", ProblemSchema.detail())
            .handle(this::answerOne),
        Endpoint.post(
                "/api/v1/problems/{id}/{step}",
                "takeStep",
                "Takes a step on a problem",
                "application/json")
            .path("id", "of the problem")
            .path("step", "file, dispatch, handle, feedback, verify, close, rework …")
            .takes(ProblemFields.STEP)
            .guarded(gate.needs(Right.TAKE_STEPS))
            .answers("application/json", ProblemSchema.detail())
            .handle(this::takeStep));
  }

  /**
   * Lets strangers through, but nobody whose token is no longer good, nor whom a right is lacking.
   */
  private void checkKnown(Request request) {
    if (Gate.token(request).isPresent()) {
      gate.needs(Right.REPORT).check(request);
    }
  }

  /** Strangers may list what is published, and nothing else. */
  private void checkLister(Request request) {
    boolean published = request.flag("published");
    if (!published || gate.caller(request).isPresent()) {
      gate.needs(Right.SEE_PROBLEMS).check(request);
    }
  }

  /** Strangers may look at what is published; whether the rest is there, they don't learn. */
  private void checkSeer(Request request) {
    boolean published =
        gate.caller(request).isEmpty()
            && desk.problems()
                .find(request.path("id"))
                .filter(each -> each.marks().publishedAt() != null)
                .isPresent();
    if (!published) {
      gate.needs(Right.SEE_PROBLEMS).check(request);
    }
  }

  private Actor actor(Request request) {
    return gate.caller(request).map(desk.actors()::of).orElse(Actor.STRANGER);
  }

  private static boolean english(Request request) {
    return request.language().equals("en");
  }

  private void report(Request request) {
    ReportDraft draft = ProblemFields.report(request.body(ProblemFields.REPORT));
    Optional<Account> caller = gate.caller(request);
    Actor actor = caller.map(desk.actors()::of).orElse(Actor.STRANGER);
    Reporting.Taken taken =
        desk.reporting().report(draft, actor, key(request, actor, "report", draft.toString()));
    Map<String, Object> answer =
        json.problem(taken.problem(), actor, clock.instant(), english(request));
    answer.put("similar", taken.similar().stream().map(this::describe).toList());
    request.status(taken.created() ? 201 : 200);
    request.header("Location", "/api/v1/problems/" + taken.problem().id());
    request.json(answer);
  }

  /** The request's idempotency key with what it stands for, or null where it has none. */
  private static RequestKey key(Request request, Actor actor, String what, String body) {
    String key = request.header("Idempotency-Key");
    if (key == null) {
      return null;
    }
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw FaultException.badInput(
          "Idempotency-Key", key, "a key of 1 to " + LONGEST_KEY + " characters is wanted");
    }
    return new RequestKey(
        actor.id() == null ? "" : actor.id(), key, Digest.half(what + "\n" + body));
  }

  private Map<String, Object> describe(Similar similar) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", similar.id());
    described.put("category", similar.category());
    described.put("status", similar.status().code());
    described.put("reportedAt", json.text(Instant.ofEpochMilli(similar.reportedAt())));
    described.put("metres", Math.round(similar.metres() * 10) / 10.0);
    return described;
  }

  private void answerSimilar(Request request) {
    Crs crs = request.findText("crs").map(Crs::parse).orElse(Crs.WGS84);
    LonLat point = crs.toWgs84(request.number("lon"), request.number("lat"));
    String category = request.text("category", "other");
    duties.categories().lineage(category);
    List<Similar> similar = desk.similar(point, category);
    request.json(Map.of("items", similar.stream().map(this::describe).toList()));
  }

  private void list(Request request) throws IOException {
    Actor actor = actor(request);
    Query query = queries.query(request, actor);
    String format = format(request);
    if (!format.equals("json")) {
      if (actor == Actor.STRANGER) {
        throw new FaultException(
            Fault.of(FaultKind.UNAUTHENTICATED, "sign in first to take lists away"));
      }
      request.download(
          "problems." + format,
          ProblemTables.problemColumns(),
          table -> tables.writeProblems(table, query, ProblemQueries.order(request), actor));
      return;
    }
    int limit = request.findInteger("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT);
    Page page =
        actor == Actor.STRANGER
            ? desk.problems()
                .index()
                .page(query, ProblemQueries.order(request), ProblemQueries.place(request), limit)
            : desk.problems()
                .page(
                    query,
                    ProblemQueries.order(request),
                    ProblemQueries.place(request),
                    limit,
                    actor);
    Instant now = clock.instant();
    List<Map<String, Object>> items =
        desk.problems().list(page.ids()).stream()
            .filter(each -> actor.sees(each) || each.marks().publishedAt() != null)
            .map(
                each ->
                    actor.sees(each)
                        ? json.problem(each, actor, now, english(request))
                        : json.published(each, now, english(request)))
            .toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", items);
    answer.put("total", page.total());
    answer.put("next", ProblemQueries.cursor(page.next()));
    request.json(answer);
  }

  private void answerLedger(Request request) throws IOException {
    Actor actor = actor(request);
    Query query = queries.query(request, actor);
    String format = request.text("format", "csv");
    if (!format.equals("csv") && !format.equals("xlsx")) {
      throw FaultException.badInput("format", format, "csv or xlsx");
    }
    request.download(
        "ledger." + format,
        ProblemTables.ledgerColumns(),
        table -> tables.writeLedger(table, query, Order.NEWEST, actor));
  }

  private static String format(Request request) {
    Optional<String> asked = request.findText("format");
    if (asked.isPresent()) {
      if (!List.of("json", "csv", "xlsx").contains(asked.get())) {
        throw FaultException.badInput("format", asked.get(), "json, csv or xlsx");
      }
      return asked.get();
    }
    String accept = request.header("Accept");
    if (accept != null && accept.startsWith("text/csv")) {
      return "csv";
    }
    return accept != null && accept.contains("spreadsheetml") ? "xlsx" : "json";
  }

  private void answerOne(Request request) {
    String id = request.path("id");
    Actor actor = actor(request);
    Optional<Problem> found = desk.problems().find(id);
    boolean seen = found.filter(actor::sees).isPresent();
    boolean published = found.filter(each -> each.marks().publishedAt() != null).isPresent();
    if (!seen && published) {
      request.json(json.published(found.get(), clock.instant(), english(request)));
      return;
    }
    if (!seen) {
      throw Problems.unknown(id);
    }
    answer(request, desk.stepping().open(found.get(), actor), actor);
  }

  private void answer(Request request, Problem problem, Actor actor) {
    List<LedgerEntry> ledger = desk.problems().ledger(problem.id());
    Map<String, Object> answer = json.problem(problem, actor, clock.instant(), english(request));
    answer.put("photos", ProblemJson.photos(ledger));
    answer.put("ledger", ledger.stream().map(each -> json.entry(each, problem, actor)).toList());
    request.json(answer);
  }

  private void takeStep(Request request) {
    String code = request.path("step");
    Actor actor = actor(request);
    String id = request.path("id");
    Step step =
        Step.find(code)
            .orElseThrow(() -> FaultException.notFound("step", code, "there is no such step"));
    StepRequest wanted = ProblemFields.step(request.body(ProblemFields.STEP));
    RequestKey key = key(request, actor, id + "/" + code, wanted.toString());
    answer(request, desk.stepping().step(id, step, wanted, actor, key, moments), actor);
  }
}
