package org.gridwarden.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.gridwarden.fault.FaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tails the change feed in a thread of its own and tells every listener of each batch. This process
 * is seen at once, since every commit wakes the feed; another one at its signal or else by the
 * poll.
 *
 * <p>Listeners are of two kinds. One follows what happened: it is told of every change in order,
 * each when no other can appear before it. The other keeps a state in memory: it is told in the
 * same way, but where an open transaction holds the order up for long, it hears of what was
 * committed meanwhile without waiting for it, and where changes were dropped before they were read,
 * it is asked to load its state anew.
 *
 * <p>A listener that finds the database unavailable is told of the batch again; one that throws
 * anything else is logged and told of the next batch all the same.
 */
public final class ChangeFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
  private static final int BATCH = 1000;
  private static final int MOST_COUNTED = 10_000;

  /** How long the order may be held up before states are told all the same. */
  private static final long HELD_UP_NANOS = 250_000_000;

  private final Database database;
  private final long pollMillis;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Semaphore wakeUps = new Semaphore(0);
  private final Outage outage = new Outage(LOG, "Reading the change feed");
  private final Thread thread;

  /** How often it was woken, and how often it had been when it last read to the end. */
  private final AtomicLong woken = new AtomicLong();

  private long readFor;

  /** What states were told of before its turn. */
  private final Set<Long> toldEarly = new HashSet<>();

  private volatile long seq;
  private volatile long lastRead = System.nanoTime();
  private volatile boolean closed;

  /**
   * @param reload null for one that follows what happened
   */
  private record Listener(Consumer<List<Change>> changes, Runnable reload) {
    boolean isState() {
      return reload != null;
    }
  }

  /** What one look into the feed found. */
  private record Look(boolean gone, long last, List<Change> changes) {}

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

  /** Adds a listener that follows what happened. */
  public void follow(Consumer<List<Change>> listener) {
    listeners.add(new Listener(listener, null));
  }

  /**
   * Adds a listener that keeps a state.
   *
   * @param reload loads the state anew
   */
  public void keep(Consumer<List<Change>> listener, Runnable reload) {
    listeners.add(new Listener(listener, reload));
  }

  /** Looks for changes now instead of at the next poll. */
  public void wake() {
    woken.incrementAndGet();
    wakeUps.release();
  }

  /**
   * Waits until listeners were told of what this process has committed before the call, for those
   * who read their own writes; some milliseconds, and without a write no time at all.
   *
   * @param millis to wait at most
   */
  public void awaitOwn(long millis) {
    long wanted = woken.get();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (woken) {
      try {
        while (readFor < wanted && !closed) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (left <= 0) {
            return;
          }
          woken.wait(left);
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The newest change that every listener has been told of. */
  public long seq() {
    return seq;
  }

  /**
   * How far behind the listeners are.
   *
   * @param changes committed and not told of yet, at most 10,000
   * @param millis since the feed was last read to its end
   */
  public record Lag(long changes, long millis) {}

  /** How far behind it is now, by one short read. */
  public Lag lag() {
    long from = seq;
    long changes = database.read(handle -> ChangeStore.countAfter(handle, from, MOST_COUNTED));
    return new Lag(changes, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastRead));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(2_000);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void tail() {
    long progress = System.nanoTime();
    while (!closed) {
      try {
        if (wakeUps.tryAcquire(pollMillis, TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
        long reading = woken.get();
        boolean some = readOn();
        synchronized (woken) {
          readFor = reading;
          woken.notifyAll();
        }
        if (some) {
          progress = System.nanoTime();
        } else if (System.nanoTime() - progress > HELD_UP_NANOS) {
          tellEarly();
        }
        lastRead = System.nanoTime();
        outage.over();
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException failure) {
        if (database.isClosed()) {
          return;
        }
        if (!closed) {
          outage.note(failure);
        }
      }
    }
  }

  /** Whether there was anything. */
  private boolean readOn() {
    boolean some = false;
    while (true) {
      Look look = database.read(this::look);
      if (look.gone()) {
        LOG.warn("Changes after number {} are no longer kept; all is loaded anew", seq);
        listeners.stream().filter(Listener::isState).forEach(each -> each.reload().run());
        seq = look.last();
        return true;
      }
      if (look.changes().isEmpty()) {
        return some;
      }
      some = true;
      List<Change> fresh =
          look.changes().stream().filter(each -> !toldEarly.remove(each.seq())).toList();
      for (Listener listener : listeners) {
        tell(listener, listener.isState() ? fresh : look.changes());
      }
      seq = look.changes().get(look.changes().size() - 1).seq();
      if (look.changes().size() < BATCH) {
        return true;
      }
    }
  }

  private Look look(org.jdbi.v3.core.Handle handle) {
    return ChangeStore.isGoneAfter(handle, seq)
        ? new Look(true, ChangeStore.last(handle), List.of())
        : new Look(false, seq, ChangeStore.listAfter(handle, seq, BATCH));
  }

  /** Tells states of what is committed but has to wait for its turn. */
  private void tellEarly() {
    List<Change> waiting =
        database.read(handle -> ChangeStore.listUnsettled(handle, BATCH)).stream()
            .filter(each -> !toldEarly.contains(each.seq()))
            .toList();
    if (!waiting.isEmpty()) {
      listeners.stream().filter(Listener::isState).forEach(each -> tell(each, waiting));
      waiting.forEach(each -> toldEarly.add(each.seq()));
    }
  }

  private static void tell(Listener listener, List<Change> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      listener.changes().accept(batch);
    } catch (FaultException fault) {
      if (fault.isUnavailable()) {
        throw fault;
      }
      LOG.error("A listener of the change feed failed on {} changes", batch.size(), fault);
    } catch (RuntimeException failure) {
      LOG.error("A listener of the change feed failed on {} changes", batch.size(), failure);
    }
  }
}
