package org.gridwarden.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to know that something was committed. Safe for many threads. */
final class CommitListeners {
  private static final Logger LOG = LoggerFactory.getLogger(CommitListeners.class);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  void add(Runnable listener) {
    listeners.add(listener);
  }

  /** One that throws is logged and keeps nobody else from being told. */
  void tell() {
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (Throwable thrown) {
        LOG.error("A listener for commits failed", thrown);
      }
    }
  }
}
