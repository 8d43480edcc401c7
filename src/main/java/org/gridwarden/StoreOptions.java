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

  @Option(
      names = "--photos",
      paramLabel = "DIR|S3_URL",
      description =
          "photos: a folder, or s3://BUCKET/PREFIX?endpoint=URL&region=R[&path-style=true] with"
              + " $AWS_ACCESS_KEY_ID and $AWS_SECRET_ACCESS_KEY (default: photos in the data"
              + " directory)")
  private String photos;

  Config config() {
    Config config = Config.of(data, database == null || database.isBlank() ? null : database);
    return photos == null || photos.isBlank() ? config : config.withPhotos(photos);
  }
}
