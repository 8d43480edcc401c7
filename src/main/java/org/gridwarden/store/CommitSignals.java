package org.gridwarden.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other servers on the same PostgreSQL that something was committed, and hears it from them,
 * so that they needn't ask all the time.
 *
 * <p>Nothing is told within the transaction that writes: PostgreSQL lets only one transaction with
 * a notification commit at a time, which would have all wait for each other's sync. So it is told
 * afterwards, once for all that were committed meanwhile. A signal may be lost where a server dies
 * between the two, or the connection breaks; whoever relies on them must look by itself now and
 * then.
 */
final class CommitSignals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommitSignals.class);
  private static final String CHANNEL = "gridwarden_commit";
  private static final int LISTEN_MILLIS = 5_000;
  private static final long PAUSE_MILLIS = 500;

  private final HikariDataSource pool;
  private final CommitListeners listeners;
  private final Semaphore untold = new Semaphore(0);
  private final Thread announcing = thread("commit-announcer", this::announceAll);
  private Thread listening;
  private volatile boolean closed;

  CommitSignals(HikariDataSource pool, CommitListeners listeners) {
    this.pool = pool;
    this.listeners = listeners;
    announcing.start();
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Has the others told, soon. */
  void announce() {
    untold.release();
  }

  /** From now on the listeners are told of what others commit. */
  synchronized void listen() {
    if (listening == null) {
      listening = thread("commit-listener", this::listenOn);
      listening.start();
    }
  }

  private void announceAll() {
    while (!closed || untold.availablePermits() > 0) {
      try {
        untold.acquire();
        untold.drainPermits();
        tellOthers();
      } catch (InterruptedException stop) {
        // To be closed: the loop ends once everyone was told.
      } catch (SQLException failure) {
        LOG.debug("Others could not be told of a commit; they look by themselves", failure);
      }
    }
  }

  private void tellOthers() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("notify " + CHANNEL);
    }
  }

  private void listenOn() {
    while (!closed) {
      try (Connection connection = pool.getConnection()) {
        // What came while nobody listened.
        try (Statement statement = connection.createStatement()) {
          statement.execute("listen " + CHANNEL);
        }
        listeners.tell();
        heed(connection);
      } catch (SQLException failure) {
        if (!closed) {
          LOG.debug("Others can't be heard; trying again", failure);
        }
      }
      pause();
    }
  }

  private void heed(Connection connection) throws SQLException {
    PGConnection notices = connection.unwrap(PGConnection.class);
    try {
      while (!closed) {
        if (notices.getNotifications(LISTEN_MILLIS).length > 0) {
          listeners.tell();
        } else if (!connection.isValid(1)) {
          return;
        }
      }
    } finally {
      // It must not go back to the pool as one that listens.
      pool.evictConnection(connection);
    }
  }

  private void pause() {
    try {
      Thread.sleep(closed ? 0 : PAUSE_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    announcing.interrupt();
    try {
      announcing.join(2_000);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
