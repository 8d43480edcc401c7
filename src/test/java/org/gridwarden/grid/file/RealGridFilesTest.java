package org.gridwarden.grid.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;

/** Open data of real cities, where it is at hand. */
class RealGridFilesTest {
  private static final Path DATA =
      Path.of(System.getProperty("gridwarden.shared", "../shared"), "data");
  private static final Envelope NEW_YORK = new Envelope(-74.26, -73.69, 40.49, 40.92);

  @BeforeEach
  void onlyWhereTheDataIs() {
    Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: ../shared/data is absent");
  }

  @ParameterizedTest
  @CsvSource({
    "nyc/nybb.shp, 5, BoroName",
    "nyc/nyct2010.shp, 2165, BoroCT2010",
    "sf/sf_level1_city.geojson, 1, name",
    "sf/sf_level2_nhood.geojson, 41, nhood",
    "sf/sf_level3_tract.geojson, 195, geoid",
    "taipei/taipei_level1_city.geojson, 1, COUNTYNAME",
    "taipei/taipei_level2_district.geojson, 12, TOWNNAME",
    "taipei/taipei_level3_village.geojson, 448, VILLAGESN"
  })
  void everyFeatureIsReadWithItsKey(String name, int count, String key) {
    FeatureFile read = Reading.read(DATA.resolve(name));

    assertThat(read.features()).hasSize(count);
    assertThat(read.features().stream().map(feature -> feature.fields().get(key)).distinct())
        .doesNotContainNull()
        .hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({"nyc/nybb.shp", "nyc/nyct2010.shp"})
  void newYorkInFeetLandsInNewYork(String name) {
    Envelope all = new Envelope();
    Reading.read(DATA.resolve(name))
        .features()
        .forEach(feature -> all.expandToInclude(feature.geometry().getEnvelopeInternal()));

    assertThat(NEW_YORK.contains(all)).isTrue();
    assertThat(all.getWidth()).isGreaterThan(0.5);
  }

  @Test
  void everyTractOfNewYorkIsAValidPolygonOfItsPublishedArea() {
    double squareFootInSquareDegrees = 1 / (364_000.0 * 277_000.0);
    for (SourceFeature tract : Reading.read(DATA.resolve("nyc/nyct2010.shp")).features()) {
      double published =
          Double.parseDouble(tract.fields().get("Shape_Area")) * squareFootInSquareDegrees;
      assertThat(tract.geometry().isValid()).as(tract.label()).isTrue();
      assertThat(tract.geometry().getArea() / published).as(tract.label()).isBetween(0.95, 1.05);
    }
  }

  @Test
  void taipeiHasItsChineseNames() {
    Map<String, String> village =
        Reading.read(DATA.resolve("taipei/taipei_level3_village.geojson"))
            .features()
            .get(0)
            .fields();

    assertThat(village)
        .containsEntry("TOWNNAME", "士林區")
        .containsEntry("VILLAGENAM", "三玉里")
        .containsEntry("VILLAGESN", "630000001");
  }
}
