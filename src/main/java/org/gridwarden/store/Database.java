package org.gridwarden.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteDataSource;

/**
 * One database: its connections and its transactions. A write is on disk when {@link #write}
 * returns. Safe for many threads; readers never wait. On the embedded database one thread writes
 * for everyone, many writes a transaction, so that many can share one sync of the disk; on
 * PostgreSQL each caller writes in a transaction of its own.
 *
 * <p>A work that is given to a write
 *
 * <ul>
 *   <li>may be run more than once, where the disk failed its neighbours: what it does besides the
 *       database must bear that;
 *   <li>may run in another thread, and holds up everyone else's writes: work out beforehand what
 *       can be;
 *   <li>sees the writes that came before it, also those of its own transaction; {@link #read}
 *       within it sees only what is committed;
 *   <li>is undone by throwing, alone; its caller gets what it threw;
 *   <li>can't write through {@link #write} again, but only through its handle.
 * </ul>
 */
public final class Database implements AutoCloseable {
  private final CommitListeners listeners;
  private final Writer writer;
  private final HikariDataSource readPool;
  private final Jdbi readJdbi;

  /** Null where there is none. */
  private final Standbys standbys;

  private Database(Dialect dialect, String url, Writer writer, CommitListeners listeners) {
    this.listeners = listeners;
    this.writer = writer;
    this.readPool = dialect.reading(url);
    this.readJdbi = Jdbi.create(readPool);
    dialect.register(readJdbi);
    this.standbys =
        dialect
            .standbys(url)
            .map(pool -> new Standbys(pool, dialect, work -> read(work)))
            .orElse(null);
  }

  /** The URL of the embedded database that lives in a data directory. */
  public static String embeddedUrl(Path dataDirectory) {
    return "jdbc:sqlite:" + dataDirectory.resolve("gridwarden.db").toAbsolutePath();
  }

  /**
   * Opens a database, creating and migrating it where needed.
   *
   * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST[:PORT][,HOST...]/NAME}: of
   *     several hosts one is the primary, the others its standbys
   * @throws org.gridwarden.fault.FaultException for another kind of URL
   */
  public static Database open(String url) {
    return open(url, "latest");
  }

  /**
   * As {@link #open(String)}, migrated no further than to a version of the schema; for who loads
   * what was written by an older program. One that is further already stays as it is.
   */
  public static Database open(String url, String schema) {
    Dialect dialect = Dialect.ofUrl(url);
    DataSource writing = dialect.writing(url);
    CommitListeners listeners = new CommitListeners();
    Writer writer = null;
    try {
      Flyway.configure()
          .dataSource(writing)
          .locations(dialect.migrations())
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .target(schema)
          .load()
          .migrate();
      writer = dialect.writer(writing, listeners);
      return new Database(dialect, url, writer, listeners);
    } catch (SQLException | RuntimeException failure) {
      close(writer, writing);
      throw failure instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(
              "the database could not be opened: " + Dialect.shown(url), failure);
    }
  }

  /** The version of the schema that this program brings with it: that of its last migration. */
  public static int newestSchema() {
    SQLiteDataSource memory = new SQLiteDataSource();
    memory.setUrl("jdbc:sqlite::memory:");
    MigrationInfo[] all =
        Flyway.configure()
            .dataSource(memory)
            .locations(new SqliteDialect().migrations())
            .load()
            .info()
            .all();
    return Integer.parseInt(all[all.length - 1].getVersion().getVersion());
  }

  /**
   * Lets a transaction take as long as it must, from here to its end: one that reads or writes
   * whole tables. On the embedded database it does so anyway.
   */
  public static void allowLong(Handle handle) {
    Dialect.of(handle).allowLong(handle);
  }

  private static void close(Writer writer, DataSource writing) {
    if (writer != null) {
      writer.close();
    } else if (writing instanceof HikariDataSource pool) {
      pool.close();
    }
  }

  /**
   * Runs one read in one transaction, so that all its queries see the same state.
   *
   * @throws org.gridwarden.fault.FaultException UNAVAILABLE where the database can't be reached
   */
  public <T> T read(Function<Handle, T> work) {
    try {
      return readJdbi.inTransaction(work::apply);
    } catch (JdbiException failure) {
      throw StorageFault.ofRead(failure);
    }
  }

  /**
   * As {@link #read}, of a state that may be a second old and needn't have what the caller wrote
   * before: on a standby where there is one, so that long lists don't burden the primary.
   */
  public <T> T readRecent(Function<Handle, T> work) {
    return standbys == null ? read(work) : standbys.read(work).orElseGet(() -> read(work));
  }

  /** Whether {@link #readRecent} may answer from another server than {@link #read}. */
  public boolean hasStandbys() {
    return standbys != null;
  }

  /**
   * Runs one write: all of it is durable when this returns, or nothing of it is where it throws.
   *
   * <p>On the embedded database an interrupt of the waiting thread changes nothing: it waits for
   * the outcome and is interrupted again afterwards. On PostgreSQL a connection that breaks in the
   * midst of a commit is the one case in which a write that threw may stand; the fault says so.
   *
   * @throws IllegalStateException from within another write, and after {@link #close}; nothing was
   *     written
   * @throws org.gridwarden.fault.FaultException UNAVAILABLE where the database can't be written to
   *     (disk full, not to be reached, held by another process)
   */
  public <T> T write(Function<Handle, T> work) {
    return write(work, result -> {});
  }

  /**
   * As {@link #write(Function)}.
   *
   * @param afterCommit is given the result once it is on disk and before the caller goes on, one at
   *     a time and in the order of the commits on the embedded database (in the writer's thread: be
   *     quick), in the caller's thread on PostgreSQL. What it throws is logged; the write stands.
   */
  public <T> T write(Function<Handle, T> work, Consumer<T> afterCommit) {
    return writer.write(new Work<>(work, afterCommit, false));
  }

  /**
   * As {@link #write(Function)}, in a transaction of its own and with no other such at the same
   * time, on whatever server: for a long one, as of an import, so that no write before it must wait
   * for its end, and for one that decides by what it reads.
   */
  public <T> T writeAlone(Function<Handle, T> work) {
    return writer.write(new Work<>(work, result -> {}, true));
  }

  /** As {@link #write(Function)}, for work without a result. */
  public void update(Consumer<Handle> work) {
    write(
        handle -> {
          work.accept(handle);
          return null;
        });
  }

  /** As {@link #writeAlone}, for work without a result. */
  public void updateAlone(Consumer<Handle> work) {
    writeAlone(
        handle -> {
          work.accept(handle);
          return null;
        });
  }

  /**
   * Has a listener told after every commit of this process, before those who wrote go on, and soon
   * after most of other processes where the database can tell. It must be quick, and can't write.
   */
  public void onCommit(Runnable listener) {
    listeners.add(listener);
    writer.heedOthers();
  }

  /** How many transactions this process has committed; writes that share one count once. */
  public long commits() {
    return writer.commits();
  }

  /**
   * Has the pools of connections keep their figures. Once only.
   *
   * @param registry what HikariCP takes for one
   */
  public void measure(Object registry) {
    readPool.setMetricRegistry(registry);
    writer.measure(registry);
  }

  /** Whether {@link #close} has done its work. */
  public boolean isClosed() {
    return readPool.isClosed();
  }

  /** Finishes the writes that were accepted; later ones are refused. */
  @Override
  public void close() {
    writer.close();
    if (standbys != null) {
      standbys.close();
    }
    readPool.close();
  }
}
