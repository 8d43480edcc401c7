package org.gridwarden.grid.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gridwarden.grid.file.ShapefileFixture.reversed;
import static org.gridwarden.grid.file.ShapefileFixture.square;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBWriter;

class GeoPackageStoreTest {
  private static final Polygon WITH_HOLE =
      Rings.polygon(
          List.of(Rings.ring(square(100, 30, 1)), Rings.ring(reversed(square(100.2, 30.2, 0.1)))));
  private static final Geometry TWO_PARTS =
      Rings.polygonal(
          List.of(
              Rings.polygon(Rings.ring(square(102, 30, 1)), List.of()),
              Rings.polygon(Rings.ring(square(104, 30, 1)), List.of())));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void twoGrids() throws IOException {
    file = folder.resolve("网格 %3F#1.gpkg");
    GeoPackageExportStore.write(
        file,
        List.of(
            new SourceFeature(
                "feature 1",
                Map.of("code", "610102001001", "name", "解放路", "level", "3", "parent", "610102001"),
                WITH_HOLE),
            new SourceFeature(
                "feature 2",
                Map.of("code", "2", "valid_from", "2026-01-01", "valid_to", "2027-01-01"),
                TWO_PARTS)));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    FeatureFile read = Reading.read(file);

    assertThat(read.fieldNames())
        .containsExactly("fid", "code", "name", "level", "parent", "valid_from", "valid_to");
    assertThat(read.features().get(0).fields())
        .isEqualTo(
            Map.of(
                "fid",
                "1",
                "code",
                "610102001001",
                "name",
                "解放路",
                "level",
                "3",
                "parent",
                "610102001"));
    assertThat(read.features().get(0).geometry().equalsTopo(WITH_HOLE)).isTrue();
    assertThat(read.features().get(1).geometry().equalsExact(TWO_PARTS)).isTrue();
    assertThat(read.features().get(1).geometry()).isInstanceOf(MultiPolygon.class);
    assertThat(read.features().get(1).fields()).containsEntry("valid_to", "2027-01-01");
  }

