package org.gridwarden.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * A kept statement and its values one after another, for writes that come thousands a second;
 * everything else goes through JDBI. For one thread and one execution.
 */
public final class Bound {
  private final Handle handle;
  private final String sql;
  private final boolean momentsAreMillis;
  private final List<Binding> values = new ArrayList<>();

  private Bound(Handle handle, String sql) {
    this.handle = handle;
    this.sql = sql;
    this.momentsAreMillis = handle.getConfig(StoredMoments.class).areMillis();
  }

  /**
   * @param sql with a question mark for each value
   */
  public static Bound of(Handle handle, String sql) {
    return new Bound(handle, sql);
  }

  public Bound text(String value) {
    return bind(
        (statement, index) -> {
          if (value == null) {
            statement.setNull(index, Types.VARCHAR);
          } else {
            statement.setString(index, value);
          }
        });
  }

  public Bound number(Double value) {
    return bind(
        (statement, index) -> {
          if (value == null) {
            statement.setNull(index, Types.DOUBLE);
          } else {
            statement.setDouble(index, value);
          }
        });
  }

  public Bound integer(Long value) {
    return bind(
        (statement, index) -> {
          if (value == null) {
            statement.setNull(index, Types.BIGINT);
          } else {
            statement.setLong(index, value);
          }
        });
  }

  public Bound integer(int value) {
    return bind((statement, index) -> statement.setInt(index, value));
  }

  /** As the database keeps moments. */
  public Bound moment(Instant value) {
    return bind(
        (statement, index) -> {
          if (value == null) {
            statement.setNull(
                index, momentsAreMillis ? Types.BIGINT : Types.TIMESTAMP_WITH_TIMEZONE);
          } else if (momentsAreMillis) {
            statement.setLong(index, value.toEpochMilli());
          } else {
            statement.setObject(index, StoredMoments.timestamp(value));
          }
        });
  }

  /** Runs it; how many rows it touched. */
  public int run() {
    try {
      PreparedStatement statement = Statements.of(handle, sql);
      bindTo(statement, 0);
      return statement.executeUpdate();
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  String sql() {
    return sql;
  }

  /**
   * Puts the values into a statement.
   *
   * @param from how many values of others come before them
   * @return how many values the statement has by then
   */
  int bindTo(PreparedStatement statement, int from) throws SQLException {
    int at = from;
    for (Binding value : values) {
      value.bind(statement, ++at);
    }
    return at;
  }

  /** Binds one value at its place. */
  @FunctionalInterface
  private interface Binding {
    void bind(PreparedStatement statement, int index) throws SQLException;
  }

  private Bound bind(Binding value) {
    values.add(value);
    return this;
  }
}
