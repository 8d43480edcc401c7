package org.gridwarden.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What is known of tokens, by their hashes, so that a token that is used often is rarely looked up.
 * Safe for many threads. What was forgotten is never answered again from before.
 */
final class TokenCache {
  private static final int MOST = 50_000;
  private static final Duration KNOWN_FOR = Duration.ofSeconds(60);

  private final AtomicLong forgotten = new AtomicLong();
  private final Cache<String, Known> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KNOWN_FOR).build();

  /**
   * @param until when it ends by itself, or null
   */
  record Known(Account account, Instant until) {
    boolean isGoodAt(Instant at) {
      return until == null || until.isAfter(at);
    }
  }

  /**
   * @param load looks a hash up; asked where it isn't known
   */
  Optional<Account> find(String hash, Instant at, Function<String, Optional<Known>> load) {
    Known found = known.getIfPresent(hash);
    if (found == null) {
      long before = forgotten.get();
      found = load.apply(hash).orElse(null);
      if (found != null) {
        known.put(hash, found);
        // It may have been revoked between the look-up and the line above.
        if (forgotten.get() != before) {
          known.invalidate(hash);
        }
      }
    }
    return found == null || !found.isGoodAt(at) ? Optional.empty() : Optional.of(found.account());
  }

  void forget() {
    forgotten.incrementAndGet();
    known.invalidateAll();
  }
}
