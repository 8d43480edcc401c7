package org.gridwarden.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Binds the values of a kept statement one after another, for writes that come thousands a second;
 * everything else goes through JDBI. For one thread and one execution.
 */
public final class Bound {
  private final Handle handle;
  private final PreparedStatement statement;
  private int at;

  private Bound(Handle handle, String sql) {
    this.handle = handle;
    try {
      this.statement = Statements.of(handle, sql);
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  /**
   * @param sql with a question mark for each value
   */
  public static Bound of(Handle handle, String sql) {
    return new Bound(handle, sql);
  }

  public Bound text(String value) {
    return bind(
        index -> {
          if (value == null) {
            statement.setNull(index, Types.VARCHAR);
          } else {
            statement.setString(index, value);
          }
        });
  }

  public Bound number(Double value) {
    return bind(
        index -> {
          if (value == null) {
            statement.setNull(index, Types.DOUBLE);
          } else {
            statement.setDouble(index, value);
          }
        });
  }

  public Bound integer(Long value) {
    return bind(
        index -> {
          if (value == null) {
            statement.setNull(index, Types.BIGINT);
          } else {
            statement.setLong(index, value);
          }
        });
  }

  public Bound integer(int value) {
    return bind(index -> statement.setInt(index, value));
  }

  /** As the database keeps moments. */
  public Bound moment(Instant value) {
    boolean millis = handle.getConfig(StoredMoments.class).areMillis();
    return bind(
        index -> {
          if (value == null) {
            statement.setNull(index, millis ? Types.BIGINT : Types.TIMESTAMP_WITH_TIMEZONE);
          } else if (millis) {
            statement.setLong(index, value.toEpochMilli());
          } else {
            statement.setObject(index, StoredMoments.timestamp(value));
          }
        });
  }

  /** Runs it; how many rows it touched. */
  public int run() {
    try {
      return statement.executeUpdate();
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  /** Binds one value at its place. */
  @FunctionalInterface
  private interface Binding {
    void at(int index) throws SQLException;
  }

  private Bound bind(Binding binding) {
    try {
      binding.at(++at);
      return this;
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }
}
