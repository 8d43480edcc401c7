package org.gridwarden.responsibility;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gridwarden.fault.FaultException;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.grid.Grids;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.time.Moments;

/** The route of who holds which role for which grid. */
public final class AssignmentRoutes {
  private static final int USUAL_LIMIT = 200;
  private static final int MOST_LIMIT = 1_000;

  private final Duties duties;
  private final Grids grids;
  private final Gate gate;
  private final Clock clock;
  private final Moments moments;

  public AssignmentRoutes(Duties duties, Grids grids, Gate gate, Clock clock, Moments moments) {
    this.duties = duties;
    this.grids = grids;
    this.gate = gate;
    this.clock = clock;
    this.moments = moments;
  }

  public List<Endpoint> endpoints() {
    String[] roles = Stream.of(Role.values()).map(Role::code).toArray(String[]::new);
    Schema item =
        Schema.object()
            .with("id", Schema.text())
            .with("grid", Schema.text().orNull())
            .with("gridName", Schema.text().orNull())
            .with("level", Schema.integer().orNull())
            .with("role", Schema.oneOf(roles))
            .with(
                "party",
                Schema.object()
                    .with("id", Schema.text())
                    .with("name", Schema.text())
                    .with("kind", Schema.oneOf("person", "unit"))
                    .with("phone", Schema.text().orNull())
                    .with("publicPhone", Schema.text().orNull()))
            .with("category", Schema.text().orNull())
            .with("validFrom", Schema.moment().orNull())
            .with("validTo", Schema.moment().orNull())
            .with("frontage", Schema.bool());
    return List.of(
        Endpoint.get("/api/v1/assignments", "assignments", "Who holds which role for which grid")
            .optional("grid", Schema.text(), "code of the grid")
            .optional("party", Schema.text(), "id of the party; \"me\": the caller's own")
            .optional("role", Schema.oneOf(roles), "only this role")
            .optional("q", Schema.text(), "part of the party's or the grid's name, or of its code")
            .optional("at", Schema.text(), "valid at this moment; default now")
            .optional("every", Schema.bool(), "of whatever time")
            .optional("limit", Schema.integer(), "1 to 1000, default 200")
            .optional("offset", Schema.integer(), "how many to leave out; default 0")
            .guarded(gate.needs(Right.SIGNED_IN))
            .answers(
                "application/json",
                Schema.object().with("items", Schema.listOf(item)).with("total", Schema.integer()))
            .handle(this::list));
  }

  /** In the order of grids, then of roles as they are declared; those without a grid come first. */
  private void list(Request request) {
    DutySnapshot snapshot = duties.of(GridVersion.DEFAULT_LAYER);
    GridSnapshot known = grids.now(GridVersion.DEFAULT_LAYER);
    boolean phones = gate.may(request, Right.SEE_PHONES);
    int limit = request.findInteger("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT);
    int offset = request.findInteger("offset", 0, Integer.MAX_VALUE).orElse(0);
    List<Assignment> found =
        snapshot.list().stream()
            .filter(wanted(request, known))
            .sorted(
                Comparator.comparing((Assignment each) -> each.grid() == null ? "" : each.grid())
                    .thenComparing(Assignment::role)
                    .thenComparing(each -> each.party().name())
                    .thenComparing(Assignment::id))
            .toList();
    request.header("Cache-Control", "no-store");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "items",
        found.stream().skip(offset).limit(limit).map(each -> item(each, known, phones)).toList());
    answer.put("total", found.size());
    request.json(answer);
  }

  private Predicate<Assignment> wanted(Request request, GridSnapshot known) {
    String grid = request.findText("grid").orElse(null);
    String party = party(request);
    Role role = request.findText("role").map(AssignmentRoutes::role).orElse(null);
    String part = request.text("q", "").strip().toLowerCase(Locale.ROOT);
    Instant at = request.flag("every") ? null : request.findMoment("at").orElseGet(clock::instant);
    return each ->
        (grid == null || grid.equals(each.grid()))
            && (party == null || party.equals(each.party().id()))
            && (role == null || role == each.role())
            && (at == null || each.validAt(at))
            && (part.isEmpty() || mentions(each, part, known));
  }

  private String party(Request request) {
    String party = request.findText("party").orElse(null);
    if (!"me".equals(party)) {
      return party;
    }
    String own = gate.account(request).partyId();
    if (own == null) {
      throw FaultException.badInput("party", party, "this account acts for no party");
    }
    return own;
  }

  private static Role role(String code) {
    return Role.find(code).orElseThrow(() -> FaultException.badInput("role", code, "no such role"));
  }

  private static boolean mentions(Assignment each, String part, GridSnapshot known) {
    return has(each.party().name(), part)
        || has(each.grid(), part)
        || known.find(each.grid()).map(grid -> has(grid.name(), part)).orElse(false);
  }

  private static boolean has(String text, String part) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(part);
  }

  private Map<String, Object> item(Assignment each, GridSnapshot known, boolean phones) {
    Grid grid = known.find(each.grid()).orElse(null);
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", each.id());
    item.put("grid", each.grid());
    item.put("gridName", grid == null ? null : grid.name());
    item.put("level", grid == null ? null : grid.level());
    item.put("role", each.role().code());
    item.put("party", party(each.party(), phones));
    item.put("category", each.category());
    item.put("validFrom", each.validFrom() == null ? null : moments.format(each.validFrom()));
    item.put("validTo", each.validTo() == null ? null : moments.format(each.validTo()));
    item.put("frontage", each.frontage() != null);
    return item;
  }

  private static Map<String, Object> party(Party party, boolean phones) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", party.id());
    described.put("name", party.name());
    described.put("kind", party.kind().code());
    described.put("phone", phones ? party.phone() : party.maskedPhone());
    described.put("publicPhone", party.publicPhone());
    return described;
  }
}
