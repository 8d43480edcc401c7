package org.gridwarden.notice;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gridwarden.http.Json;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** The SQL of channels as people set them up. Transactions are the caller's. */
final class ChannelStore {
  private static final String COLUMNS =
      """
      c.id, c.name, c.kind, c.url, c.secret, c.kinds, c.parties, c.grids, c.language, c.enabled,
      c.disabled_because
      """;

  private ChannelStore() {}

  /**
   * A channel and how it fares.
   *
   * @param failingSince when it stopped taking messages, or null where the last one went through
   * @param pausedUntil nothing is sent before, or null
   * @param waiting notices that it hasn't told yet
   * @param failed messages that were given up
   */
  record Standing(
      Channel channel, Instant failingSince, Instant pausedUntil, int waiting, int failed) {}

  static List<Standing> list(Handle handle) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                , c.failing_since, c.paused_until,
                  (select count(*) from delivery_notice d
                    where d.channel_id = c.id and d.delivery_id is null)
                  + (select coalesce(sum(d.notices), 0) from delivery d
                    where d.channel_id = c.id and d.state = 'waiting') as waiting,
                  (select count(*) from delivery d
                    where d.channel_id = c.id and d.state = 'failed') as failed
                from channel c order by c.name
                """)
        .map(
            (row, context) ->
                new Standing(
                    map(row, context),
                    NoticeStore.moment(row, "failing_since", context),
                    NoticeStore.moment(row, "paused_until", context),
                    row.getInt("waiting"),
                    row.getInt("failed")))
        .list();
  }

  static List<Channel> listEnabled(Handle handle) {
    return handle
        .createQuery("select " + COLUMNS + " from channel c where c.enabled = 1 order by c.id")
        .map(ChannelStore::map)
        .list();
  }

  static Optional<Channel> find(Handle handle, String id) {
    return handle
        .createQuery("select " + COLUMNS + " from channel c where c.id = :id")
        .bind("id", id)
        .map(ChannelStore::map)
        .findOne();
  }

  static boolean isNameTaken(Handle handle, String name, String exceptId) {
    return handle
            .createQuery("select count(*) from channel where name = :name and id <> :id")
            .bind("name", name)
            .bind("id", exceptId)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  static void insert(Handle handle, Channel channel, Instant at) {
    bind(
            handle.createUpdate(
                """
                insert into channel (id, name, kind, url, secret, kinds, parties, grids, language,
                  enabled, disabled_because, created_at)
                values (:id, :name, :kind, :url, :secret, :kinds, :parties, :grids, :language,
                  :enabled, :because, :at)
                """),
            channel)
        .bind("at", at)
        .execute();
  }

  /** Keeps what it is now; what waits for it is tried again at once. */
  static void update(Handle handle, Channel channel) {
    bind(
            handle.createUpdate(
                """
                update channel set name = :name, kind = :kind, url = :url, secret = :secret,
                  kinds = :kinds, parties = :parties, grids = :grids, language = :language,
                  enabled = :enabled, disabled_because = :because, paused_until = null, failures = 0
                where id = :id
                """),
            channel)
        .execute();
  }

  static void disable(Handle handle, String id, String because) {
    handle
        .createUpdate("update channel set enabled = 0, disabled_because = :because where id = :id")
        .bind("because", because)
        .bind("id", id)
        .execute();
  }

  /** Removes a channel with all its messages. */
  static boolean delete(Handle handle, String id) {
    return handle.createUpdate("delete from channel where id = :id").bind("id", id).execute() == 1;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Channel channel) {
    return statement
        .bind("id", channel.id())
        .bind("name", channel.name())
        .bind("kind", channel.kind().code())
        .bind("url", channel.url())
        .bind("secret", channel.secret())
        .bind("kinds", list(channel.kinds().stream().map(NoticeKind::code).toList()))
        .bind("parties", list(channel.parties()))
        .bind("grids", list(channel.grids()))
        .bind("language", channel.language())
        .bind("enabled", channel.enabled() ? 1 : 0)
        .bind("because", channel.disabledBecause());
  }

  private static String list(Collection<String> entries) {
    return entries.isEmpty()
        ? null
        : Json.MAPPER.valueToTree(entries.stream().sorted().toList()).toString();
  }

  private static <T> Set<T> set(String json, Function<String, T> entry) {
    if (json == null) {
      return Set.of();
    }
    return NoticeStore.parse(json)
        .valueStream()
        .map(JsonNode::textValue)
        .map(entry)
        .collect(Collectors.toSet());
  }

  private static Channel map(ResultSet row, StatementContext context) throws SQLException {
    return new Channel(
        row.getString("id"),
        row.getString("name"),
        ChannelKind.find(row.getString("kind")).orElseThrow(),
        row.getString("url"),
        row.getString("secret"),
        set(row.getString("kinds"), code -> NoticeKind.find(code).orElseThrow()),
        set(row.getString("parties"), Function.identity()),
        set(row.getString("grids"), Function.identity()),
        row.getString("language"),
        row.getInt("enabled") == 1,
        row.getString("disabled_because"));
  }
}
