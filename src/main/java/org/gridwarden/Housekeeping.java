package org.gridwarden;

import java.time.Duration;
import java.time.Instant;
import org.gridwarden.store.ChangeStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes once a day what nobody needs any more. Ledger, audit and idempotency keys stay. */
final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration CHANGES_KEPT = Duration.ofDays(7);
  private static final Duration UNUSED_PHOTOS_KEPT = Duration.ofDays(2);

  private final App app;

  Housekeeping(App app) {
    this.app = app;
  }

  /** Does all of it; what fails is logged and tried again the next day. */
  void run() {
    Instant now = app.clock().instant();
    attempt("old changes", () -> pruneChanges(now.minus(CHANGES_KEPT)));
    attempt("old notices", () -> app.notices().prune());
    attempt(
        "photos that no problem has",
        () ->
            app.photos()
                .sweepUnused(
                    now.minus(UNUSED_PHOTOS_KEPT), app.problemDesk().problems()::hasPhoto));
  }

  private void pruneChanges(Instant before) {
    while (app.database().write(handle -> ChangeStore.prune(handle, before)) > 0) {
      // Step by step, so that nobody's write waits for long.
    }
  }

  private static void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.warn("{} could not be removed", what, failure);
    }
  }
}
