package org.gridwarden.people;

import java.security.SecureRandom;
import java.util.Base64;
import org.gridwarden.store.Digest;

/**
 * Makes tokens of 32 random bytes and hashes them. One hash is enough: nobody tries 2^256 of them.
 * Safe for many threads.
 */
final class Tokens {
  private static final int BYTES = 32;
  private static final String KEY_PREFIX = "gw_";
  private static final int SESSION_LENGTH = 43;
  private static final int KEY_LENGTH = KEY_PREFIX.length() + SESSION_LENGTH;

  private final SecureRandom random = new SecureRandom();

  String ofSession() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  String ofKey() {
    return KEY_PREFIX + ofSession();
  }

  static boolean isOfKey(String token) {
    return token.length() == KEY_LENGTH && token.startsWith(KEY_PREFIX);
  }

  static boolean isOfSession(String token) {
    return token.length() == SESSION_LENGTH;
  }

  static String hash(String token) {
    return Digest.hex(token);
  }
}
