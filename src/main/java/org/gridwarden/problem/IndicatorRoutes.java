package org.gridwarden.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.gridwarden.fault.FaultException;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.grid.Grids;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.responsibility.Party;
import org.gridwarden.time.Moments;

/** The route of the indicators: rates with what they are made of, and the rules they follow. */
public final class IndicatorRoutes {
  private static final Duration USUAL_PERIOD = Duration.ofDays(30);
  private static final double HOUR_MILLIS = 3_600_000;

  private final ProblemDesk desk;
  private final Gate gate;
  private final Duties duties;
  private final Grids grids;
  private final Clock clock;
  private final Moments moments;

  public IndicatorRoutes(
      ProblemDesk desk, Gate gate, Duties duties, Grids grids, Clock clock, Moments moments) {
    this.desk = desk;
    this.gate = gate;
    this.duties = duties;
    this.grids = grids;
    this.clock = clock;
    this.moments = moments;
  }

  public List<Endpoint> endpoints() {
    Schema rate = rate();
    Schema item =
        Schema.object()
            .with("key", Schema.text().orNull())
            .with("name", Schema.text().orNull())
            .maybe("level", Schema.integer())
            .with("closureRate", rate)
            .with("onTimeClosureRate", rate)
            .with("reworkRate", rate)
            .with("reported", Schema.integer())
            .with("returned", Schema.integer())
            .with("closed", Schema.integer())
            .with("open", Schema.integer())
            .with("overdue", Schema.integer())
            .with("meanHoursToClose", Schema.number().orNull());
    return List.of(
        Endpoint.get(
                "/api/v1/indicators", "indicators", "Closure, on-time and rework rates, counts")
            .required("by", Schema.oneOf("all", "grid", "unit", "leader", "category"), "counted by")
            .optional("from", Schema.text(), "start of the period; default 30 days before its end")
            .optional("to", Schema.text(), "end of the period, not in it; default now")
            .optional("grid", Schema.text(), "only problems in this grid")
            .optional("category", Schema.text(), "only this kind and what descends from it")
            .optional("unit", Schema.text(), "only of this party")
            .guarded(gate.needs(Right.SEE_INDICATORS))
            .answers(
                "application/json",
                Schema.object()
                    .with("from", Schema.moment())
                    .with("to", Schema.moment())
                    .with("items", Schema.listOf(item))
                    .with("rules", Schema.listOf(Schema.text())))
            .handle(this::answer));
  }

  private void answer(Request request) {
    String code = request.text("by", "");
    Indicators.By by =
        Indicators.By.find(code)
            .orElseThrow(
                () -> FaultException.badInput("by", code, "all, grid, unit, leader or category"));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant to = request.findMoment("to").orElse(now);
    Instant from = request.findMoment("from").orElse(to.minus(USUAL_PERIOD));
    if (!from.isBefore(to)) {
      throw FaultException.badInput("from", moments.format(from), "it must come before to");
    }
    String category = request.findText("category").orElse(null);
    if (category != null) {
      duties.categories().lineage(category);
    }
    Indicators.Only only =
        new Indicators.Only(
            request.findText("grid").orElse(null), category, request.findText("unit").orElse(null));
    Map<String, Indicator> counted =
        desk.indicators().count(by, new Indicators.Period(from, to, now), only);
    boolean english = request.language().equals("en");
    List<Map<String, Object>> items =
        counted.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, Indicator> each) -> -each.getValue().open)
                    .thenComparing(each -> String.valueOf(each.getKey())))
            .map(each -> item(by, each.getKey(), each.getValue(), english))
            .toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("from", moments.format(from));
    answer.put("to", moments.format(to));
    answer.put("items", items);
    answer.put("rules", rules(request));
    request.json(answer);
  }

  private static List<String> rules(Request request) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "messages.indicators",
            java.util.Locale.forLanguageTag(request.language()),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return texts.keySet().stream().sorted().map(texts::getString).toList();
  }

  private Map<String, Object> item(
      Indicators.By by, String key, Indicator indicator, boolean english) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("key", key);
    putName(item, by, key, english);
    item.put("closureRate", rate(indicator.dueClosed, indicator.due));
    item.put("onTimeClosureRate", rate(indicator.dueInTime, indicator.due));
    item.put("reworkRate", rate(indicator.reworked, indicator.handled));
    item.put("reported", indicator.reported);
    item.put("returned", indicator.returned);
    item.put("closed", indicator.closed);
    item.put("open", indicator.open);
    item.put("overdue", indicator.overdue);
    item.put(
        "meanHoursToClose",
        indicator.closed == 0
            ? null
            : Math.round(indicator.closedMillis / HOUR_MILLIS / indicator.closed * 100) / 100.0);
    return item;
  }

  private void putName(Map<String, Object> item, Indicators.By by, String key, boolean english) {
    if (key == null) {
      item.put("name", null);
      return;
    }
    switch (by) {
      case ALL -> throw new IllegalArgumentException("all together has no key: " + key);
      case GRID -> {
        Grid grid = grids.now(GridVersion.DEFAULT_LAYER).find(key).orElse(null);
        item.put("name", grid == null ? key : grid.name());
        if (grid != null) {
          item.put("level", grid.level());
        }
      }
      case UNIT, LEADER -> item.put("name", duties.findParty(key).map(Party::name).orElse(key));
      case CATEGORY ->
          item.put(
              "name",
              duties
                  .categories()
                  .find(key)
                  .map(each -> english && each.nameEn() != null ? each.nameEn() : each.name())
                  .orElse(key));
    }
  }

  static Schema rate() {
    return Schema.object()
        .with("numerator", Schema.integer())
        .with("denominator", Schema.integer())
        .with("value", Schema.number().orNull());
  }

  static Map<String, Object> rate(long numerator, long denominator) {
    Map<String, Object> rate = new LinkedHashMap<>();
    rate.put("numerator", numerator);
    rate.put("denominator", denominator);
    rate.put(
        "value",
        denominator == 0 ? null : Math.round(10_000.0 * numerator / denominator) / 10_000.0);
    return rate;
  }
}
