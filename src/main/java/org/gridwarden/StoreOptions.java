package org.gridwarden;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command takes: where the state is, and where settings are read from. */
final class StoreOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "settings as lines NAME=VALUE; arguments and environment come before them")
  private Path configFile;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${sys:gridwarden.data:-var}",
      description = "embedded database, photos, base map, caches (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(
      names = "--database",
      paramLabel = "JDBC_URL",
      description = "database (default: SQLite in the data directory)")
  private String database;

  Config config() {
    return Config.of(data, database == null || database.isBlank() ? null : database);
  }
}
