package org.gridwarden.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of an {@link EventStream}: what waits to be sent, and how much the connection
 * takes now. No thread ever waits for it: where it takes no more, writing goes on when the server
 * says so, and where too much waits, it is dropped; its client comes back and says what it has.
 * Safe for many threads.
 */
final class Subscriber implements WriteListener {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

  private record Frame(long id, byte[] bytes) {}

  private final Listening listening;
  private final Executor writers;
  private final Consumer<Subscriber> onEnd;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
  private int mostWaiting;
  private long repeatedUpTo = Long.MIN_VALUE;
  private ServletOutputStream out;
  private Runnable cut;
  private boolean unflushed;
  private boolean wroteSinceBeat = true;
  private boolean ended;

  /**
   * @param onEnd told once, when it has ended for whatever reason
   */
  Subscriber(Listening listening, int mostWaiting, Executor writers, Consumer<Subscriber> onEnd) {
    this.listening = listening;
    this.mostWaiting = mostWaiting;
    this.writers = writers;
    this.onEnd = onEnd;
  }

  Listening listening() {
    return listening;
  }

  /** Completes when it has ended. */
  CompletableFuture<Void> done() {
    return done;
  }

  /** Queues an event that its subject's visibility allows; an earlier one is not sent twice. */
  void offer(StreamEvent event, byte[] frame) {
    if (!visible(event)) {
      return;
    }
    boolean tooSlow;
    synchronized (this) {
      if (ended || event.id() <= repeatedUpTo) {
        return;
      }
      tooSlow = waiting.size() >= mostWaiting;
      if (!tooSlow) {
        waiting.add(new Frame(event.id(), frame));
      }
    }
    if (tooSlow) {
      LOG.debug("A listener of {} is too slow", listening.owner());
      writers.execute(this::end);
    } else {
      schedule();
    }
  }

  private boolean visible(StreamEvent event) {
    try {
      return listening.visible().test(event.subject());
    } catch (RuntimeException failure) {
      LOG.error(
          "Whether event {} may be seen could not be told; it is kept back", event.id(), failure);
      return false;
    }
  }

  /**
   * Puts what was missed before what has come since it was registered.
   *
   * @param hello sent before all
   */
  void catchUp(byte[] hello, List<StreamEvent> missed) {
    List<StreamEvent> shown = missed.stream().filter(this::visible).toList();
    synchronized (this) {
      if (!missed.isEmpty()) {
        repeatedUpTo = missed.get(missed.size() - 1).id();
        waiting.removeIf(frame -> frame.id() <= repeatedUpTo);
      }
      for (int i = shown.size() - 1; i >= 0; i--) {
        waiting.addFirst(new Frame(shown.get(i).id(), shown.get(i).frame()));
      }
      waiting.addFirst(new Frame(Long.MIN_VALUE, hello));
      mostWaiting += shown.size() + 1;
    }
  }

  /**
   * Begins to send.
   *
   * @param newCut breaks the connection off, for one that takes no more
   */
  void start(ServletOutputStream newOut, Runnable newCut) {
    synchronized (this) {
      out = newOut;
      cut = newCut;
      if (!ended) {
        newOut.setWriteListener(this);
        return;
      }
    }
    done.complete(null);
  }

  /**
   * Sends a sign of life, if nothing else is under way; ends where nothing moved since the last.
   */
  void beat(byte[] frame) {
    boolean stuck;
    synchronized (this) {
      stuck = !waiting.isEmpty() && !wroteSinceBeat && out != null;
      wroteSinceBeat = false;
      if (waiting.isEmpty()) {
        waiting.add(new Frame(Long.MIN_VALUE, frame));
      }
    }
    if (stuck) {
      end();
    } else {
      schedule();
    }
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      writers.execute(
          () -> {
            scheduled.set(false);
            onWritePossible();
          });
    }
  }

  /** Writes as much as the connection takes now. Never blocks. */
  @Override
  public void onWritePossible() {
    try {
      write();
    } catch (IOException | RuntimeException gone) {
      onError(gone);
    }
  }

  private synchronized void write() throws IOException {
    if (out == null || ended) {
      return;
    }
    while (out.isReady()) {
      Frame frame = waiting.poll();
      if (frame != null) {
        wroteSinceBeat = true;
        unflushed = true;
        out.write(frame.bytes());
      } else if (unflushed) {
        unflushed = false;
        out.flush();
      } else {
        return;
      }
    }
  }

  @Override
  public void onError(Throwable gone) {
    LOG.debug("A listener of {} went away: {}", listening.owner(), gone.toString());
    end();
  }

  /** Ends it, once; what still waits is not sent. */
  void end() {
    boolean started;
    boolean clean;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      waiting.clear();
      started = out != null;
      clean = started && takesMore();
    }
    onEnd.accept(this);
    if (started) {
      if (!clean) {
        // An answer can't be ended in an orderly way on a connection that takes nothing.
        cut.run();
      }
      done.complete(null);
    }
  }

  private boolean takesMore() {
    try {
      return out.isReady();
    } catch (RuntimeException broken) {
      return false;
    }
  }
}
