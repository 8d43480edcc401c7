package org.gridwarden.store.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Loads all tables into an empty database, in one transaction, and reads them again to see that
 * they are what was to be loaded. Where anything isn't, nothing is kept.
 */
final class Loading {
  private final Database target;
  private final Progress progress;

  Loading(Database target, Progress progress) {
    this.target = target;
    this.progress = progress;
  }

  /**
   * @throws FaultException BAD_INPUT where there is anything in it
   */
  void refuseUnlessEmpty() {
    target.read(
        handle -> {
          refuseUnlessEmpty(handle);
          return null;
        });
  }

  private static void refuseUnlessEmpty(Handle handle) {
    StoredTables.findFilled(handle)
        .ifPresent(
            table -> {
              throw refusal(
                  "the target isn't empty: there are rows in "
                      + table
                      + "; load into a new database. Nothing was changed");
            });
  }

  /** The version of the target's schema. */
  int schema() {
    return target.read(StoredTables::schema);
  }

  /** The tables of the target, in the order in which they are loaded. */
  List<String> tables() {
    return target.read(StoredTables::list);
  }

  /**
   * @param expected what each table must be in the end, given what was read from the source
   * @param lastChange the highest number of a change in the source; those to come get higher ones
   * @return what is in the target now
   */
  List<TableSum> load(RowSource source, Function<TableSum, TableSum> expected, long lastChange) {
    try {
      return target.writeAlone(
          handle -> {
            Database.allowLong(handle);
            refuseUnlessEmpty(handle);
            return load(handle, source, expected, lastChange);
          });
    } catch (JdbiException refused) {
      // What the database's state is to blame for was told as a fault before it came here.
      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      throw refusal("the target doesn't take a row, nothing was kept: " + cause.getMessage());
    }
  }

  private List<TableSum> load(
      Handle handle, RowSource source, Function<TableSum, TableSum> expected, long lastChange) {
    List<String> tables = StoredTables.list(handle);
    for (int i = tables.size() - 1; i >= 0; i--) {
      if (Tables.SEEDED.contains(tables.get(i))) {
        handle.execute("delete from " + tables.get(i));
      }
    }
    List<TableShape> shapes = new ArrayList<>();
    List<TableSum> wanted = new ArrayList<>();
    for (String table : tables) {
      RowInsert insert =
          new RowInsert(handle, TableShape.find(handle, table).orElseThrow(), progress);
      wanted.add(expected.apply(source.read(table, insert)));
      if (insert.refersToItself()) {
        source.read(table, insert.ownReferences());
      }
      shapes.add(insert.shape());
    }
    startFeed(handle, lastChange);
    return check(handle, shapes, wanted);
  }

  /** Nobody was told of what is loaded, and nobody shall be: notices begin with what comes now. */
  private static void startFeed(Handle handle, long lastChange) {
    long last = Math.max(lastChange, StoredTables.highestChange(handle));
    handle.execute("delete from notice_position");
    handle.execute("insert into notice_position (id, seq) values (1, ?)", last);
    ChangeStore.startAfter(handle, last);
  }

  private List<TableSum> check(Handle handle, List<TableShape> shapes, List<TableSum> wanted) {
    StoredTables stored = new StoredTables(handle, "checking", progress);
    List<TableSum> found = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      TableSum sum = stored.read(shapes.get(i));
      if (!sum.equals(wanted.get(i))) {
        throw refusal(
            "the target doesn't hold the table "
                + sum.table()
                + " as it was: "
                + sum.rows()
                + " of "
                + wanted.get(i).rows()
                + " rows, checksum "
                + sum.sha256()
                + " instead of "
                + wanted.get(i).sha256()
                + "; nothing was kept");
      }
      found.add(sum);
    }
    return found;
  }

  private static FaultException refusal(String detail) {
    return new FaultException(Fault.badInput(detail));
  }
}
