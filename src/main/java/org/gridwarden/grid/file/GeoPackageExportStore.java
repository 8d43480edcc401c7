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
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes grids as a GeoPackage 1.2 (OGC 12-128r14) with the one table {@code grids} in EPSG:4326.
 */
public final class GeoPackageExportStore {
  /** The columns beside the geometry, in their order; {@code level} is a number, the rest text. */
  public static final List<String> FIELDS =
      List.of("code", "name", "level", "parent", "valid_from", "valid_to");

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
          CREATE TABLE grids (
            fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            geom MULTIPOLYGON NOT NULL,
            code TEXT, name TEXT, level INTEGER, parent TEXT, valid_from TEXT, valid_to TEXT)
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
   * Writes the file whole or not at all: it stands under another name until it is finished, then
   * takes the place of what was there.
   *
   * @param grids their {@link #FIELDS}, a missing one becomes null, others are passed over
   * @throws IOException where the place can't be written to
   */
  public static void write(Path file, Iterable<SourceFeature> grids) throws IOException {
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    try {
      fill(unfinished, grids);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (SQLException failed) {
      throw new IOException("writing " + file + ": " + failed.getMessage(), failed);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void fill(Path file, Iterable<SourceFeature> grids) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file.toUri())) {
      database.setAutoCommit(false);
      try (Statement statement = database.createStatement()) {
        for (String sql : SCHEMA) {
          statement.execute(sql);
        }
      }
      describe(database, insert(database, grids));
      database.commit();
    }
  }

  /** The box of all. */
  private static Envelope insert(Connection database, Iterable<SourceFeature> grids)
      throws SQLException {
    Envelope all = new Envelope();
    String sql =
        """
        INSERT INTO grids (geom, code, name, level, parent, valid_from, valid_to)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """;
    try (PreparedStatement insert = database.prepareStatement(sql)) {
      for (SourceFeature grid : grids) {
        Geometry geometry = multi(grid.geometry());
        all.expandToInclude(geometry.getEnvelopeInternal());
        insert.setBytes(1, GeoPackageGeometry.write(geometry, WGS84));
        for (int i = 0; i < FIELDS.size(); i++) {
          insert.setString(i + 2, grid.fields().get(FIELDS.get(i)));
        }
        insert.executeUpdate();
      }
    }
    return all;
  }

  private static void describe(Connection database, Envelope all) throws SQLException {
    String contents =
        """
        INSERT INTO gpkg_contents
          (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)
        VALUES ('grids', 'features', 'grids', ?, ?, ?, ?, 4326)
        """;
    try (PreparedStatement insert = database.prepareStatement(contents)) {
      double[] box = {all.getMinX(), all.getMinY(), all.getMaxX(), all.getMaxY()};
      for (int i = 0; i < box.length; i++) {
        insert.setObject(i + 1, all.isNull() ? null : box[i]);
      }
      insert.executeUpdate();
    }
    try (Statement statement = database.createStatement()) {
      statement.executeUpdate(
          """
          INSERT INTO gpkg_geometry_columns VALUES ('grids', 'geom', 'MULTIPOLYGON', 4326, 0, 0)
          """);
    }
  }

  private static Geometry multi(Geometry geometry) {
    return geometry instanceof Polygon polygon
        ? geometry.getFactory().createMultiPolygon(new Polygon[] {polygon})
        : geometry;
  }
}
