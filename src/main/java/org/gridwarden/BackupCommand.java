package org.gridwarden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridwarden.store.transfer.Backup;
import org.gridwarden.store.transfer.Manifest;
import org.gridwarden.store.transfer.TableSum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridwarden backup}: all that is held, in one file, while the server goes on. */
@Command(
    name = "backup",
    description =
        "Writes all that is held to one file, while the server goes on; exit 1 where photos are"
            + " missing. The file holds secrets.")
final class BackupCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Option(names = "--force", description = "replaces a file that is there")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    ConsoleProgress progress = ConsoleProgress.onStandardError();
    try (App app = App.open(store.config())) {
      List<String> missing = new ArrayList<>();
      Manifest manifest =
          new Backup(app.database(), new PhotoPictures(app.photos()), progress)
              .write(
                  file,
                  force,
                  GridwardenCommand.Version.version(),
                  app.clock().instant(),
                  missing::add);
      progress.end();
      missing.forEach(hash -> System.err.println("photo " + hash + " is missing or damaged"));
      System.out.printf(
          "%,d rows of %d tables and %,d photos written to %s (%,d bytes)%n",
          manifest.tables().stream().mapToLong(TableSum::rows).sum(),
          manifest.tables().size(),
          manifest.photos(),
          file,
          Files.size(file));
      return missing.isEmpty() ? 0 : 1;
    } finally {
      progress.end();
    }
  }
}
