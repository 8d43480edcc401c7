package org.gridwarden.store;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tails the change feed in a thread of its own and tells every listener of each batch, in order.
 * Another process on the same database is seen by the poll, this process at once, since every
 * commit wakes the feed. A listener that throws is logged and told of the next batch all the same.
 */
public final class ChangeFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
  private static final int BATCH = 1000;

  private final Database database;
  private final long pollMillis;
  private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread thread;
  private volatile long seq;
  private volatile boolean closed;

  /** Starts after the newest change there is: what came before is for whoever loads the state. */
  public ChangeFeed(Database database, long pollMillis) {
    this.database = database;
    this.pollMillis = pollMillis;
    this.seq = database.read(ChangeStore::last);
    this.thread = new Thread(this::tail, "change-feed");
    thread.setDaemon(true);
    thread.start();
    database.onCommit(this::wake);
  }

  public void listen(Consumer<List<Change>> listener) {
    listeners.add(listener);
  }

  /** Looks for changes now instead of at the next poll. */
  public void wake() {
    wakeUps.release();
  }

  /** The newest change that every listener has been told of. */
  public long seq() {
    return seq;
  }

  /**
   * How far behind the newest change the listeners are.
   *
   * @param changes at most so many; numbers of the feed may have gaps
   * @param oldest when the first of them was made, or null where there is none
   */
  public record Lag(long changes, Instant oldest) {}

  /** How far behind it is now, by one short read. */
  public Lag lag() {
    long from = seq;
    return database.read(
        handle ->
            ChangeStore.listAfter(handle, from, 1).stream()
                .map(first -> new Lag(ChangeStore.last(handle) - from, first.at()))
                .findFirst()
                .orElse(new Lag(0, null)));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void tail() {
    while (!closed) {
      try {
        if (wakeUps.tryAcquire(pollMillis, TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
        readOn();
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException failure) {
        if (!closed) {
          LOG.warn("The change feed could not be read; trying again", failure);
        }
      }
    }
  }

  private void readOn() {
    List<Change> batch;
    do {
      long from = seq;
      batch = database.read(handle -> ChangeStore.listAfter(handle, from, BATCH));
      if (batch.isEmpty()) {
        return;
      }
      for (Consumer<List<Change>> listener : listeners) {
        tell(listener, batch);
      }
      seq = batch.get(batch.size() - 1).seq();
    } while (batch.size() == BATCH);
  }

  private static void tell(Consumer<List<Change>> listener, List<Change> batch) {
    try {
      listener.accept(batch);
    } catch (RuntimeException failure) {
      LOG.error("A listener of the change feed failed on {} changes", batch.size(), failure);
    }
  }
}
