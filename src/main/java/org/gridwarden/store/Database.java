package org.gridwarden.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One database: its connections and its transactions. A write is on disk when {@link #write}
 * returns. Safe for many threads; on the embedded database writers take turns, readers never wait.
 */
public final class Database implements AutoCloseable {
  private final HikariDataSource readPool;
  private final HikariDataSource writePool;
  private final Jdbi readJdbi;
  private final Jdbi writeJdbi;
  private final ReentrantLock turn = new ReentrantLock(true);

  private Database(Dialect dialect, String url) {
    writePool = dialect.pool(url, false);
    readPool = dialect.pool(url, true);
    writeJdbi = Jdbi.create(writePool);
    readJdbi = Jdbi.create(readPool);
    dialect.registerMoments(writeJdbi);
    dialect.registerMoments(readJdbi);
  }

  /** The URL of the embedded database that lives in a data directory. */
  public static String embeddedUrl(Path dataDirectory) {
    return "jdbc:sqlite:" + dataDirectory.resolve("gridwarden.db").toAbsolutePath();
  }

  /**
   * Opens a database, creating and migrating it where needed.
   *
   * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://...}
   * @throws org.gridwarden.fault.FaultException for another kind of URL
   */
  public static Database open(String url) {
    Dialect dialect = Dialect.ofUrl(url);
    Database database = new Database(dialect, url);
    try {
      Flyway.configure()
          .dataSource(database.writePool)
          .locations(dialect.migrations())
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
      return database;
    } catch (RuntimeException failure) {
      database.close();
      throw failure;
    }
  }

  /** Runs one read in one transaction, so that all its queries see the same state. */
  public <T> T read(Function<Handle, T> work) {
    return readJdbi.inTransaction(work::apply);
  }

  /**
   * Runs one write in one transaction: all of it is durable when this returns, or nothing of it is
   * where it throws.
   */
  public <T> T write(Function<Handle, T> work) {
    turn.lock();
    try {
      return writeJdbi.inTransaction(work::apply);
    } finally {
      turn.unlock();
    }
  }

  /** As {@link #write}, for work without a result. */
  public void update(Consumer<Handle> work) {
    write(
        handle -> {
          work.accept(handle);
          return null;
        });
  }

  @Override
  public void close() {
    readPool.close();
    writePool.close();
  }
}
