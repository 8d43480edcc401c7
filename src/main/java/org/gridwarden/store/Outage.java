package org.gridwarden.store;

import org.gridwarden.fault.FaultException;
import org.slf4j.Logger;

/**
 * Says in the log that the database can't be had, and that it can be again, each once, however
 * often a loop tries meanwhile. Every other failure is logged as it comes. Safe for many threads.
 */
public final class Outage {
  private final Logger log;
  private final String what;
  private volatile boolean lasts;

  /**
   * @param what doesn't work meanwhile, as the beginning of a sentence
   */
  public Outage(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  /** An attempt failed. */
  public void note(RuntimeException failure) {
    if (!(failure instanceof FaultException fault) || !fault.isUnavailable()) {
      log.warn("{} failed; trying again", what, failure);
    } else if (!lasts) {
      lasts = true;
      log.warn("{} has to wait: {}", what, fault.first().detail());
    }
  }

  /** An attempt went well. */
  public void over() {
    if (lasts) {
      lasts = false;
      log.info("{} goes on", what);
    }
  }
}
