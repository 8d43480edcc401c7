package org.gridwarden.grid.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.grid.file.ShapefileFixture.reversed;
import static org.gridwarden.grid.file.ShapefileFixture.square;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

class ShapefileReaderTest {
  private static final double[] BLOCK = square(108.9, 34.2, 0.1);

  @TempDir Path folder;

  @Test
  void fieldsAndShapesComeInTheOrderOfTheFile() throws IOException {
    Path file =
        new ShapefileFixture()
            .add("610102001001", "解放路", "1234.50", BLOCK)
            .add("610102001002", "", "100.00", square(109, 34.2, 0.1))
            .write(folder, "streets");

    FeatureFile read = Reading.read(file);

    assertThat(read.file()).isEqualTo(file.getFileName().toString());
    assertThat(read.fieldNames()).containsExactly("CODE", "NAME", "AREA");
    assertThat(read.features())
        .extracting(SourceFeature::label)
        .containsExactly("feature 1", "feature 2");
    assertThat(read.features().get(0).fields())
        .containsEntry("CODE", "610102001001")
        .containsEntry("NAME", "解放路")
        .containsEntry("AREA", "1234.5");
    assertThat(read.features().get(1).fields())
        .containsOnlyKeys("CODE", "AREA")
        .containsEntry("AREA", "100");
    assertThat(read.features().get(0).geometry().getEnvelopeInternal().getMinX()).isEqualTo(108.9);
    assertThat(read.features().get(0).geometry().getEnvelopeInternal().getMaxY())
        .isEqualTo(34.2 + 0.1);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 15, 25})
  void heightsAndMeasuresArePassedOver(int type) throws IOException {
    Path file = new ShapefileFixture().type(type).add("1", "", "", BLOCK).write(folder, "z");

    assertThat(onlyGeometry(file).getArea()).isBetween(0.00999, 0.01001);
  }

  @Test
  void aCounterclockwiseRingWithinAnotherIsItsHole() throws IOException {
    Path file =
        new ShapefileFixture()
            .add("1", "", "", BLOCK, reversed(square(108.92, 34.22, 0.02)), square(110, 35, 0.1))
            .write(folder, "holes");

    Geometry geometry = onlyGeometry(file);

    assertThat(geometry.getNumGeometries()).isEqualTo(2);
    assertThat(
            ((Polygon) geometry.getGeometryN(0)).getNumInteriorRing()
                + ((Polygon) geometry.getGeometryN(1)).getNumInteriorRing())
        .isEqualTo(1);
    assertThat(geometry.isValid()).isTrue();
  }

  @Test
  void deletedRecordsAreLeftOutWithTheirShapesAndStillCount() throws IOException {
    Path file =
        new ShapefileFixture()
            .addDeleted("1", "gone", square(100, 30, 1))
            .add("2", "stays", "", BLOCK)
            .write(folder, "deleted");

    FeatureFile read = Reading.read(file);

    assertThat(read.features())
        .singleElement()
        .satisfies(
            feature -> {
              assertThat(feature.label()).isEqualTo("feature 2");
              assertThat(feature.fields()).containsEntry("NAME", "stays");
              assertThat(feature.geometry().getEnvelopeInternal().getMinX()).isEqualTo(108.9);
            });
  }

  @Test
  void partsInCapitalsAreFound() throws IOException {
    Path file = new ShapefileFixture().add("1", "", "", BLOCK).write(folder, "caps");
    for (String extension : ShapefileParts.EXTENSIONS) {
      Path part = folder.resolve("caps." + extension);
      if (Files.exists(part)) {
        Files.move(part, folder.resolve("caps." + extension.toUpperCase()));
      }
    }

    assertThat(Reading.read(file.resolveSibling("caps.SHP")).features()).hasSize(1);
  }

  @Test
  void whatTheUserSaysOfTheCrsIsBelievedBeforeThePrj() throws IOException {
    Path file = new ShapefileFixture().add("1", "", "", BLOCK).write(folder, "shifted");

    FeatureFile read =
        GridFiles.read(file, new ReadOptions(Crs.parse("gcj02"), null), Progress.NONE);

    double west = read.features().get(0).geometry().getEnvelopeInternal().getMinX();
    assertThat(west).isBetween(108.89, 108.899);
  }

  @Test
  void aNullShapeIsNamed() throws IOException {
    Path file = new ShapefileFixture().add("1", "", "", BLOCK).addNull("2").write(folder, "empty");

    Fault fault = Reading.fault(file);

    assertThat(fault.feature()).isEqualTo("feature 2");
    assertThat(fault.detail()).contains("polygon is needed");
  }

  private static Geometry onlyGeometry(Path file) {
    return Reading.read(file).features().get(0).geometry();
  }
}
