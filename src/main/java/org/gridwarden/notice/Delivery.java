package org.gridwarden.notice;

import java.time.Instant;

/**
 * One message to one channel, as people see it.
 *
 * @param state "waiting", "delivered" or "failed"
 * @param notices how many notices it tells
 * @param attempts how often it was sent, the attempt under way included
 * @param nextAt when it is sent next, or null where it isn't
 * @param lastError why the last attempt failed, or null
 * @param doneAt when it was delivered or given up, or null
 */
public record Delivery(
    String id,
    String channelId,
    String channelName,
    String state,
    int notices,
    int attempts,
    Instant nextAt,
    String lastError,
    Instant createdAt,
    Instant doneAt) {
  static final String WAITING = "waiting";
  static final String DELIVERED = "delivered";
  static final String FAILED = "failed";
}
