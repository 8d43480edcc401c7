package org.gridwarden;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gridwarden.notice.Deliveries;
import org.gridwarden.store.ChangeFeed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database every two seconds how things stand, so that whoever watches over the server
 * never waits for it, and sees when it no longer answers. Safe for many threads.
 */
final class Pulse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final long BEAT_MILLIS = 2_000;
  private static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ChangeFeed feed;
  private final Deliveries deliveries;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pulse");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Reading last;

  /**
   * What the database said.
   *
   * @param changesBehind changes that this server hasn't taken up yet
   * @param lagMillis since the feed was last read to its end; 0 where there is nothing to read
   * @param waiting messages that wait to be sent, counted up to a bound, as are the failed ones
   */
  record Reading(long nanoTime, long changesBehind, long lagMillis, int waiting, int failed) {}

  /** Asks once before it returns. */
  Pulse(ChangeFeed feed, Deliveries deliveries) {
    this.feed = feed;
    this.deliveries = deliveries;
    beat();
    timer.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      ChangeFeed.Lag lag = feed.lag();
      long millis = lag.changes() == 0 ? 0 : lag.millis();
      last =
          new Reading(
              System.nanoTime(),
              lag.changes(),
              millis,
              deliveries.countWaiting(),
              deliveries.countFailed());
    } catch (RuntimeException failure) {
      if (!timer.isShutdown()) {
        LOG.warn("The database could not be asked how things stand: {}", failure.toString());
      }
    }
  }

  /** What it said last, or null where it has never answered. */
  Reading last() {
    return last;
  }

  /** Whether the database answered within the last ten seconds. */
  boolean isLately() {
    Reading reading = last;
    return reading != null && System.nanoTime() - reading.nanoTime() < LATELY_NANOS;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
