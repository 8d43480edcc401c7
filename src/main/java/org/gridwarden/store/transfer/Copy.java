package org.gridwarden.store.transfer;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.store.Database;
import org.jdbi.v3.core.Handle;

/** Loads all that one database holds, as it was at one moment, into another, empty one. */
public final class Copy {
  private final Database source;
  private final Loading loading;
  private final Progress progress;

  public Copy(Database source, Database target, Progress progress) {
    this.source = source;
    this.loading = new Loading(target, progress);
    this.progress = progress;
  }

  /**
   * @param photo given the hash of each photo before any row is written: brings its picture over
   * @return what was read from the source, and then from the target again: the two are the same
   * @throws FaultException BAD_INPUT where the target isn't empty, or doesn't hold afterwards what
   *     the source does; then nothing was kept
   */
  public List<TableSum> run(Consumer<String> photo) {
    loading.refuseUnlessEmpty();
    return source.read(handle -> run(handle, photo));
  }

  private List<TableSum> run(Handle handle, Consumer<String> photo) {
    Database.allowLong(handle);
    long lastChange = StoredTables.highestChange(handle);
    long[] photos = new long[1];
    Backup.eachPhoto(
        handle,
        hash -> {
          progress.at("copying photos", photos[0]++, -1);
          photo.accept(hash);
        });
    StoredTables tables = new StoredTables(handle, "reading", Progress.NONE);
    return loading.load(tables, UnaryOperator.identity(), lastChange);
  }
}
