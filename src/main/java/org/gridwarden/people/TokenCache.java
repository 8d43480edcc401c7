package org.gridwarden.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.gridwarden.fault.FaultException;

/**
 * What is known of tokens, by their hashes, so that a token that is used often is rarely looked up.
 * Safe for many threads. What was forgotten is never answered again from before.
 */
final class TokenCache {
  private static final int MOST = 50_000;
  private static final Duration KNOWN_FOR = Duration.ofSeconds(60);
  private static final Duration KEPT_FOR = Duration.ofMinutes(30);

  private final AtomicLong forgotten = new AtomicLong();
  private final Cache<String, Entry> entries =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT_FOR).build();

  /**
   * @param until when it ends by itself, or null
   */
  record Known(Account account, Instant until) {
    boolean isGoodAt(Instant at) {
      return until == null || until.isAfter(at);
    }
  }

  private record Entry(Known known, Instant loadedAt) {
    boolean isFresh(Instant at) {
      Duration age = Duration.between(loadedAt, at);
      return !age.isNegative() && age.compareTo(KNOWN_FOR) < 0;
    }
  }

  /**
   * @param load looks a hash up; asked where it isn't known, or not lately. Where it finds the
   *     database unavailable, what was known last is good for half an hour
   */
  Optional<Account> find(String hash, Instant at, Function<String, Optional<Known>> load) {
    Entry entry = entries.getIfPresent(hash);
    Known found = entry != null && entry.isFresh(at) ? entry.known() : look(hash, at, load, entry);
    return found == null || !found.isGoodAt(at) ? Optional.empty() : Optional.of(found.account());
  }

  private Known look(
      String hash, Instant at, Function<String, Optional<Known>> load, Entry former) {
    long before = forgotten.get();
    Known found;
    try {
      found = load.apply(hash).orElse(null);
    } catch (FaultException fault) {
      if (former != null && fault.isUnavailable()) {
        return former.known();
      }
      throw fault;
    }
    if (found == null) {
      entries.invalidate(hash);
      return null;
    }
    entries.put(hash, new Entry(found, at));
    // It may have been revoked between the look-up and the line above.
    if (forgotten.get() != before) {
      entries.invalidate(hash);
    }
    return found;
  }

  void forget() {
    forgotten.incrementAndGet();
    entries.invalidateAll();
  }
}
