package org.gridwarden.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.NetAddress;

/**
 * Makes guessing passwords slow. Failures are counted for an address and an account together, so
 * that nobody can lock someone else out by failing in their name from elsewhere, and for an address
 * alone, so that nobody can try many accounts. After some failures each next one doubles the wait:
 * up to an hour for the pair, up to a minute for the address, which many may share. Who has signed
 * in from an address before doesn't wait for what others do there. An IPv6 address counts as its
 * network. Held in memory. Safe for many threads.
 */
final class SignInThrottle {
  private static final int FREE_FOR_PAIR = 5;
  private static final int FREE_FOR_ADDRESS = 50;
  private static final Duration LONGEST_WAIT_OF_PAIR = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT_OF_ADDRESS = Duration.ofMinutes(1);
  private static final Duration REMEMBERED = LONGEST_WAIT_OF_PAIR.multipliedBy(2);
  private static final Duration KNOWN_HERE = Duration.ofDays(30);
  private static final int MOST_KEPT = 100_000;
  private static final int MOST_DOUBLINGS = 30;

  private final Clock clock;
  private final Cache<String, Failures> failures;
  private final Cache<String, Boolean> signedInBefore;

  private record Failures(int count, Instant last) {
    Duration wait(int free, Duration longest, Instant now) {
      int beyond = count - free;
      if (beyond < 0) {
        return Duration.ZERO;
      }
      long seconds = Math.min(longest.toSeconds(), 1L << Math.min(beyond, MOST_DOUBLINGS));
      return Duration.between(now, last.plusSeconds(seconds));
    }
  }

  SignInThrottle(Clock clock) {
    this.clock = clock;
    this.failures = kept(REMEMBERED);
    this.signedInBefore = kept(KNOWN_HERE);
  }

  private <T> Cache<String, T> kept(Duration time) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_KEPT)
        .expireAfterWrite(time)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .build();
  }

  /**
   * @throws FaultException TOO_MANY_REQUESTS where it must still wait
   */
  void check(String address, String name) {
    String network = NetAddress.networkOf(address);
    String pair = pair(network, name);
    Duration wait = wait(pair, FREE_FOR_PAIR, LONGEST_WAIT_OF_PAIR);
    if (signedInBefore.getIfPresent(pair) == null) {
      Duration ofAddress = wait(network, FREE_FOR_ADDRESS, LONGEST_WAIT_OF_ADDRESS);
      wait = wait.compareTo(ofAddress) < 0 ? ofAddress : wait;
    }
    if (wait.compareTo(Duration.ZERO) > 0) {
      throw FaultException.tooManyRequests(
          wait, "too many failed sign-ins from here; wait and try again");
    }
  }

  void failed(String address, String name) {
    String network = NetAddress.networkOf(address);
    count(pair(network, name));
    count(network);
  }

  void succeeded(String address, String name) {
    String pair = pair(NetAddress.networkOf(address), name);
    failures.invalidate(pair);
    signedInBefore.put(pair, true);
  }

  private Duration wait(String key, int free, Duration longest) {
    Failures known = failures.getIfPresent(key);
    return known == null ? Duration.ZERO : known.wait(free, longest, clock.instant());
  }

  private void count(String key) {
    failures
        .asMap()
        .merge(
            key,
            new Failures(1, clock.instant()),
            (old, one) -> new Failures(old.count() + 1, one.last()));
  }

  private static String pair(String network, String name) {
    return network + "\n" + name;
  }
}
