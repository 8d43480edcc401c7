package org.gridwarden.store;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/** How a database keeps moments; known to every handle on it. */
public final class StoredMoments implements JdbiConfig<StoredMoments> {
  private static final long MILLIS_OF_2000 = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  private boolean millis;

  public StoredMoments() {
    this(false);
  }

  private StoredMoments(boolean millis) {
    this.millis = millis;
  }

  void setMillis(boolean newMillis) {
    millis = newMillis;
  }

  /** Milliseconds since 1970, or else timestamps with time zone. */
  boolean areMillis() {
    return millis;
  }

  /**
   * The milliseconds since 1970 of a column, or a value of the caller's for null; for reading very
   * many: making objects of moments takes longer than all the rest of a row, and so does having
   * PostgreSQL work them out. What it sends as it is (see {@link Statements#ofManyRows}) are the
   * microseconds since 2000.
   */
  public static long millis(Handle handle, ResultSet row, int column, long ofNull)
      throws SQLException {
    if (handle.getConfig(StoredMoments.class).areMillis()) {
      long value = row.getLong(column);
      return value == 0 && row.wasNull() ? ofNull : value;
    }
    byte[] sent = row.getBytes(column);
    if (sent == null) {
      return ofNull;
    }
    return sent.length == Long.BYTES
        ? Math.floorDiv(ByteBuffer.wrap(sent).getLong(), 1_000L) + MILLIS_OF_2000
        : row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
  }

  /** As PostgreSQL takes a moment; to the millisecond, so that both databases keep the same. */
  static OffsetDateTime timestamp(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }

  @Override
  public StoredMoments createCopy() {
    return new StoredMoments(millis);
  }
}
