package org.gridwarden.notice;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The SQL of who sends to which channel now, and whether it may. A channel is sent to by one server
 * at a time; whoever dies loses it when the lease ends. Transactions are the caller's.
 */
final class LeaseStore {
  private LeaseStore() {}

  /** The channels that have something to send, may be sent to, and are nobody else's now. */
  static List<String> listDue(Handle handle, String server, Instant now) {
    return handle
        .createQuery(
            """
            select c.id from channel c
            where c.enabled = 1 and (c.paused_until is null or c.paused_until <= :now)
              and (c.claimed_until is null or c.claimed_until <= :now or c.claimed_by = :server)
              and (exists (select 1 from delivery_notice n
                    where n.channel_id = c.id and n.delivery_id is null)
                or exists (select 1 from delivery d
                    where d.channel_id = c.id and d.state = 'waiting' and d.next_at <= :now))
            order by c.id
            """)
        .bind("server", server)
        .bind("now", now)
        .mapTo(String.class)
        .list();
  }

  /** Takes a channel, or keeps it for longer; false where that may not be. */
  static boolean claim(Handle handle, String channelId, String server, Instant now, Instant until) {
    return handle
            .createUpdate(
                """
                update channel set claimed_by = :server, claimed_until = :until
                where id = :id and enabled = 1 and (paused_until is null or paused_until <= :now)
                  and (claimed_until is null or claimed_until <= :now or claimed_by = :server)
                """)
            .bind("server", server)
            .bind("until", until)
            .bind("id", channelId)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Gives a channel back, where it is still this server's. */
  static void release(Handle handle, String channelId, String server) {
    handle
        .createUpdate(
            """
            update channel set claimed_by = null, claimed_until = null
            where id = :id and claimed_by = :server
            """)
        .bind("id", channelId)
        .bind("server", server)
        .execute();
  }

  /** Gives everything back that a server holds. */
  static void releaseAll(Handle handle, String server) {
    handle
        .createUpdate(
            "update channel set claimed_by = null, claimed_until = null where claimed_by = :server")
        .bind("server", server)
        .execute();
  }

  /**
   * Ends leases, pauses and waits that lie further ahead than any that is begun now: they were
   * begun while the clock was ahead.
   */
  static void endThoseOfAWrongClock(Handle handle, Instant now, Instant latest) {
    handle
        .createUpdate(
            "update channel set claimed_by = null, claimed_until = null"
                + " where claimed_until > :latest")
        .bind("latest", latest)
        .execute();
    handle
        .createUpdate("update channel set paused_until = null where paused_until > :latest")
        .bind("latest", latest)
        .execute();
    handle
        .createUpdate(
            "update delivery set next_at = :now where state = 'waiting' and next_at > :latest")
        .bind("now", now)
        .bind("latest", latest)
        .execute();
  }

  static void pause(Handle handle, String channelId, Instant until) {
    handle
        .createUpdate("update channel set paused_until = :until where id = :id")
        .bind("until", until)
        .bind("id", channelId)
        .execute();
  }

  static void unpause(Handle handle, String channelId) {
    handle
        .createUpdate("update channel set paused_until = null where id = :id")
        .bind("id", channelId)
        .execute();
  }

  /** Counts a failure on; how many there were in a row, this one included. */
  static int countFailure(Handle handle, String channelId) {
    return handle
        .createQuery("update channel set failures = failures + 1 where id = :id returning failures")
        .bind("id", channelId)
        .mapTo(Integer.class)
        .findOne()
        .orElse(1);
  }

  static void markFailing(Handle handle, String channelId, Instant at) {
    handle
        .createUpdate(
            "update channel set failing_since = coalesce(failing_since, :at) where id = :id")
        .bind("at", at)
        .bind("id", channelId)
        .execute();
  }

  /** Forgets failures; true where the channel as a whole was failing until now. */
  static boolean markWell(Handle handle, String channelId) {
    boolean wasFailing =
        handle
                .createUpdate(
                    "update channel set failing_since = null where id = :id"
                        + " and failing_since is not null")
                .bind("id", channelId)
                .execute()
            == 1;
    handle
        .createUpdate(
            "update channel set failures = 0, paused_until = null where id = :id"
                + " and (failures > 0 or paused_until is not null)")
        .bind("id", channelId)
        .execute();
    return wasFailing;
  }

  /** The moments of a robot's newest messages since one, the newest first. */
  static List<Instant> listAttempts(Handle handle, String channelId, Instant after, int limit) {
    return handle
        .createQuery(
            """
            select at from channel_attempt where channel_id = :channel and at > :after
            order by at desc limit :limit
            """)
        .bind("channel", channelId)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Instant.class)
        .list();
  }

  /** Remembers a message to a robot, and forgets those that no longer matter. */
  static void addAttempt(Handle handle, String channelId, Instant at, Instant forgetBefore) {
    handle
        .createUpdate("delete from channel_attempt where channel_id = :channel and at <= :before")
        .bind("channel", channelId)
        .bind("before", forgetBefore)
        .execute();
    handle
        .createUpdate("insert into channel_attempt (channel_id, at) values (:channel, :at)")
        .bind("channel", channelId)
        .bind("at", at)
        .execute();
  }
}
