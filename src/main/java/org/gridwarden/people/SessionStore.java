package org.gridwarden.people;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of sessions. */
final class SessionStore {
  private SessionStore() {}

  static void insert(
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

  /**
   * Whose session it is, until when; empty where either has ended, and where the session would last
   * longer than any may: it was begun while the clock was ahead.
   */
  static Optional<TokenCache.Known> find(Handle handle, String tokenHash, Instant at) {
    return handle
        .createQuery(
            "select "
                + AccountStore.COLUMNS
                + """
                , session.expires_at from session
                join account on account.id = session.account_id
                where session.token_hash = :hash and session.expires_at > :at
                  and session.expires_at <= :latest
                  and account.disabled_at is null
                """)
        .bind("hash", tokenHash)
        .bind("at", at)
        .bind("latest", at.plus(Sessions.LASTS))
        .map(
            (row, context) ->
                new TokenCache.Known(
                    AccountStore.ACCOUNTS.map(row, context),
                    context
                        .findColumnMapperFor(Instant.class)
                        .orElseThrow()
                        .map(row, "expires_at", context)))
        .findOne();
  }

  static void delete(Handle handle, String tokenHash) {
    handle
        .createUpdate("delete from session where token_hash = :hash")
        .bind("hash", tokenHash)
        .execute();
  }

  static void deleteOf(Handle handle, String accountId) {
    handle
        .createUpdate("delete from session where account_id = :account")
        .bind("account", accountId)
        .execute();
  }

  static void deleteOthersOf(Handle handle, String accountId, String tokenHash) {
    handle
        .createUpdate("delete from session where account_id = :account and token_hash <> :hash")
        .bind("account", accountId)
        .bind("hash", tokenHash)
        .execute();
  }

  static void deleteBefore(Handle handle, Instant at) {
    handle.createUpdate("delete from session where expires_at <= :at").bind("at", at).execute();
  }
}
