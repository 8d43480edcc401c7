package org.gridwarden.store.transfer;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.store.Database;
import org.gridwarden.store.Digest;

/**
 * Loads a backup into an empty database: the pictures first, each durable, then all rows in one
 * transaction. Where it fails, there are no rows; pictures without a row are removed by the server
 * as such.
 */
public final class Restore {
  private final Archive archive;
  private final Pictures pictures;
  private final Progress progress;
  private final Loading loading;

  /**
   * @param target at the schema of the archive
   */
  public Restore(Archive archive, Database target, Pictures pictures, Progress progress) {
    this.archive = archive;
    this.pictures = pictures;
    this.progress = progress;
    this.loading = new Loading(target, progress);
  }

  /**
   * @return what is in the target now, read from it
   * @throws FaultException BAD_INPUT where that isn't what the archive's manifest says, or the
   *     target isn't empty
   */
  public List<TableSum> run() {
    Manifest manifest = archive.manifest();
    if (loading.schema() != manifest.schema()) {
      throw refusal(
          "the target has the schema "
              + loading.schema()
              + ", the file the older "
              + manifest.schema()
              + "; load into a new database, it is brought up to date afterwards");
    }
    Map<String, TableSum> said =
        manifest.tables().stream().collect(Collectors.toMap(TableSum::table, Function.identity()));
    Set<String> tables = new HashSet<>(loading.tables());
    if (!said.keySet().equals(tables)) {
      throw refusal("the file has other tables than the target; nothing was changed");
    }
    loading.refuseUnlessEmpty();
    keepPictures(manifest.photos());
    return loading.load(archive, read -> same(read, said.get(read.table())), manifest.lastChange());
  }

  private void keepPictures(long expected) {
    long[] count = new long[1];
    archive.readPictures(
        picture -> {
          progress.at("writing photos", count[0]++, expected);
          if (!Digest.hex(picture.full()).equals(picture.hash())) {
            throw refusal("the file is damaged: photo " + picture.hash() + "; no row was kept");
          }
          pictures.keep(picture);
        });
    if (count[0] != expected) {
      throw refusal(
          "the file is damaged: " + count[0] + " of " + expected + " photos; no row was kept");
    }
  }

  private static TableSum same(TableSum read, TableSum said) {
    if (!read.equals(said)) {
      throw refusal(
          "the file is damaged: table " + read.table() + " isn't what it says; nothing was kept");
    }
    return said;
  }

  private static FaultException refusal(String detail) {
    return new FaultException(Fault.badInput(detail));
  }
}
