package org.gridwarden;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gridwarden.geo.Crs;
import org.gridwarden.problem.ProblemImport;
import org.gridwarden.time.Moments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridwarden import problems}. */
@Command(
    name = "problems",
    description = {
      "Brings in problems of former times: each finds its grids and who was responsible then.",
      "Columns may be named by options; usual headings are known, others left alone."
    })
final class ImportProblemsCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "FILE", description = ".csv or .xlsx")
  private Path file;

  @Option(names = "--id", paramLabel = "F", description = "column of its number there")
  private String id;

  @Option(names = "--lon", paramLabel = "F", description = "column of longitude or easting")
  private String lon;

  @Option(names = "--lat", paramLabel = "F", description = "column of latitude or northing")
  private String lat;

  @Option(names = "--category", paramLabel = "F", description = "column of its kind")
  private String category;

  @Option(names = "--opened", paramLabel = "F", description = "column of when it was reported")
  private String opened;

  @Option(names = "--closed", paramLabel = "F", description = "column of when it was closed")
  private String closed;

  @Option(names = "--unit", paramLabel = "F", description = "column of who has or had it")
  private String unit;

  @Option(names = "--status", paramLabel = "F", description = "column of its status")
  private String status;

  @Option(names = "--description", paramLabel = "F", description = "column of what is said of it")
  private String description;

  @Option(names = "--address", paramLabel = "F", description = "column of where it is, in words")
  private String address;

  @Option(names = "--crs", defaultValue = "wgs84", paramLabel = "C", description = "of positions")
  private String crs;

  @Option(names = "--zone", paramLabel = "Z", description = "of moments without an offset")
  private String zone;

  @Option(names = "--dry-run", description = "check everything, change nothing")
  private boolean dryRun;

  @Override
  public Integer call() {
    try (App app = App.open(store.config())) {
      Moments moments = zone == null ? app.moments() : Moments.of(zone);
      ProblemImport.Outcome outcome =
          app.problemDesk()
              .problemImport()
              .importFile(
                  file, said(), Crs.parse(crs), moments, dryRun, ConsoleProgress.onStandardError());
      outcome.warnings().forEach(warning -> System.err.println("warning: " + warning));
      System.out.printf(
          "%s%,d problems added, %,d closed, %,d unchanged; %,d categories and %,d units taken up%n",
          dryRun ? "dry run: " : "",
          outcome.added(),
          outcome.closed(),
          outcome.unchanged(),
          outcome.categories(),
          outcome.units());
      return 0;
    }
  }

  private Map<String, String> said() {
    Map<String, String> said = new LinkedHashMap<>();
    put(said, "id", id);
    put(said, "lon", lon);
    put(said, "lat", lat);
    put(said, "category", category);
    put(said, "opened", opened);
    put(said, "closed", closed);
    put(said, "unit", unit);
    put(said, "status", status);
    put(said, "description", description);
    put(said, "address", address);
    return said;
  }

  private static void put(Map<String, String> said, String purpose, String heading) {
    if (heading != null) {
      said.put(purpose, heading);
    }
  }
}
