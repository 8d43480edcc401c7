package org.gridwarden.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Token buckets, one a key. A bucket is one number, the moment at which it will be full again
 * (Generic Cell Rate Algorithm, ITU-T I.371): what is taken moves that moment on, and where it
 * would lie further ahead than a burst takes to refill, nothing is given. Costs some tenths of a
 * microsecond. Safe for many threads without locks.
 *
 * <p>Buckets are bounded: where more than 100,000 keys ask within minutes, the least used ones
 * begin again full.
 */
public final class RateLimit {
  private static final long SECOND = 1_000_000_000L;
  private static final int MOST_KEYS = 100_000;

  /** Longer than any bucket of {@link Rates} takes to fill. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final LongSupplier nanos;
  private final Cache<String, AtomicLong> fullAt;

  /**
   * @param nanos a clock of nanoseconds from any origin, that never goes back
   */
  public RateLimit(LongSupplier nanos) {
    this.nanos = nanos;
    this.fullAt =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(KEPT)
            .ticker(nanos::getAsLong)
            .build();
  }

  /**
   * Takes one from a bucket.
   *
   * @return 0 where there was one, else the nanoseconds until there will be
   */
  public long take(String key, Rate rate) {
    if (rate.isUnlimited()) {
      return 0;
    }
    long now = nanos.getAsLong();
    long one = SECOND / rate.perSecond();
    long most = one * rate.burst();
    AtomicLong bucket = fullAt.get(key, unknown -> new AtomicLong(now));
    while (true) {
      long known = bucket.get();
      // Differences, not comparisons: such clocks may overflow.
      long from = known - now > 0 ? known : now;
      long next = from + one;
      long wait = next - now - most;
      if (wait > 0) {
        return wait;
      }
      if (bucket.compareAndSet(known, next)) {
        return 0;
      }
    }
  }
}
