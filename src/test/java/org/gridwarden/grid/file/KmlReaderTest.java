package org.gridwarden.grid.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Polygon;

class KmlReaderTest {
  private static final String SQUARE = "100,30,0 101,30,0\n 101,31,0 100,31,0 100,30,0";
  private static final String HOLE = "100.2,30.2 100.2,30.4 100.4,30.4 100.2,30.2";

  @TempDir Path folder;

  @Test
  void nameAndExtendedDataAreFields() throws IOException {
    Path file =
        kml(
            """
            <Folder><name>not a field</name><Placemark><name> 解放路 </name>
            <ExtendedData><Data name="code"><displayName>Code</displayName><value>1</value></Data>
            <SchemaData schemaUrl="#s"><SimpleData name="parent">9</SimpleData></SchemaData>
            </ExtendedData>%s</Placemark></Folder>
            """
                .formatted(polygon(SQUARE)));

    SourceFeature feature = Reading.read(file).features().get(0);

    assertThat(feature.fields())
        .containsEntry("name", "解放路")
        .containsEntry("code", "1")
        .containsEntry("parent", "9")
        .hasSize(3);
    assertThat(feature.geometry().getArea()).isEqualTo(1);
  }

  @Test
  void aFieldThatStandsTwiceIsRefusedButMayBeCalledLikeTheElement() throws IOException {
    String data =
        "<ExtendedData><Data name='%s'><value>1</value></Data>"
            + "<Data name='code'><value>2</value></Data></ExtendedData>";
    String placemark = "<Placemark><name>x</name>" + data + polygon(SQUARE) + "</Placemark>";

    assertThat(Reading.read(kml(placemark.formatted("name"))).features().get(0).fields())
        .containsOnly(Map.entry("name", "1"), Map.entry("code", "2"));
    assertThat(Reading.fault(kml(placemark.formatted("code"))).field()).isEqualTo("code");
  }

  @Test
  void holesAndMultiGeometriesAreRead() throws IOException {
    Path file =
        kml(
            "<Placemark><MultiGeometry>"
                + polygon(SQUARE, HOLE)
                + "<MultiGeometry>"
                + polygon(SQUARE.replace("10", "11"))
                + "</MultiGeometry></MultiGeometry></Placemark>");

    var geometry = Reading.read(file).features().get(0).geometry();

    assertThat(geometry.getNumGeometries()).isEqualTo(2);
    assertThat(((Polygon) geometry.getGeometryN(0)).getNumInteriorRing()).isEqualTo(1);
  }

