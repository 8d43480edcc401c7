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
import java.util.Properties;
import javax.sql.DataSource;
import org.gridwarden.fault.FaultException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.Driver;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What differs between the databases, and nothing else: how a connection is set up, how writes
 * become transactions, where the migrations lie, how a moment is stored (SQLite: milliseconds since
 * 1970; PostgreSQL: timestamptz) and how a geometry (SQLite: WKB; PostgreSQL: geometry of PostGIS).
 *
 * <p>In the text of a statement, {@code <forUpdate>} holds the rows that it reads until the end of
 * the transaction, and {@code <settled>} is true of the changes before which no other will appear.
 * On the embedded database one thread writes, so that neither needs anything.
 */
enum Dialect {
  SQLITE("classpath:db/sqlite", "", "true") {
    @Override
    DataSource writing(String url) {
      SQLiteDataSource source = new SQLiteDataSource(new SQLiteConfig(settings("IMMEDIATE")));
      source.setUrl(url);
      return source;
    }

    @Override
    Writer writer(DataSource writing, CommitListeners listeners) throws SQLException {
      return new GroupWriter(writing, this, listeners);
    }

    @Override
    HikariDataSource reading(String url) {
      HikariConfig config = config(url, "read", 4);
      config.setDataSourceProperties(settings("DEFERRED"));
      return new HikariDataSource(config);
    }

    /** Asked for once a connection, as it is opened. */
    private static Properties settings(String transactionMode) {
      Properties settings = new Properties();
      settings.setProperty("journal_mode", "WAL");
      settings.setProperty("synchronous", "FULL");
      settings.setProperty("foreign_keys", "true");
      settings.setProperty("busy_timeout", "10000");
      settings.setProperty("transaction_mode", transactionMode);
      // Pages of 4 KiB after which the log is taken over into the database. 1,000 to 10,000 could
      // not be told apart; at 100,000 the log grew to hundreds of megabytes (BenchWrites).
      settings.setProperty("wal_autocheckpoint", "10000");
      settings.setProperty("journal_size_limit", String.valueOf(64 << 20));
      return settings;
    }

    @Override
    void registerMoments(Jdbi jdbi) {
      jdbi.registerArgument(
          new AbstractArgumentFactory<Instant>(Types.BIGINT) {
            @Override
            protected Argument build(Instant moment, ConfigRegistry registry) {
              return (position, statement, context) ->
                  statement.setLong(position, moment.toEpochMilli());
            }
          });
      jdbi.registerColumnMapper(
          Instant.class,
          (row, column, context) -> {
            long millis = row.getLong(column);
            return row.wasNull() ? null : Instant.ofEpochMilli(millis);
          });
    }

    @Override
    void registerGeometry(Jdbi jdbi) {
      jdbi.registerArgument(
          new AbstractArgumentFactory<Wkb>(Types.BLOB) {
            @Override
            protected Argument build(Wkb geometry, ConfigRegistry registry) {
              return (position, statement, context) ->
                  statement.setBytes(position, geometry.bytes());
            }
          });
      jdbi.registerColumnMapper(
          Wkb.class,
          (row, column, context) -> {
            byte[] bytes = row.getBytes(column);
            return bytes == null ? null : new Wkb(bytes);
          });
    }

    @Override
    void allowLong(Handle handle) {
      // Nobody cuts a transaction short here.
    }

    @Override
    void numberChangesAfter(Handle handle, long seq) {
      handle.execute("delete from sqlite_sequence where name = 'change'");
      handle.execute("insert into sqlite_sequence (name, seq) values ('change', ?)", seq);
    }
  },

  POSTGRESQL("classpath:db/postgresql", "for update", "seq < change_settled()") {
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
    void registerMoments(Jdbi jdbi) {
      jdbi.registerArgument(
          new AbstractArgumentFactory<Instant>(Types.TIMESTAMP_WITH_TIMEZONE) {
            @Override
            protected Argument build(Instant moment, ConfigRegistry registry) {
              return (position, statement, context) ->
                  statement.setObject(position, StoredMoments.timestamp(moment));
            }
          });
      jdbi.registerColumnMapper(
          Instant.class,
          (row, column, context) -> {
            OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
            return moment == null ? null : moment.toInstant();
          });
    }

    @Override
    void registerGeometry(Jdbi jdbi) {
      jdbi.registerArgument(
          new AbstractArgumentFactory<Wkb>(Types.OTHER) {
            @Override
            protected Argument build(Wkb geometry, ConfigRegistry registry) {
              return (position, statement, context) ->
                  statement.setObject(position, withSrid(geometry.bytes()), Types.OTHER);
            }
          });
      jdbi.registerColumnMapper(
          Wkb.class,
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
  };

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

  private final String migrations;
  private final String forUpdate;
  private final String settled;

  Dialect(String migrations, String forUpdate, String settled) {
    this.migrations = migrations;
    this.forUpdate = forUpdate;
    this.settled = settled;
  }

  static Dialect ofUrl(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      return SQLITE;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      // Checked here, as the driver and the pool would say the whole URL.
      if (beforeParameters(url).contains("@") || Driver.parseURL(url, null) == null) {
        throw badUrl(url);
      }
      return POSTGRESQL;
    }
    throw badUrl(url);
  }

  private static FaultException badUrl(String url) {
    return FaultException.badInput(
        "database",
        shown(url),
        "a database is jdbc:sqlite:FILE or jdbc:postgresql://HOST/NAME?user=...&password=...");
  }

  /** What may be told of a URL: nothing that could be a user or a password. */
  static String shown(String url) {
    return url.contains("@")
        ? url.replaceFirst("^((jdbc:)?[a-z]+:)?.*", "$1...")
        : beforeParameters(url);
  }

  private static String beforeParameters(String url) {
    return url.replaceFirst("[?;].*", "");
  }

  String migrations() {
    return migrations;
  }

  private static HikariConfig config(String url, String name, int most) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName(name);
    config.setAutoCommit(true);
    config.setMinimumIdle(1);
    config.setMaximumPoolSize(most);
    config.setConnectionTimeout(15_000);
    return config;
  }

  /** Teaches JDBI what this database and its {@code *Store} classes need. */
  void register(Jdbi jdbi) {
    registerMoments(jdbi);
    registerGeometry(jdbi);
    jdbi.define("forUpdate", forUpdate);
    jdbi.define("settled", settled);
    // Made here, so that all handles share the one that is the JDBI's.
    jdbi.getConfig(Statements.class);
    jdbi.getConfig(StoredMoments.class).setMillis(this == SQLITE);
  }

  /** Where connections that write come from; migrations run on it too. */
  abstract DataSource writing(String url);

  /** Takes over what {@link #writing} gave. */
  abstract Writer writer(DataSource writing, CommitListeners listeners) throws SQLException;

  abstract HikariDataSource reading(String url);

  /** Where connections to standbys come from, where the URL names any. */
  Optional<HikariDataSource> standbys(String url) {
    return Optional.empty();
  }

  /** Of the database that a handle is on. */
  static Dialect of(Handle handle) {
    return handle.getConfig(StoredMoments.class).areMillis() ? SQLITE : POSTGRESQL;
  }

  /** As {@link Database#allowLong}. */
  abstract void allowLong(Handle handle);

  /** Has every change that is appended from now on get a higher number than this. */
  abstract void numberChangesAfter(Handle handle, long seq);

  abstract void registerMoments(Jdbi jdbi);

  abstract void registerGeometry(Jdbi jdbi);
}
