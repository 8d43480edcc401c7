package org.gridwarden.grid.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.grid.file.ShapefileFixture.square;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapefileDamageTest {
  private static final int SHAPE_BYTES = 8 + 48 + 5 * 16;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void threeSquares() throws IOException {
    file =
        new ShapefileFixture()
            .add("1", "甲", "1", square(100, 30, 1))
            .add("2", "乙", "2", square(101, 30, 1))
            .add("3", "丙", "3", square(102, 30, 1))
            .write(folder, "streets");
  }

  @Test
  void aShpThatIsCutOffNamesTheRecordAndTheBytesMissing() throws IOException {
    cut(file, 100 + SHAPE_BYTES + 50);

    Fault fault = Reading.fault(file);

    assertThat(fault.file()).isEqualTo(file.getFileName().toString());
    assertThat(fault.feature()).isEqualTo("record 2");
    assertThat(fault.detail()).contains("cut off").contains(2 * SHAPE_BYTES - 50 + " bytes");
  }

  @Test
  void aShpThatEndsBetweenTwoShapesIsCutOffToo() throws IOException {
    cut(file, 100 + 2 * SHAPE_BYTES);

    assertThat(Reading.fault(file).toString()).contains("record 3").contains("cut off");
  }

  @Test
  void aShpOfHalfAHeaderIsRefused() throws IOException {
    cut(file, 60);

    assertThat(Reading.fault(file).detail()).contains("cut off in its header");
  }

  @Test
  void aDbfThatIsCutOffNamesTheRecord() throws IOException {
    Path dbf = part("dbf");
    cut(dbf, Files.size(dbf) - 60);

    Fault fault = Reading.fault(file);

    assertThat(fault.file()).endsWith("streets.dbf");
    assertThat(fault.feature()).isEqualTo("record 2");
    assertThat(fault.detail()).contains("cut off").contains("3 records");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shx", "dbf", "prj"})
  void aMissingPartIsNamed(String extension) throws IOException {
    Files.delete(part(extension));

    Fault fault = Reading.fault(file);

    assertThat(fault.file()).endsWith("streets." + extension);
    assertThat(fault.detail()).contains("." + extension).contains("missing");
  }

  @Test
  void everyMissingPartIsNamedAtOnce() throws IOException {
    for (String extension : List.of("shx", "dbf", "prj")) {
      Files.delete(part(extension));
    }

    assertThat(Reading.faults(file)).hasSize(3);
  }

  @Test
  void thePrjMayBeMissingWhereTheUserSaysTheCrs() throws IOException {
    Files.delete(part("prj"));

    FeatureFile read = GridFiles.read(file, new ReadOptions(Crs.WGS84, null), Progress.NONE);

    assertThat(read.features()).hasSize(3);
  }

  @Test
  void anUnreadablePrjIsNamed() throws IOException {
    Files.writeString(part("prj"), "PROJCS[broken");

    assertThat(Reading.fault(file).file()).endsWith("streets.prj");
  }

  @Test
  void anIndexOfAnotherCountIsRefused() throws IOException {
    cut(part("shx"), 100 + 8);

    assertThat(Reading.fault(file).toString()).contains("streets.shx").contains("lists 1 shapes");
  }

  @Test
  void aTableOfMoreRecordsThanShapesIsRefused() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    new ShapefileFixture()
        .add("1", "", "", square(100, 30, 1))
        .add("2", "", "", square(101, 30, 1))
        .write(other, "two");
    Files.copy(other.resolve("two.shp"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThat(Reading.fault(file).detail()).contains("2 shapes").contains("3 records");
  }

  @Test
  void aShapefileOfPointsSaysSo() throws IOException {
    patch(file, bytes -> bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(32, 1));

    assertThat(Reading.fault(file).detail()).contains("points").contains("polygons are needed");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aCoordinateThatIsNotFiniteNamesTheFeatureAndTheValue(double bad) throws IOException {
    // The second point of the second shape.
    int at = 100 + SHAPE_BYTES + 8 + 48 + 16;
    patch(file, bytes -> bytes.order(ByteOrder.LITTLE_ENDIAN).putDouble(at, bad));

    Fault fault = Reading.fault(file);

    assertThat(fault.feature()).isEqualTo("feature 2");
    assertThat(fault.detail()).contains("finite").contains("point 2");
    assertThat(fault.value()).startsWith(Double.toString(bad));
  }

  @Test
  void anUnclosedRingNamesBothEnds() throws IOException {
    int lastX = 100 + 8 + 48 + 4 * 16;
    patch(file, bytes -> bytes.order(ByteOrder.LITTLE_ENDIAN).putDouble(lastX, 100.5));

    Fault fault = Reading.fault(file);

    assertThat(fault.feature()).isEqualTo("feature 1");
    assertThat(fault.detail()).contains("not closed");
    assertThat(fault.value()).isEqualTo("100.0 30.0 … 100.5 30.0");
  }

  @Test
  void longitudeAndLatitudeTheWrongWayRoundAreSeen() throws IOException {
    Path swapped =
        new ShapefileFixture().add("1", "", "", square(30, 100, 1)).write(folder, "swapped");

    Fault fault = Reading.fault(swapped);

    assertThat(fault.feature()).isEqualTo("feature 1");
    assertThat(fault.toString()).contains("swapped");
  }

  @Test
  void twoColumnsOfOneNameAreRefused() throws IOException {
    Path twice =
        new ShapefileFixture()
            .names("CODE", "CODE", "AREA")
            .add("1", "", "", square(100, 30, 1))
            .write(folder, "twice");

    assertThat(Reading.fault(twice).field()).isEqualTo("CODE");
  }

  @Test
  void everyFaultOfAFileIsListed() throws IOException {
    Path many =
        new ShapefileFixture()
            .addNull("1")
            .add("2", "", "", new double[] {1, 1, 2, 2, 1, 1})
            .add("3", "", "", square(100, 30, 1))
            .add("4", "", "", new double[] {1, 1, 2, 2, 3, 1, 5, 5})
            .write(folder, "many");

    assertThat(Reading.faults(many))
        .extracting(Fault::feature)
        .containsExactly("feature 1", "feature 2", "feature 4");
  }

  @Test
  void whateverBytesAreDamagedTheAnswerIsFeaturesOrFaults() throws IOException {
    long seed = Long.getLong("gridwarden.seed", 20260131L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (String extension : List.of("shp", "shx", "dbf", "prj")) {
      byte[] whole = Files.readAllBytes(part(extension));
      for (int i = 0; i < 300; i++) {
        byte[] damaged =
            Arrays.copyOf(
                whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
        for (int hit = random.nextInt(4); hit >= 0 && damaged.length > 0; hit--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        Files.write(part(extension), damaged);
        try {
          assertThat(Reading.read(file).features()).isNotEmpty();
        } catch (FaultException refused) {
          assertThat(refused.faults())
              .allSatisfy(fault -> assertThat(fault.file()).contains("streets."));
        }
      }
      Files.write(part(extension), whole);
    }
  }

  private Path part(String extension) {
    return folder.resolve("streets." + extension);
  }

  private static void cut(Path file, long bytes) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) bytes));
  }

  private static void patch(Path file, java.util.function.Consumer<ByteBuffer> change)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    change.accept(ByteBuffer.wrap(bytes));
    Files.write(file, bytes);
  }
}
