package org.gridwarden.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/**
 * The one connection that writes to the embedded database, and its transaction. It lives long, so
 * that settings and prepared statements are made once; where it has become unfit it is replaced.
 * For one thread.
 */
final class WriterConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriterConnection.class);

  private final DataSource source;
  private final Jdbi jdbi;
  private SQLiteConnection connection;
  private Handle handle;

  WriterConnection(DataSource source, Dialect dialect) throws SQLException {
    this.source = source;
    this.jdbi = Jdbi.create(new Lending());
    jdbi.setTransactionHandler(new SharedTransaction());
    dialect.register(jdbi);
    open();
  }

  private void open() throws SQLException {
    connection = source.getConnection().unwrap(SQLiteConnection.class);
  }

  /**
   * Begins a transaction that holds the database's write lock.
   *
   * @return what its works run on, until {@link #commit} or {@link #rollback}
   * @throws SQLException where another process held the lock for too long
   */
  Handle begin() throws SQLException {
    if (connection == null) {
      open();
    }
    execute("begin immediate");
    // Only marks it: JDBI must see that a transaction is under way, and not begin one itself.
    connection.getConnectionConfig().setAutoCommit(false);
    handle = jdbi.open();
    return handle;
  }

  void savepoint() throws SQLException {
    execute("savepoint work");
  }

  void release() throws SQLException {
    execute("release work");
  }

  void rollbackToSavepoint() throws SQLException {
    execute("rollback to work");
  }

  /** Ends the transaction; all of it is on disk when this returns. */
  void commit() throws SQLException {
    execute("commit");
    ended();
  }

  /** Ends the transaction, of which nothing remains, also where it has ended by itself. */
  void rollback() {
    try {
      if (connection != null) {
        execute("rollback");
      }
    } catch (SQLException failure) {
      // After some failures (a full disk) the database has already rolled back by itself, and says
      // so here. Anything else leaves unknown what the connection holds.
      if (!String.valueOf(failure.getMessage()).contains("no transaction is active")) {
        LOG.warn("The writer's connection is replaced", failure);
        closeQuietly();
      }
    }
    ended();
  }

  private void ended() {
    if (connection != null) {
      connection.getConnectionConfig().setAutoCommit(true);
    }
    try {
      if (handle != null) {
        handle.close();
      }
    } catch (RuntimeException failure) {
      // Whether the transaction stands was decided before; this must not look like its failure.
      LOG.warn("A statement could not be closed", failure);
    }
    handle = null;
  }

  private void execute(String sql) throws SQLException {
    PreparedStatement statement = jdbi.getConfig(Statements.class).of(connection, sql);
    statement.execute();
  }

  @Override
  public void close() {
    closeQuietly();
  }

  private void closeQuietly() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException failure) {
      LOG.warn("The writer's connection could not be closed", failure);
    }
    connection = null;
  }

  /** Gives JDBI the connection and keeps it open when a handle is done with it. */
  private final class Lending implements ConnectionFactory {
    @Override
    public Connection openConnection() {
      return connection;
    }

    @Override
    public void closeConnection(Connection lent) {
      // It is used by the next transaction.
    }
  }
}
