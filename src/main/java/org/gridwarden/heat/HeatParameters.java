package org.gridwarden.heat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gridwarden.fault.FaultException;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.heat.density.Lattice;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Schema;
import org.gridwarden.problem.Severity;
import org.gridwarden.responsibility.Category;
import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.time.Moments;

/**
 * Reads what heat is wanted from parameters, of a request or of a command. Each is refused by name
 * where it can't be what it should. For one thread.
 */
final class HeatParameters {
  private final HeatMap heat;
  private final Moments moments;
  private final Function<String, Optional<String>> given;

  /**
   * @param given the text of a parameter, by its name
   */
  HeatParameters(HeatMap heat, Moments moments, Function<String, Optional<String>> given) {
    this.heat = heat;
    this.moments = moments;
    this.given = given;
  }

  /** An endpoint with the parameters of all that shows heat. */
  static Endpoint described(Endpoint endpoint) {
    return endpoint
        .optional("category", Schema.text(), "code; what descends from it counts too")
        .optional("severity", Schema.text(), "normal, serious, urgent: one or several, with commas")
        .optional(
            "status",
            Schema.oneOf("unresolved", "waiting", "handled", "suspended", "closed", "reported"),
            "default unresolved; waiting: somebody has still to act; handled: to be checked;"
                + " reported: whatever became of it")
        .optional("overdue", Schema.bool(), "overdue only")
        .optional("returned", Schema.bool(), "only what came back after it had been closed (反弹)")
        .optional("from", Schema.text(), "reported at or after (ISO-8601, or a date)")
        .optional("to", Schema.text(), "reported before")
        .optional("grid", Schema.text(), "code of a grid, of whatever level")
        .optional("unit", Schema.text(), "id of the party that holds it")
        .optional(
            "filter",
            Schema.text(),
            "ECQL over category, unit, grid1, grid2, grid3, severity, returned, reportedAt, dueAt,"
                + " position")
        .optional("at", Schema.text(), "as it was at this moment; default now")
        .optional(
            "weight",
            Schema.oneOf("none", "severity", "overdue", "both"),
            "what a problem weighs; default none: each is one")
        .optional("bandwidth", Schema.number(), "metres on the ground; default by zoom");
  }

  /** An endpoint that can also compare with another moment or stretch of time. */
  static Endpoint compared(Endpoint endpoint) {
    return endpoint
        .optional(
            "against",
            Schema.text(),
            "a moment: tells how much more there is than was then, or less")
        .optional("againstFrom", Schema.text(), "of what is compared: reported at or after")
        .optional("againstTo", Schema.text(), "of what is compared: reported before");
  }

  Selection selection() {
    Long from = moment("from");
    Long to = moment("to");
    if (from != null && to != null && from >= to) {
      throw FaultException.badInput(
          "from", given.apply("from").orElse(null), "it must come before to");
    }
    Long at = past("at");
    Selection selection =
        new Selection(
            one("status", StatusGroup::find, StatusGroup.codes(), StatusGroup.UNRESOLVED),
            given.apply("category").map(this::descending).orElse(null),
            severities(),
            is("overdue"),
            is("returned"),
            from,
            to,
            given.apply("grid").map(this::grid).orElse(null),
            given.apply("unit").map(this::unit).orElse(null),
            one("weight", Weighting::find, "none, severity, overdue or both", Weighting.NONE),
            given.apply("filter").map(HeatParameters::filter).orElse(null),
            at);
    return selection.standing(heat.clock().millis());
  }

  /** All of what is wanted, for a zoom. */
  HeatView view(double zoom) {
    Selection selection = selection();
    Selection against = against(selection);
    double sigma = bandwidth(zoom);
    Scale scale = heat.scales().of(selection, sigma);
    double top =
        against == null
            ? scale.top()
            : Math.max(scale.top(), heat.scales().of(against, sigma).top());
    return new HeatView(
        selection,
        against,
        sigma,
        scale,
        top().orElse(top),
        against == null ? ramp() : Ramp.CHANGE);
  }

