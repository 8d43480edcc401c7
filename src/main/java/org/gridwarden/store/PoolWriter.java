package org.gridwarden.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes on a pool of connections, one transaction a write, in the caller's thread: PostgreSQL puts
 * the syncs of commits together by itself. Owns the pool. Safe for many threads.
 */
final class PoolWriter implements Writer {
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final CommitListeners listeners;
  private final AtomicLong commits = new AtomicLong();

  /** Shared by those who write, so that closing waits for them. */
  private final ReentrantReadWriteLock underWay = new ReentrantReadWriteLock();

  PoolWriter(HikariDataSource pool, Dialect dialect, CommitListeners listeners) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.listeners = listeners;
    dialect.register(jdbi);
  }

  @Override
  public <T> T write(Work<T> work) {
    if (underWay.getReadHoldCount() > 0) {
      throw new IllegalStateException(
          "a write within a write could wait for itself; use the handle that the work is given");
    }
    underWay.readLock().lock();
    try {
      if (pool.isClosed()) {
        throw new IllegalStateException("the database is closed; nothing was written");
      }
      jdbi.useTransaction(
          handle -> {
            work.run(handle);
            // Thrown here, so that the transaction is undone.
            work.outcome();
          });
      commits.incrementAndGet();
      work.committed();
      listeners.tell();
      return work.outcome();
    } finally {
      underWay.readLock().unlock();
    }
  }

  @Override
  public long commits() {
    return commits.get();
  }

  @Override
  public void measure(Object registry) {
    pool.setMetricRegistry(registry);
  }

  @Override
  public void close() {
    if (underWay.getReadHoldCount() > 0) {
      throw new IllegalStateException("a write can't close the database that it is part of");
    }
    underWay.writeLock().lock();
    try {
      pool.close();
    } finally {
      underWay.writeLock().unlock();
    }
  }
}
