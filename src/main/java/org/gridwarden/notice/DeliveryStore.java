package org.gridwarden.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of messages and of the notices that wait for one. Transactions are the caller's. */
final class DeliveryStore {
  private static final RowMapper<Delivery> DELIVERIES =
      (row, context) ->
          new Delivery(
              row.getString("id"),
              row.getString("channel_id"),
              row.getString("channel_name"),
              row.getString("state"),
              row.getInt("notices"),
              row.getInt("attempts"),
              NoticeStore.moment(row, "next_at", context),
              row.getString("last_error"),
              NoticeStore.moment(row, "created_at", context),
              NoticeStore.moment(row, "done_at", context));

  private DeliveryStore() {}

  /**
   * A message that is due.
   *
   * @param attempts how often it was sent before
   */
  record Message(String id, String body, int attempts, Instant giveUpAt) {}

  static void enqueue(Handle handle, String channelId, Notice notice) {
    handle
        .createUpdate(
            """
            insert into delivery_notice (channel_id, notice_id, change_seq)
            values (:channel, :notice, :seq) on conflict do nothing
            """)
        .bind("channel", channelId)
        .bind("notice", notice.id())
        .bind("seq", notice.changeSeq())
        .execute();
  }

  /** The message of a channel that was made first, of those whose time has come. */
  static Optional<Message> findDue(Handle handle, String channelId, Instant now) {
    return handle
        .createQuery(
            """
            select id, body, attempts, give_up_at from delivery
            where channel_id = :channel and state = 'waiting' and next_at <= :now
            order by first_seq, id limit 1
            """)
        .bind("channel", channelId)
        .bind("now", now)
        .map(
            (row, context) ->
                new Message(
                    row.getString("id"),
                    row.getString("body"),
                    row.getInt("attempts"),
                    NoticeStore.moment(row, "give_up_at", context)))
        .findOne();
  }

  /** Makes a message of notices that were waiting for one; it is due at once. */
  static void insert(
      Handle handle, String channelId, Message message, List<Notice> notices, Instant now) {
    handle
        .createUpdate(
            """
            insert into delivery (id, channel_id, state, first_seq, notices, body, attempts,
              next_at, give_up_at, created_at)
            values (:id, :channel, 'waiting', :first, :notices, :body, 0, :now, :giveUp, :now)
            """)
        .bind("id", message.id())
        .bind("channel", channelId)
        .bind("first", notices.get(0).changeSeq())
        .bind("notices", notices.size())
        .bind("body", message.body())
        .bind("giveUp", message.giveUpAt())
        .bind("now", now)
        .execute();
    PreparedBatch batch =
        handle.prepareBatch(
            """
            update delivery_notice set delivery_id = :id
            where channel_id = :channel and notice_id = :notice
            """);
    for (Notice notice : notices) {
      batch.bind("id", message.id()).bind("channel", channelId).bind("notice", notice.id()).add();
    }
    batch.execute();
  }

  static void countAttempt(Handle handle, String id) {
    handle
        .createUpdate("update delivery set attempts = attempts + 1 where id = :id")
        .bind("id", id)
        .execute();
  }

  static void markDelivered(Handle handle, String id, Instant at) {
    handle
        .createUpdate(
            """
            update delivery set state = 'delivered', next_at = null, last_error = null,
              done_at = :at
            where id = :id
            """)
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  static void markWaiting(Handle handle, String id, Instant nextAt, String error) {
    handle
        .createUpdate(
            """
            update delivery set next_at = :next, last_error = :error
            where id = :id and state = 'waiting'
            """)
        .bind("next", nextAt)
        .bind("error", error)
        .bind("id", id)
        .execute();
  }

  static void markFailed(Handle handle, String id, Instant at, String error) {
    handle
        .createUpdate(
            """
            update delivery set state = 'failed', next_at = null, last_error = :error,
              done_at = :at
            where id = :id and state = 'waiting'
            """)
        .bind("at", at)
        .bind("error", error)
        .bind("id", id)
        .execute();
  }

  /** Makes everything due that waits for a channel: it takes messages again. */
  static void bringForward(Handle handle, String channelId, Instant now) {
    handle
        .createUpdate(
            """
            update delivery set next_at = :now
            where channel_id = :channel and state = 'waiting' and next_at > :now
            """)
        .bind("now", now)
        .bind("channel", channelId)
        .execute();
  }

  static Optional<Delivery> find(Handle handle, String id) {
    return handle
        .createQuery(
            """
            select d.*, c.name as channel_name from delivery d
            join channel c on c.id = d.channel_id where d.id = :id
            """)
        .bind("id", id)
        .map(DELIVERIES)
        .findOne();
  }

  /**
   * Messages, the newest first.
   *
   * @param state or null for any
   * @param channelId or null for any
   * @param before only what was made before the message with this id
   */
  static List<Delivery> list(
      Handle handle, String state, String channelId, String before, int limit) {
    String sql =
        "select d.*, c.name as channel_name from delivery d join channel c on c.id = d.channel_id"
            + " where d.id < :before"
            + (state == null ? "" : " and d.state = :state")
            + (channelId == null ? "" : " and d.channel_id = :channel")
            + " order by d.id desc limit :limit";
    var query = handle.createQuery(sql).bind("before", before).bind("limit", limit);
    if (state != null) {
      query.bind("state", state);
    }
    if (channelId != null) {
      query.bind("channel", channelId);
    }
    return query.map(DELIVERIES).list();
  }

  /** How many notices wait for a message to be made of them; counts no further than a bound. */
  static int countQueued(Handle handle, String channelId, int most) {
    String sql =
        "select count(*) from (select 1 from delivery_notice where delivery_id is null"
            + (channelId == null ? "" : " and channel_id = :channel")
            + " limit :most) counted";
    var query = handle.createQuery(sql).bind("most", most);
    if (channelId != null) {
      query.bind("channel", channelId);
    }
    return query.mapTo(Integer.class).one();
  }

  /** How many messages are in a state; counts no further than a bound. */
  static int count(Handle handle, String state, int most) {
    return handle
        .createQuery(
            """
            select count(*) from (select 1 from delivery where state = :state limit :most) counted
            """)
        .bind("state", state)
        .bind("most", most)
        .mapTo(Integer.class)
        .one();
  }

  /** Sends a message again that waits or was given up. */
  static void retry(Handle handle, String id, Instant now, Instant giveUpAt) {
    handle
        .createUpdate(
            """
            update delivery set state = 'waiting', next_at = :now, give_up_at = :giveUp,
              done_at = null
            where id = :id
            """)
        .bind("now", now)
        .bind("giveUp", giveUpAt)
        .bind("id", id)
        .execute();
  }

  static int deleteDeliveredBefore(Handle handle, Instant at) {
    return handle
        .createUpdate("delete from delivery where state = 'delivered' and done_at < :at")
        .bind("at", at)
        .execute();
  }

  static int deleteMadeBefore(Handle handle, Instant at) {
    return handle
        .createUpdate("delete from delivery where created_at < :at")
        .bind("at", at)
        .execute();
  }
}
