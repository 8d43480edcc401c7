package org.gridwarden.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Token buckets under a clock that the test turns. */
class RateLimitTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);
  private final RateLimit limit = new RateLimit(now::get);

  private int taken(String key, Rate rate, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += limit.take(key, rate) == 0 ? 1 : 0;
    }
    return taken;
  }

  @Test
  void aBurstIsGivenAtOnceAndThenOnlyTheRate() {
    Rate rate = new Rate(20, 100);
    assertThat(taken("a", rate, 500)).isEqualTo(100);
    assertThat(limit.take("a", rate)).isEqualTo(SECOND / 20);
    now.addAndGet(SECOND / 20 - 1);
    assertThat(limit.take("a", rate)).isEqualTo(1);
    now.addAndGet(1);
    assertThat(taken("a", rate, 5)).isEqualTo(1);
    // The clock runs over here, as System.nanoTime may.
    now.addAndGet(2 * SECOND);
    assertThat(taken("a", rate, 500)).isEqualTo(40);
    now.addAndGet(1000 * SECOND);
    assertThat(taken("a", rate, 500)).isEqualTo(100);
  }

  @Test
  void callersDoNotTakeFromEachOther() {
    Rate rate = new Rate(1, 1);
    assertThat(taken("a", rate, 3)).isEqualTo(1);
    assertThat(taken("b", rate, 3)).isEqualTo(1);
  }

  @Test
  void whatIsRefusedCostsNothing() {
    Rate rate = new Rate(10, 1);
    taken("a", rate, 1000);
    now.addAndGet(SECOND / 10);
    assertThat(taken("a", rate, 1000)).isEqualTo(1);
  }

  @Test
  void anUnlimitedRateGivesAlways() {
    assertThat(taken("a", Rate.UNLIMITED, 10_000)).isEqualTo(10_000);
    assertThat(Rates.of(0, 0)).isEqualTo(Rates.UNLIMITED);
  }

  @Test
  void theUsualRatesAreThoseOfTheDescription() {
    assertThat(Rates.USUAL.signedIn()).isEqualTo(new Rate(200, 400));
    assertThat(Rates.USUAL.strangers()).isEqualTo(new Rate(20, 100));
    assertThat(Rates.USUAL.of(new Caller("k", 5))).isEqualTo(new Rate(5, 10));
    assertThatThrownBy(() -> new Rate(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** A bucket as one draws it: so many tokens, refilled a bit at a time. */
  private static final class Bucket {
    private final Rate rate;
    private double tokens;
    private long at;

    Bucket(Rate rate, long at) {
      this.rate = rate;
      this.tokens = rate.burst();
      this.at = at;
    }

    /** How many tokens there are, before one is taken. */
    double fill(long now) {
      tokens = Math.min(rate.burst(), tokens + (now - at) * (double) rate.perSecond() / SECOND);
      at = now;
      return tokens;
    }
  }

  @Test
  void itAgreesWithABucketOfTokens() {
    long seed = new Random().nextLong();
    System.out.println("RateLimitTest seed " + seed);
    Random random = new Random(seed);
    for (int n = 0; n < 200; n++) {
      Rate rate = new Rate(1 << random.nextInt(8), 1 + random.nextInt(50));
      Bucket bucket = new Bucket(rate, now.get());
      for (int i = 0; i < 300; i++) {
        now.addAndGet((long) (random.nextDouble() * 3 * SECOND / rate.perSecond()));
        double tokens = bucket.fill(now.get());
        boolean given = limit.take("k" + n, rate) == 0;
        if (Math.abs(tokens - 1) > 1e-5) {
          assertThat(given).as("round " + n + "." + i).isEqualTo(tokens > 1);
        }
        if (given) {
          bucket.tokens -= 1;
        }
      }
    }
  }

  @Test
  void manyThreadsTogetherGetNoMoreThanTheBurst() throws Exception {
    Rate rate = new Rate(1, 1000);
    AtomicLong given = new AtomicLong();
    CountDownLatch start = new CountDownLatch(1);
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException stop) {
                  return;
                }
                given.addAndGet(taken("shared", rate, 1000));
              });
      threads[i].start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(given).hasValue(1000);
  }

  @Test
  void aCheckCostsFarLessThanARequest() {
    RateLimit real = new RateLimit(System::nanoTime);
    Rate rate = new Rate(1_000_000, 1_000_000);
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < 200_000; i++) {
        real.take("caller", rate);
      }
      best = Math.min(best, (System.nanoTime() - begin) / 200_000);
    }
    System.out.println("a check of the rate takes " + best + " ns");
    // A tenth of that is usual; the machine may be busy.
    assertThat(best).isLessThan(3_000);
  }
}
