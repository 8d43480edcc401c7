package org.gridwarden.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded database: a moment is milliseconds since 1970, a geometry WKB. One thread writes, so
 * that no row needs to be held and no change has to wait for another.
 */
final class SqliteDialect extends Dialect {
  SqliteDialect() {
    super("classpath:db/sqlite", "", "true", true);
  }

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
  void registerValues(Jdbi jdbi) {
    register(
        jdbi,
        Instant.class,
        Types.BIGINT,
        (statement, index, moment) -> statement.setLong(index, moment.toEpochMilli()),
        (row, column, context) -> {
          long millis = row.getLong(column);
          return row.wasNull() ? null : Instant.ofEpochMilli(millis);
        });
    register(
        jdbi,
        Wkb.class,
        Types.BLOB,
        (statement, index, geometry) -> statement.setBytes(index, geometry.bytes()),
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
  boolean takesSeveralAtOnce() {
    return false;
  }

  @Override
  void numberChangesAfter(Handle handle, long seq) {
    handle.execute("delete from sqlite_sequence where name = 'change'");
    handle.execute("insert into sqlite_sequence (name, seq) values ('change', ?)", seq);
  }
}
