package org.gridwarden.store.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.store.Database;
import org.gridwarden.store.Settings;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Writes all that is held to one file, as it was at one moment, while others go on writing. In
 * memory are only some rows and one picture at a time.
 */
public final class Backup {
  private final Database database;
  private final Pictures pictures;
  private final Progress progress;

  public Backup(Database database, Pictures pictures, Progress progress) {
    this.database = database;
    this.pictures = pictures;
    this.progress = progress;
  }

  /**
   * @param force whether a file that is there is replaced
   * @param missing told the hash of each photo that has no whole picture any more
   * @return what the file says of itself
   * @throws FaultException BAD_INPUT where the file is there, or its folder isn't
   */
  public Manifest write(
      Path file, boolean force, String program, Instant now, Consumer<String> missing) {
    if (Files.exists(file) && (!force || !Files.isRegularFile(file))) {
      throw FaultException.badInput("file", file, "is there already; --force replaces a file");
    }
    if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw FaultException.badInput("file", file, "there is no such folder");
    }
    try (ArchiveWriter archive = new ArchiveWriter(file)) {
      Manifest manifest = database.read(handle -> write(handle, archive, program, now, missing));
      archive.finish(manifest);
      return manifest;
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " can't be written: " + failure.getMessage(), failure);
    }
  }

  private Manifest write(
      Handle handle, ArchiveWriter archive, String program, Instant now, Consumer<String> missing) {
    Database.allowLong(handle);
    StoredTables tables = new StoredTables(handle, "reading", progress);
    List<TableSum> sums = new ArrayList<>();
    try {
      for (String table : StoredTables.list(handle)) {
        sums.add(tables.write(table, archive.begin(Archive.entryOf(table))));
      }
      OutputStream tar = archive.begin(Archive.PHOTOS);
      long[] counts = new long[2];
      eachPhoto(
          handle,
          hash -> {
            progress.at("reading photos", counts[0], -1);
            Optional<Picture> picture = pictures.find(hash);
            if (picture.isPresent()) {
              counts[0]++;
              writeTo(tar, picture.get());
              return;
            }
            counts[1]++;
            if (pictures.isWanted(hash)) {
              missing.accept(hash);
            }
          });
      PictureTar.end(tar);
      return new Manifest(
          Manifest.FORMAT,
          program,
          StoredTables.schema(handle),
          now.toString(),
          Settings.find(handle, Settings.ZONE).orElse(null),
          StoredTables.highestChange(handle),
          sums,
          counts[0],
          counts[1]);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the backup can't be written: " + failure.getMessage(), failure);
    }
  }

  private static void writeTo(OutputStream tar, Picture picture) {
    try {
      PictureTar.write(picture, tar);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the backup can't be written: " + failure.getMessage(), failure);
    }
  }

  /** The hashes of all photos that have a row, in order. */
  static void eachPhoto(Handle handle, Consumer<String> sink) {
    try (PreparedStatement statement =
        handle.getConnection().prepareStatement("select hash from photo order by hash")) {
      statement.setFetchSize(1_000);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sink.accept(rows.getString(1));
        }
      }
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }
}
