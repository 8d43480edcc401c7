package org.gridwarden;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridwarden import calendar}. */
@Command(
    name = "calendar",
    description =
        "Brings in which days are worked, and when: holidays, make-up days, working hours.")
final class ImportCalendarCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "FILE", description = ".csv or .xlsx")
  private Path file;

  @Option(names = "--dry-run", description = "check everything, change nothing")
  private boolean dryRun;

  @Override
  public Integer call() {
    try (App app = App.open(store.config())) {
      DutyReport.print(app.timeLimits().importCalendar(file, dryRun), dryRun);
      return 0;
    }
  }
}
