package org.gridwarden.grid.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The formats grids come in. What a file starts with counts for more than what it is called. */
enum FileFormat {
  GEOJSON(".geojson", ".json"),
  SHAPEFILE(".shp"),
  ZIP(".zip"),
  GEOPACKAGE(".gpkg"),
  KML(".kml");

  /** As many bytes as {@link #find} wants to see. */
  static final int HEAD_BYTES = 64;

  static final String NAMES = ".geojson, .json, .shp, .zip (of a shapefile), .gpkg, .kml";

  private final String[] extensions;

  FileFormat(String... extensions) {
    this.extensions = extensions;
  }

  /**
   * @param name the file's name; its extension decides where the head says nothing
   * @param head the first bytes of the file, fewer where it is shorter
   */
  static Optional<FileFormat> find(String name, byte[] head) {
    return ofHead(head).or(() -> ofExtension(name));
  }

  private static Optional<FileFormat> ofHead(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6")) {
      return Optional.of(ZIP);
    }
    if (text.startsWith("SQLite format 3\0")) {
      return Optional.of(GEOPACKAGE);
    }
    if (text.startsWith("\0\0\47\12")) {
      return Optional.of(SHAPEFILE);
    }
    // A byte order mark and the zeros of UTF-16 stand in the way of the first character.
    String start = text.replaceAll("^[\u00ef\u00bb\u00bf\u00fe\u00ff\0\\s]+", "");
    if (start.startsWith("{")) {
      return Optional.of(GEOJSON);
    }
    return start.startsWith("<") ? Optional.of(KML) : Optional.empty();
  }

  private static Optional<FileFormat> ofExtension(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (FileFormat format : values()) {
      for (String extension : format.extensions) {
        if (lower.endsWith(extension)) {
          return Optional.of(format);
        }
      }
    }
    return Optional.empty();
  }
}
