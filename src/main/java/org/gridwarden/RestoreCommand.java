package org.gridwarden;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridwarden.store.Database;
import org.gridwarden.store.transfer.Archive;
import org.gridwarden.store.transfer.Manifest;
import org.gridwarden.store.transfer.Restore;
import org.gridwarden.store.transfer.TableSum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gridwarden restore}: a backup into an empty database, all of it or nothing. */
@Command(
    name = "restore",
    description = "Loads a backup into an empty database, all of it or nothing.")
final class RestoreCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Override
  public Integer call() {
    ConsoleProgress progress = ConsoleProgress.onStandardError();
    try (Archive archive = Archive.open(file, Database::newestSchema, progress)) {
      Manifest manifest = archive.manifest();
      List<TableSum> restored;
      try (App app = App.openAtSchema(store.config(), manifest.schema())) {
        restored =
            new Restore(archive, app.database(), new PhotoPictures(app.photos()), progress).run();
      }
      if (manifest.schema() < Database.newestSchema()) {
        // Opening it is what brings it up to date.
        App.open(store.config()).close();
      }
      progress.end();
      print(restored);
      System.out.printf(
          "%,d photos; the state of %s is restored%n", manifest.photos(), manifest.madeAt());
      if (manifest.missingPhotos() > 0) {
        System.err.printf("%,d photos were missing already%n", manifest.missingPhotos());
      }
      return 0;
    } finally {
      progress.end();
    }
  }

  /** Shows what is in a database now. */
  static void print(List<TableSum> sums) {
    for (TableSum sum : sums) {
      System.out.printf("%-17s %,12d rows  %s%n", sum.table(), sum.rows(), sum.sha256());
    }
  }
}
