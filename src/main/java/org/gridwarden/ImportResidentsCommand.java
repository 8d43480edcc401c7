package org.gridwarden;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.grid.Residents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridwarden import residents}. */
@Command(name = "residents", description = "Brings in how many people live in grids.")
final class ImportResidentsCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "FILE", description = "grid, residents; .csv or .xlsx")
  private Path file;

  @Option(names = "--dry-run", description = "check everything, change nothing")
  private boolean dryRun;

  @Override
  public Integer call() {
    try (App app = App.open(store.config())) {
      Residents.Outcome outcome =
          app.residents()
              .importFile(
                  file, app.gridEditor().codes(GridVersion.DEFAULT_LAYER)::contains, dryRun);
      System.out.printf(
          "%s%d changed, %d unchanged%n",
          dryRun ? "dry run: " : "", outcome.changed(), outcome.unchanged());
      return 0;
    }
  }
}
