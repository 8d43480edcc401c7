package org.gridwarden.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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

  /** As PostgreSQL takes a moment; to the millisecond, so that both databases keep the same. */
  static OffsetDateTime timestamp(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }

  @Override
  public StoredMoments createCopy() {
    return new StoredMoments(millis);
  }
}