  /** Metres; what fits the zoom where none is given. */
  double bandwidth(double zoom) {
    String text = given.apply("bandwidth").orElse(null);
    if (text == null) {
      return Bandwidth.usual(zoom);
    }
    double least = Math.ceil(Bandwidth.least(zoom));
    double metres = number("bandwidth", text);
    if (metres < least || metres > Lattice.MOST_SIGMA_METRES) {
      throw FaultException.badInput(
          "bandwidth",
          text,
          String.format(
              Locale.ROOT,
              "%.0f to %.0f metres can be shown at this zoom",
              least,
              Lattice.MOST_SIGMA_METRES));
    }
    return metres;
  }

  /** The density that the strongest colour is to stand for, where it is given. */
  private Optional<Double> top() {
    return given
        .apply("top")
        .map(
            text -> {
              double top = number("top", text);
              if (!(top > 0 && top <= 1e9)) {
                throw FaultException.badInput("top", text, "above 0 and at most 1000000000");
              }
              return top;
            });
  }

  private Ramp ramp() {
    return one("theme", Ramp::find, "light or dark", Ramp.LIGHT);
  }

  /** What a selection is compared with, or null. */
  Selection against(Selection selection) {
    Long at = past("against");
    Long from = moment("againstFrom");
    Long to = moment("againstTo");
    if (from != null && to != null && from >= to) {
      throw FaultException.badInput(
          "againstFrom", given.apply("againstFrom").orElse(null), "it must come before againstTo");
    }
    if (at == null && from == null && to == null) {
      return null;
    }
    Selection other = at == null ? selection : selection.at(at);
    return from == null && to == null ? other : other.reported(from, to);
  }

  private Long past(String name) {
    Long moment = moment(name);
    if (moment != null && moment > heat.clock().millis()) {
      throw FaultException.badInput(
          name, given.apply(name).orElse(null), "it lies in the future, which nobody has seen yet");
    }
    return moment;
  }

  private Long moment(String name) {
    return given
        .apply(name)
        .map(text -> moments.parse(name, text))
        .map(Instant::toEpochMilli)
        .orElse(null);
  }

  private <T> T one(String name, Function<String, Optional<T>> find, String known, T otherwise) {
    return given
        .apply(name)
        .map(text -> find.apply(text).orElseThrow(() -> FaultException.badInput(name, text, known)))
        .orElse(otherwise);
  }

  private boolean is(String name) {
    return one(
        name,
        text ->
            text.equals("true") || text.equals("false")
                ? Optional.of(text.equals("true"))
                : Optional.empty(),
        "true or false",
        false);
  }

  private static double number(String name, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value) && !text.endsWith("d") && !text.endsWith("f")) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Told below, with the others that are no finite number.
    }
    throw FaultException.badInput(name, text, "a finite number is wanted");
  }

  private static String filter(String text) {
    EcqlFilter.parse(text);
    return text;
  }

  private int severities() {
    String text = given.apply("severity").orElse(null);
    if (text == null) {
      return 0;
    }
    return Arrays.stream(text.split(",", -1))
        .map(
            each ->
                Severity.find(each.strip())
                    .orElseThrow(
                        () ->
                            FaultException.badInput(
                                "severity", text, "normal, serious or urgent, with commas")))
        .mapToInt(each -> 1 << each.ordinal())
        .reduce(0, (a, b) -> a | b);
  }

  private Set<String> descending(String code) {
    CategoryTree tree = heat.known().duties().categories();
    if (tree.find(code).isEmpty()) {
      throw FaultException.badInput(
          "category", code, "no such category; GET /api/v1/categories lists them");
    }
    return tree.list().stream()
        .map(Category::code)
        .filter(each -> tree.lineage(each).contains(code))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** A grid that there is, or that problems were found in when there was. */
  private String grid(String code) {
    boolean known =
        heat.known().grids().now(GridVersion.DEFAULT_LAYER).find(code).isPresent()
            || heat.hasProblemsIn(code);
    if (!known) {
      throw FaultException.badInput("grid", code, "no such grid; GET /api/v1/grids lists them");
    }
    return code;
  }

  private String unit(String id) {
    if (heat.known().duties().findParty(id).isEmpty()) {
      throw FaultException.badInput("unit", id, "no such party");
    }
    return id;
  }
}
