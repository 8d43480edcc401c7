package org.gridwarden.problem;

import java.time.Instant;
import java.util.List;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.http.JsonBody;
import org.gridwarden.http.JsonField;
import org.gridwarden.http.JsonFields;

/** The fields of a report and of a step, as JSON bodies carry them. */
final class ProblemFields {
  /** Beyond this a coordinate is none, in whatever system. */
  private static final double MOST_ORDINATE = 1e9;

  private static final int MOST_PHOTOS = 9;
  private static final int LONGEST_TEXT = 2_000;
  private static final int LONGEST_LINE = 200;
  private static final double MOST_ACCURACY_METRES = 100_000;

  private static final JsonField<Double> LON =
      JsonField.number("lon", -MOST_ORDINATE, MOST_ORDINATE).required();
  private static final JsonField<Double> LAT =
      JsonField.number("lat", -MOST_ORDINATE, MOST_ORDINATE).required();
  private static final JsonField<String> CRS = JsonField.line("crs", 32);
  private static final JsonField<Double> ACCURACY =
      JsonField.number("accuracy", 0, MOST_ACCURACY_METRES);
  private static final JsonField<Instant> TAKEN_AT = JsonField.moment("takenAt");
  private static final JsonField<Double> SENT_LON =
      JsonField.number("sentLon", -MOST_ORDINATE, MOST_ORDINATE);
  private static final JsonField<Double> SENT_LAT =
      JsonField.number("sentLat", -MOST_ORDINATE, MOST_ORDINATE);
  private static final JsonField<String> CATEGORY = JsonField.line("category", 32);
  private static final JsonField<Severity> SEVERITY =
      JsonField.oneOf("severity", Severity.class, Severity::code);
  private static final JsonField<String> DESCRIPTION = JsonField.text("description", LONGEST_TEXT);
  private static final JsonField<String> ADDRESS = JsonField.line("address", LONGEST_LINE);
  private static final JsonField<String> SOURCE = JsonField.line("source", LONGEST_LINE);
  private static final JsonField<List<String>> PHOTOS =
      JsonField.list("photos", JsonField.line("", 64), MOST_PHOTOS);
  private static final JsonField<String> NOTE = JsonField.text("note", LONGEST_TEXT);
  private static final JsonField<String> TO = JsonField.line("to", 64);
  private static final JsonField<Integer> VERSION =
      JsonField.integer("version", 1, Integer.MAX_VALUE);

  static final JsonFields REPORT =
      JsonFields.of(
          LON,
          LAT,
          CRS,
          ACCURACY,
          TAKEN_AT,
          SENT_LON,
          SENT_LAT,
          CATEGORY,
          SEVERITY,
          DESCRIPTION,
          ADDRESS,
          SOURCE,
          PHOTOS);
  static final JsonFields STEP = JsonFields.of(NOTE, TO, PHOTOS, VERSION);

  private ProblemFields() {}

  static ReportDraft report(JsonBody body) {
    Crs crs = body.find(CRS).map(Crs::parse).orElse(Crs.WGS84);
    if (body.find(SENT_LON).isPresent() != body.find(SENT_LAT).isPresent()) {
      throw new FaultException(
          Fault.badInput("sentLon and sentLat go together").field("sentLon, sentLat"));
    }
    LonLat sentFrom =
        body.find(SENT_LON).map(lon -> crs.toWgs84(lon, body.orNull(SENT_LAT))).orElse(null);
    return new ReportDraft(
        GridVersion.DEFAULT_LAYER,
        crs.toWgs84(body.get(LON), body.get(LAT)),
        body.orNull(ACCURACY),
        body.orNull(TAKEN_AT),
        sentFrom,
        body.find(CATEGORY).orElse("other"),
        body.find(SEVERITY).orElse(Severity.NORMAL),
        body.find(DESCRIPTION).orElse(""),
        body.orNull(ADDRESS),
        body.orNull(SOURCE),
        body.find(PHOTOS).orElse(List.of()).stream().distinct().toList());
  }

  static StepRequest step(JsonBody body) {
    return new StepRequest(
        body.orNull(NOTE),
        body.orNull(TO),
        body.find(PHOTOS).orElse(List.of()).stream().distinct().toList(),
        body.orNull(VERSION));
  }
}