  @Test
  void theHeaderIsThatOfAGeoPackage() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));

    assertThat(bytes.getInt(68)).isEqualTo(0x47504B47);
    assertThat(bytes.getInt(60)).isEqualTo(10200);
  }

  @Test
  void anExportTakesThePlaceOfTheFileBefore() throws IOException {
    GeoPackageExportStore.write(
        file, List.of(new SourceFeature("feature 1", Map.of("code", "new"), WITH_HOLE)));

    assertThat(Reading.read(file).features()).hasSize(1);
  }

  @Test
  void anExportThatFailsLeavesTheFileBefore() throws IOException {
    Iterable<SourceFeature> failing =
        () -> {
          throw new IllegalStateException("no more");
        };

    assertThatThrownBy(() -> GeoPackageExportStore.write(file, failing)).hasMessage("no more");

    assertThat(Reading.read(file).features()).hasSize(2);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void coordinatesAreReprojectedFromTheSystemTheTableNames() throws SQLException {
    change(
        """
        INSERT INTO gpkg_spatial_ref_sys VALUES ('Web Mercator', 900913, 'epsg', 3857, 'none', NULL)
        """,
        "UPDATE gpkg_geometry_columns SET srs_id = 900913",
        "DELETE FROM grids WHERE fid = 2");
    double[] ring = {
      11131949.08, 3503549.84, 11131949.08, 3603549, 11231949, 3603549, 11131949.08, 3503549.84
    };
    put(GeoPackageGeometry.write(Rings.polygon(Rings.ring(ring), List.of()), 900913));

    var box = Reading.read(file).features().get(0).geometry().getEnvelopeInternal();

    assertThat(box.getMinX()).isBetween(99.99999, 100.00001);
    assertThat(box.getMinY()).isBetween(29.99999, 30.00001);
  }

  @Test
  void anUnknownSystemWantsTheUserToSayIt() throws SQLException {
    change("UPDATE gpkg_geometry_columns SET srs_id = -1");

    assertThat(Reading.fault(file).toString()).contains("srs_id").contains("--crs");
    assertThat(GridFiles.read(file, new ReadOptions(Crs.WGS84, null), Progress.NONE).features())
        .hasSize(2);
  }

  @Test
  void ofTwoTablesBothAreNamed() throws SQLException {
    change(
        "CREATE TABLE other (fid INTEGER PRIMARY KEY, geom BLOB)",
        "INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('other', 'features', 4326)",
        "INSERT INTO gpkg_geometry_columns VALUES ('other', 'geom', 'POLYGON', 4326, 0, 0)");

    assertThat(Reading.fault(file).value()).contains("grids, other");
  }

  @Test
  void heightsAndBigEndianArePassedOver() throws SQLException {
    put(header(wkb3d()));

    assertThat(Reading.read(file).features().get(0).geometry().getEnvelopeInternal().getMaxX())
        .isEqualTo(101);
  }

  @Test
  void whatIsNoPolygonNamesTheFeature() throws SQLException {
    put(header(new WKBWriter().write(new GeometryFactory().createPoint(new Coordinate(1, 2)))));

    Fault fault = Reading.fault(file);

    assertThat(fault.feature()).isEqualTo("feature 1");
    assertThat(fault.value()).isEqualTo("Point");
  }

  @Test
  void aMissingGeometryNamesTheFeature() throws SQLException {
    put(header(new WKBWriter().write(new GeometryFactory().createMultiPolygon())));

    assertThat(Reading.fault(file).toString()).contains("feature 1").contains("empty");
  }

  @Test
  void anUnclosedRingIsRefusedAndNotClosed() throws SQLException {
    byte[] blob = GeoPackageGeometry.write(WITH_HOLE, 4326);
    // The last point of the hole is the blob's last 16 bytes.
    ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).putDouble(blob.length - 16, 100.25);
    put(blob);

    assertThat(Reading.fault(file).detail()).contains("not closed");
  }

  @Test
  void aGeometryThatIsCutOffNamesTheFeature() throws SQLException {
    byte[] blob = GeoPackageGeometry.write(WITH_HOLE, 4326);
    for (int length : new int[] {0, 5, 20, 45, 60, blob.length - 1}) {
      put(Arrays.copyOf(blob, length));
      assertThat(Reading.fault(file).feature()).isEqualTo("feature 1");
    }
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 100, bytes.length, (byte) 0x5A);
    Files.write(file, bytes);

    assertThat(Reading.fault(file).detail()).contains("damaged");

    Files.write(file, Arrays.copyOf(bytes, 1000));
    assertThat(Reading.fault(file).detail()).contains("damaged");
  }

  @Test
  void aDatabaseThatIsNoGeoPackageIsRefused() throws SQLException {
    Path other = folder.resolve("other.gpkg");
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + other.toUri())) {
      database.createStatement().execute("CREATE TABLE t (a)");
    }

    assertThat(Reading.fault(other).detail()).contains("no GeoPackage");
  }

  /** A triangle with heights, in WKB of the ISO form and big endian. */
  private static byte[] wkb3d() {
    double[] xyz = {100, 30, 5, 101, 30, 5, 101, 31, 5, 100, 30, 5};
    ByteBuffer wkb = ByteBuffer.allocate(13 + 8 * xyz.length);
    wkb.put((byte) 0).putInt(1003).putInt(1).putInt(4);
    Arrays.stream(xyz).forEach(wkb::putDouble);
    return wkb.array();
  }

  private static byte[] header(byte[] wkb) {
    return ByteBuffer.allocate(8 + wkb.length)
        .put(new byte[] {'G', 'P', 0, 0, 0, 0, 0, 0})
        .put(wkb)
        .array();
  }

  /** Replaces the first geometry. */
  private void put(byte[] blob) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        PreparedStatement update =
            database.prepareStatement("UPDATE grids SET geom = ? WHERE fid = 1")) {
      update.setBytes(1, blob);
      update.executeUpdate();
    }
  }

  private void change(String... statements) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file.toUri())) {
      for (String sql : statements) {
        database.createStatement().execute(sql);
      }
    }
  }
}
