package org.gridwarden.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes on a pool of connections, one transaction a write, in the caller's thread: PostgreSQL puts
 * the syncs of commits together by itself. What must be alone waits for its turn among all servers.
 * Where two transactions come into each other's way, one is run again. Owns the pool. Safe for many
 * threads.
 */
final class PoolWriter implements Writer {
  private static final Logger LOG = LoggerFactory.getLogger(PoolWriter.class);
  private static final int MOST_ATTEMPTS = 6;
  private static final long SHORTEST_PAUSE_NANOS = 2_000_000;

  /** Of the advisory lock that works which must be alone take; any number, but always the same. */
  private static final long ALONE = 0x67726964L;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final CommitListeners listeners;
  private final CommitSignals signals;
  private final AtomicLong commits = new AtomicLong();

  /** Shared by those who write, so that closing waits for them. */
  private final ReentrantReadWriteLock underWay = new ReentrantReadWriteLock();

  PoolWriter(HikariDataSource pool, Dialect dialect, CommitListeners listeners) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.listeners = listeners;
    this.signals = new CommitSignals(pool, listeners);
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
      for (int attempt = 1; !commit(work, attempt == MOST_ATTEMPTS); attempt++) {
        LockSupport.parkNanos(
            ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_NANOS << attempt));
      }
      commits.incrementAndGet();
      work.committed();
      listeners.tell();
      signals.announce();
      return work.outcome();
    } finally {
      underWay.readLock().unlock();
    }
  }

  /** Whether it was kept; false where it is to be tried again. */
  private boolean commit(Work<?> work, boolean last) {
    boolean[] committing = {false};
    try {
      jdbi.useTransaction(
          handle -> {
            committing[0] = false;
            if (work.alone()) {
              waitForTurn(handle);
            }
            work.run(handle);
            // Thrown here, so that the transaction is undone.
            work.outcome();
            committing[0] = true;
          });
      return true;
    } catch (RuntimeException failure) {
      if (StorageFault.isCollision(failure) && !last) {
        return false;
      }
      if (StorageFault.isReadOnly(failure)) {
        // These connections may go to a server that was the primary once.
        pool.getHikariPoolMXBean().softEvictConnections();
      }
      if (StorageFault.isBadText(failure)) {
        throw StorageFault.badText();
      }
      if (!StorageFault.isOne(failure) && !StorageFault.isCollision(failure)) {
        throw failure;
      }
      LOG.debug("A write could not be kept", failure);
      throw committing[0] ? StorageFault.unknown(failure) : StorageFault.unavailable(failure);
    }
  }

  private static void waitForTurn(Handle handle) {
    handle.createQuery("select pg_advisory_xact_lock(?)").bind(0, ALONE).mapTo(String.class).list();
  }

  @Override
  public void heedOthers() {
    signals.listen();
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
      signals.close();
      pool.close();
    } finally {
      underWay.writeLock().unlock();
    }
  }
}
