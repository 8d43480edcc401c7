package org.gridwarden.store;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Makes ids that carry their time: UUIDs of version 7 (RFC 9562), so that they sort by the
 * millisecond in which they were made. Safe for many threads.
 */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  public static String next() {
    long most = System.currentTimeMillis() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
    long least = RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(most, least).toString();
  }
}
