package org.gridwarden.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gridwarden.store.Ids;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The SQL of accounts, sessions and the audit. */
final class AccountStore {
  private static final String COLUMNS = "id, name, role, party_id, grid, disabled_at";
  private static final RowMapper<Account> ACCOUNTS =
      (row, context) ->
          new Account(
              row.getString("id"),
              row.getString("name"),
              AccountRole.find(row.getString("role")).orElseThrow(),
              row.getString("party_id"),
              row.getString("grid"),
              row.getObject("disabled_at") != null);

  private AccountStore() {}

  /** An account with the hash of its password. */
  record Stored(Account account, String passwordHash) {}

  static List<Account> list(Handle handle) {
    return handle
        .createQuery("select " + COLUMNS + " from account order by name")
        .map(ACCOUNTS)
        .list();
  }

  static Optional<Stored> findByName(Handle handle, String name) {
    return handle
        .createQuery("select " + COLUMNS + ", password_hash from account where name = :name")
        .bind("name", name)
        .map(
            (row, context) ->
                new Stored(ACCOUNTS.map(row, context), row.getString("password_hash")))
        .findOne();
  }

  static void insert(Handle handle, Account account, String passwordHash, Instant at) {
    handle
        .createUpdate(
            """
            insert into account (id, name, role, party_id, grid, password_hash, created_at)
            values (:id, :name, :role, :party, :grid, :hash, :at)
            """)
        .bind("id", account.id())
        .bind("name", account.name())
        .bind("role", account.role().code())
        .bind("party", account.partyId())
        .bind("grid", account.grid())
        .bind("hash", passwordHash)
        .bind("at", at)
        .execute();
  }

  static int disable(Handle handle, String name, Instant at) {
    return handle
        .createUpdate(
            "update account set disabled_at = :at where name = :name and disabled_at is null")
        .bind("at", at)
        .bind("name", name)
        .execute();
  }

  static boolean isParty(Handle handle, String id) {
    return handle
        .createQuery("select count(*) from party where id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .map(count -> count > 0)
        .one();
  }

  static void insertSession(
      Handle handle, String tokenHash, String accountId, Instant at, Instant expiresAt) {
    handle
        .createUpdate(
            """
            insert into session (token_hash, account_id, created_at, expires_at)
            values (:hash, :account, :at, :expires)
            """)
        .bind("hash", tokenHash)
        .bind("account", accountId)
        .bind("at", at)
        .bind("expires", expiresAt)
        .execute();
  }

  static Optional<Account> findBySession(Handle handle, String tokenHash, Instant at) {
    return handle
        .createQuery(
            """
            select id, name, role, party_id, grid, disabled_at from account
            where disabled_at is null and id =
              (select account_id from session where token_hash = :hash and expires_at > :at)
            """)
        .bind("hash", tokenHash)
        .bind("at", at)
        .map(ACCOUNTS)
        .findOne();
  }

  static void deleteSession(Handle handle, String tokenHash) {
    handle
        .createUpdate("delete from session where token_hash = :hash")
        .bind("hash", tokenHash)
        .execute();
  }

  static void deleteSessionsOf(Handle handle, String name) {
    handle
        .createUpdate(
            "delete from session where account_id = (select id from account where name = :name)")
        .bind("name", name)
        .execute();
  }

  static void deleteSessionsBefore(Handle handle, Instant at) {
    handle.createUpdate("delete from session where expires_at <= :at").bind("at", at).execute();
  }

  /** One line of the audit. */
  static void audit(
      Handle handle, Instant at, String actor, String action, String subject, String address) {
    handle
        .createUpdate(
            """
            insert into audit (id, at, actor, action, subject, address)
            values (:id, :at, :actor, :action, :subject, :address)
            """)
        .bind("id", Ids.next())
        .bind("at", at)
        .bind("actor", actor)
        .bind("action", action)
        .bind("subject", subject)
        .bind("address", address)
        .execute();
  }

  static List<AuditEntry> listAudit(Handle handle, int limit) {
    return handle
        .createQuery(
            """
            select at, actor, action, subject, address from audit order by at desc, id desc
            limit :limit
            """)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new AuditEntry(
                    context
                        .findColumnMapperFor(Instant.class)
                        .orElseThrow()
                        .map(row, "at", context),
                    row.getString("actor"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("address")))
        .list();
  }
}
