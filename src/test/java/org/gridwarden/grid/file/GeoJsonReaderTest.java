package org.gridwarden.grid.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;

class GeoJsonReaderTest {
  private static final String RING = "[[100,30],[101,30],[101,31],[100,31],[100,30]]";
  private static final String POLYGON = polygon(RING);

  @TempDir Path folder;

  @Test
  void valuesOfAnyScalarTypeBecomeText() throws IOException {
    Path file =
        write(
            """
            {"type": "FeatureCollection", "name": "x", "features": [
              {"type": "Feature", "id": 7, "properties": {"code": 110101001001, "share": 12.50,
                "whole": 3.0, "open": true, "none": null, "blank": " ", "name": " 解放路 ",
                "list": [1], "object": {"a": 1}}, "geometry": %s}]}
            """
                .formatted(POLYGON));

    SourceFeature feature = Reading.read(file).features().get(0);

    assertThat(feature.label()).isEqualTo("feature 1");
    assertThat(feature.fields())
        .containsEntry("code", "110101001001")
        .containsEntry("share", "12.5")
        .containsEntry("whole", "3")
        .containsEntry("open", "true")
        .containsEntry("name", "解放路")
        .containsEntry("id", "7")
        .doesNotContainKeys("none", "blank", "list", "object");
  }

  @Test
  void membersMayStandInAnyOrder() throws IOException {
    Path file =
        write(
            """
            {"features": [{"geometry": {"coordinates": [%s], "type": "Polygon"}, "type": "Feature"}],
             "bbox": [1, 2, 3, 4], "type": "FeatureCollection"}
            """
                .formatted(RING));

    assertThat(Reading.read(file).features()).hasSize(1);
  }

