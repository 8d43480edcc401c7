package org.gridwarden.heat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.GeoJson;
import org.gridwarden.grid.Grid;
import org.gridwarden.heat.spot.Breaks;
import org.gridwarden.heat.spot.HexLattice;
import org.gridwarden.heat.spot.HotSpots;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Guard;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.time.Moments;
import org.locationtech.jts.geom.Point;

/**
 * The routes of heat by area: grids and hexagons with their numbers, class limits and hot spots.
 */
final class AreaRoutes {
  private static final int DECIMALS = 7;
  private static final double USUAL_SIZE_METRES = 500;
  private static final List<String> COLUMNS =
      List.of(
          "code",
          "name",
          "lon",
          "lat",
          "km2",
          "count",
          "perKm2",
          "overdue",
          "overdueShare",
          "meanAgeDays",
          "before",
          "change",
          "z",
          "p",
          "spot");

  private final HeatMap heat;
  private final Moments moments;
  private final Guard maySee;

  AreaRoutes(HeatMap heat, Moments moments, Guard maySee) {
    this.heat = heat;
    this.moments = moments;
    this.maySee = maySee;
  }

  List<Endpoint> endpoints() {
    return List.of(
        HeatParameters.compared(
                HeatParameters.described(
                    Endpoint.get(
                        "/api/v1/heat/grids",
                        "heatGrids",
                        "Problems by grid of a level: counts, densities, ages, hot spots")))
            .optional("level", Schema.integer(), "1 to 3; default 3")
            .optional("format", Schema.oneOf("json", "geojson", "csv"), "default json")
            .guarded(maySee)
            .answers("application/json", schema())
            .handle(this::answerGrids),
        HeatParameters.compared(
                HeatParameters.described(
                    Endpoint.get(
                        "/api/v1/heat/hexagons",
                        "heatHexagons",
                        "Problems by hexagon: counts, densities, ages, hot spots")))
            .optional(
                "size", Schema.number(), "metres between parallel sides, 50 to 50000; default 500")
            .optional("format", Schema.oneOf("json", "geojson", "csv"), "default json")
            .guarded(maySee)
            .answers("application/json", schema())
            .handle(this::answerHexagons));
  }

  private static Schema schema() {
    Schema limits = Schema.listOf(Schema.number());
    return Schema.object()
        .with("at", Schema.moment())
        .with("enough", Schema.bool())
        .maybe("note", Schema.text())
        .with(
            "items",
            Schema.listOf(
                Schema.object()
                    .with("code", Schema.text())
                    .with("name", Schema.text().orNull())
                    .with("lon", Schema.number())
                    .with("lat", Schema.number())
                    .with("km2", Schema.number())
                    .with("count", Schema.integer())
                    .with("perKm2", Schema.number())
                    .with("perThousand", Schema.number().orNull())
                    .with("overdue", Schema.integer())
                    .with("overdueShare", Schema.number().orNull())
                    .with("meanAgeDays", Schema.number().orNull())
                    .maybe("before", Schema.integer())
                    .maybe("change", Schema.integer())
                    .maybe("trend", Schema.oneOf("better", "worse", "same"))
                    .with("z", Schema.number())
                    .with("p", Schema.number())
                    .with("spot", Schema.text())))
        .with(
            "breaks",
            Schema.object()
                .with("count", limits)
                .with("perKm2", limits)
                .with("perThousand", limits)
                .with("overdueShare", limits)
                .with("meanAgeDays", limits))
        .with("spots", Schema.any());
  }

  private void answerGrids(Request request) throws IOException {
    int level = request.findInteger("level", 1, Grid.LEVELS).orElse(Grid.LEVELS);
    HeatParameters parameters = new HeatParameters(heat, moments, request::findText);
    Selection selection = parameters.selection();
    long now = heat.clock().millis();
    Selection against = parameters.against(selection);
    answer(
        request,
        "heat-grids",
        selection,
        heat.areas()
            .ofGrids(selection, against, level, selection.at() == null ? now : selection.at()));
  }

