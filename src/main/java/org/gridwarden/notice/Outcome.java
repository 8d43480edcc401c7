package org.gridwarden.notice;

import java.time.Duration;

/**
 * What became of one attempt to send. Immutable.
 *
 * @param error why it failed, without secrets, or null where it was delivered
 * @param gone the receiver wants nothing more, ever
 * @param unreachable it was the channel that failed, not this message: others would fail too
 * @param askedWait how long the receiver asks to be left alone, or null where it doesn't say
 */
record Outcome(String error, boolean gone, boolean unreachable, Duration askedWait) {
  static final Outcome DELIVERED = new Outcome(null, false, false, null);

  static Outcome refused(String error) {
    return new Outcome(error, false, false, null);
  }

  static Outcome unreachable(String error) {
    return new Outcome(error, false, true, null);
  }

  static Outcome goneForGood(String error) {
    return new Outcome(error, true, false, null);
  }

  /**
   * @param askedWait null where the receiver is busy but doesn't say for how long
   */
  static Outcome busy(String error, Duration askedWait) {
    return new Outcome(error, false, true, askedWait);
  }

  boolean isDelivered() {
    return error == null;
  }
}
