package org.gridwarden.problem;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.problem.index.Query;

/** The route of problems as points of a map: of many at once only where and how urgent. */
public final class PointRoutes {
  private static final int USUAL_LIMIT = 50_000;
  private static final int MOST_LIMIT = 100_000;

  private final ProblemDesk desk;
  private final Gate gate;
  private final Clock clock;
  private final ProblemQueries queries;

  public PointRoutes(ProblemDesk desk, Gate gate, Clock clock) {
    this.desk = desk;
    this.gate = gate;
    this.clock = clock;
    this.queries = desk.queries();
  }

  public List<Endpoint> endpoints() {
    return List.of(
        ProblemQueries.described(
                Endpoint.get(
                    "/api/v1/problems/points",
                    "problemPoints",
                    "Where the problems of a list are and how their time stands, column by column"))
            .optional("limit", Schema.integer(), "1 to 100000, default 50000")
            .guarded(gate.needs(Right.SEE_PROBLEMS))
            .answers(
                "application/json",
                Schema.object()
                    .with("total", Schema.integer())
                    .with("ids", Schema.listOf(Schema.text()))
                    .with("positions", Schema.listOf(Schema.number()))
                    .with("states", Schema.listOf(Schema.text())))
            .handle(this::answer));
  }

  /** Positions are longitude and latitude in turn, WGS-84. A million rows take some 10 ms. */
  private void answer(Request request) {
    Actor actor = desk.actors().of(gate.caller(request).orElseThrow());
    Query query = queries.query(request, actor).scope(Problems.scope(actor));
    int limit = request.findInteger("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT);
    long now = clock.millis();
    List<String> ids = new ArrayList<>();
    List<Double> positions = new ArrayList<>();
    List<String> states = new ArrayList<>();
    int[] total = new int[1];
    desk.problems()
        .index()
        .each(
            query,
            row -> {
              total[0]++;
              if (ids.size() < limit) {
                ids.add(row.id());
                positions.add(row.lon());
                positions.add(row.lat());
                states.add(TimeState.of(row, now).code());
              }
            });
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("total", total[0]);
    answer.put("ids", ids);
    answer.put("positions", positions);
    answer.put("states", states);
    request.json(answer);
  }
}
