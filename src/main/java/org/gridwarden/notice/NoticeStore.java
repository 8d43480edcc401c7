package org.gridwarden.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.gridwarden.http.Json;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The SQL of notices and of how far the feed was read. Transactions are the caller's. */
final class NoticeStore {
  /** For columns of a notice {@code n} and the party {@code p} that it is for. */
  static final String COLUMNS =
      """
      n.id, n.change_seq, n.kind, n.problem_id, n.party_id, n.account_id, n.role, n.title,
      n.params, n.at, p.name as party_name
      """;

  private NoticeStore() {}

  /** Remembers a position where none is remembered yet. */
  static void startAt(Handle handle, long seq) {
    handle
        .createUpdate(
            """
            insert into notice_position (id, seq) values (1, :seq) on conflict (id) do nothing
            """)
        .bind("seq", seq)
        .execute();
  }

  static OptionalLong findPosition(Handle handle) {
    return handle
        .createQuery("select seq from notice_position")
        .mapTo(Long.class)
        .findOne()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** The position, held until the transaction ends: another server waits here for its turn. */
  static long lockPosition(Handle handle) {
    handle.execute("update notice_position set seq = seq");
    return findPosition(handle).orElseThrow();
  }

  static void setPosition(Handle handle, long seq) {
    handle.createUpdate("update notice_position set seq = :seq").bind("seq", seq).execute();
  }

  /** Adds a notice; false where this recipient has one of this change already. */
  static boolean insert(Handle handle, Notice notice) {
    return handle
            .createUpdate(
                """
                insert into notice (id, change_seq, kind, problem_id, party_id, account_id, role,
                  title, params, at)
                values (:id, :seq, :kind, :problem, :party, :account, :role, :title, :params, :at)
                on conflict do nothing
                """)
            .bind("id", notice.id())
            .bind("seq", notice.changeSeq())
            .bind("kind", notice.kind().code())
            .bind("problem", notice.problemId())
            .bind("party", notice.recipient().partyId())
            .bind("account", notice.recipient().accountId())
            .bind("role", notice.recipient().role())
            .bind("title", notice.title())
            .bind("params", notice.facts().toString())
            .bind("at", notice.at())
            .execute()
        == 1;
  }

  static int deleteBefore(Handle handle, Instant at) {
    return handle.createUpdate("delete from notice where at < :at").bind("at", at).execute();
  }

  static Notice map(ResultSet row, StatementContext context) throws SQLException {
    return new Notice(
        row.getString("id"),
        row.getLong("change_seq"),
        NoticeKind.find(row.getString("kind")).orElseThrow(),
        row.getString("problem_id"),
        new Recipient(
            row.getString("party_id"), row.getString("account_id"), row.getString("role")),
        row.getString("party_name"),
        row.getString("title"),
        parse(row.getString("params")),
        moment(row, "at", context));
  }

  static Instant moment(ResultSet row, String column, StatementContext context)
      throws SQLException {
    return context.findColumnMapperFor(Instant.class).orElseThrow().map(row, column, context);
  }

  static JsonNode parse(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("what was stored as JSON is none", broken);
    }
  }

  /** The channels' notices that wait for a message, in the order of the feed. */
  static List<Notice> listQueued(Handle handle, String channelId, int limit) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                from delivery_notice d
                join notice n on n.id = d.notice_id
                left join party p on p.id = n.party_id
                where d.channel_id = :channel and d.delivery_id is null
                order by d.change_seq, d.notice_id limit :limit
                """)
        .bind("channel", channelId)
        .bind("limit", limit)
        .map(NoticeStore::map)
        .list();
  }
}
