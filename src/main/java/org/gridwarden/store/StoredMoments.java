package org.gridwarden.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/** How a database keeps moments; known to every handle on it. */
public final class StoredMoments implements JdbiConfig<StoredMoments> {
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
   * An expression for the milliseconds since 1970 of a column, for reading very many: making
   * objects of moments takes longer than all the rest of a row.
   */
  public static String millisOf(Handle handle, String column) {
    return handle.getConfig(StoredMoments.class).areMillis()
        ? column
        : "round(date_part('epoch', " + column + ") * 1000)::bigint";
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
