package org.gridwarden.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class GeoJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Geometry read(String json) throws JsonProcessingException {
    return GeoJson.readGeometry(JSON.readTree(json));
  }

  private static String write(Geometry geometry, int decimals) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.getFactory().createGenerator(text)) {
      GeoJson.writeGeometry(json, geometry, decimals);
    }
    return text.toString();
  }

  private static Geometry wkt(String text) throws ParseException {
    return new WKTReader().read(text);
  }

  private static Fault refused(String json) {
    FaultException thrown = catchThrowableOfType(FaultException.class, () -> read(json));
    assertThat(thrown).as("must be refused: %s", json).isNotNull();
    assertThat(thrown.first().kind()).isEqualTo(FaultKind.BAD_INPUT);
    return thrown.first();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT(113.5 33.25)",
        "MULTIPOINT((113 33),(114 34))",
        "LINESTRING(113 33,114 34,115 33)",
        "MULTILINESTRING((113 33,114 34),(1 2,3 4,5 6))",
        "POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,2 4,4 4,4 2,2 2))",
        "MULTIPOLYGON(((0 0,10 0,10 10,0 0)),((20 20,30 20,30 30,20 20),(25 22,28 25,28 22,25 22)))",
        "GEOMETRYCOLLECTION(POINT(1 2),GEOMETRYCOLLECTION(LINESTRING(1 2,3 4)))",
        "POLYGON EMPTY",
        "MULTIPOLYGON EMPTY",
        "GEOMETRYCOLLECTION EMPTY"
      })
  void whatIsWrittenIsReadBack(String text) throws Exception {
    Geometry geometry = wkt(text);
    Geometry back = read(write(geometry, 8));
    assertThat(back.getGeometryType()).isEqualTo(geometry.getGeometryType());
    assertThat(back.norm().equalsExact(geometry.norm())).as("%s", back).isTrue();
  }

  @Test
  void xComesBeforeYAndHeightsAreLeftOut() throws Exception {
    Geometry line =
        read("{\"type\":\"LineString\",\"coordinates\":[[113.5,33.25,80],[114,34,81,7]]}");
    assertThat(line.getCoordinates()[0].x).isEqualTo(113.5);
    assertThat(line.getCoordinates()[0].y).isEqualTo(33.25);
    assertThat(line.getCoordinates()[1].getZ()).isNaN();
    assertThat(write(line, 8))
        .isEqualTo("{\"type\":\"LineString\",\"coordinates\":[[113.5,33.25],[114,34]]}");
  }

  @Test
  void ringsAreReadEitherWayRoundAndWrittenAsTheRfcWants() throws Exception {
    String wrong =
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[0,9],[9,9],[9,0],[0,0]],"
            + "[[2,2],[4,2],[4,4],[2,4],[2,2]]]}";
    assertThat(write(read(wrong), 3))
        .isEqualTo(
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[9,9],[0,9],[0,0]],"
                + "[[2,2],[2,4],[4,4],[4,2],[2,2]]]}");
  }

  @Test
  void crossingRingsAreReadAsTheyStand() throws Exception {
    Geometry bowtie =
        read("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}");
    assertThat(bowtie.isValid()).isFalse();
    assertThat(bowtie.getNumPoints()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "113.123456785, 8, 113.12345679",
    "113.1, 8, 113.1",
    "113, 8, 113",
    "-0.000000001, 8, 0",
    "0, 8, 0",
    "-0.5, 1, -0.5",
    "-113.25, 2, -113.25",
    "0.00000001, 8, 0.00000001",
    "-0.01, 2, -0.01",
    "1.0E-7, 12, 0.0000001",
    "179.999999999, 3, 180",
    "10.05, 0, 10",
    "38464500.125, 3, 38464500.125"
  })
  void numbersHaveNoTrailingZerosAndNoExponent(double value, int decimals, String written)
      throws IOException {
    Point point = new GeometryFactory().createPoint(new Coordinate(value, 1));
    assertThat(write(point, decimals))
        .isEqualTo("{\"type\":\"Point\",\"coordinates\":[" + written + ",1]}");
  }

  @Test
  void randomNumbersAreRoundedToTheLastDecimal() throws IOException {
    long seed = 12;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 20_000; n++) {
      double value = random.nextDouble(-180, 180);
      int decimals = random.nextInt(13);
      Point point = new GeometryFactory().createPoint(new Coordinate(value, 0));
      double read = JSON.readTree(write(point, decimals)).at("/coordinates/0").doubleValue();
      assertThat(Math.abs(read - value))
          .as("%s to %s decimals", value, decimals)
          .isLessThanOrEqualTo(0.5 * Math.pow(10, -decimals) + 6e-14);
      assertThat(BigDecimal.valueOf(read).stripTrailingZeros().scale())
          .isLessThanOrEqualTo(decimals);
      assertThat(new BigDecimal(read).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue())
          .isEqualTo(read);
    }
  }

  @Test
  void whatIsNoGeometryIsRefused() {
    assertThat(refused("[1,2]").field()).isEqualTo("geometry");
    assertThat(refused("null").field()).isEqualTo("geometry");
    assertThat(refused("\"Point\"").field()).isEqualTo("geometry");
    assertThat(refused("{}").field()).isEqualTo("type");
    assertThat(refused("{\"type\":\"Circle\",\"coordinates\":[1,2]}").field()).isEqualTo("type");
    assertThat(refused("{\"type\":\"point\",\"coordinates\":[1,2]}").field()).isEqualTo("type");
    assertThat(refused("{\"type\":\"Feature\",\"geometry\":null}").field()).isEqualTo("type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[1]",
        "null",
        "{}",
        "[\"1\",2]",
        "[1,null]",
        "[[1,2]]",
        "[1,true]",
        "[1e999,2]",
        "7"
      })
  void whatIsNoPositionIsRefused(String position) {
    assertThat(refused("{\"type\":\"Point\",\"coordinates\":" + position + "}").field())
        .isEqualTo("coordinates");
    assertThat(
            refused("{\"type\":\"LineString\",\"coordinates\":[[1,2]," + position + "]}").field())
        .isEqualTo("coordinates[1]");
  }

  @Test
  void anOpenRingIsRefusedWithItsPlace() {
    Fault fault =
        refused(
            "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[9,0],[9,9],[0,0]]],"
                + "[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2],[1,2]]]]}");
    assertThat(fault.field()).isEqualTo("coordinates[1][1]");
    assertThat(fault.detail()).contains("not closed");
    assertThat(fault.value()).isEqualTo("[1,2]");
  }

  @Test
  void tooFewPositionsAreRefusedWithTheirPlace() {
    Fault ring = refused("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[0,0]]]}");
    assertThat(ring.field()).isEqualTo("coordinates[0]");
    assertThat(ring.detail()).contains("at least 4");
    Fault line = refused("{\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[9,0]],[[1,1]]]}");
    assertThat(line.field()).isEqualTo("coordinates[1]");
    assertThat(line.detail()).contains("at least 2");
    assertThat(refused("{\"type\":\"LineString\"}").field()).isEqualTo("coordinates");
    assertThat(refused("{\"type\":\"Polygon\",\"coordinates\":[7]}").field())
        .isEqualTo("coordinates[0]");
    assertThat(refused("{\"type\":\"GeometryCollection\"}").field()).isEqualTo("geometries");
  }

  @Test
  void aPolygonOfNoRingsIsEmpty() throws Exception {
    assertThat((Object) read("{\"type\":\"Polygon\",\"coordinates\":[]}"))
        .isInstanceOf(Polygon.class);
    assertThat(read("{\"type\":\"Polygon\",\"coordinates\":[]}").isEmpty()).isTrue();
  }
}
