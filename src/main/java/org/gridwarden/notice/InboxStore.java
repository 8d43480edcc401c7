package org.gridwarden.notice;

import java.time.Instant;
import java.util.List;
import org.gridwarden.people.Account;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The SQL of what an account is told and has read. Transactions are the caller's. */
final class InboxStore {
  /** Whether a notice {@code n} is still to be read by {@code :account}. */
  private static final String UNREAD =
      """
      n.change_seq > coalesce(
          (select a.change_seq from notice_read_all a where a.account_id = :account), -1)
        and not exists (select 1 from notice_read r
          where r.account_id = :account and r.notice_id = n.id)
      """;

  private InboxStore() {}

  /** A notice, and when the account read it or null. */
  record Entry(Notice notice, Instant readAt) {}

  /**
   * The notices for an account, the newest first. Each of its three ways to be told is an index of
   * its own, read no further than the limit.
   *
   * @param seq only what comes before the notice with this change and this id
   */
  static List<Entry> list(
      Handle handle, Account account, boolean unreadOnly, long seq, String id, int limit) {
    String some =
        """
        select * from (select n.id from notice n
          where %s and (n.change_seq, n.id) < (:seq, :id)%s
          order by n.change_seq desc, n.id desc limit :limit) %s
        """;
    String unread = unreadOnly ? " and " + UNREAD : "";
    String mine =
        some.formatted("n.party_id = :party", unread, "by_party")
            + " union all "
            + some.formatted("n.account_id = :account", unread, "by_account")
            + " union all "
            + some.formatted("n.role = :role", unread, "by_role");
    return bind(
            handle.createQuery(
                "select "
                    + NoticeStore.COLUMNS
                    + """
                    , coalesce(r.at, case when n.change_seq <= a.change_seq then a.at end) as read_at
                    from notice n
                    left join party p on p.id = n.party_id
                    left join notice_read r on r.account_id = :account and r.notice_id = n.id
                    left join notice_read_all a on a.account_id = :account
                    where n.id in (
                    """
                    + mine
                    + ") order by n.change_seq desc, n.id desc limit :limit"),
            account)
        .bind("seq", seq)
        .bind("id", id)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Entry(
                    NoticeStore.map(row, context), NoticeStore.moment(row, "read_at", context)))
        .list();
  }

  /** How many the account hasn't read; counts no further than a bound. */
  static int countUnread(Handle handle, Account account, int most) {
    return bind(
            handle.createQuery(
                """
                select count(*) from (select 1 from notice n
                  where (n.party_id = :party or n.account_id = :account or n.role = :role) and
                """
                    + UNREAD
                    + " limit :most) counted"),
            account)
        .bind("most", most)
        .mapTo(Integer.class)
        .one();
  }

  /** Whether there is such a notice for the account. */
  static boolean isFor(Handle handle, Account account, String noticeId) {
    return bind(
                handle.createQuery(
                    """
                    select count(*) from notice n where n.id = :id
                      and (n.party_id = :party or n.account_id = :account or n.role = :role)
                    """),
                account)
            .bind("id", noticeId)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /** The first reading counts. */
  static void markRead(Handle handle, String accountId, String noticeId, Instant at) {
    handle
        .createUpdate(
            """
            insert into notice_read (account_id, notice_id, at) values (:account, :notice, :at)
            on conflict (account_id, notice_id) do nothing
            """)
        .bind("account", accountId)
        .bind("notice", noticeId)
        .bind("at", at)
        .execute();
  }

  /** Marks everything read that the feed has told so far. */
  static void markAllRead(Handle handle, String accountId, Instant at) {
    handle
        .createUpdate(
            """
            insert into notice_read_all (account_id, change_seq, at)
            select :account, p.seq, :at from notice_position p where true
            on conflict (account_id) do update
              set change_seq = excluded.change_seq, at = excluded.at
            """)
        .bind("account", accountId)
        .bind("at", at)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Account account) {
    return statement
        .bind("party", account.partyId())
        .bind("account", account.id())
        .bind("role", account.role().code());
  }
}
