package org.gridwarden;

import java.nio.file.Path;
import org.gridwarden.store.Database;

/**
 * Where the program keeps its state, and what it allows.
 *
 * @param dataDirectory the embedded database, the base map and caches live here
 * @param databaseUrl a JDBC URL
 * @param photos where the pictures of photos are: a folder, or a bucket as {@code s3://...}
 * @param anonymousReports whether strangers may report problems
 * @param anonymousHeat whether strangers may see the heatmap
 */
record Config(
    Path dataDirectory,
    String databaseUrl,
    String photos,
    boolean anonymousReports,
    boolean anonymousHeat) {
  static Config of(Path dataDirectory, String databaseUrl) {
    return new Config(
        dataDirectory,
        databaseUrl == null ? Database.embeddedUrl(dataDirectory) : databaseUrl,
        dataDirectory.resolve("photos").toString(),
        false,
        false);
  }

  Config withPhotos(String place) {
    return new Config(dataDirectory, databaseUrl, place, anonymousReports, anonymousHeat);
  }

  /** Without the URL, which may carry a password. */
  @Override
  public String toString() {
    return "Config[" + dataDirectory + "]";
  }

  Config withAnonymousReports(boolean allowed) {
    return new Config(dataDirectory, databaseUrl, photos, allowed, anonymousHeat);
  }

  Config withAnonymousHeat(boolean allowed) {
    return new Config(dataDirectory, databaseUrl, photos, anonymousReports, allowed);
  }
}
