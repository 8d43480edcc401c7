package org.gridwarden.store;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One write, from being asked for to being answered. The thread that made it waits in {@link
 * #await}; another one runs it. What that one writes into it is seen by the waiting thread, since
 * {@code told} is written last and read first.
 */
final class Work<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  private final Function<Handle, T> function;
  private final Consumer<T> afterCommit;
  private final boolean alone;
  private final Thread caller = Thread.currentThread();
  private T result;
  private Throwable failure;
  private volatile boolean told;

  /**
   * @param alone whether it must share its transaction with no other
   */
  Work(Function<Handle, T> function, Consumer<T> afterCommit, boolean alone) {
    this.function = function;
    this.afterCommit = afterCommit;
    this.alone = alone;
  }

  boolean alone() {
    return alone;
  }

  /** Runs it, forgetting what an earlier run gave. Never throws; see {@link #failure}. */
  void run(Handle handle) {
    result = null;
    failure = null;
    try {
      result = function.apply(handle);
    } catch (Throwable thrown) {
      failure = thrown;
    }
  }

  /** What it threw, or what else came in its way; null where all went well. */
  Throwable failure() {
    return failure;
  }

  void fail(Throwable cause) {
    failure = cause;
  }

  /** To be called once it is on disk. What the listener throws is logged: the write stands. */
  void committed() {
    try {
      afterCommit.accept(result);
    } catch (Throwable thrown) {
      LOG.error("What was to happen after a commit failed; the write itself stands", thrown);
    }
  }

  /** Lets the caller go on. */
  void tell() {
    told = true;
    LockSupport.unpark(caller);
  }

  boolean told() {
    return told;
  }

  /**
   * Waits for the outcome. An interrupt doesn't end the waiting, since the caller would not know
   * whether its write stands; the thread is interrupted again when it returns.
   */
  T await() {
    boolean interrupted = false;
    while (!told) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return outcome();
  }

  /** The result, or what was thrown instead, as it was thrown. */
  T outcome() {
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw new IllegalStateException("the write failed", failure);
    }
    return result;
  }
}
