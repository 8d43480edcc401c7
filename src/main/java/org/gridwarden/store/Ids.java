package org.gridwarden.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes ids that carry their time: UUIDs of version 7 (RFC 9562), so that they sort by the
 * millisecond in which they were made. Safe for many threads.
 */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  public static String next() {
    return of(System.currentTimeMillis());
  }

  /** An id that carries another time than now; before 1970 it carries 1970. */
  public static String at(Instant moment) {
    return of(Math.max(0, moment.toEpochMilli()));
  }

  private static String of(long millis) {
    long most = millis << 16 | 0x7000 | RANDOM.nextInt(0x1000);
    long least = RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(most, least).toString();
  }
}
