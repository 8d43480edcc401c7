package org.gridwarden.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * Prepared statements that are kept with their connection, for the few paths on which preparing one
 * anew costs more than running it. Everything else is better off with JDBI's own. Only for {@code
 * *Store} classes.
 *
 * <p>A statement is found by its text, so the texts must be constants: every other text would stay
 * as long as the connection. It belongs to the handle's thread until the handle is given back; it
 * is never closed by who uses it, but each {@code ResultSet} of it is, or it would keep the
 * write-ahead log from being taken up. Asking for the same text again ends what the last use of it
 * was reading.
 */
public final class Statements implements JdbiConfig<Statements> {
  private final Map<Connection, Map<String, PreparedStatement>> byConnection =
      new ConcurrentHashMap<>();

  /** For JDBI, which makes one for each of its own. */
  public Statements() {}

  /** The statement of this text on the handle's connection, without parameters from earlier. */
  public static PreparedStatement of(Handle handle, String sql) throws SQLException {
    Connection physical = handle.getConnection().unwrap(Connection.class);
    return handle.getConfig(Statements.class).of(physical, sql);
  }

  PreparedStatement of(Connection connection, String sql) throws SQLException {
    Map<String, PreparedStatement> known = byConnection.get(connection);
    if (known == null) {
      forgetClosed();
      known = new HashMap<>();
      byConnection.put(connection, known);
    }
    PreparedStatement statement = known.get(sql);
    if (statement == null || !usable(statement)) {
      statement = connection.prepareStatement(sql);
      known.put(sql, statement);
    }
    return statement;
  }

  /** SQLite's driver gives a statement up when it fails, and says so only when it is used again. */
  private static boolean usable(PreparedStatement statement) {
    try {
      statement.clearParameters();
      return true;
    } catch (SQLException givenUp) {
      return false;
    }
  }

  /** Connections are few and seldom new, so that this is the time to let go of those gone. */
  private void forgetClosed() throws SQLException {
    for (Connection each : byConnection.keySet()) {
      if (each.isClosed()) {
        byConnection.remove(each);
      }
    }
  }

  /** The same for every handle: connections outlive handles. */
  @Override
  public Statements createCopy() {
    return this;
  }
}
