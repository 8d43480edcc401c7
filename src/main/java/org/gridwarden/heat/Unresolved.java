package org.gridwarden.heat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gridwarden.heat.interval.Interval;
import org.gridwarden.heat.interval.IntervalSet;
import org.gridwarden.heat.interval.RowTest;
import org.gridwarden.http.Json;
import org.gridwarden.problem.ProblemStatus;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.ProblemIndex;
import org.gridwarden.problem.index.Query;
import org.gridwarden.problem.index.RowView;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.Database;

/**
 * When each problem was unresolved, in memory: those that are now, and apart from them those that
 * were. Read from the problems' rows when it is first asked for, and from the ledger where a life
 * didn't go straight on; then it follows the change feed. Once it is read, readers wait for one
 * problem to be moved at most, and one that is moved for those who read.
 */
final class Unresolved {
  private static final String KIND = "problem";
  private static final ProblemStatus[] STATUSES = ProblemStatus.values();

  private final Database database;
  private final Supplier<ProblemIndex> problems;
  private final Life.Numbers numbers = new Life.Numbers();
  private final Freshness freshness = new Freshness(0);

  /** Held by who scans; alone by who moves a problem, so that none is seen twice or not at all. */
  private final ReadWriteLock moving = new ReentrantReadWriteLock();

  private volatile IntervalSet now = new IntervalSet(true);
  private volatile IntervalSet past = new IntervalSet(false);
  private volatile boolean loaded;

  /**
   * @param problems the index of all problems; may wait until they are read
   */
  Unresolved(Database database, Supplier<ProblemIndex> problems) {
    this.database = database;
    this.problems = problems;
  }

  Life.Numbers numbers() {
    return numbers;
  }

  Freshness freshness() {
    return freshness;
  }

  boolean isRead() {
    return loaded;
  }

  /** How many problems are unresolved. */
  int size() {
    return now.size();
  }

  /** How many stretches of the past are held. */
  int pastSize() {
    return past.size();
  }

  /**
   * Tells of the rows in a square of the map, each problem as it was at one moment; see {@link
   * IntervalSet#scan}.
   */
  void scan(
      boolean withPast, int zoom, int squareX, int squareY, RowTest test, IntervalSet.Sink sink) {
    ready();
    moving.readLock().lock();
    try {
      now.scan(zoom, squareX, squareY, test, sink);
      if (withPast) {
        past.scan(zoom, squareX, squareY, test, sink);
      }
    } finally {
      moving.readLock().unlock();
    }
  }

  /**
   * Tells of all that is unresolved now in a square of the map, summed up where it can be; see
   * {@link IntervalSet#sum}.
   */
  void sum(
      int level,
      int zoom,
      int squareX,
      int squareY,
      IntervalSet.BinSink bins,
      IntervalSet.Sink rows) {
    ready();
    moving.readLock().lock();
    try {
      now.sum(level, zoom, squareX, squareY, bins, rows);
    } finally {
      moving.readLock().unlock();
    }
  }

  /** Returns when it is read. */
  void ready() {
    if (!loaded) {
      synchronized (this) {
        if (!loaded) {
          load();
        }
      }
    }
  }

  /** Reads all anew. */
  synchronized void reload() {
    if (loaded) {
      load();
    }
  }

  private void load() {
    long seq = database.read(ChangeStore::last);
    ProblemIndex index = problems.get();
    IntervalSet newNow = new IntervalSet(true);
    IntervalSet newPast = new IntervalSet(false);
    IntervalSet.Loading intoNow = newNow.load();
    IntervalSet.Loading intoPast = newPast.load();
    Set<Long> told = new HashSet<>();
    database.read(
        handle -> {
          HeatHistoryStore.each(
              handle,
              (id, turns) ->
                  index.look(
                      id,
                      row -> {
                        Life life = new Life(Life.interval(row, numbers), intoPast::add);
                        turns.forEach(turn -> life.turn(turn.status(), turn.at()));
                        end(life, intoNow::add);
                        told.add(Life.id(row));
                      }));
          return null;
        });
    index.each(
        Query.ALL,
        row -> {
          if (told.isEmpty() || !told.contains(Life.id(row))) {
            end(straight(row, intoPast::add), intoNow::add);
          }
        });
    intoNow.close();
    intoPast.close();
    moving.writeLock().lock();
    try {
      now = newNow;
      past = newPast;
      freshness.touchAll(seq);
    } finally {
      moving.writeLock().unlock();
    }
    loaded = true;
  }

  private static void end(Life life, Consumer<Interval> goesOn) {
    Interval current = life.end();
    if (current != null) {
      goesOn.accept(current);
    }
  }

  /** A life that went straight from the report to where the problem stands. */
  private Life straight(RowView row, Consumer<Interval> ended) {
    Life life = new Life(Life.interval(row, numbers), ended);
    ProblemStatus status = status(row);
    life.turn(
        status == ProblemStatus.SUSPENDED ? status : ProblemStatus.REPORTED, row.reportedAt());
    if (row.handledAt() != IndexRow.NEVER) {
      life.turn(ProblemStatus.HANDLED, row.handledAt());
    }
    if (!status.isUnresolved()) {
      life.turn(status, row.closedAt() != IndexRow.NEVER ? row.closedAt() : row.updatedAt());
    }
    return life;
  }

  private static ProblemStatus status(RowView row) {
    return STATUSES[row.status()];
  }

  /** Takes up what the change feed brings; while all is being read, afterwards. */
  synchronized void onChanges(List<Change> changes) {
    if (!loaded) {
      // What is read later holds them already.
      return;
    }
    for (Change change : changes) {
      if (change.kind().equals(KIND)) {
        moving.writeLock().lock();
        try {
          problems.get().look(change.id(), row -> take(change, row));
        } finally {
          moving.writeLock().unlock();
        }
      }
    }
  }

  private void take(Change change, RowView row) {
    Interval first = Life.interval(row, numbers);
    JsonNode after = after(change);
    int version = after.path("version").asInt();
    ProblemStatus status = ProblemStatus.find(after.path("status").asText()).orElseThrow();
    Interval last = now.find(first.id(), first.x(), first.y());
    Interval over = last == null ? past.find(first.id(), first.x(), first.y()) : null;
    Interval known = last == null ? over : last;
    if (known != null && known.version() >= version) {
      return;
    }
    if (known == null) {
      end(straight(row, past::add), now::add);
    } else if (last != null || status.isUnresolved()) {
      (last != null ? now : past).remove(first.id(), first.x(), first.y());
      Life life = new Life(first.versioned(version), past::add).goingOn(known);
      life.turn(status, after.path("at").asLong(change.at().toEpochMilli()));
      Interval current = life.end();
      past.tell(first);
      if (current != null) {
        now.add(current);
        if (current.versioned(0).equals(known.versioned(0))) {
          // A step that no map of heat shows.
          return;
        }
      }
    } else {
      return;
    }
    freshness.touch(first.x(), first.y(), change.seq());
  }

  private static JsonNode after(Change change) {
    try {
      return Json.MAPPER.readTree(change.after());
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a change that is no JSON", broken);
    }
  }
}
