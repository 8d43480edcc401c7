package org.gridwarden.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;

/**
 * Makes guessing passwords slow. Failures are counted for an address and an account together, so
 * that nobody can lock someone else out by failing in their name, and for an address alone, so that
 * nobody can try many accounts. After some failures each next one doubles the wait, up to an hour;
 * success forgets those of the pair. Held in memory. Safe for many threads.
 */
final class SignInThrottle {
  private static final int FREE_FOR_PAIR = 5;
  private static final int FREE_FOR_ADDRESS = 50;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int MOST_KEPT = 100_000;

  private final Clock clock;
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder()
          .maximumSize(MOST_KEPT)
          .expireAfterWrite(LONGEST_WAIT.multipliedBy(2))
          .build();

  private record Failures(int count, Instant last) {
    Instant until(int free) {
      int beyond = count - free;
      return beyond < 0
          ? Instant.MIN
          : last.plusSeconds(Math.min(LONGEST_WAIT.toSeconds(), 1L << Math.min(beyond, 12)));
    }
  }

  SignInThrottle(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws FaultException TOO_MANY_REQUESTS where it must still wait
   */
  void check(String address, String name) {
    Instant now = clock.instant();
    if (waits(pair(address, name), FREE_FOR_PAIR, now) || waits(address, FREE_FOR_ADDRESS, now)) {
      throw new FaultException(
          Fault.of(
              FaultKind.TOO_MANY_REQUESTS,
              "too many failed sign-ins from here; wait and try again"));
    }
  }

  void failed(String address, String name) {
    count(pair(address, name));
    count(address);
  }

  void succeeded(String address, String name) {
    failures.invalidate(pair(address, name));
  }

  private boolean waits(String key, int free, Instant now) {
    Failures known = failures.getIfPresent(key);
    return known != null && known.until(free).isAfter(now);
  }

  private void count(String key) {
    failures
        .asMap()
        .merge(
            key,
            new Failures(1, clock.instant()),
            (old, one) -> new Failures(old.count() + 1, one.last()));
  }

  private static String pair(String address, String name) {
    return address + "\n" + name;
  }
}
