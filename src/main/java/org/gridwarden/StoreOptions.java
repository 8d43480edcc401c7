package org.gridwarden;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command takes: where the state is. */
final class StoreOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:GRIDWARDEN_DATA:-var}",
      description = "data directory (default: $GRIDWARDEN_DATA or ${DEFAULT-VALUE})")
  private Path data;

  @Option(
      names = "--database",
      paramLabel = "JDBC_URL",
      defaultValue = "${env:GRIDWARDEN_DATABASE:-}",
      description = "database (default: $GRIDWARDEN_DATABASE or SQLite in the data directory)")
  private String database;

  Config config() {
    return Config.of(data, database == null || database.isBlank() ? null : database);
  }
}
