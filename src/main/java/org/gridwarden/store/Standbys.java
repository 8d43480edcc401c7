package org.gridwarden.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gridwarden.fault.FaultException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on the standbys of a PostgreSQL primary. How far the primary's log has come is noted a few
 * times a second; a standby answers only where it has replayed all that was written up to a second
 * ago, so that no answer is older than that. While the primary can't be asked, the last that was
 * noted counts: nobody knows more. Safe for many threads.
 */
final class Standbys implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standbys.class);
  private static final long NOTE_MILLIS = 200;
  private static final long OLDEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** After a failure the primary is asked for this long, so that nobody waits again and again. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Function<Function<Handle, String>, String> primary;
  private final Deque<Note> notes = new ArrayDeque<>();
  private final Thread noting = new Thread(this::note, "standby-notes");
  private volatile long pausedUntil = System.nanoTime();
  private volatile boolean closed;

  /** How far the primary's log had come at a moment. */
  private record Note(long nanos, String position) {}

  /** Thrown to leave a read on a standby that is too far behind. */
  private static final class Behind extends RuntimeException {
    Behind() {
      super("the standby is behind", null, false, false);
    }
  }

  /**
   * @param primary runs a read there
   */
  Standbys(
      HikariDataSource pool, Dialect dialect, Function<Function<Handle, String>, String> primary) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.primary = primary;
    dialect.register(jdbi);
    noting.setDaemon(true);
    noting.start();
  }

  /** What a standby answers; empty where none can, or none is near enough to the primary. */
  <T> Optional<T> read(Function<Handle, T> work) {
    String wanted = positionASecondAgo();
    if (wanted == null || System.nanoTime() - pausedUntil < 0) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          jdbi.inTransaction(
              handle -> {
                if (!hasReplayed(handle, wanted)) {
                  throw new Behind();
                }
                return work.apply(handle);
              }));
    } catch (Behind later) {
      return Optional.empty();
    } catch (JdbiException failure) {
      if (!StorageFault.isOne(failure)) {
        throw failure;
      }
      LOG.info("No standby answers; the primary is asked instead");
      pausedUntil = System.nanoTime() + PAUSE_NANOS;
      return Optional.empty();
    }
  }

  private static boolean hasReplayed(Handle handle, String position) {
    return handle
        .createQuery(
            """
            select not pg_is_in_recovery()
              or pg_last_wal_replay_lsn() >= cast(:position as pg_lsn)
            """)
        .bind("position", position)
        .mapTo(Boolean.class)
        .one();
  }

  /** The newest note that is a second old, or null where there is none yet. */
  private synchronized String positionASecondAgo() {
    return notes.isEmpty() || System.nanoTime() - notes.getFirst().nanos() < OLDEST_NANOS
        ? null
        : notes.getFirst().position();
  }

  /** Keeps one note that is older than a second, and those since. */
  private synchronized void add(Note note) {
    notes.addLast(note);
    while (notes.size() > 1 && second().nanos() < note.nanos() - OLDEST_NANOS) {
      notes.removeFirst();
    }
  }

  private Note second() {
    var all = notes.iterator();
    all.next();
    return all.next();
  }

  private void note() {
    while (!closed) {
      try {
        long now = System.nanoTime();
        add(
            new Note(
                now,
                primary.apply(
                    handle ->
                        handle
                            .createQuery("select pg_current_wal_lsn()::text")
                            .mapTo(String.class)
                            .one())));
      } catch (FaultException | JdbiException failure) {
        LOG.debug("The primary can't be asked how far it has come", failure);
      }
      try {
        Thread.sleep(NOTE_MILLIS);
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    noting.interrupt();
    pool.close();
  }
}
