package org.gridwarden.notice;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.store.Outage;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the changes of problems into notices, in a thread of its own. How far it came is kept in
 * the database and moves on in the transaction that writes the notices, so that after a stop
 * nothing is missed and nothing is told twice, and any number of servers may do it at once. The
 * first start ever begins at the end of the feed: what was there before is told to nobody.
 */
public final class NoticeFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeFeed.class);
  private static final int BATCH = 500;
  private static final long POLL_MILLIS = 5_000;

  private final Database database;
  private final Runnable afterNotices;
  private final Semaphore wakeUps = new Semaphore(1);
  private final Outage outage = new Outage(LOG, "Turning changes into notices");
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param afterNotices called when new notices are on disk: someone may have to send them
   */
  public NoticeFeed(Database database, Runnable afterNotices) {
    this.database = database;
    this.afterNotices = afterNotices;
    database.update(NoticeFeed::begin);
    this.thread = new Thread(this::follow, "notice-feed");
    thread.setDaemon(true);
    thread.start();
  }

  private static void begin(Handle handle) {
    NoticeStore.startAt(handle, ChangeStore.last(handle));
  }

  /** Hears that there are changes; reads them from the feed itself, soon. */
  public void onChanges(List<Change> changes) {
    wakeUps.release();
  }

  private void follow() {
    while (!closed) {
      try {
        if (wakeUps.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
        catchUp(database, afterNotices);
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

  /** Reads the feed to its end; how many notices that made. */
  static int catchUp(Database database, Runnable afterNotices) {
    int made = 0;
    while (database.read(NoticeFeed::isBehind)) {
      int some = database.write(NoticeFeed::readOn);
      if (some > 0) {
        afterNotices.run();
      }
      made += some;
    }
    return made;
  }

  private static boolean isBehind(Handle handle) {
    return NoticeStore.findPosition(handle).orElse(0) < ChangeStore.last(handle);
  }

  /** One batch. The position is asked for again here: another server may have moved it on. */
  private static int readOn(Handle handle) {
    long position = NoticeStore.lockPosition(handle);
    if (position > 0 && ChangeStore.isGoneAfter(handle, position)) {
      LOG.warn(
          "Changes after number {} are no longer kept: of what happened in them nobody was told",
          position);
    }
    List<Change> changes = ChangeStore.listAfter(handle, position, BATCH);
    if (changes.isEmpty()) {
      return 0;
    }
    List<Channel> channels = ChannelStore.listEnabled(handle);
    int made = 0;
    for (Change change : changes) {
      Optional<ProblemChange> problem = read(change);
      if (problem.isPresent()) {
        made += tell(handle, problem.get(), channels);
      }
    }
    NoticeStore.setPosition(handle, changes.get(changes.size() - 1).seq());
    return made;
  }

  /** A change that can't be read must not stop those after it. */
  private static Optional<ProblemChange> read(Change change) {
    try {
      return ProblemChange.read(change);
    } catch (IllegalArgumentException broken) {
      LOG.warn("Nobody was told of a change: {}", broken.getMessage());
      return Optional.empty();
    }
  }

  private static int tell(Handle handle, ProblemChange change, List<Channel> channels) {
    int made = 0;
    for (NoticeRules.Due due : NoticeRules.of(change)) {
      Notice notice =
          new Notice(
              Ids.next(),
              change.seq(),
              due.kind(),
              change.problemId(),
              due.recipient(),
              null,
              change.title(),
              change.facts(),
              change.at());
      if (!NoticeStore.insert(handle, notice)) {
        continue;
      }
      made++;
      for (Channel channel : channels) {
        if (channel.tells(notice)) {
          DeliveryStore.enqueue(handle, channel.id(), notice);
        }
      }
    }
    return made;
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
}
