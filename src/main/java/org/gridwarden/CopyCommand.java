package org.gridwarden;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gridwarden.fault.FaultException;
import org.gridwarden.store.transfer.Copy;
import org.gridwarden.store.transfer.Picture;
import org.gridwarden.store.transfer.TableSum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gridwarden copy}: from one database into another, of whatever kinds. */
@Command(
    name = "copy",
    description =
        "Copies all that a database holds into another, empty one, and compares the two; exit 1"
            + " where photos are missing.")
final class CopyCommand implements Callable<Integer> {
  @Option(names = "--from", required = true, paramLabel = "JDBC_URL")
  private String from;

  @Option(names = "--to", required = true, paramLabel = "JDBC_URL")
  private String to;

  @Option(
      names = "--from-data",
      paramLabel = "DIR",
      defaultValue = "${env:GRIDWARDEN_DATA:-var}",
      description = "data directory of the first (default: $GRIDWARDEN_DATA or ${DEFAULT-VALUE})")
  private Path fromData;

  @Option(
      names = "--to-data",
      paramLabel = "DIR",
      defaultValue = "${env:GRIDWARDEN_DATA:-var}",
      description = "data directory of the other; may be the same")
  private Path toData;

  @Override
  public Integer call() {
    if (from.equals(to)) {
      throw FaultException.badInput("to", to, "is where it comes from");
    }
    ConsoleProgress progress = ConsoleProgress.onStandardError();
    try (App source = App.open(Config.of(fromData, from));
        App target = App.open(Config.of(toData, to))) {
      PhotoPictures pictures = new PhotoPictures(source.photos());
      PhotoPictures copies = new PhotoPictures(target.photos());
      boolean shared =
          fromData.toAbsolutePath().normalize().equals(toData.toAbsolutePath().normalize());
      List<String> missing = new ArrayList<>();
      List<TableSum> copied =
          new Copy(source.database(), target.database(), progress)
              .run(
                  hash -> {
                    Optional<Picture> picture = pictures.find(hash);
                    if (picture.isPresent() && !shared) {
                      copies.keep(picture.get());
                    } else if (picture.isEmpty() && pictures.isWanted(hash)) {
                      missing.add(hash);
                    }
                  });
      progress.end();
      RestoreCommand.print(copied);
      missing.forEach(hash -> System.err.println("photo " + hash + " is missing or damaged"));
      System.out.println("Both databases hold the same");
      return missing.isEmpty() ? 0 : 1;
    } finally {
      progress.end();
    }
  }
}
