package org.gridwarden;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridwarden import limits}. */
@Command(name = "limits", description = "Brings in how long each kind of problem may take.")
final class ImportLimitsCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "FILE", description = ".csv or .xlsx")
  private Path file;

  @Option(names = "--dry-run", description = "check everything, change nothing")
  private boolean dryRun;

  @Override
  public Integer call() {
    try (App app = App.open(store.config())) {
      DutyReport.print(app.importLimits(file, dryRun), dryRun);
      return 0;
    }
  }
}
