package org.gridwarden.store;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * The rows of a query, for reading millions of them. From PostgreSQL they come as a binary COPY:
 * the server goes on writing while they are read, and of a row no object is made but the texts that
 * are asked for. From the embedded database they are those of a result. The columns of a row are
 * taken one after another, in their order. Only for {@code *Store} classes, and for one thread.
 * Closing it before its end is allowed, and takes as long as its end.
 */
public abstract class RowStream implements AutoCloseable {
  /**
   * @param sql a query without parameters
   */
  public static RowStream of(Handle handle, String sql) throws SQLException {
    return handle.getConnection().isWrapperFor(PGConnection.class)
        ? new CopiedRows(handle.getConnection(), sql)
        : new ResultRows(handle.getConnection(), sql);
  }

  /** Goes to the next row; false where there is none. */
  public abstract boolean next() throws SQLException;

  /** The next column, or null. */
  public abstract String text() throws SQLException;

  /** The next column where many rows have the same text, or null: each text is one object. */
  public abstract String code() throws SQLException;

  /** The next column, a whole number of 32 bits that isn't null. */
  public abstract int integer() throws SQLException;

  /** The next column, a number of double precision that isn't null. */
  public abstract double number() throws SQLException;

  /** The next column, a moment as milliseconds since 1970, or a value of the caller's for null. */
  public abstract long millis(long ofNull) throws SQLException;

  @Override
  public abstract void close() throws SQLException;
}