  private void answerHexagons(Request request) throws IOException {
    double size = request.findNumber("size").orElse(USUAL_SIZE_METRES);
    if (!(size >= HexLattice.SMALLEST_METRES && size <= HexLattice.LARGEST_METRES)) {
      throw FaultException.badInput(
          "size",
          size,
          String.format(
              "%.0f to %.0f metres", HexLattice.SMALLEST_METRES, HexLattice.LARGEST_METRES));
    }
    HeatParameters parameters = new HeatParameters(heat, moments, request::findText);
    Selection selection = parameters.selection();
    long now = heat.clock().millis();
    answer(
        request,
        "heat-hexagons",
        selection,
        heat.areas()
            .ofHexagons(
                selection,
                parameters.against(selection),
                size,
                selection.at() == null ? now : selection.at()));
  }

  private void answer(Request request, String file, Selection selection, List<Area> areas)
      throws IOException {
    String format = request.text("format", "json");
    switch (format) {
      case "json" -> request.json(json(request, selection, areas));
      case "geojson" ->
          request.stream("application/geo+json", generator -> writeGeoJson(generator, areas));
      case "csv" ->
          request.download(
              file + ".csv",
              COLUMNS,
              table -> {
                for (Area area : areas) {
                  Map<String, Object> values = values(area);
                  table.row(COLUMNS.stream().map(values::get).toList());
                }
              });
      default -> throw FaultException.badInput("format", format, "json, geojson or csv");
    }
  }

  private Map<String, Object> json(Request request, Selection selection, List<Area> areas) {
    HeatWords words = new HeatWords(request.language());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "at",
        moments.format(
            Instant.ofEpochMilli(selection.at() == null ? heat.clock().millis() : selection.at())));
    boolean enough = areas.size() >= HotSpots.FEWEST_PLACES;
    answer.put("enough", enough);
    if (!enough) {
      answer.put("note", words.say("too_few"));
    }
    answer.put("items", areas.stream().map(AreaRoutes::values).toList());
    Map<String, Object> breaks = new LinkedHashMap<>();
    breaks.put("count", limits(areas, area -> (double) area.count()));
    breaks.put("perKm2", limits(areas, Area::perSquareKilometre));
    breaks.put("perThousand", limits(areas, Area::perThousand));
    breaks.put("overdueShare", limits(areas, Area::overdueShare));
    breaks.put("meanAgeDays", limits(areas, Area::meanAgeDays));
    answer.put("breaks", breaks);
    answer.put("spots", words.spots());
    return answer;
  }

  private static List<Double> limits(List<Area> areas, Function<Area, Double> value) {
    double[] values =
        areas.stream()
            .map(value)
            .filter(Objects::nonNull)
            .mapToDouble(each -> round(each, 4))
            .toArray();
    return Arrays.stream(Breaks.limits(values)).boxed().toList();
  }

  private static double round(double value, int decimals) {
    double scale = Math.pow(10, decimals);
    return Math.round(value * scale) / scale;
  }

  private static Double rounded(Double value) {
    return value == null ? null : round(value, 4);
  }

  private static Map<String, Object> values(Area area) {
    Point middle = area.shape().getInteriorPoint();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("code", area.code());
    values.put("name", area.name());
    values.put("lon", round(middle.getX(), DECIMALS));
    values.put("lat", round(middle.getY(), DECIMALS));
    values.put("km2", round(area.squareKilometres(), 6));
    values.put("count", area.count());
    values.put("perKm2", round(area.perSquareKilometre(), 4));
    values.put("perThousand", rounded(area.perThousand()));
    values.put("overdue", area.now().overdue);
    values.put("overdueShare", rounded(area.overdueShare()));
    values.put("meanAgeDays", rounded(area.meanAgeDays()));
    if (area.before() != null) {
      values.put("before", area.before().count);
      values.put("change", area.change());
      values.put("trend", area.trend());
    }
    values.put("z", round(area.spot().z(), 4));
    values.put("p", area.spot().p());
    values.put("spot", area.spot().spotClass().code());
    return values;
  }

  private static void writeGeoJson(JsonGenerator json, List<Area> areas) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "FeatureCollection");
    json.writeArrayFieldStart("features");
    for (Area area : areas) {
      json.writeStartObject();
      json.writeStringField("type", "Feature");
      json.writeFieldName("geometry");
      GeoJson.writeGeometry(json, area.shape(), DECIMALS);
      json.writeFieldName("properties");
      json.writeObject(values(area));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
