package org.gridwarden.problem;

import java.time.Clock;
import java.util.List;
import org.gridwarden.store.Database;
import org.gridwarden.store.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the time of all problems in a thread of its own: notes when one is due soon or overdue,
 * and takes it one level up where the rules say so. Each happens once, however many servers watch:
 * who comes second finds it done.
 */
public final class Deadlines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final int BATCH = 500;

  private final Database database;
  private final Clock clock;
  private final Stepping stepping;
  private final Outage outage = new Outage(LOG, "Looking after deadlines");
  private Thread thread;
  private volatile boolean closed;

  public Deadlines(Database database, Clock clock, Stepping stepping) {
    this.database = database;
    this.clock = clock;
    this.stepping = stepping;
  }

  /** Looks every so often from now on. */
  public synchronized Deadlines start(long everyMillis) {
    thread = new Thread(() -> watch(everyMillis), "deadlines");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** Looks once; how many problems something was due for. */
  public int look() {
    int count = 0;
    while (!closed) {
      List<String> due =
          database.read(handle -> ProblemStore.listDue(handle, clock.instant(), BATCH));
      for (String id : due) {
        stepping.passTime(id);
      }
      count += due.size();
      if (due.size() < BATCH) {
        return count;
      }
    }
    return count;
  }

  private void watch(long everyMillis) {
    while (!closed) {
      try {
        Thread.sleep(everyMillis);
        look();
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

  @Override
  public synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
