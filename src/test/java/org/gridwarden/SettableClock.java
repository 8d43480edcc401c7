package org.gridwarden;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until a test sets it. Safe for many threads. */
public final class SettableClock extends Clock {
  private volatile Instant now;

  public SettableClock(String now) {
    this.now = Instant.parse(now);
  }

  public void set(String moment) {
    now = java.time.OffsetDateTime.parse(moment).toInstant();
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
