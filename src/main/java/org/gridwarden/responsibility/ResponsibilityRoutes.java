package org.gridwarden.responsibility;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.gridwarden.geo.Crs;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.http.CsvBatch;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Json;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.people.Gate;
import org.gridwarden.people.Right;
import org.locationtech.jts.geom.Geometry;

/** The routes that answer who is responsible. */
public final class ResponsibilityRoutes {
  private static final String AT = "as of this moment (ISO-8601, or a date); default now";
  private static final String CRS = "wgs84 (default), cgcs2000, gcj02, bd09 or EPSG:n";

  private final Finder finder;
  private final Duties duties;
  private final Clock clock;
  private final ExecutorService workers;
  private final Gate gate;
  private final AnswerJson chinese = new AnswerJson(new Because("zh-CN"), false);
  private final AnswerJson chineseWithPhones = new AnswerJson(new Because("zh-CN"), true);
  private final AnswerJson english = new AnswerJson(new Because("en"), false);
  private final AnswerJson englishWithPhones = new AnswerJson(new Because("en"), true);

  public ResponsibilityRoutes(
      Finder finder, Duties duties, Clock clock, ExecutorService workers, Gate gate) {
    this.gate = gate;
    this.finder = finder;
    this.duties = duties;
    this.clock = clock;
    this.workers = workers;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/responsibility", "responsibility", "Who is responsible at a position")
            .required("lon", Schema.number(), "longitude or easting (x)")
            .required("lat", Schema.number(), "latitude or northing (y)")
            .optional("crs", Schema.text(), CRS)
            .optional("category", Schema.text(), "code of the kind of problem")
            .optional("at", Schema.text(), AT)
            .optional("accuracy", Schema.number(), "radius of the position's circle in metres")
            .optional("layer", Schema.text(), "layer of grids; default \"default\"")
            .answers("application/json", AnswerSchema.answer())
            .handle(this::answer),
        Endpoint.post(
                "/api/v1/responsibility/batch",
                "responsibilityBatch",
                "Who is responsible at many positions; streamed",
                "text/csv")
            .optional("crs", Schema.text(), CRS)
            .optional("at", Schema.text(), AT)
            .optional("layer", Schema.text(), "layer of grids; default \"default\"")
            .answers("text/csv", Schema.text())
            .handle(this::answerBatch),
        Endpoint.post(
                "/api/v1/responsibility/area",
                "responsibilityArea",
                "The grids that a line or a polygon meets",
                "application/geo+json")
            .optional("crs", Schema.text(), CRS)
            .optional("at", Schema.text(), AT)
            .optional("layer", Schema.text(), "layer of grids; default \"default\"")
            .answers("application/json", AnswerSchema.area())
            .handle(this::answerArea),
        Endpoint.get("/api/v1/categories", "categories", "The kinds of problems")
            .answers("application/json", Schema.listOf(AnswerSchema.category()))
            .handle(request -> request.json(duties.categories().list())),
        Endpoint.get("/api/v1/vacancies", "vacancies", "Grids without chief, leader or unit")
            .optional("at", Schema.text(), AT)
            .optional("layer", Schema.text(), "layer of grids; default \"default\"")
            .answers("application/json", AnswerSchema.vacancies())
            .handle(this::answerVacancies));
  }

  private Instant at(Request request) {
    return request.findMoment("at").orElseGet(clock::instant);
  }

  private static String layer(Request request) {
    return request.text("layer", GridVersion.DEFAULT_LAYER);
  }

  private static Crs crs(Request request) {
    return request.findText("crs").map(Crs::parse).orElse(Crs.WGS84);
  }

  private void answer(Request request) throws IOException {
    LonLat point = crs(request).toWgs84(request.number("lon"), request.number("lat"));
    Question question =
        new Question(
            layer(request),
            point,
            request.findText("category").orElse(null),
            at(request),
            request.findNumber("accuracy").orElse(null));
    Answer answer = finder.answer(question);
    ByteArrayOutputStream body = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = Json.MAPPER.createGenerator(body)) {
      writer(request).write(json, answer, duties.categories());
    }
    request.answer("application/json", body.toByteArray());
  }

  /** Phones that aren't public go to who may see them, and past every cache on the way. */
  private AnswerJson writer(Request request) {
    boolean isEnglish = request.language().equals("en");
    if (gate.may(request, Right.SEE_PHONES)) {
      request.header("Cache-Control", "no-store");
      return isEnglish ? englishWithPhones : chineseWithPhones;
    }
    return isEnglish ? english : chinese;
  }

  private void answerBatch(Request request) throws IOException {
    BatchFinder batch = new BatchFinder(finder, layer(request), at(request), crs(request));
    new CsvBatch(batch, workers)
        .runToTheEnd(request.bodyStream(), request.stream("text/csv; charset=utf-8"));
  }

  private void answerArea(Request request) {
    Geometry shape = AreaMeeting.read(request.json(), crs(request));
    List<AreaMeeting> meetings = AreaMeeting.list(finder.grids(layer(request), at(request)), shape);
    request.json(
        java.util.Map.of("grids", meetings.stream().map(AnswerSchema::areaMeeting).toList()));
  }

  private void answerVacancies(Request request) {
    String layer = layer(request);
    Instant at = at(request);
    request.json(
        java.util.Map.of(
            "items",
            VacancyPolicy.DEFAULT.list(finder.grids(layer, at).all(), duties.of(layer), at).stream()
                .map(AnswerSchema::vacancy)
                .toList()));
  }
}
