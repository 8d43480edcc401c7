package org.gridwarden.grid.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.grid.file.ShapefileFixture.square;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gridwarden.fault.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZippedShapefileTest {
  private static final Charset GBK = Charset.forName("GBK");

  @TempDir Path folder;
  private Path zip;

  @BeforeEach
  void aShapefileToPack() throws IOException {
    new ShapefileFixture()
        .text(GBK)
        .add("1", "解放路", "", square(100, 30, 1))
        .write(folder, "streets");
    zip = folder.resolve("streets.zip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data/2026/", "网格/", "./", "win\\dows\\"})
  void theShapefileMayLieInAnyFolder(String inner) throws IOException {
    pack(UTF_8, inner + "streets");

    FeatureFile read = Reading.read(zip);

    assertThat(read.file()).isEqualTo("streets.zip!" + inner.replace('\\', '/') + "streets.shp");
    assertThat(read.features().get(0).fields()).containsEntry("NAME", "解放路");
  }

  @Test
  void namesInGbkAreUnderstood() throws IOException {
    pack(GBK, "街道/街道网格");

    assertThat(Reading.read(zip).file()).endsWith("!街道/街道网格.shp");
  }

  @Test
  void whatMacOsAddsIsPassedOver() throws IOException {
    pack(UTF_8, "streets", "__MACOSX/._streets");

    assertThat(Reading.read(zip).features()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../streets", "a/../../streets", "/etc/streets", "C:/streets", "..\\streets"})
  void aNameThatLeadsOutOfTheZipIsRefused(String name) throws IOException {
    pack(UTF_8, name);

    Fault fault = Reading.fault(zip);

    assertThat(fault.file()).isEqualTo("streets.zip");
    assertThat(fault.detail()).contains("leads out of the zip");
    assertThat(fault.value()).startsWith(name);
  }

  @Test
  void ofTwoShapefilesBothAreNamed() throws IOException {
    pack(UTF_8, "streets", "old/streets");

    assertThat(Reading.fault(zip).detail()).contains("old/streets.shp, streets.shp");
  }

  @Test
  void aZipWithoutAShapefileSaysWhatIsMissing() throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("readme.txt"));
    }

    assertThat(Reading.fault(zip).detail()).contains("no .shp");
  }

  @Test
  void aFaultWithinNamesTheZipAndTheEntry() throws IOException {
    Files.delete(folder.resolve("streets.dbf"));
    pack(UTF_8, "data/streets");

    assertThat(Reading.fault(zip).file()).isEqualTo("streets.zip!data/streets.dbf");
  }

  @Test
  void aZipThatIsCutOffIsDamaged() throws IOException {
    pack(UTF_8, "streets");
    Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 300));

    assertThat(Reading.fault(zip).detail()).contains("damaged");
  }

  @Test
  void aZipBombIsRefusedBeforeItIsUnpacked() throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String extension : new String[] {"shx", "dbf", "prj", "shp"}) {
        out.putNextEntry(new ZipEntry("bomb." + extension));
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 40; i++) {
          out.write(zeros);
        }
      }
    }

    assertThat(Reading.fault(zip).detail()).contains("no honest shapefile");
  }

  /** Packs what there is of the shapefile under each of these names without extension. */
  private void pack(Charset names, String... stems) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), names)) {
      for (String stem : stems) {
        for (String extension : ShapefileParts.EXTENSIONS) {
          Path part = folder.resolve("streets." + extension);
          if (Files.exists(part)) {
            out.putNextEntry(new ZipEntry(stem + "." + extension));
            out.write(Files.readAllBytes(part));
          }
        }
      }
    }
  }
}
