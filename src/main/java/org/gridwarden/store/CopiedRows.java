package org.gridwarden.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows of a binary COPY, as PostgreSQL's manual tells of its form: a head, then of each row how
 * many columns it has and of each column its length (-1 is null) and its bytes, then -1.
 */
final class CopiedRows extends RowStream {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long MILLIS_OF_2000 = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  /** Where the head has the length of what more it holds, before it: a signature and flags. */
  private static final int EXTENSION = 15;

  private static final int NULL = -1;
  private static final int NO_MORE = -1;

  private final CopyOut copy;
  private final RecurringTexts codes = new RecurringTexts();
  private boolean begun;
  private byte[] sent;
  private int at;

  CopiedRows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Compiling what takes rows apart costs more than it saves where they are just sent.
      statement.execute("set local jit = off");
    }
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (" + sql + ") to stdout (format binary)");
  }

  @Override
  public boolean next() throws SQLException {
    if (!receive()) {
      return false;
    }
    if (!begun) {
      begun = true;
      at = EXTENSION + Integer.BYTES + (int) INT.get(sent, EXTENSION);
      if (at == sent.length && !receive()) {
        return false;
      }
    }
    int columns = (short) SHORT.get(sent, at);
    at += Short.BYTES;
    // Behind the last row the server says that it is done, which has to be taken too.
    return columns != NO_MORE || receive();
  }

  private boolean receive() throws SQLException {
    sent = copy.readFromCopy();
    at = 0;
    return sent != null;
  }

  @Override
  public String text() {
    int length = length();
    if (length == NULL) {
      return null;
    }
    String text = new String(sent, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  @Override
  public String code() {
    int length = length();
    if (length == NULL) {
      return null;
    }
    String text = codes.of(sent, at, at + length);
    at += length;
    return text;
  }

  @Override
  public int integer() {
    require(Integer.BYTES, length());
    int value = (int) INT.get(sent, at);
    at += Integer.BYTES;
    return value;
  }

  @Override
  public double number() {
    require(Double.BYTES, length());
    return Double.longBitsToDouble(eightBytes());
  }

  /** Microseconds since 2000. */
  @Override
  public long millis(long ofNull) {
    int length = length();
    if (length == NULL) {
      return ofNull;
    }
    require(Long.BYTES, length);
    return Math.floorDiv(eightBytes(), 1_000L) + MILLIS_OF_2000;
  }

  private int length() {
    int length = (int) INT.get(sent, at);
    at += Integer.BYTES;
    return length;
  }

  private long eightBytes() {
    long value = (long) LONG.get(sent, at);
    at += Long.BYTES;
    return value;
  }

  private static void require(int wanted, int length) {
    if (length != wanted) {
      throw new IllegalStateException(
          "a column of " + length + " bytes was read as one of " + wanted);
    }
  }

  /** Takes what is left: cancelling would end the transaction too. */
  @Override
  public void close() throws SQLException {
    while (copy.isActive() && receive()) {
      // Rows that nobody wants any more.
    }
  }
}
