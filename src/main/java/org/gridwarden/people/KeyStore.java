package org.gridwarden.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The SQL of keys. */
final class KeyStore {
  private static final String SELECT =
      """
      select id, name, role, rights, per_second, grid, party_id, expires_at, revoked_at, created_by,
        created_at, last_used_at
      from api_key
      """;
  private static final RowMapper<ApiKey> KEYS =
      (row, context) ->
          new ApiKey(
              row.getString("id"),
              row.getString("name"),
              AccountRole.find(row.getString("role")).orElseThrow(),
              rights(row.getString("rights")),
              row.getObject("per_second") == null ? null : row.getInt("per_second"),
              row.getString("grid"),
              row.getString("party_id"),
              moment(row, "expires_at", context),
              moment(row, "revoked_at", context),
              row.getString("created_by"),
              moment(row, "created_at", context),
              moment(row, "last_used_at", context));

  private KeyStore() {}

  private static Instant moment(ResultSet row, String column, StatementContext context)
      throws SQLException {
    return context.findColumnMapperFor(Instant.class).orElseThrow().map(row, column, context);
  }

  /** A right that this version of the program no longer knows is passed over. */
  private static Set<Right> rights(String codes) {
    return codes == null
        ? null
        : Arrays.stream(codes.split(","))
            .flatMap(code -> Right.find(code).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  private static String codes(Set<Right> rights) {
    return rights == null
        ? null
        : rights.stream().sorted().map(Right::code).collect(Collectors.joining(","));
  }

  static List<ApiKey> list(Handle handle) {
    return handle.createQuery(SELECT + "order by name").map(KEYS).list();
  }

  static Optional<ApiKey> findByName(Handle handle, String name) {
    return handle.createQuery(SELECT + "where name = :name").bind("name", name).map(KEYS).findOne();
  }

  /** Whose token it is; empty where it was revoked or has expired. */
  static Optional<TokenCache.Known> findByToken(Handle handle, String tokenHash, Instant at) {
    return handle
        .createQuery(
            SELECT
                + """
                where token_hash = :hash and revoked_at is null
                  and (expires_at is null or expires_at > :at)
                """)
        .bind("hash", tokenHash)
        .bind("at", at)
        .map(KEYS)
        .findOne()
        .map(key -> new TokenCache.Known(key.account(), key.expiresAt()));
  }

  static void insert(Handle handle, ApiKey key, String tokenHash) {
    handle
        .createUpdate(
            """
            insert into api_key (id, name, token_hash, role, rights, per_second, grid, party_id,
              expires_at, created_by, created_at)
            values (:id, :name, :hash, :role, :rights, :perSecond, :grid, :party,
              :expires, :by, :at)
            """)
        .bind("id", key.id())
        .bind("name", key.name())
        .bind("hash", tokenHash)
        .bind("role", key.role().code())
        .bind("rights", codes(key.rights()))
        .bind("perSecond", key.perSecond())
        .bind("grid", key.grid())
        .bind("party", key.partyId())
        .bind("expires", key.expiresAt())
        .bind("by", key.createdBy())
        .bind("at", key.createdAt())
        .execute();
  }

  static void revoke(Handle handle, String name, Instant at) {
    handle
        .createUpdate("update api_key set revoked_at = :at where name = :name")
        .bind("at", at)
        .bind("name", name)
        .execute();
  }

  /** Notes a use, where none was noted since. */
  static void noteUse(Handle handle, String id, Instant at, Instant since) {
    handle
        .createUpdate(
            """
            update api_key set last_used_at = :at
            where id = :id and (last_used_at is null or last_used_at < :since)
            """)
        .bind("at", at)
        .bind("id", id)
        .bind("since", since)
        .execute();
  }
}