  @Test
  void aSingleFeatureOrAGeometryAloneIsRead() throws IOException {
    assertThat(Reading.read(write(POLYGON)).features()).hasSize(1);
    assertThat(Reading.read(write(feature("\"a\": 1", POLYGON))).features().get(0).fields())
        .containsEntry("a", "1");
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    assertThat(Reading.read(write("\uFEFF" + collection(feature("", POLYGON)))).features())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4326",
        "urn:ogc:def:crs:EPSG::4490",
        "epsg:4490"
      })
  void geographicNamesOfTheOldCrsMemberAreLongitudeFirst(String name) throws IOException {
    Envelope box =
        Reading.read(write(withCrs(name, POLYGON)))
            .features()
            .get(0)
            .geometry()
            .getEnvelopeInternal();

    assertThat(box.getMinX()).isBetween(99.99999, 100.00001);
    assertThat(box.getMaxY()).isBetween(30.99999, 31.00001);
  }

  @Test
  void projectedCoordinatesOfTheOldCrsMemberAreReprojected() throws IOException {
    String ring = "[[11131949,3503549],[11231949,3503549],[11231949,3603549],[11131949,3503549]]";

    Envelope box =
        Reading.read(write(withCrs("urn:ogc:def:crs:EPSG::3857", polygon(ring))))
            .features()
            .get(0)
            .geometry()
            .getEnvelopeInternal();

    assertThat(box.getMinX()).isBetween(99.9999, 100.0001);
    assertThat(box.getMinY()).isBetween(29.9, 30.1);
  }

  @Test
  void anUnknownCrsIsRefusedByName() throws IOException {
    Fault fault = Reading.fault(write(withCrs("EPSG:99999999", POLYGON)));

    assertThat(fault.toString()).contains("crs").contains("99999999");
  }

  @Test
  void aCrsAfterTheFeaturesCannotBeHonouredAndSaysSo() throws IOException {
    String late =
        "{\"type\":\"FeatureCollection\",\"features\":["
            + feature("", POLYGON)
            + "],"
            + "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}}}";

    assertThat(Reading.fault(write(late)).detail()).contains("before \"features\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[NaN,30],[101,30],[101,31],[NaN,30]]",
        "[[100,30],[Infinity,30],[101,31],[100,30]]",
        "[[100,30],[1e999,30],[101,31],[100,30]]",
        "[[100,30],[101,30],[101,31],[100,31]]",
        "[[100,30],[101,30],[100,30]]",
        "[]",
        "[[100],[101,30],[101,31],[100]]",
        "[[\"a\",30],[101,30],[101,31],[100,30]]",
        "[[500,30],[501,30],[501,31],[500,30]]",
        "[[30,100],[31,100],[31,101],[30,100]]"
      })
  void aRingThatIsNoneNamesTheFeature(String ring) throws IOException {
    Path file = write(collection(feature("", POLYGON), feature("", polygon(ring))));

    Fault fault = Reading.fault(file);

    assertThat(fault.file()).isEqualTo(file.getFileName().toString());
    assertThat(fault.feature()).isEqualTo("feature 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[30,100],[30,101],[31,101],[31,100],[30,100]]",
        "[[40.7,-74],[40.7,-73.9],[40.8,-73.9],[40.7,-74]]"
      })
  void longitudeAndLatitudeTheWrongWayRoundAreSeen(String ring) throws IOException {
    assertThat(Reading.fault(write(polygon(ring))).toString()).contains("swapped");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"Point\",\"coordinates\":[1,2]}|Polygon",
        "{\"type\":\"GeometryCollection\",\"geometries\":[]}|Polygon",
        "{\"type\":\"Polygon\",\"coordinates\":[]}|polygon is needed",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[]}|polygon is needed",
        "null|no geometry"
      })
  void whatIsNoPolygonNamesTheFeature(String geometry, String says) throws IOException {
    Fault fault = Reading.fault(write(collection(feature("", geometry))));

    assertThat(fault.feature()).isEqualTo("feature 1");
    assertThat(fault.toString()).contains(says);
  }

  @Test
  void everyFaultIsListed() throws IOException {
    String text =
        collection(
            feature("", "null"), feature("", POLYGON), "7", feature("", "{\"type\":\"Point\"}"));

    assertThat(Reading.faults(write(text)))
        .extracting(Fault::feature)
        .containsExactly("feature 1", "feature 3", "feature 4");
  }

  @Test
  void aFileThatIsCutOffNamesLineAndColumn() throws IOException {
    String text =
        "{\"type\":\"FeatureCollection\",\n\"features\":[\n" + feature("", POLYGON) + ",\n";

    Fault fault = Reading.fault(write(text + "{\"type\":"));

    assertThat(fault.line()).isEqualTo(4);
    assertThat(fault.detail()).contains("cut off").contains("column");
  }

  @Test
  void brokenJsonNamesLineAndColumn() throws IOException {
    Fault fault = Reading.fault(write("{\"type\": \"FeatureCollection\",\n  features: []}"));

    assertThat(fault.line()).isEqualTo(2);
    assertThat(fault.detail()).contains("column 3").doesNotContain("REDACTED");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() throws IOException {
    String twice = collection(feature("\"code\": 1, \"code\": 2", POLYGON));

    assertThat(Reading.fault(write(twice)).detail()).contains("Duplicate").contains("code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"FeatureCollection\",\"features\":[]}",
        "{\"type\":\"FeatureCollection\"}",
        "{\"type\":\"Topology\"}",
        "{}",
        "[]",
        "{\"type\":\"FeatureCollection\",\"features\":{}}",
        "{\"type\":\"FeatureCollection\",\"features\":[]} {}"
      })
  void whatHoldsNoFeatureIsRefused(String text) throws IOException {
    assertThat(Reading.faults(write(text))).isNotEmpty();
  }

  @Test
  void textInGbkWantsTheEncodingAndIsReadWithIt() throws IOException {
    Charset gbk = Charset.forName("GBK");
    Path file = folder.resolve("gbk.geojson");
    Files.write(file, collection(feature("\"name\": \"解放路\"", POLYGON)).getBytes(gbk));

    assertThat(Reading.fault(file).detail()).contains("--encoding GBK");
    assertThat(
            GridFiles.read(file, new ReadOptions(null, gbk), Progress.NONE)
                .features()
                .get(0)
                .fields())
        .containsEntry("name", "解放路");
    assertThat(
            Reading.faults(
                write(collection(feature("\"n\":\"解\"", POLYGON))),
                new ReadOptions(null, Charset.forName("US-ASCII"))))
        .singleElement()
        .satisfies(fault -> assertThat(fault.detail()).contains("--encoding"));
  }

  @Test
  void aTextOf200MegabytesIsRefusedAndALineOf200MegabytesIsRead() throws IOException {
    int megabytes = 200;
    String filler = "x".repeat(1 << 20);
    Path text = folder.resolve("text.geojson");
    try (BufferedWriter out = Files.newBufferedWriter(text)) {
      out.write(
          "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":\"");
      for (int i = 0; i < megabytes; i++) {
        out.write(filler);
      }
      out.write("\"},\"geometry\":" + POLYGON + "}]}");
    }

    Fault fault = Reading.fault(text);

    assertThat(fault.line()).isEqualTo(1);
    assertThat(fault.detail()).contains("1048576 characters");
    Files.delete(text);

    Path line = folder.resolve("line.geojson");
    String feature = feature("\"a\":\"" + "y".repeat(500_000) + "\"", POLYGON);
    int features = megabytes * 2;
    try (BufferedWriter out = Files.newBufferedWriter(line)) {
      out.write("{\"type\":\"FeatureCollection\",\"features\":[");
      for (int i = 0; i < features; i++) {
        out.write((i == 0 ? "" : ",") + feature);
      }
      out.write("]}");
    }
    assertThat(Reading.read(line).features()).hasSize(features);
  }

  private Path write(String text) throws IOException {
    Path file = folder.resolve("grids.geojson");
    Files.write(file, text.getBytes(UTF_8));
    return file;
  }

  private static String polygon(String ring) {
    return "{\"type\":\"Polygon\",\"coordinates\":[" + ring + "]}";
  }

  private static String feature(String properties, String geometry) {
    return "{\"type\":\"Feature\",\"properties\":{"
        + properties
        + "},\"geometry\":"
        + geometry
        + "}";
  }

  private static String collection(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static String withCrs(String name, String geometry) {
    return "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\""
        + name
        + "\"}},\"features\":["
        + feature("", geometry)
        + "]}";
  }
}
