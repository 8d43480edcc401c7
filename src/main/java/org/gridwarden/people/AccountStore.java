package org.gridwarden.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The SQL of people's accounts. */
final class AccountStore {
  static final String COLUMNS =
      "account.id, account.name, account.role, account.party_id, account.grid, account.team,"
          + " account.disabled_at";
  static final RowMapper<Account> ACCOUNTS =
      (row, context) ->
          Account.person(
              row.getString("id"),
              row.getString("name"),
              AccountRole.find(row.getString("role")).orElseThrow(),
              row.getString("party_id"),
              row.getString("grid"),
              row.getString("team"),
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
            insert into account (id, name, role, party_id, grid, team, password_hash, created_at)
            values (:id, :name, :role, :party, :grid, :team, :hash, :at)
            """)
        .bind("id", account.id())
        .bind("name", account.name())
        .bind("role", account.role().code())
        .bind("party", account.partyId())
        .bind("grid", account.grid())
        .bind("team", account.team())
        .bind("hash", passwordHash)
        .bind("at", at)
        .execute();
  }

  static void disable(Handle handle, String name, Instant at) {
    handle
        .createUpdate("update account set disabled_at = :at where name = :name")
        .bind("at", at)
        .bind("name", name)
        .execute();
  }

  static void enable(Handle handle, String name) {
    handle
        .createUpdate("update account set disabled_at = null where name = :name")
        .bind("name", name)
        .execute();
  }

  static void setPassword(Handle handle, String name, String passwordHash) {
    handle
        .createUpdate("update account set password_hash = :hash where name = :name")
        .bind("hash", passwordHash)
        .bind("name", name)
        .execute();
  }

  /** Whether an administrator who isn't disabled has another name. */
  static boolean hasOtherAdmin(Handle handle, String name) {
    return handle
        .createQuery(
            """
            select count(*) from account
            where role = 'admin' and disabled_at is null and name <> :name
            """)
        .bind("name", name)
        .mapTo(Integer.class)
        .map(count -> count > 0)
        .one();
  }

  static boolean isParty(Handle handle, String id) {
    return handle
        .createQuery("select count(*) from party where id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .map(count -> count > 0)
        .one();
  }

  static boolean isRepresented(Handle handle, String partyId) {
    return handle
        .createQuery("select count(*) from account where party_id = :party and disabled_at is null")
        .bind("party", partyId)
        .mapTo(Integer.class)
        .map(count -> count > 0)
        .one();
  }

  static Set<String> listRepresented(Handle handle) {
    return handle
        .createQuery(
            """
            select distinct party_id from account
            where party_id is not null and disabled_at is null
            """)
        .mapTo(String.class)
        .set();
  }

  static Optional<String> findName(Handle handle, String id) {
    return handle
        .createQuery(
            """
            select name from account where id = :id
            union all select 'key:' || name from api_key where id = :id
            """)
        .bind("id", id)
        .mapTo(String.class)
        .findFirst();
  }
}
