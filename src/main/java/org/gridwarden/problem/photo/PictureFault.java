package org.gridwarden.problem.photo;

import java.time.Duration;
import org.gridwarden.fault.FaultException;

/** What is told where the place of the pictures fails. */
final class PictureFault {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private PictureFault() {}

  /**
   * For a failure that may pass.
   *
   * @param what couldn't be done
   * @param why in words that give no secret away
   */
  static FaultException unavailable(String what, String why, Throwable cause) {
    FaultException told =
        FaultException.unavailable(RETRY, what + " now: " + why + "; try again soon");
    told.initCause(cause);
    return told;
  }

  /** For a place that can't work as it is set; its text is never repeated, it may hold anything. */
  static FaultException unusable(String why, Throwable cause) {
    FaultException told = FaultException.badInput("photos", null, why);
    told.initCause(cause);
    return told;
  }
}
