package org.gridwarden;

import java.nio.file.Path;
import org.gridwarden.store.Database;

/**
 * Where the program keeps its state.
 *
 * @param dataDirectory the embedded database, the base map and caches live here
 * @param databaseUrl a JDBC URL
 */
record Config(Path dataDirectory, String databaseUrl) {
  static Config of(Path dataDirectory, String databaseUrl) {
    return new Config(
        dataDirectory, databaseUrl == null ? Database.embeddedUrl(dataDirectory) : databaseUrl);
  }
}
