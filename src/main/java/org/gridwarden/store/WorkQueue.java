package org.gridwarden.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes that wait for their turn, first come first served. Safe for many threads. Its length is
 * bounded by the number of threads that write, since each of them waits.
 */
final class WorkQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Work<?>> waiting = new ArrayDeque<>();
  private boolean closed;

  /**
   * @throws IllegalStateException after {@link #close}; the work will never run then
   */
  void add(Work<?> work) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the database is closed; nothing was written");
      }
      waiting.add(work);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next work, waiting for one; null when it is closed and nothing waits any more. */
  Work<?> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      return waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  /** The next work if there is one and it may share a transaction, else null. */
  Work<?> findToShare() {
    lock.lock();
    try {
      return waiting.isEmpty() || waiting.peek().alone() ? null : waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes all that wait now. */
  List<Work<?>> takeAll() {
    lock.lock();
    try {
      List<Work<?>> all = new ArrayList<>(waiting);
      waiting.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
