package org.gridwarden.notice;

import java.time.Duration;
import java.util.List;

/**
 * How messages are sent and tried again. Immutable.
 *
 * @param pauses after the first failure, the second and so on; the last one stays
 * @param giveUpAfter a message is tried for this long
 * @param longestChannelPause after a failure the whole channel rests as long as the message, but no
 *     longer than this
 * @param lease a server keeps a channel for this long without a sign of life: longer than any
 *     attempt may take
 * @param poll how often the database is looked at for what other servers left
 * @param threads how many channels are sent to at once
 */
public record DeliverySettings(
    List<Duration> pauses,
    Duration giveUpAfter,
    Duration longestChannelPause,
    Duration lease,
    Duration poll,
    int threads) {
  public static final DeliverySettings USUAL =
      new DeliverySettings(
          List.of(
              Duration.ofSeconds(5),
              Duration.ofSeconds(15),
              Duration.ofMinutes(1),
              Duration.ofMinutes(5),
              Duration.ofMinutes(15),
              Duration.ofHours(1),
              Duration.ofHours(3)),
          Duration.ofDays(3),
          Duration.ofMinutes(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          16);

  /** Pauses vary by this much to each side, so that many servers' retries don't come together. */
  private static final double JITTER = 0.2;

  public DeliverySettings {
    pauses = List.copyOf(pauses);
    if (pauses.isEmpty() || threads < 1) {
      throw new IllegalArgumentException("at least one pause and one thread");
    }
  }

  /**
   * @param failures in a row, from 1
   * @param chance 0 to 1: where in the range of the jitter the pause lies
   */
  Duration pause(int failures, double chance) {
    Duration pause = pauses.get(Math.min(Math.max(failures, 1), pauses.size()) - 1);
    return Duration.ofMillis(Math.round(pause.toMillis() * (1 - JITTER + 2 * JITTER * chance)));
  }

  /** Longer than anything that a message or a channel may have to wait for from now on. */
  Duration longestWait() {
    Duration pause = pauses.get(pauses.size() - 1);
    return (pause.compareTo(lease) > 0 ? pause : lease).multipliedBy(2).plusMinutes(2);
  }

  Duration channelPause(Duration pause) {
    return pause.compareTo(longestChannelPause) < 0 ? pause : longestChannelPause;
  }
}
