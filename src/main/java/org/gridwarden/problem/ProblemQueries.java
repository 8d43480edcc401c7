package org.gridwarden.problem;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Accounts;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.Order;
import org.gridwarden.problem.index.Page;
import org.gridwarden.problem.index.Query;
import org.gridwarden.problem.index.RowView;
import org.gridwarden.problem.index.SortKey;
import org.gridwarden.responsibility.Category;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.responsibility.DutySnapshot;
import org.gridwarden.responsibility.Responsible;

/** Reads what list is wanted from the parameters of a request. Safe for many threads. */
final class ProblemQueries {
  private static final List<String> SORTS =
      List.of("-reportedAt", "reportedAt", "dueAt", "-dueAt", "updatedAt", "-updatedAt");

  private static final String NONE = "none";

  private final Duties duties;
  private final Accounts accounts;
  private final Clock clock;
  private final Problems problems;

  ProblemQueries(Duties duties, Accounts accounts, Clock clock, Problems problems) {
    this.problems = problems;
    this.duties = duties;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** An endpoint with the parameters that all lists take. */
  static Endpoint described(Endpoint endpoint) {
    return endpoint
        .optional("bbox", Schema.text(), "west,south,east,north in WGS-84 degrees")
        .optional("grid", Schema.text(), "code of a grid, of whatever level")
        .optional("unit", Schema.text(), "id of the party that holds it; \"me\": the caller's own")
        .optional("category", Schema.text(), "code; what descends from it counts too")
        .optional("severity", Schema.oneOf("normal", "serious", "urgent"), "how bad")
        .optional("status", Schema.text(), "one or several, with commas; or \"unresolved\"")
        .optional("overdue", Schema.bool(), "unresolved and overdue")
        .optional("from", Schema.text(), "reported at or after (ISO-8601, or a date)")
        .optional("to", Schema.text(), "reported before")
        .optional("closedFrom", Schema.text(), "closed at or after")
        .optional("closedTo", Schema.text(), "closed before")
        .optional("dueFrom", Schema.text(), "due at or after")
        .optional("dueTo", Schema.text(), "due before")
        .optional(
            "inTime", Schema.bool(), "its clock stopped by its deadline: handled or closed in time")
        .optional(
            "charged",
            Schema.text(),
            "id of the party that indicators charge it to: who holds it, before the dispatch who has"
                + " to act first; \"none\": nobody")
        .optional("leader", Schema.text(), "id of the contracted leader; \"none\": there is none")
        .optional(
            "work",
            Schema.oneOf("feedback", "rework"),
            "feedback was given, or sent back, from workFrom until before workTo; \"charged\" is then"
                + " whose work it was")
        .optional("workFrom", Schema.text(), "with work")
        .optional("workTo", Schema.text(), "with work")
        .optional("q", Schema.text(), "words of the description, the address or the number")
        .optional("returned", Schema.bool(), "came back after it had been closed (反弹)")
        .optional("supervised", Schema.bool(), "a leader supervises it")
        .optional("escalated", Schema.bool(), "went up")
        .optional("published", Schema.bool(), "on the exposure board; the only one for strangers")
        .optional(
            "attention",
            Schema.oneOf("unheld", "left"),
            "unheld: nobody who could act has it; left: who has it no longer answers there")
        .optional("reporter", Schema.oneOf("me"), "reported by the caller");
  }

  /** As {@link #described}, with the parameters of a page. */
  static Endpoint paged(Endpoint endpoint) {
    return described(endpoint)
        .optional("sort", Schema.oneOf(SORTS.toArray(String[]::new)), "default -reportedAt")
        .optional("limit", Schema.integer(), "1 to 200, default 50")
        .optional("cursor", Schema.text(), "what the page before called next");
  }

  Query query(Request request, Actor actor) {
    long now = clock.millis();
    Query query =
        Query.ALL
            .statuses(statuses(request))
            .box(request.findBox("bbox").orElse(null))
            .grids(request.findText("grid").map(Set::of).orElse(null))
            .unit(unit(request, actor))
            .categories(request.findText("category").map(this::descending).orElse(null))
            .severity(severity(request))
            .reported(millis(request, "from"), millis(request, "to"))
            .closed(millis(request, "closedFrom"), millis(request, "closedTo"))
            .due(millis(request, "dueFrom"), millis(request, "dueTo"))
            .text(request.findText("q").orElse(null));
    query = charged(request, number(query));
    if (request.flag("inTime")) {
      query = query.and(row -> row.stoppedAt() <= row.dueAt());
    }
    if (request.flag("overdue")) {
      query = query.overdueAt(now).statuses(and(query.statuses(), mask(running())));
    }
    if (request.flag("returned")) {
      query = query.flag(IndexRow.RETURN);
    }
    if (request.flag("supervised")) {
      query = query.flag(IndexRow.SUPERVISED);
    }
    if (request.flag("escalated")) {
      query = query.flag(IndexRow.ESCALATED);
    }
    if (request.flag("published")) {
      query = query.flag(IndexRow.PUBLISHED);
    }
    if (request.findText("reporter").isPresent()) {
      if (!request.text("reporter", "").equals("me") || actor.id() == null) {
        throw FaultException.badInput("reporter", request.text("reporter", ""), "me");
      }
      query = query.reporter(actor.id());
    }
    return attention(request, query);
  }

  /** A problem's own number, here or in the system it came from, means that problem. */
  private Query number(Query query) {
    return query.text() == null
        ? query
        : problems
            .findByNumber(query.text().strip())
            .map(id -> query.text(null).ids(Set.of(id)))
            .orElse(query);
  }

  /** What the numbers of indicators are charged to. */
  private Query charged(Request request, Query query) {
    String leader = request.findText("leader").orElse(null);
    String charged = request.findText("charged").orElse(null);
    Query found = leader == null ? query : query.and(row -> is(leader, row.leader()));
    Step work = request.findText("work").map(ProblemQueries::work).orElse(null);
    if (work != null) {
      Instant from = request.findMoment("workFrom").orElse(Instant.EPOCH);
      Instant to = request.findMoment("workTo").orElse(clock.instant());
      return found.ids(
          problems.listWorked(work, from, to, each -> charged == null || is(charged, each)));
    }
    return charged == null ? found : found.and(row -> is(charged, row.unitOrPrimary()));
  }

  private static Step work(String text) {
    return Step.find(text)
        .filter(each -> each == Step.FEEDBACK || each == Step.REWORK)
        .orElseThrow(() -> FaultException.badInput("work", text, "feedback or rework"));
  }

  private static boolean is(String wanted, String party) {
    return wanted.equals(party == null ? NONE : party);
  }

  private static Stream<ProblemStatus> running() {
    return ProblemStatus.unresolved().stream().filter(each -> each != ProblemStatus.SUSPENDED);
  }

  private static int mask(Stream<ProblemStatus> statuses) {
    return statuses.mapToInt(each -> 1 << each.ordinal()).reduce(0, (a, b) -> a | b);
  }

  private static Integer and(Integer some, int mask) {
    return some == null ? mask : some & mask;
  }

  private static Integer statuses(Request request) {
    return request
        .findText("status")
        .map(
            text -> {
              int mask = 0;
              for (String each : text.split(",", -1)) {
                mask |=
                    each.strip().equals("unresolved")
                        ? mask(ProblemStatus.unresolved().stream())
                        : mask(Stream.of(status(each.strip())));
              }
              return mask;
            })
        .orElse(null);
  }

  private static ProblemStatus status(String code) {
    return ProblemStatus.find(code)
        .orElseThrow(
            () ->
                FaultException.badInput(
                    "status",
                    code,
                    "unresolved, or some of "
                        + Stream.of(ProblemStatus.values())
                            .map(ProblemStatus::code)
                            .collect(Collectors.joining(", "))));
  }

  private static Integer severity(Request request) {
    return request
        .findText("severity")
        .map(
            text ->
                Severity.find(text)
                    .orElseThrow(
                        () ->
                            FaultException.badInput("severity", text, "normal, serious or urgent")))
        .map(Severity::ordinal)
        .orElse(null);
  }

  private static String unit(Request request, Actor actor) {
    String unit = request.findText("unit").orElse(null);
    if (!"me".equals(unit)) {
      return unit;
    }
    if (actor.party() == null) {
      throw FaultException.badInput("unit", unit, "this account acts for no party");
    }
    return actor.party();
  }

  /** A category and all that descends from it. */
  private Set<String> descending(String code) {
    if (duties.categories().find(code).isEmpty()) {
      throw FaultException.badInput(
          "category", code, "no such category; GET /api/v1/categories lists them");
    }
    Set<String> found = new HashSet<>();
    for (Category each : duties.categories().list()) {
      if (duties.categories().lineage(each.code()).contains(code)) {
        found.add(each.code());
      }
    }
    return found;
  }

  private static Long millis(Request request, String name) {
    return request.findMoment(name).map(Instant::toEpochMilli).orElse(null);
  }

  private Query attention(Request request, Query query) {
    String attention = request.findText("attention").orElse(null);
    if (attention == null) {
      return query;
    }
    Query open = query.statuses(and(query.statuses(), mask(ProblemStatus.unresolved().stream())));
    return switch (attention) {
      case "unheld" -> {
        Set<String> represented = accounts.listRepresented();
        yield open.and(
            row -> row.unitOrPrimary() == null || !represented.contains(row.unitOrPrimary()));
      }
      case "left" -> open.and(new Leaving(clock.instant())::hasLeft);
      default -> throw FaultException.badInput("attention", attention, "unheld or left");
    };
  }

  /** Whether who holds a problem no longer answers there, though it did. */
  private final class Leaving {
    private final Instant now;
    private final DutySnapshot snapshot = duties.of(org.gridwarden.grid.GridVersion.DEFAULT_LAYER);

    Leaving(Instant now) {
      this.now = now;
    }

    boolean hasLeft(RowView row) {
      String party = row.unitOrPrimary();
      if (party == null) {
        return false;
      }
      List<Responsible> all = snapshot.ofParty(party);
      return !all.isEmpty() && all.stream().noneMatch(each -> holds(each, row));
    }

    private boolean holds(Responsible each, RowView row) {
      String grid = each.grid();
      boolean here =
          grid == null
              || grid.equals(row.grid(1))
              || grid.equals(row.grid(2))
              || grid.equals(row.grid(3));
      return here && each.assignment().validAt(now);
    }
  }

  static Order order(Request request) {
    String sort = request.text("sort", SORTS.get(0));
    if (!SORTS.contains(sort)) {
      throw FaultException.badInput("sort", sort, "one of " + String.join(", ", SORTS));
    }
    boolean descending = sort.startsWith("-");
    SortKey key =
        switch (descending ? sort.substring(1) : sort) {
          case "dueAt" -> SortKey.DUE_AT;
          case "updatedAt" -> SortKey.UPDATED_AT;
          default -> SortKey.REPORTED_AT;
        };
    return new Order(key, descending);
  }

  static String cursor(Page.Place place) {
    return place == null
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((place.key() + " " + place.id()).getBytes(StandardCharsets.US_ASCII));
  }

  static Page.Place place(Request request) {
    String cursor = request.findText("cursor").orElse(null);
    if (cursor == null) {
      return null;
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII)
              .split(" ", 2);
      return new Page.Place(
          Long.parseLong(parts[0]), java.util.UUID.fromString(parts[1]).toString());
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException broken) {
      throw FaultException.badInput("cursor", cursor, "not a cursor that a page called next");
    }
  }
}
