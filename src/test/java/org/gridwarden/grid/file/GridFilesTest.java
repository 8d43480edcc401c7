package org.gridwarden.grid.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.grid.file.ShapefileFixture.square;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.geojson", "a.json", "a.shp", "a.zip", "a.gpkg", "a.kml", "a.txt"})
  void anEmptyFileIsNamed(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));

    Fault fault = Reading.fault(file);

    assertThat(fault.file()).isEqualTo(file.getFileName().toString());
    assertThat(fault.detail()).isEqualTo("the file is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.geojson", "a.json", "a.shp", "a.zip", "a.gpkg", "a.kml", "a.txt", "a"})
  void aFileOfNoiseIsRefused(String name) throws IOException {
    Path file = Files.write(folder.resolve(name), new byte[] {(byte) 0xAB, 1, 2, 3, 4, 5, 6, 7});

    assertThat(Reading.faults(file)).allSatisfy(fault -> assertThat(fault.file()).isNotNull());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(Reading.fault(folder.resolve("none.shp")).detail()).contains("no such file");
    assertThat(Reading.fault(folder).detail()).contains("a file is needed");
    assertThat(Reading.fault(folder.getRoot()).detail()).contains("a file is needed");
  }

  @Test
  void anUnknownFormatListsTheKnownOnes() throws IOException {
    Path file = Files.writeString(folder.resolve("grids.csv"), "code,name\n1,a\n");

    assertThat(Reading.fault(file).detail())
        .contains(".geojson")
        .contains(".shp")
        .contains(".gpkg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p.shx", "p.dbf", "p.prj"})
  void aPartOfAShapefilePointsToTheShp(String part) throws IOException {
    new ShapefileFixture().add("1", "", "", square(100, 30, 1)).write(folder, "p");

    assertThat(Reading.fault(folder.resolve(part)).detail()).contains("name its .shp");
  }

  @Test
  void theContentDecidesBeforeTheExtension() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("grids.txt"),
            "\n {\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,1]]]}");

    assertThat(Reading.read(file).features()).hasSize(1);
  }

  @Test
  void progressNamesTheFileAndEndsAtItsTotal() throws IOException {
    Path file = new ShapefileFixture().add("1", "", "", square(100, 30, 1)).write(folder, "p");
    List<String> said = new ArrayList<>();

    GridFiles.read(
        file, ReadOptions.NONE, (what, done, total) -> said.add(what + " " + (total - done)));

    assertThat(said).containsExactly("reading p.shp 0");
  }
}
