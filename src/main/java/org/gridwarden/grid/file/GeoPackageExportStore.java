package org.gridwarden.grid.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/** Writes features as a GeoPackage 1.2 (OGC 12-128r14) with one table in EPSG:4326. */
public final class GeoPackageExportStore {
  /** The columns of grids beside the geometry, in their order. */
  public static final List<String> FIELDS =
      List.of("code", "name", "level", "parent", "valid_from", "valid_to");

  private static final Layer GRIDS =
      new Layer("grids", "MULTIPOLYGON", FIELDS, Set.of("level"), Set.of());

  private static final int WGS84 = 4326;

  private static final List<String> SCHEMA =
      List.of(
          "PRAGMA application_id = 0x47504B47",
          "PRAGMA user_version = 10200",
          """
          CREATE TABLE gpkg_spatial_ref_sys (
            srs_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL PRIMARY KEY,
            organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL,
            definition TEXT NOT NULL,
            description TEXT)
          """,
          """
          CREATE TABLE gpkg_contents (
            table_name TEXT NOT NULL PRIMARY KEY,
            data_type TEXT NOT NULL,
            identifier TEXT UNIQUE,
            description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
            min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
            srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id))
          """,
          """
          CREATE TABLE gpkg_geometry_columns (
            table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name),
            column_name TEXT NOT NULL,
            geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
            z TINYINT NOT NULL,
            m TINYINT NOT NULL,
            PRIMARY KEY (table_name, column_name))
          """,
          """
          INSERT INTO gpkg_spatial_ref_sys VALUES
            ('Undefined cartesian', -1, 'NONE', -1, 'undefined', NULL),
            ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
            ('WGS 84 geodetic', 4326, 'EPSG', 4326,
             'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,\
          AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,\
          AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,\
          AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]',
             'longitude, latitude in degrees')
          """);

  private GeoPackageExportStore() {}

  /**
   * The one table of a file. Its words become SQL: constants of the program, never what people
   * wrote.
   *
   * @param geometryType as the standard names it, MULTIPOLYGON or POINT
   * @param columns beside the geometry, in their order; text but for the whole numbers and the
   *     reals
   */
  public record Layer(
      String table,
      String geometryType,
      List<String> columns,
      Set<String> wholeNumbers,
      Set<String> reals) {
    public Layer {
      columns = List.copyOf(columns);
      wholeNumbers = Set.copyOf(wholeNumbers);
      reals = Set.copyOf(reals);
    }

    private String definitions() {
      return columns.stream()
          .map(
              column ->
                  quoted(column)
                      + (wholeNumbers.contains(column)
                          ? " INTEGER"
                          : reals.contains(column) ? " DOUBLE" : " TEXT"))
          .collect(Collectors.joining(", "));
    }

    private String insert() {
      return "INSERT INTO "
          + table
          + " (geom, "
          + columns.stream().map(Layer::quoted).collect(Collectors.joining(", "))
          + ") VALUES (?"
          + ", ?".repeat(columns.size())
          + ")";
    }

    private static String quoted(String column) {
      return '"' + column + '"';
    }
  }

  /** Takes the features of a file, one after another. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param geometry WGS-84, x = longitude
     * @param values of the layer's columns, in their order; null where there is none
     */
    void add(Geometry geometry, List<?> values) throws IOException;
  }

  /** Gives the features of a file. */
  @FunctionalInterface
  public interface Filling {
    void fill(Sink sink) throws IOException;
  }

  /**
   * Writes grids, as {@link #write(Path, Layer, Filling)}.
   *
   * @param grids their {@link #FIELDS}, a missing one becomes null, others are passed over
   * @throws IOException where the place can't be written to
   */
  public static void write(Path file, Iterable<SourceFeature> grids) throws IOException {
    write(
        file,
        GRIDS,
        sink -> {
          for (SourceFeature grid : grids) {
            sink.add(
                multi(grid.geometry()),
                FIELDS.stream().map(field -> grid.fields().get(field)).toList());
          }
        });
  }

  /**
   * Writes the file whole or not at all: it stands under another name until it is finished, then
   * takes the place of what was there. Memory doesn't grow with it.
   *
   * @throws IOException where the place can't be written to
   */
  public static void write(Path file, Layer layer, Filling filling) throws IOException {
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    try {
      fill(unfinished, layer, filling);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (SQLException failed) {
      throw new IOException("writing " + file + ": " + failed.getMessage(), failed);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void fill(Path file, Layer layer, Filling filling)
      throws SQLException, IOException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file.toUri())) {
      database.setAutoCommit(false);
      try (Statement statement = database.createStatement()) {
        for (String sql : SCHEMA) {
          statement.execute(sql);
        }
        statement.execute(
            "CREATE TABLE "
                + layer.table()
                + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom "
                + layer.geometryType()
                + " NOT NULL, "
                + layer.definitions()
                + ")");
      }
      describe(database, layer, insert(database, layer, filling));
      database.commit();
    }
  }

  /** The box of all. */
  private static Envelope insert(Connection database, Layer layer, Filling filling)
      throws SQLException, IOException {
    Envelope all = new Envelope();
    try (PreparedStatement insert = database.prepareStatement(layer.insert())) {
      filling.fill(
          (geometry, values) -> {
            all.expandToInclude(geometry.getEnvelopeInternal());
            try {
              insert.setBytes(1, GeoPackageGeometry.write(geometry, WGS84));
              for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 2, values.get(i));
              }
              insert.executeUpdate();
            } catch (SQLException failed) {
              throw new IOException("writing a feature: " + failed.getMessage(), failed);
            }
          });
    }
    return all;
  }

  private static void describe(Connection database, Layer layer, Envelope all) throws SQLException {
    String contents =
        """
        INSERT INTO gpkg_contents
          (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)
        VALUES (?, 'features', ?, ?, ?, ?, ?, 4326)
        """;
    try (PreparedStatement insert = database.prepareStatement(contents)) {
      insert.setString(1, layer.table());
      insert.setString(2, layer.table());
      double[] box = {all.getMinX(), all.getMinY(), all.getMaxX(), all.getMaxY()};
      for (int i = 0; i < box.length; i++) {
        insert.setObject(i + 3, all.isNull() ? null : box[i]);
      }
      insert.executeUpdate();
    }
    try (PreparedStatement insert =
        database.prepareStatement(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)")) {
      insert.setString(1, layer.table());
      insert.setString(2, layer.geometryType());
      insert.executeUpdate();
    }
  }

  private static Geometry multi(Geometry geometry) {
    return geometry instanceof Polygon polygon
        ? geometry.getFactory().createMultiPolygon(new Polygon[] {polygon})
        : geometry;
  }
}
