package org.gridwarden.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Properties;
import javax.sql.DataSource;
import org.gridwarden.fault.FaultException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.postgresql.Driver;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What differs between the databases, and nothing else: how a connection is set up, how writes
 * become transactions, where the migrations lie and how a moment is stored (SQLite: milliseconds
 * since 1970; PostgreSQL: timestamptz).
 */
enum Dialect {
  SQLITE("classpath:db/sqlite") {
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
  },

  POSTGRESQL("classpath:db/postgresql") {
    @Override
    DataSource writing(String url) {
      return new HikariDataSource(config(url, "write", 8));
    }

    @Override
    Writer writer(DataSource writing, CommitListeners listeners) {
      return new PoolWriter((HikariDataSource) writing, this, listeners);
    }

    @Override
    HikariDataSource reading(String url) {
      return new HikariDataSource(config(url, "read", 8));
    }

    @Override
    void registerMoments(Jdbi jdbi) {
      jdbi.registerArgument(
          new AbstractArgumentFactory<Instant>(Types.TIMESTAMP_WITH_TIMEZONE) {
            @Override
            protected Argument build(Instant moment, ConfigRegistry registry) {
              return (position, statement, context) ->
                  statement.setObject(position, moment.atOffset(ZoneOffset.UTC));
            }
          });
      jdbi.registerColumnMapper(
          Instant.class,
          (row, column, context) -> {
            OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
            return moment == null ? null : moment.toInstant();
          });
    }
  };

  private final String migrations;

  Dialect(String migrations) {
    this.migrations = migrations;
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
    // Made here, so that all handles share the one that is the JDBI's.
    jdbi.getConfig(Statements.class);
    jdbi.getConfig(StoredMoments.class).setMillis(this == SQLITE);
  }

  /** Where connections that write come from; migrations run on it too. */
  abstract DataSource writing(String url);

  /** Takes over what {@link #writing} gave. */
  abstract Writer writer(DataSource writing, CommitListeners listeners) throws SQLException;

  abstract HikariDataSource reading(String url);

  abstract void registerMoments(Jdbi jdbi);
}
