package org.gridwarden.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.gridwarden.fault.FaultException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.postgresql.Driver;

/**
 * What differs between the databases, and nothing else: how a connection is set up, how writes
 * become transactions, where the migrations lie, how a moment is stored (SQLite: milliseconds since
 * 1970; PostgreSQL: timestamptz) and how a geometry (SQLite: WKB; PostgreSQL: geometry of PostGIS).
 *
 * <p>In the text of a statement, {@code <forUpdate>} holds the rows that it reads until the end of
 * the transaction, and {@code <settled>} is true of the changes before which no other will appear.
 * On the embedded database one thread writes, so that neither needs anything.
 */
abstract class Dialect {
  private final String migrations;
  private final String forUpdate;
  private final String settled;
  private final boolean momentsAreMillis;

  Dialect(String migrations, String forUpdate, String settled, boolean momentsAreMillis) {
    this.migrations = migrations;
    this.momentsAreMillis = momentsAreMillis;
    this.forUpdate = forUpdate;
    this.settled = settled;
  }

  static Dialect ofUrl(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      return new SqliteDialect();
    }
    if (url.startsWith("jdbc:postgresql:")) {
      // Checked here, as the driver and the pool would say the whole URL.
      if (beforeParameters(url).contains("@") || Driver.parseURL(url, null) == null) {
        throw badUrl(url);
      }
      return new PostgresqlDialect();
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

  static HikariConfig config(String url, String name, int most) {
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
    registerValues(jdbi);
    jdbi.define("forUpdate", forUpdate);
    jdbi.define("settled", settled);
    // Made here, so that all handles share the one that is the JDBI's.
    jdbi.getConfig(Statements.class);
    jdbi.getConfig(StoredMoments.class).setMillis(momentsAreMillis);
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
    return handle.getConfig(StoredMoments.class).areMillis()
        ? new SqliteDialect()
        : new PostgresqlDialect();
  }

  /** As {@link Database#allowLong}. */
  abstract void allowLong(Handle handle);

  /** Whether one text may have several statements, which then cost one round trip. */
  abstract boolean takesSeveralAtOnce();

  /** Has every change that is appended from now on get a higher number than this. */
  abstract void numberChangesAfter(Handle handle, long seq);

  /** Tells JDBI with {@link #register(Jdbi, Class, int, Binder, ColumnMapper)} how values are. */
  abstract void registerValues(Jdbi jdbi);

  /** Puts a value that isn't null into a statement. */
  interface Binder<T> {
    void bind(PreparedStatement statement, int index, T value) throws SQLException;
  }

  /**
   * @param sqlType of a null
   */
  static <T> void register(
      Jdbi jdbi, Class<T> type, int sqlType, Binder<T> binder, ColumnMapper<T> mapper) {
    jdbi.registerArgument(
        (ArgumentFactory)
            (asked, value, registry) ->
                asked != type
                    ? Optional.empty()
                    : Optional.of(
                        (index, statement, context) -> {
                          if (value == null) {
                            statement.setNull(index, sqlType);
                          } else {
                            binder.bind(statement, index, type.cast(value));
                          }
                        }));
    jdbi.registerColumnMapper(type, mapper);
  }
}
