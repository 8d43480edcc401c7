package org.gridwarden.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Statements of one transaction that go to the database together: PostgreSQL gets them in one round
 * trip, of which a write has few to spare; the embedded database, which has none, one after
 * another. Their texts must be few and constant, in few orders, since each combination is kept as
 * {@link Statements} tell. For one thread and one execution.
 */
public final class RoundTrip {
  private final Handle handle;
  private final List<Bound> statements = new ArrayList<>();

  private RoundTrip(Handle handle) {
    this.handle = handle;
  }

  /** Runs the statements that the filling adds, one at least, in their order. */
  public static void make(Handle handle, Consumer<RoundTrip> filling) {
    RoundTrip trip = new RoundTrip(handle);
    filling.accept(trip);
    trip.go();
  }

  /** One more; it is to be given its values before the next. */
  public Bound add(String sql) {
    Bound bound = Bound.of(handle, sql);
    statements.add(bound);
    return bound;
  }

  private void go() {
    if (!Dialect.of(handle).takesSeveralAtOnce()) {
      statements.forEach(Bound::run);
      return;
    }
    String text = statements.stream().map(Bound::sql).collect(Collectors.joining(";\n"));
    try {
      PreparedStatement statement = Statements.of(handle, text);
      int bound = 0;
      for (Bound each : statements) {
        bound = each.bindTo(statement, bound);
      }
      statement.execute();
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }
}
