package org.gridwarden;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Bbox;
import org.gridwarden.heat.HeatMap;
import org.gridwarden.heat.HeatPictures;
import org.gridwarden.heat.HeatRaster;
import org.gridwarden.heat.PictureSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridwarden heat}: a picture or a raster of heat, without a server. */
@Command(
    name = "heat",
    description = "Draws where problems pile up: .png with legend and scale, or .tif for GIS.")
final class HeatCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Option(
      names = "--bbox",
      required = true,
      paramLabel = "W,S,E,N",
      description = "west,south,east,north in WGS-84 degrees")
  private String bbox;

  @Option(names = "--size", required = true, paramLabel = "WxH", description = "in pixels")
  private String size;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = ".png or .tif")
  private Path out;

  @Option(names = "--title", paramLabel = "TEXT", description = "of the picture")
  private String title;

  @Option(
      names = "--lang",
      defaultValue = "zh-CN",
      paramLabel = "LANGUAGE",
      description = "zh-CN or en (default: ${DEFAULT-VALUE})")
  private String language;

  @Option(names = "--category", paramLabel = "CODE", description = "and what descends from it")
  private String category;

  @Option(names = "--severity", paramLabel = "S[,S]", description = "normal, serious, urgent")
  private String severity;

  @Option(
      names = "--status",
      paramLabel = "GROUP",
      description = "unresolved (default), waiting, handled, suspended, closed, reported")
  private String status;

  @Option(
      names = "--overdue",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "overdue only")
  private String overdue;

  @Option(
      names = "--returned",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "only what came back")
  private String returned;

  @Option(names = "--from", paramLabel = "MOMENT", description = "reported at or after")
  private String from;

  @Option(names = "--to", paramLabel = "MOMENT", description = "reported before")
  private String to;

  @Option(names = "--grid", paramLabel = "CODE", description = "only in this grid")
  private String grid;

  @Option(names = "--unit", paramLabel = "ID", description = "only held by this party")
  private String unit;

  @Option(names = "--at", paramLabel = "MOMENT", description = "as it was then")
  private String at;

  @Option(names = "--against", paramLabel = "MOMENT", description = "the change since then")
  private String against;

  @Option(
      names = "--weight",
      paramLabel = "WEIGHT",
      description = "none (default), severity, overdue, both")
  private String weight;

  @Option(names = "--bandwidth", paramLabel = "METRES", description = "of the kernel")
  private String bandwidth;

  @Option(names = "--top", paramLabel = "DENSITY", description = "of the strongest colour")
  private String top;

  @Option(names = "--theme", paramLabel = "THEME", description = "light (default) or dark")
  private String theme;

  @Option(names = "--filter", paramLabel = "ECQL", description = "see docs/heat.md")
  private String filter;

  private Map<String, String> parameters() {
    Map<String, String> given = new TreeMap<>();
    put(given, "category", category);
    put(given, "severity", severity);
    put(given, "status", status);
    put(given, "overdue", overdue);
    put(given, "returned", returned);
    put(given, "from", from);
    put(given, "to", to);
    put(given, "grid", grid);
    put(given, "unit", unit);
    put(given, "at", at);
    put(given, "against", against);
    put(given, "weight", weight);
    put(given, "bandwidth", bandwidth);
    put(given, "top", top);
    put(given, "theme", theme);
    put(given, "filter", filter);
    return given;
  }

  private static void put(Map<String, String> given, String name, String value) {
    if (value != null) {
      given.put(name, value);
    }
  }

  @Override
  public Integer call() throws IOException {
    String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean tiff = name.endsWith(".tif") || name.endsWith(".tiff");
    if (!tiff && !name.endsWith(".png")) {
      throw FaultException.badInput("out", out, "a file that ends in .png or .tif");
    }
    Bbox box = box();
    PictureSize pixels = PictureSize.parse(size);
    Map<String, String> given = parameters();
    try (App app = App.open(store.config())) {
      HeatMap heat = app.heatMap();
      HeatRaster raster =
          heat.raster(
              box,
              pixels.width(),
              pixels.height(),
              tiff,
              app.moments(),
              one -> Optional.ofNullable(given.get(one)));
      try (OutputStream file = Files.newOutputStream(out)) {
        if (tiff) {
          heat.pictures().writeTiff(raster, file);
        } else {
          HeatPictures.Words words =
              new HeatPictures.Words(title, app.clock().instant(), language, app.moments());
          heat.pictures().writePng(raster, words, file);
        }
      }
      System.out.printf(
          "%s: bandwidth %.0f m, strongest colour at %s problems/km2%n",
          out, raster.bandwidthMetres(), raster.top());
    }
    return 0;
  }

  private Bbox box() {
    List<Double> numbers = new ArrayList<>();
    try {
      for (String part : bbox.split(",", -1)) {
        numbers.add(Double.parseDouble(part.strip()));
      }
      if (numbers.size() == 4) {
        return new Bbox(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
      }
    } catch (IllegalArgumentException notOne) {
      throw FaultException.badInput("bbox", bbox, "west,south,east,north: " + notOne.getMessage());
    }
    throw FaultException.badInput("bbox", bbox, "four numbers: west,south,east,north");
  }
}
