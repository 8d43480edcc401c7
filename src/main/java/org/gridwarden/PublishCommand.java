package org.gridwarden;

import java.util.concurrent.Callable;
import org.gridwarden.grid.GridImportOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gridwarden publish VERSION}: a draft takes its place. */
@Command(name = "publish", description = "Publishes a draft version of grids.")
final class PublishCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "VERSION", description = "its number, as import --draft said")
  private long version;

  @Override
  public Integer call() {
    ConsoleProgress progress = ConsoleProgress.onStandardError();
    try (App app = App.open(store.config())) {
      GridImportOutcome outcome = app.gridEditor().publish(version, progress);
      progress.end();
      System.out.println(
          "Version "
              + outcome.version().id()
              + " of layer "
              + outcome.version().layer()
              + " published: "
              + outcome.added()
              + " new or changed, "
              + outcome.ended()
              + " replaced.");
      return 0;
    } finally {
      progress.end();
    }
  }
}
