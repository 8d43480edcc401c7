package org.gridwarden.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of the embedded database, which keeps moments as milliseconds. */
final class ResultRows extends RowStream {
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final RecurringTexts codes = new RecurringTexts();
  private int column;

  @SuppressWarnings("resource") // closing the statement closes what it found
  ResultRows(Connection connection, String sql) throws SQLException {
    statement = connection.prepareStatement(sql);
    try {
      rows = statement.executeQuery();
    } catch (SQLException failure) {
      statement.close();
      throw failure;
    }
  }

  @Override
  public boolean next() throws SQLException {
    column = 0;
    return rows.next();
  }

  @Override
  public String text() throws SQLException {
    return rows.getString(++column);
  }

  @Override
  public String code() throws SQLException {
    byte[] utf8 = rows.getBytes(++column);
    return utf8 == null ? null : codes.of(utf8, 0, utf8.length);
  }

  @Override
  public int integer() throws SQLException {
    return rows.getInt(++column);
  }

  @Override
  public double number() throws SQLException {
    return rows.getDouble(++column);
  }

  @Override
  public long millis(long ofNull) throws SQLException {
    long value = rows.getLong(++column);
    return value == 0 && rows.wasNull() ? ofNull : value;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
