package org.gridwarden.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.time.Moments;

/** The route of indicators over time: how many came, went and were open, step by step. */
public final class TrendRoutes {
  private static final int USUAL_STEPS = 12;

  private final ProblemDesk desk;
  private final Gate gate;
  private final Duties duties;
  private final Clock clock;
  private final Moments moments;

  public TrendRoutes(ProblemDesk desk, Gate gate, Duties duties, Clock clock, Moments moments) {
    this.desk = desk;
    this.gate = gate;
    this.duties = duties;
    this.clock = clock;
    this.moments = moments;
  }

  public List<Endpoint> endpoints() {
    Schema item =
        Schema.object()
            .with("from", Schema.moment())
            .with("to", Schema.moment())
            .with("reported", Schema.integer())
            .with("returned", Schema.integer())
            .with("closed", Schema.integer())
            .with("open", Schema.integer())
            .with("overdue", Schema.integer())
            .with("closureRate", IndicatorRoutes.rate())
            .with("onTimeClosureRate", IndicatorRoutes.rate());
    return List.of(
        Endpoint.get(
                "/api/v1/indicators/trend",
                "indicatorTrend",
                "The indicators by day, week or month; open and overdue as of each step's end")
            .required("step", Schema.oneOf("day", "week", "month"), "how long a step is")
            .optional("from", Schema.text(), "in the first step; default twelve steps before to")
            .optional("to", Schema.text(), "end of the last step at least; default now")
            .optional("grid", Schema.text(), "only problems in this grid")
            .optional("category", Schema.text(), "only this kind and what descends from it")
            .optional("unit", Schema.text(), "only of this party")
            .optional("leader", Schema.text(), "only of this leader")
            .guarded(gate.needs(Right.SEE_INDICATORS))
            .answers("application/json", Schema.object().with("items", Schema.listOf(item)))
            .handle(this::answer));
  }

  private void answer(Request request) {
    String code = request.text("step", "");
    Trend.Length length =
        Trend.Length.find(code)
            .orElseThrow(() -> FaultException.badInput("step", code, "day, week or month"));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant to = request.findMoment("to").orElse(now);
    Instant from = request.findMoment("from").orElseGet(() -> usualStart(length, to));
    if (!from.isBefore(to)) {
      throw FaultException.badInput("from", moments.format(from), "it must come before to");
    }
    Trend trend =
        Trend.of(length, from, to, now, moments.zone())
            .orElseThrow(
                () ->
                    FaultException.badInput(
                        "from",
                        moments.format(from),
                        "more than " + Trend.MOST_STEPS + " steps; take longer ones"));
    String category = request.findText("category").orElse(null);
    if (category != null) {
      duties.categories().lineage(category);
    }
    desk.indicators()
        .trend(
            trend,
            new Indicators.Only(
                request.findText("grid").orElse(null),
                category,
                request.findText("unit").orElse(null)),
            request.findText("leader").orElse(null));
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < trend.size(); i++) {
      items.add(item(trend, i));
    }
    request.json(Map.of("items", items));
  }

  private static Instant usualStart(Trend.Length length, Instant to) {
    long days =
        switch (length) {
          case DAY -> 1;
          case WEEK -> 7;
          case MONTH -> 30;
        };
    return to.minus(Duration.ofDays(days * (USUAL_STEPS - 1)));
  }

  private Map<String, Object> item(Trend trend, int step) {
    Indicator indicator = trend.get(step);
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("from", moments.format(trend.start(step)));
    item.put("to", moments.format(trend.end(step)));
    item.put("reported", indicator.reported);
    item.put("returned", indicator.returned);
    item.put("closed", indicator.closed);
    item.put("open", indicator.open);
    item.put("overdue", indicator.overdue);
    item.put("closureRate", IndicatorRoutes.rate(indicator.dueClosed, indicator.due));
    item.put("onTimeClosureRate", IndicatorRoutes.rate(indicator.dueInTime, indicator.due));
    return item;
  }
}
