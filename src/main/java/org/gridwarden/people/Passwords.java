package org.gridwarden.people;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gridwarden.fault.FaultException;

/**
 * Hashes passwords with Argon2id (RFC 9106): 19 MiB, 2 passes, 1 lane, the least that OWASP's
 * Password Storage Cheat Sheet advises. A hash takes some tens of milliseconds of one core; only
 * two are made at once and few may wait, so that strangers can't take the server's time with it.
 * Safe for many threads.
 */
final class Passwords {
  static final int SHORTEST = 8;
  static final int LONGEST = 200;
  static final String RULE = "a password has " + SHORTEST + " to " + LONGEST + " characters";

  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 16;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /**
   * Of a password that nobody knows: checked where there is no such account, so that both take as
   * long.
   */
  private static final String NOBODYS =
      "$argon2id$v=19$m=19456,t=2,p=1$mXiBVN+6hz+Y32pWq29qPQ"
          + "$veryimAH0pVWAsSYr/Qm0NAvaRRrpWm0F2gYlSrQTUs";

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  private static Argon2Function function() {
    return Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);
  }

  static boolean isLongEnough(String password) {
    return password.length() >= SHORTEST && password.length() <= LONGEST;
  }

  /**
   * @throws FaultException TOO_MANY_REQUESTS where too many wait for a hash
   */
  String hash(String password) {
    return inTurn(
        () -> Password.hash(password).addRandomSalt(SALT_BYTES).with(function()).getResult());
  }

  /**
   * @param password of any length; one that is too long for any account is not hashed at all
   * @param hash null where there is no such account: never true, as slow as any other
   * @throws FaultException TOO_MANY_REQUESTS where too many wait for a hash
   */
  boolean matches(String password, String hash) {
    if (password.length() > LONGEST) {
      return false;
    }
    String checked = hash == null ? NOBODYS : hash;
    boolean matches =
        inTurn(
            () ->
                Password.check(password, checked)
                    .with(Argon2Function.getInstanceFromHash(checked)));
    return hash != null && matches;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (turns.getQueueLength() >= MOST_WAITING
          || !turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw FaultException.tooManyRequests(
            LONGEST_WAIT, "too many passwords are being checked just now; try again");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting to hash a password", stop);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
