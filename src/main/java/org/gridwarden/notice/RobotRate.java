package org.gridwarden.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Keeps to what robots take: 20 messages a minute, failed ones included. We stop at 18, as the
 * robot counts by its own clock. Counted in the database, for all servers together.
 */
final class RobotRate {
  static final int MOST_A_MINUTE = 18;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private RobotRate() {}

  /** Counts a message that is about to be sent. */
  static void count(Handle handle, Channel channel, Instant now) {
    if (channel.kind().isRobot()) {
      LeaseStore.addAttempt(handle, channel.id(), now, now.minus(MINUTE));
    }
  }

  /** When the next message may be sent, or empty where that is now. */
  static Optional<Instant> waitUntil(Handle handle, Channel channel, Instant now) {
    List<Instant> last =
        channel.kind().isRobot()
            ? LeaseStore.listAttempts(handle, channel.id(), now.minus(MINUTE), MOST_A_MINUTE)
            : List.of();
    return last.size() < MOST_A_MINUTE
        ? Optional.empty()
        : Optional.of(last.get(MOST_A_MINUTE - 1).plus(MINUTE));
  }
}
