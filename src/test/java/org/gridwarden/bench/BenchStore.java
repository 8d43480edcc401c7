package org.gridwarden.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.gridwarden.store.Statements;
import org.jdbi.v3.core.Handle;

/** The SQL of what is measured, on the path that a store in a hurry takes. */
final class BenchStore {
  private BenchStore() {}

  static void insert(Handle handle, String sql, String id, String filling) {
    try {
      PreparedStatement insert = Statements.of(handle, sql);
      insert.setString(1, id);
      insert.setString(2, filling);
      insert.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
