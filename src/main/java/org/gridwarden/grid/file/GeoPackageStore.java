package org.gridwarden.grid.file;

import java.nio.file.Path;
import java.sql.Connection;
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
import org.locationtech.jts.geom.Geometry;
import org.sqlite.SQLiteConfig;

/** Reads the feature table of a GeoPackage (OGC 12-128), whatever version. */
final class GeoPackageStore {
  private GeoPackageStore() {}

  /** The one table of features, as the package describes it. */
  private record Layer(
      String table, String geometryColumn, int srsId, String organization, int code, String wkt) {
    /** In double quotes, which a name may hold itself. */
    String quotedTable() {
      return "\"" + table.replace("\"", "\"\"") + "\"";
    }
  }

  static void read(Path file, ReadOptions options, FeatureCollector collector) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection database = config.createConnection("jdbc:sqlite:" + file.toUri())) {
      Layer layer = onlyLayer(database);
      Crs crs = options.crs() == null ? crs(layer) : options.crs();
      readFeatures(database, layer, crs, collector);
    } catch (SQLException broken) {
      throw new FaultException(
          Fault.badInput("this is no GeoPackage, or a damaged one: " + broken.getMessage()));
    }
  }

  private static Layer onlyLayer(Connection database) throws SQLException {
    String sql =
        """
        SELECT c.table_name, g.column_name, g.srs_id,
               s.organization, s.organization_coordsys_id, s.definition
        FROM gpkg_contents c
        JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
        LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
        WHERE c.data_type = 'features'
        ORDER BY c.table_name
        """;
    List<Layer> layers = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        layers.add(
            new Layer(
                rows.getString(1),
                rows.getString(2),
                rows.getInt(3),
                rows.getString(4),
                rows.getInt(5),
                rows.getString(6)));
      }
    }
    if (layers.size() != 1) {
      String names = String.join(", ", layers.stream().map(Layer::table).toList());
      throw new FaultException(
          Fault.badInput("one table of features is needed, one level of grids a file")
              .value(layers.isEmpty() ? "none" : layers.size() + ": " + names));
    }
    return layers.get(0);
  }

  private static Crs crs(Layer layer) {
    // -1 and 0 stand for plane and angular coordinates of unknown origin.
    if (layer.srsId() <= 0 || layer.organization() == null) {
      throw FaultException.badInput(
          "srs_id", layer.srsId(), "the file doesn't say what its coordinates are in: use --crs");
    }
    return layer.organization().equalsIgnoreCase("EPSG")
        ? Crs.parse("EPSG:" + layer.code())
        : Crs.ofPrj(layer.wkt());
  }

  private static void readFeatures(
      Connection database, Layer layer, Crs crs, FeatureCollector collector) throws SQLException {
    try (Statement statement = database.createStatement()) {
      long total = count(statement, layer);
      // The table's own name can't be a parameter; it stands in quotes.
      try (ResultSet rows = statement.executeQuery("SELECT * FROM " + layer.quotedTable())) {
        ResultSetMetaData columns = rows.getMetaData();
        int geometryColumn = rows.findColumn(layer.geometryColumn());
        Map<Integer, String> names = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          if (i != geometryColumn) {
            names.put(i, columns.getColumnName(i));
          }
        }
        collector.declare(List.copyOf(names.values()));
        for (long done = 1; rows.next(); done++) {
          Map<String, String> values = new LinkedHashMap<>();
          for (Map.Entry<Integer, String> column : names.entrySet()) {
            values.put(column.getValue(), text(rows.getObject(column.getKey())));
          }
          byte[] blob = rows.getBytes(geometryColumn);
          collector.add(values, () -> geometry(blob, crs));
          collector.progress(done, total);
        }
      }
    }
  }

  private static long count(Statement statement, Layer layer) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + layer.quotedTable())) {
      return rows.getLong(1);
    }
  }

  private static Geometry geometry(byte[] blob, Crs crs) {
    Geometry read = GeoPackageGeometry.read(blob);
    return read == null || read.isEmpty() ? read : crs.toWgs84(read);
  }

  /** Null for null and for what is no text, number or date. */
  private static String text(Object value) {
    if (value instanceof Double number) {
      return FieldText.of(number);
    }
    return value == null || value instanceof byte[] ? null : value.toString();
  }
}
