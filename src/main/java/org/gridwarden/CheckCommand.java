package org.gridwarden;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridwarden.grid.GridImportRequest;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.grid.coverage.CoverageCheck;
import org.gridwarden.grid.coverage.CoverageReport;
import org.gridwarden.responsibility.Vacancy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridwarden check}: the coverage of the grids that hold now, and the vacancies. */
@Command(
    name = "check",
    description = "Checks the coverage of the grids and lists vacancies; exit 1 on errors.")
final class CheckCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Option(names = "--layer", defaultValue = GridVersion.DEFAULT_LAYER, paramLabel = "NAME")
  private String layer;

  @Option(
      names = "--tolerance",
      paramLabel = "METRES",
      defaultValue = "" + GridImportRequest.DEFAULT_TOLERANCE_METRES)
  private double tolerance;

  @Option(names = "--out", paramLabel = "FILE", description = "the faults as GeoJSON")
  private Path out;

  @Override
  public Integer call() {
    ConsoleProgress progress = ConsoleProgress.onStandardError();
    try (App app = App.open(store.config())) {
      GridSnapshot grids = app.grids().now(layer);
      CoverageReport report = CoverageCheck.check(grids.all(), tolerance, progress);
      progress.end();
      report.faults().forEach(System.out::println);
      List<Vacancy> vacancies = app.vacancies(layer);
      vacancies.forEach(vacancy -> System.out.println("vacancy: " + vacancy));
      System.out.println(report.summary() + "; " + vacancies.size() + " vacancies");
      if (out != null) {
        write(report);
      }
      return report.hasErrors() ? 1 : 0;
    } finally {
      progress.end();
    }
  }

  private void write(CoverageReport report) {
    try (JsonGenerator json = new ObjectMapper().createGenerator(Files.newBufferedWriter(out))) {
      report.writeGeoJson(json);
    } catch (IOException failure) {
      throw new UncheckedIOException("could not write " + out, failure);
    }
  }
}
