package org.gridwarden.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.gridwarden.fault.FaultException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * What differs between the databases, and nothing else: how a connection is set up, where the
 * migrations lie and how a moment is stored (SQLite: milliseconds since 1970; PostgreSQL:
 * timestamptz).
 */
enum Dialect {
  SQLITE("classpath:db/sqlite") {
    @Override
    void setUp(HikariConfig config, boolean readOnly) {
      config.addDataSourceProperty("journal_mode", "WAL");
      config.addDataSourceProperty("synchronous", "FULL");
      config.addDataSourceProperty("foreign_keys", "true");
      config.addDataSourceProperty("busy_timeout", "10000");
      config.addDataSourceProperty("transaction_mode", readOnly ? "DEFERRED" : "IMMEDIATE");
      config.setMaximumPoolSize(readOnly ? 4 : 1);
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
    void setUp(HikariConfig config, boolean readOnly) {
      config.setMaximumPoolSize(8);
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
      return POSTGRESQL;
    }
    throw FaultException.badInput(
        "database", url, "a database is jdbc:sqlite:FILE or jdbc:postgresql://HOST/NAME");
  }

  String migrations() {
    return migrations;
  }

  HikariDataSource pool(String url, boolean readOnly) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName(readOnly ? "read" : "write");
    config.setAutoCommit(true);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(15_000);
    setUp(config, readOnly);
    return new HikariDataSource(config);
  }

  abstract void setUp(HikariConfig config, boolean readOnly);

  abstract void registerMoments(Jdbi jdbi);
}
