package org.gridwarden.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.Grids;
import org.gridwarden.grid.file.GeoPackageExportStore;
import org.gridwarden.http.Json;
import org.gridwarden.problem.index.Order;
import org.gridwarden.problem.index.Page;
import org.gridwarden.problem.index.Query;
import org.gridwarden.responsibility.Category;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.responsibility.Party;
import org.gridwarden.table.TableWriter;
import org.gridwarden.time.Moments;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Writes lists of problems and their ledgers as tables, page after page, so that a million rows
 * take no more memory than a thousand. Moments are written in the area's zone as a person reads
 * them. Safe for many threads.
 */
public final class ProblemTables {
  private static final List<String> PROBLEM_COLUMNS =
      List.of(
          "id",
          "external_id",
          "status",
          "time_state",
          "category",
          "category_name",
          "severity",
          "description",
          "address",
          "lon",
          "lat",
          "grid1",
          "grid2",
          "grid3",
          "grid_name",
          "primary",
          "rule",
          "unit",
          "leader",
          "source",
          "taken_at",
          "reported_at",
          "due_at",
          "dispatched_at",
          "handled_at",
          "closed_at",
          "reworks",
          "extensions",
          "transfers",
          "returns",
          "return_of");
  private static final List<String> LEDGER_COLUMNS =
      List.of(
          "problem", "version", "at", "step", "from", "to", "actor", "party", "unit", "target",
          "note", "photos");

  private static final GeoPackageExportStore.Layer LAYER =
      new GeoPackageExportStore.Layer(
          "problems",
          "POINT",
          PROBLEM_COLUMNS,
          Set.of("reworks", "extensions", "transfers", "returns"),
          Set.of("lon", "lat"));

  private static final int STEP = 500;

  private final Problems problems;
  private final Duties duties;
  private final Grids grids;
  private final Clock clock;
  private final Moments moments;

  ProblemTables(Problems problems, Duties duties, Grids grids, Clock clock, Moments moments) {
    this.problems = problems;
    this.duties = duties;
    this.grids = grids;
    this.clock = clock;
    this.moments = moments;
  }

  public static List<String> problemColumns() {
    return PROBLEM_COLUMNS;
  }

  public static List<String> ledgerColumns() {
    return LEDGER_COLUMNS;
  }

  /** A row of a table is made from each problem. */
  @FunctionalInterface
  private interface Taking {
    void take(List<Problem> page) throws IOException;
  }

  /** A problem and its row of {@link #PROBLEM_COLUMNS}. */
  @FunctionalInterface
  private interface RowTaking {
    void take(Problem problem, List<Object> row) throws IOException;
  }

  /** Writes all problems of a query that the actor may see. */
  public void writeProblems(TableWriter table, Query query, Order order, Actor actor)
      throws IOException {
    eachRow(query, order, actor, (problem, row) -> table.row(row));
  }

  /** Writes the ledgers of all problems of a query that the actor may see. */
  public void writeLedger(TableWriter table, Query query, Order order, Actor actor)
      throws IOException {
    each(
        query,
        order,
        actor,
        page -> {
          Map<String, Problem> byId = new HashMap<>();
          page.forEach(problem -> byId.put(problem.id(), problem));
          for (LedgerEntry entry : problems.ledgers(List.copyOf(byId.keySet()))) {
            table.row(row(entry, byId.get(entry.problemId()), actor));
          }
        });
  }

  /** Writes the same as points, WGS-84. */
  public void writeGeoJson(Path file, Query query, Order order, Actor actor) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      eachRow(query, order, actor, (problem, row) -> writeFeature(json, problem, row));
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** Writes the same as points of the one layer {@code problems} of a GeoPackage. */
  public void writeGeoPackage(Path file, Query query, Order order, Actor actor) throws IOException {
    GeometryFactory factory = new GeometryFactory();
    GeoPackageExportStore.write(
        file,
        LAYER,
        sink ->
            eachRow(
                query,
                order,
                actor,
                (problem, row) -> {
                  LonLat at = problem.report().point();
                  sink.add(factory.createPoint(new Coordinate(at.lon(), at.lat())), row);
                }));
  }

