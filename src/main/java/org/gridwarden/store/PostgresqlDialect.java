package org.gridwarden.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** PostgreSQL with PostGIS: a moment is timestamptz, a geometry PostGIS's own. */
final class PostgresqlDialect extends Dialect {
  /** The longest that a request waits for a connection before it is told to come back. */
  private static final long REMOTE_WAIT_MILLIS = 3_000;

  /** What a JDBC URL gets where it says nothing else; seconds where it is a time. */
  private static final Map<String, String> REMOTE =
      Map.of(
          "ApplicationName", "gridwarden",
          "connectTimeout", "3",
          "hostRecheckSeconds", "1",
          "loginTimeout", "5",
          "reWriteBatchedInserts", "true",
          "socketTimeout", "60",
          "targetServerType", "primary",
          "tcpKeepAlive", "true");

  /**
   * A commit is on disk when it returns, and on the synchronous standby where there is one; what a
   * server of ours that hangs holds is let go after a minute.
   */
  private static final String DURABLE =
      """
      select set_config('synchronous_commit',
          case when current_setting('synchronous_commit') in ('off', 'local')
            then 'on' else current_setting('synchronous_commit') end, false),
        set_config('idle_in_transaction_session_timeout', '60s', false),
        set_config('lock_timeout', '20s', false)
      """;

  private static final int HAS_SRID = 0x20000000;
  private static final int WGS84 = 4326;

  PostgresqlDialect() {
    super("classpath:db/postgresql", "for update", "seq < change_settled()", false);
  }

  @Override
  DataSource writing(String url) {
    HikariConfig config = remote(url, "write", 16);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(DURABLE);
    return new HikariDataSource(config);
  }

  private static HikariConfig remote(String url, String name, int most) {
    HikariConfig config = config(url, name, most);
    config.setConnectionTimeout(REMOTE_WAIT_MILLIS);
    config.setValidationTimeout(1_000);
    config.setKeepaliveTime(30_000);
    REMOTE.forEach(
        (option, value) -> {
          if (!url.contains(option + "=")) {
            config.addDataSourceProperty(option, value);
          }
        });
    return config;
  }

  @Override
  Writer writer(DataSource writing, CommitListeners listeners) {
    return new PoolWriter((HikariDataSource) writing, this, listeners);
  }

  @Override
  HikariDataSource reading(String url) {
    HikariConfig config = remote(url, "read", 8);
    // One transaction, one state.
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setReadOnly(true);
    return new HikariDataSource(config);
  }

  @Override
  Optional<HikariDataSource> standbys(String url) {
    if (!url.matches("jdbc:postgresql://[^/]*,[^/]*/.*")) {
      return Optional.empty();
    }
    HikariConfig config = remote(url, "standby", 8);
    config.addDataSourceProperty("targetServerType", "secondary");
    config.addDataSourceProperty("loadBalanceHosts", "true");
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setReadOnly(true);
    config.setMinimumIdle(0);
    config.setMaxLifetime(60_000);
    config.setInitializationFailTimeout(-1);
    return Optional.of(new HikariDataSource(config));
  }

  @Override
  void registerValues(Jdbi jdbi) {
    register(
        jdbi,
        Instant.class,
        Types.TIMESTAMP_WITH_TIMEZONE,
        (statement, index, moment) -> statement.setObject(index, StoredMoments.timestamp(moment)),
        (row, column, context) -> {
          OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
          return moment == null ? null : moment.toInstant();
        });
    register(
        jdbi,
        Wkb.class,
        Types.OTHER,
        (statement, index, geometry) ->
            statement.setObject(index, withSrid(geometry.bytes()), Types.OTHER),
        (row, column, context) -> {
          String hex = row.getString(column);
          return hex == null ? null : new Wkb(HexFormat.of().parseHex(hex));
        });
  }

  /** Neither this side's patience nor the server's ends it. */
  @Override
  void allowLong(Handle handle) {
    try {
      // The pool puts it back when it gets the connection back.
      handle.getConnection().setNetworkTimeout(Runnable::run, 0);
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
    handle.execute("set local statement_timeout = 0");
    handle.execute("set local idle_in_transaction_session_timeout = 0");
  }

  @Override
  boolean takesSeveralAtOnce() {
    return true;
  }

  /** The function is its owner's to replace, and is left alone where its numbers are fit. */
  @Override
  void numberChangesAfter(Handle handle, long seq) {
    long now = handle.createQuery("select change_offset()").mapTo(Long.class).one();
    long oldest =
        handle
            .createQuery("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            .mapTo(Long.class)
            .one();
    long offset = (seq >> 24) + 1 - oldest;
    if (offset > now) {
      handle.execute(
          "create or replace function change_offset() returns bigint language sql immutable as "
              + "'select "
              + offset
              + "::bigint'");
    }
  }

  /** In hexadecimal, as PostGIS reads a geometry of a text; with the SRID, big endian. */
  private static String withSrid(byte[] wkb) {
    ByteBuffer in = ByteBuffer.wrap(wkb);
    if (in.get() != 0) {
      throw new IllegalArgumentException("only big endian WKB is written");
    }
    int type = in.getInt() | HAS_SRID;
    ByteBuffer out = ByteBuffer.allocate(wkb.length + Integer.BYTES);
    out.put((byte) 0).putInt(type).putInt(WGS84).put(in);
    return HexFormat.of().formatHex(out.array());
  }
}
