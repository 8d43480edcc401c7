package org.gridwarden.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the embedded database from one thread. What waits is written in one transaction, each
 * work behind a savepoint of its own, and synced to disk once for all of them; then everyone is
 * told. While the disk syncs, the next group gathers by itself.
 *
 * <p>Nobody is told anything before the commit, not even of a failure: a work that found a name
 * taken may have seen the row of another one which then wasn't kept. Where the file failed (disk
 * full, input or output), the whole group is undone and each work is tried again alone, so that
 * each gets the answer that is its own.
 */
final class GroupWriter implements Writer {
  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
  private static final int MOST_WORKS = 512;
  private static final long LONGEST_NANOS = 20_000_000;

  private final WriterConnection connection;
  private final CommitListeners listeners;
  private final WorkQueue queue = new WorkQueue();
  private final Thread thread = new Thread(this::serve, "writer");
  private volatile long commits;

  GroupWriter(DataSource source, Dialect dialect, CommitListeners listeners) throws SQLException {
    this.connection = new WriterConnection(source, dialect);
    this.listeners = listeners;
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public <T> T write(Work<T> work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException(
          "a write within a write would wait for itself; use the handle that the work is given");
    }
    queue.add(work);
    return work.await();
  }

  /** SQLite tells nobody. */
  @Override
  public void heedOthers() {}

  @Override
  public long commits() {
    return commits;
  }

  @Override
  public void close() {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a write can't close the database that it is part of");
    }
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    for (Work<?> first = queue.take(); first != null; first = queue.take()) {
      List<Work<?>> group = new ArrayList<>(List.of(first));
      try {
        if (first.alone()) {
          runEachAlone(group);
        } else {
          runGroup(group);
        }
      } catch (Throwable unexpected) {
        LOG.error("The writer failed", unexpected);
        connection.rollback();
        tellFailure(group, unexpected);
      }
    }
    connection.close();
  }

  /**
   * @param group begins with the first of it; the others are taken from the queue
   */
  private void runGroup(List<Work<?>> group) {
    Handle handle = begin(group);
    if (handle == null) {
      return;
    }
    try {
      gather(group, handle);
      connection.commit();
    } catch (SQLException broken) {
      connection.rollback();
      LOG.warn("{} writes could not be kept together; each alone now", group.size(), broken);
      runEachAlone(group);
      return;
    }
    committed(group);
  }

  private void gather(List<Work<?>> group, Handle handle) throws SQLException {
    long began = System.nanoTime();
    Work<?> work = group.get(0);
    while (true) {
      connection.savepoint();
      work.run(handle);
      if (work.failure() != null) {
        if (StorageFault.isOne(work.failure())) {
          throw new SQLException("a write met a failure of the file", work.failure());
        }
        connection.rollbackToSavepoint();
      }
      connection.release();
      if (group.size() == MOST_WORKS || System.nanoTime() - began > LONGEST_NANOS) {
        return;
      }
      work = queue.findToShare();
      if (work == null) {
        return;
      }
      group.add(work);
    }
  }

  private void runEachAlone(List<Work<?>> works) {
    for (Work<?> work : works) {
      if (work.told()) {
        continue;
      }
      Handle handle = begin(works);
      if (handle == null) {
        return;
      }
      work.run(handle);
      try {
        if (work.failure() == null) {
          connection.commit();
          committed(List.of(work));
          continue;
        }
      } catch (SQLException refused) {
        work.fail(refused);
      }
      connection.rollback();
      if (StorageFault.isOne(work.failure())) {
        LOG.error("A write could not be kept", work.failure());
        work.fail(StorageFault.unavailable(work.failure()));
      }
      work.tell();
    }
  }

  /**
   * A transaction, or null where none can be had: then the works, and all that wait, are told so.
   * They would only wait as long again, one after the other.
   */
  private Handle begin(List<Work<?>> works) {
    try {
      return connection.begin();
    } catch (SQLException refused) {
      LOG.error("The database can't be written to", refused);
      connection.rollback();
      works.addAll(queue.takeAll());
      tellFailure(works, StorageFault.unavailable(refused));
      return null;
    }
  }

  private void committed(List<Work<?>> works) {
    commits++;
    for (Work<?> work : works) {
      if (work.failure() == null) {
        work.committed();
      }
    }
    listeners.tell();
    works.forEach(Work::tell);
  }

  private static void tellFailure(List<Work<?>> works, Throwable failure) {
    for (Work<?> work : works) {
      if (!work.told()) {
        work.fail(failure);
        work.tell();
      }
    }
  }
}
