package org.gridwarden.heat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Bbox;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Guard;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;
import org.gridwarden.time.Moments;

/** The routes of pictures to keep, and of the frames that a time machine plays. */
final class PictureRoutes {
  private final HeatMap heat;
  private final Moments moments;
  private final Guard maySee;

  PictureRoutes(HeatMap heat, Moments moments, Guard maySee) {
    this.heat = heat;
    this.moments = moments;
    this.maySee = maySee;
  }

  List<Endpoint> endpoints() {
    return List.of(
        HeatParameters.compared(
                HeatParameters.described(
                    Endpoint.get(
                        "/api/v1/heat/picture",
                        "heatPicture",
                        "Heat of a box as a picture with title, legend, scale bar and date, or as a"
                            + " GeoTIFF")))
            .required("bbox", Schema.text(), "west,south,east,north in WGS-84 degrees")
            .required("size", Schema.text(), "width x height in pixels, such as 1200x800")
            .optional("format", Schema.oneOf("png", "tif"), "default png")
            .optional("title", Schema.text(), "of the picture")
            .optional("theme", Schema.oneOf("light", "dark"), "colours; default light")
            .optional("top", Schema.number(), "density of the strongest colour")
            .guarded(maySee)
            .answers("image/png", Schema.text())
            .handle(this::answerPicture),
        HeatParameters.described(
                Endpoint.get(
                    "/api/v1/heat/frames",
                    "heatFrames",
                    "The moments of a time machine and the scale that all of them share"))
            .required("start", Schema.text(), "of what is played")
            .optional("end", Schema.text(), "of what is played; default now")
            .optional("step", Schema.oneOf("day", "week"), "default day; a week begins on Monday")
            .required("zoom", Schema.integer(), "of the tiles, 0 to 22")
            .optional("theme", Schema.oneOf("light", "dark"), "colours; default light")
            .guarded(maySee)
            .answers(
                "application/json",
                Schema.object()
                    .with("unit", Schema.text())
                    .with("bandwidthMetres", Schema.number())
                    .with("top", Schema.number())
                    .with("stops", Schema.listOf(Schema.any()))
                    .with(
                        "frames",
                        Schema.listOf(
                            Schema.object()
                                .with("at", Schema.moment())
                                .with("problems", Schema.integer()))))
            .handle(this::answerFrames));
  }

  private void answerPicture(Request request) throws IOException {
    double[] box = request.findBox("bbox").orElseThrow();
    PictureSize size = PictureSize.parse(request.text("size", ""));
    String format = request.text("format", "png");
    if (!format.equals("png") && !format.equals("tif")) {
      throw FaultException.badInput("format", format, "png or tif");
    }
    HeatRaster raster =
        heat.raster(
            new Bbox(box[0], box[1], box[2], box[3]),
            size.width(),
            size.height(),
            format.equals("tif"),
            moments,
            request::findText);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (format.equals("tif")) {
      heat.pictures().writeTiff(raster, out);
      request.answer("image/tiff", out.toByteArray());
    } else {
      Instant now = heat.clock().instant();
      String title = request.findText("title").orElse(null);
      HeatPictures.Words words = new HeatPictures.Words(title, now, request.language(), moments);
      heat.pictures().writePng(raster, words, out);
      request.answer("image/png", out.toByteArray());
    }
  }

  private void answerFrames(Request request) {
    int zoom = request.findInteger("zoom", 0, WebMercator.MOST_ZOOM).orElseThrow();
    Instant start = request.findMoment("start").orElseThrow();
    Instant end = request.findMoment("end").orElseGet(heat.clock()::instant);
    if (end.isAfter(heat.clock().instant())) {
      throw FaultException.badInput("end", moments.format(end), "it lies in the future");
    }
    HeatFrames.Step step =
        switch (request.text("step", "day")) {
          case "day" -> HeatFrames.Step.DAY;
          case "week" -> HeatFrames.Step.WEEK;
          default -> throw FaultException.badInput("step", request.text("step", ""), "day or week");
        };
    HeatView view = new HeatParameters(heat, moments, request::findText).view(zoom);
    HeatFrames.Film film =
        heat.frames()
            .film(
                view.selection(),
                view.sigmaMetres(),
                HeatFrames.moments(start, end, step, moments.zone()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("unit", view.unit());
    answer.put("bandwidthMetres", view.sigmaMetres());
    answer.put("top", film.top());
    answer.put("stops", view.ramp().stops(film.top()));
    answer.put(
        "frames",
        film.frames().stream()
            .map(
                frame -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("at", moments.format(frame.at()));
                  one.put("problems", frame.problems());
                  return one;
                })
            .toList());
    request.json(answer);
  }
}