  private static void writeFeature(JsonGenerator json, Problem problem, List<Object> row)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeObjectFieldStart("geometry");
    json.writeStringField("type", "Point");
    json.writeArrayFieldStart("coordinates");
    json.writeNumber(problem.report().point().lon());
    json.writeNumber(problem.report().point().lat());
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    for (int i = 0; i < row.size(); i++) {
      json.writeObjectField(PROBLEM_COLUMNS.get(i), row.get(i));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void eachRow(Query query, Order order, Actor actor, RowTaking taking) throws IOException {
    Instant now = clock.instant();
    each(
        query,
        order,
        actor,
        page -> {
          for (Problem problem : page) {
            taking.take(problem, row(problem, now));
          }
        });
  }

  private void each(Query query, Order order, Actor actor, Taking taking) throws IOException {
    Page.Place place = null;
    do {
      Page page = problems.page(query, order, place, STEP, actor);
      taking.take(problems.list(page.ids()).stream().filter(actor::sees).toList());
      place = page.next();
    } while (place != null);
  }

  private List<Object> row(Problem problem, Instant now) {
    Report report = problem.report();
    Duty duty = problem.duty();
    Standing standing = problem.standing();
    Marks marks = problem.marks();
    String finest = duty.finestGrid();
    List<Object> row = new ArrayList<>();
    row.add(problem.id());
    row.add(report.externalId());
    row.add(problem.status().code());
    row.add(problem.timeState(now).code());
    row.add(report.category());
    row.add(duties.categories().find(report.category()).map(Category::name).orElse(null));
    row.add(report.severity().code());
    row.add(report.description());
    row.add(report.address());
    row.add(report.point().lon());
    row.add(report.point().lat());
    row.addAll(duty.grids());
    row.add(
        finest == null
            ? null
            : grids.now(duty.layer()).find(finest).map(Grid::name).orElse(finest));
    row.add(name(duty.primary()));
    row.add(duty.rule());
    row.add(name(standing.unit()));
    row.add(name(duty.leader()));
    row.add(report.source());
    row.add(text(report.takenAt()));
    row.add(text(report.reportedAt()));
    row.add(text(problem.deadline().dueAt()));
    row.add(text(standing.dispatchedAt()));
    row.add(text(standing.handledAt()));
    row.add(text(standing.closedAt()));
    row.add(marks.reworks());
    row.add(marks.extensions());
    row.add(marks.transfers());
    row.add(marks.returns());
    row.add(marks.returnOf());
    return row;
  }

  private List<Object> row(LedgerEntry entry, Problem problem, Actor actor) {
    boolean ownReport = actor.id() != null && actor.id().equals(problem.report().reporter());
    boolean named =
        actor.knowsPeople() && (entry.step() != Step.REPORT || actor.knowsReporters() || ownReport);
    List<Object> row = new ArrayList<>();
    row.add(entry.problemId());
    row.add(entry.version());
    row.add(text(entry.at()));
    row.add(entry.step().code());
    row.add(entry.from() == null ? null : entry.from().code());
    row.add(entry.to().code());
    row.add(named ? entry.actorName() : null);
    row.add(name(entry.actorParty()));
    row.add(name(entry.unit()));
    row.add(duties.findParty(entry.target()).map(Party::name).orElse(entry.target()));
    row.add(actor.knowsPeople() ? entry.note() : null);
    row.add(entry.photos().isEmpty() ? null : String.join(" ", entry.photos()));
    return row;
  }

  private String name(String partyId) {
    return partyId == null ? null : duties.findParty(partyId).map(Party::name).orElse(partyId);
  }

  private String text(Instant moment) {
    return moment == null ? null : moments.format(moment);
  }
}
