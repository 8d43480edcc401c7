package org.gridwarden.people;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import org.gridwarden.fault.FaultException;

/**
 * Hashes passwords with Argon2id (RFC 9106): 19 MiB, 2 passes, 1 lane, the least that OWASP's
 * Password Storage Cheat Sheet advises. Safe for many threads; a hash takes some tens of
 * milliseconds.
 */
final class Passwords {
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SHORTEST = 8;
  private static final int LONGEST = 200;

  /** Of nobody's password: checked where there is no such account, so that both take as long. */
  private static final String NOBODYS = hash("nobody's password");

  private Passwords() {}

  private static Argon2Function function() {
    return Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);
  }

  /**
   * @throws FaultException where a password is too short or too long
   */
  static void check(String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw FaultException.badInput(
          "password", null, "a password has " + SHORTEST + " to " + LONGEST + " characters");
    }
  }

  static String hash(String password) {
    return Password.hash(password).addRandomSalt(16).with(function()).getResult();
  }

  /**
   * @param hash null where there is no such account: never true, as slow as any other
   */
  static boolean matches(String password, String hash) {
    boolean matches =
        Password.check(password, hash == null ? NOBODYS : hash)
            .with(Argon2Function.getInstanceFromHash(hash == null ? NOBODYS : hash));
    return hash != null && matches;
  }
}
