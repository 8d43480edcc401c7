package org.gridwarden.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridwarden.store.Database;
import org.gridwarden.store.Outage;
import org.gridwarden.time.Moments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits, in threads of its own: one message at a time to a channel, several channels at
 * once, so that a receiver that hangs holds up nobody else. Several servers on one database share
 * the channels; each is sent to by one of them at a time.
 */
public final class Deliverer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
  private static final int MESSAGES_IN_A_ROW = 50;
  private static final long END_SECONDS = 2;

  private final Database database;
  private final Clock clock;
  private final DeliverySettings settings;
  private final String server = UUID.randomUUID().toString();
  private final ChannelRun run;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Semaphore wakeUps = new Semaphore(1);
  private final ExecutorService pool;
  private static final Duration CHECK_CLOCK = Duration.ofMinutes(1);

  private final Outage outage = new Outage(LOG, "Sending notices");
  private final Thread thread;
  private volatile boolean closed;
  private Instant lastCheck;

  /** Starts at once. */
  public Deliverer(
      Database database, Clock clock, Moments moments, Sender sender, DeliverySettings settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
    this.run = new ChannelRun(database, clock, moments, sender, settings, server);
    AtomicInteger count = new AtomicInteger();
    this.pool =
        Executors.newFixedThreadPool(
            settings.threads(), task -> daemon(task, "notices-" + count.incrementAndGet()));
    this.thread = daemon(this::watch, "notices");
    thread.start();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Looks for something to send now instead of at the next poll. */
  public void wake() {
    wakeUps.release();
  }

  private void watch() {
    while (!closed) {
      try {
        if (wakeUps.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
        handOut();
        outage.over();
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException failure) {
        if (!closed) {
          outage.note(failure);
        }
      }
    }
  }

  private void handOut() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (lastCheck == null || Duration.between(lastCheck, now).abs().compareTo(CHECK_CLOCK) > 0) {
      Instant latest = now.plus(settings.longestWait());
      database.update(handle -> LeaseStore.endThoseOfAWrongClock(handle, now, latest));
      lastCheck = now;
    }
    for (String channelId : database.read(handle -> LeaseStore.listDue(handle, server, now))) {
      if (busy.add(channelId)) {
        pool.execute(() -> send(channelId));
      }
    }
  }

  private void send(String channelId) {
    try {
      for (int i = 0; i < MESSAGES_IN_A_ROW && !closed; i++) {
        if (!run.sendNext(channelId)) {
          break;
        }
      }
      busy.remove(channelId);
      wake();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      // No wake: what failed here would fail again at once; the next poll is soon enough.
      busy.remove(channelId);
      if (!closed) {
        outage.note(failure);
      }
    }
  }

  /**
   * Lets what is under way end for two seconds, then gives it up; another server may send it again.
   */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    pool.shutdown();
    try {
      if (!pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        pool.shutdownNow();
        pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException stop) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
    try {
      database.update(handle -> LeaseStore.releaseAll(handle, server));
    } catch (RuntimeException failure) {
      LOG.warn("Channels could not be given back; others take them when the lease ends", failure);
    }
  }
}
