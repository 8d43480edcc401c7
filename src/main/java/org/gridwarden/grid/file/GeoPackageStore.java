package org.gridwarden.grid.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Crs;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/** Reads and writes GeoPackage files (OGC 12-128r18): SQLite with some agreed tables. */
public final class GeoPackageStore {
  private static final int APPLICATION_ID = 0x47504B47;
  private static final int USER_VERSION = 10300;
  private static final String WGS84_WKT =
      "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
          + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]";
  private static final GeometryFactory PACKED =
      new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

  private GeoPackageStore() {}

  private record FeatureTable(String name, String geometryColumn, Crs crs) {}

  /** Reads the one table of features that there is; the file is opened for reading only. */
  static void read(Path file, ReadOptions options, FeatureCollector features) {
    String url = "jdbc:sqlite:file:" + uri(file) + "?mode=ro&immutable=1";
    try (Connection connection = DriverManager.getConnection(url)) {
      FeatureTable table = table(connection, options);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select * from " + quoted(table.name()))) {
        while (rows.next()) {
          readRow(rows, table, features);
        }
      }
    } catch (SQLException broken) {
      features.fault(Fault.badInput("no GeoPackage, or a damaged one: " + broken.getMessage()));
    }
  }

  private static String uri(Path file) {
    return file.toAbsolutePath().toUri().getRawPath();
  }

  private static FeatureTable table(Connection connection, ReadOptions options)
      throws SQLException {
    List<FeatureTable> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select g.table_name, g.column_name, s.organization, s.organization_coordsys_id,
                       s.definition
                from gpkg_geometry_columns g
                join gpkg_contents c on c.table_name = g.table_name and c.data_type = 'features'
                join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id
                order by g.table_name
                """)) {
      while (rows.next()) {
        Crs crs =
            options.crs() != null
                ? options.crs()
                : crs(rows.getString(3), rows.getInt(4), rows.getString(5));
        tables.add(new FeatureTable(rows.getString(1), rows.getString(2), crs));
      }
    }
    if (tables.size() != 1) {
      throw new FaultException(
          Fault.badInput("exactly one table of features is wanted")
              .value(tables.stream().map(FeatureTable::name).toList()));
    }
    return tables.get(0);
  }

  private static Crs crs(String organization, int id, String definition) {
    if ("EPSG".equalsIgnoreCase(organization)) {
      return Crs.parse("EPSG:" + id);
    }
    if (definition == null || definition.equalsIgnoreCase("undefined")) {
      throw FaultException.badInput(
          "srs", id, "the file doesn't say its coordinate system; give it with --crs");
    }
    return Crs.ofPrj(definition);
  }

  private static void readRow(ResultSet rows, FeatureTable table, FeatureCollector features)
      throws SQLException {
    String label = features.nextLabel();
    Map<String, String> fields = new LinkedHashMap<>();
    ResultSetMetaData columns = rows.getMetaData();
    Geometry geometry = null;
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i);
      if (name.equalsIgnoreCase(table.geometryColumn())) {
        try {
          geometry = decode(rows.getBytes(i));
        } catch (ParseException | RuntimeException broken) {
          features.fault(label, Fault.badInput("its geometry is damaged: " + broken.getMessage()));
          return;
        }
      } else {
        features.fieldName(name);
        String text = rows.getString(i);
        if (text != null && !text.isBlank()) {
          fields.put(name, text.strip());
        }
      }
    }
    features.add(label, fields, geometry, table.crs());
  }

  private static Geometry decode(byte[] blob) throws ParseException {
    if (blob == null) {
      return null;
    }
    if (blob.length < 8 || blob[0] != 'G' || blob[1] != 'P') {
      throw new ParseException("no GeoPackage geometry");
    }
    int envelopeBytes =
        switch (blob[3] >> 1 & 7) {
          case 0 -> 0;
          case 1 -> 32;
          case 2, 3 -> 48;
          case 4 -> 64;
          default -> throw new ParseException("no GeoPackage envelope");
        };
    int start = 8 + envelopeBytes;
    byte[] wkb = java.util.Arrays.copyOfRange(blob, Math.min(start, blob.length), blob.length);
    return new WKBReader(PACKED).read(wkb);
  }

  /**
   * Writes a new GeoPackage in WGS-84 with one table {@code grids}; an old file of that name is
   * replaced once the new one is whole.
   *
   * @param fieldNames the text columns, in order
   */
  public static void write(Path file, List<String> fieldNames, Iterable<SourceFeature> features)
      throws IOException {
    Path whole = file.toAbsolutePath();
    Path draft = Files.createTempFile(whole.getParent(), ".gridwarden", ".gpkg");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + draft)) {
      connection.setAutoCommit(false);
      createTables(connection, fieldNames);
      Envelope extent = insert(connection, fieldNames, features);
      try (PreparedStatement contents =
          connection.prepareStatement(
              """
              insert into gpkg_contents
                (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)
              values ('grids', 'features', 'grids', ?, ?, ?, ?, 4326)
              """)) {
        contents.setDouble(1, extent.getMinX());
        contents.setDouble(2, extent.getMinY());
        contents.setDouble(3, extent.getMaxX());
        contents.setDouble(4, extent.getMaxY());
        contents.executeUpdate();
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "insert into gpkg_geometry_columns values ('grids', 'geom', 'MULTIPOLYGON', 4326, 0, 0)");
      }
      connection.commit();
    } catch (SQLException failure) {
      Files.deleteIfExists(draft);
      throw new IOException("could not write " + file + ": " + failure.getMessage(), failure);
    }
    Files.move(draft, whole, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static void createTables(Connection connection, List<String> fieldNames)
      throws SQLException {
    StringBuilder columns = new StringBuilder();
    fieldNames.forEach(name -> columns.append(", ").append(quoted(name)).append(" text"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma application_id = " + APPLICATION_ID);
      statement.execute("pragma user_version = " + USER_VERSION);
      statement.execute(
          """
          create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key,
            organization text not null, organization_coordsys_id integer not null,
            definition text not null, description text)
          """);
      statement.execute(
          """
          insert into gpkg_spatial_ref_sys values
            ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', null),
            ('Undefined geographic', 0, 'NONE', 0, 'undefined', null)
          """);
      statement.execute(
          """
          create table gpkg_contents (table_name text primary key, data_type text not null,
            identifier text unique, description text default '', last_change datetime not null
              default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), min_x double, min_y double,
            max_x double, max_y double, srs_id integer references gpkg_spatial_ref_sys (srs_id))
          """);
      statement.execute(
          """
          create table gpkg_geometry_columns (table_name text not null, column_name text not null,
            geometry_type_name text not null, srs_id integer not null, z tinyint not null,
            m tinyint not null, primary key (table_name, column_name))
          """);
      statement.execute(
          "create table grids (fid integer primary key autoincrement, geom multipolygon"
              + columns
              + ")");
    }
    try (PreparedStatement wgs84 =
        connection.prepareStatement(
            "insert into gpkg_spatial_ref_sys values ('WGS 84', 4326, 'EPSG', 4326, ?, null)")) {
      wgs84.setString(1, WGS84_WKT);
      wgs84.executeUpdate();
    }
  }

  private static Envelope insert(
      Connection connection, List<String> fieldNames, Iterable<SourceFeature> features)
      throws SQLException {
    Envelope extent = new Envelope();
    String marks = ", ?".repeat(fieldNames.size());
    try (PreparedStatement insert =
        connection.prepareStatement("insert into grids values (null, ?" + marks + ")")) {
      for (SourceFeature feature : features) {
        insert.setBytes(1, encode(feature.geometry()));
        for (int i = 0; i < fieldNames.size(); i++) {
          insert.setString(i + 2, feature.fields().get(fieldNames.get(i)));
        }
        insert.addBatch();
        extent.expandToInclude(feature.geometry().getEnvelopeInternal());
      }
      insert.executeBatch();
    }
    return extent;
  }

  private static byte[] encode(Geometry geometry) {
    Geometry multi =
        geometry instanceof org.locationtech.jts.geom.Polygon polygon
            ? geometry
                .getFactory()
                .createMultiPolygon(new org.locationtech.jts.geom.Polygon[] {polygon})
            : geometry;
    byte[] wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(multi);
    Envelope box = geometry.getEnvelopeInternal();
    return ByteBuffer.allocate(40 + wkb.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'G')
        .put((byte) 'P')
        .put((byte) 0)
        .put((byte) 0b11)
        .putInt(4326)
        .putDouble(box.getMinX())
        .putDouble(box.getMaxX())
        .putDouble(box.getMinY())
        .putDouble(box.getMaxY())
        .put(wkb)
        .array();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