  @Test
  void coordinatesInGcj02AreBelievedOnlyToTheUser() throws IOException {
    Path file = kml("<Placemark>" + polygon(SQUARE) + "</Placemark>");

    FeatureFile read =
        GridFiles.read(file, new ReadOptions(Crs.parse("gcj02"), null), Progress.NONE);

    assertThat(read.features().get(0).geometry().getEnvelopeInternal().getMinX())
        .isBetween(99.99, 99.9999);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100,30 101,30 101,31 100,31|not closed",
        "100,30 101,30 100,30|four points",
        "NaN,30 101,30 101,31 NaN,30|finite",
        "100,30 a,30 101,31 100,30|lon,lat",
        "100 101,30 101,31 100|lon,lat",
        "30,100 30,101 31,101 30,100|swapped",
        " |four points"
      })
  void aRingThatIsNoneNamesTheFeature(String coordinates, String says) throws IOException {
    Fault fault =
        Reading.fault(
            kml(
                "<Placemark>"
                    + polygon(SQUARE)
                    + "</Placemark><Placemark>"
                    + polygon(coordinates == null ? "" : coordinates)
                    + "</Placemark>"));

    assertThat(fault.feature()).isEqualTo("feature 2");
    assertThat(fault.toString()).contains(says);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Point><coordinates>100,30</coordinates></Point>",
        "<LineString><coordinates>100,30 101,31</coordinates></LineString>",
        "<Polygon></Polygon>",
        "<MultiGeometry></MultiGeometry>",
        ""
      })
  void whatIsNoPolygonNamesTheFeature(String geometry) throws IOException {
    Fault fault = Reading.fault(kml("<Placemark><name>x</name>" + geometry + "</Placemark>"));

    assertThat(fault.feature()).isEqualTo("feature 1");
  }

  @Test
  void aDoctypeIsRefusedAndNothingIsFetched() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
    Path file =
        write(
            "<!DOCTYPE kml [<!ENTITY x SYSTEM \""
                + secret.toUri()
                + "\">]>\n<kml><Placemark><name>&x;"
                + "</name>"
                + polygon(SQUARE)
                + "</Placemark></kml>");

    Fault fault = Reading.fault(file);

    assertThat(fault.detail()).contains("DOCTYPE");
    assertThat(fault.toString()).doesNotContain("top secret");
  }

  @Test
  void aFileThatIsCutOffNamesTheLine() throws IOException {
    Path file = write("<kml>\n<Placemark>" + polygon(SQUARE) + "</Placemark>\n<Placemark><name>x");

    Fault fault = Reading.fault(file);

    assertThat(fault.line()).isEqualTo(4);
    assertThat(fault.detail()).contains("cut off");
  }

  @Test
  void otherXmlIsRefused() throws IOException {
    assertThat(Reading.fault(write("<html><body/></html>")).detail()).contains("no KML");
  }

  @Test
  void aKmlWithoutPlacemarksHoldsNoFeature() throws IOException {
    assertThat(Reading.fault(kml("")).detail()).contains("no feature");
  }

  @Test
  void theDeclaredEncodingIsHonoured() throws IOException {
    Path file = folder.resolve("gbk.kml");
    String text =
        "<?xml version=\"1.0\" encoding=\"GBK\"?><kml><Placemark><name>解放路</name>"
            + polygon(SQUARE)
            + "</Placemark></kml>";
    Files.write(file, text.getBytes(Charset.forName("GBK")));

    assertThat(Reading.read(file).features().get(0).fields()).containsEntry("name", "解放路");
  }

  @Test
  void textOutsideTheEncodingWantsTheRightOneAndIsReadWithIt() throws IOException {
    Charset gbk = Charset.forName("GBK");
    Path file = folder.resolve("undeclared.kml");
    String text = "<kml><Placemark><name>解放路</name>" + polygon(SQUARE) + "</Placemark></kml>";
    Files.write(file, text.getBytes(gbk));

    assertThat(Reading.fault(file).detail()).contains("not in UTF-8").contains("--encoding GBK");
    FeatureFile read = GridFiles.read(file, new ReadOptions(null, gbk), Progress.NONE);
    assertThat(read.features().get(0).fields()).containsEntry("name", "解放路");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE"})
  void aByteOrderMarkIsPassedOver(String charset) throws IOException {
    Path file = folder.resolve("marked.kml");
    String mark = charset.equals("UTF-16") ? "" : "\uFEFF";
    String text = "<kml><Placemark>" + polygon(SQUARE) + "</Placemark></kml>";
    Files.write(file, (mark + text).getBytes(charset));

    assertThat(Reading.read(file).features()).hasSize(1);
  }

  private Path kml(String inner) throws IOException {
    return write(
        "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
            + inner
            + "</Document></kml>");
  }

  private Path write(String text) throws IOException {
    Path file = folder.resolve("grids.kml");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static String polygon(String shell, String... holes) {
    StringBuilder text = new StringBuilder("<Polygon>" + boundary("outerBoundaryIs", shell));
    for (String hole : holes) {
      text.append(boundary("innerBoundaryIs", hole));
    }
    return text.append("</Polygon>").toString();
  }

  private static String boundary(String element, String coordinates) {
    return "<"
        + element
        + "><LinearRing><coordinates>"
        + coordinates
        + "</coordinates></LinearRing></"
        + element
        + ">";
  }
}
