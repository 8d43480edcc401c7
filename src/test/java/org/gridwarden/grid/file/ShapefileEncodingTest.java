package org.gridwarden.grid.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.grid.file.ShapefileFixture.square;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapefileEncodingTest {
  private static final Charset GBK = Charset.forName("GBK");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x57, 0x4D})
  void gbkWithoutACpgIsRead(int language) throws IOException {
    assertThat(name(fixture("解放路街道", GBK).language(language))).isEqualTo("解放路街道");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x57})
  void utf8WithoutACpgIsRead(int language) throws IOException {
    assertThat(name(fixture("解放路街道", UTF_8).language(language))).isEqualTo("解放路街道");
  }

  @ParameterizedTest
  @CsvSource({"GBK", "936", "CP936", "ANSI 936", "GB2312", "gb18030", "'GBK\r\n'"})
  void aCpgIsBelievedBeforeTheLanguageId(String cpg) throws IOException {
    assertThat(name(fixture("碑林区", GBK).cpg(cpg).language(0x03))).isEqualTo("碑林区");
  }

  @Test
  void aBlankCpgSaysNothing() throws IOException {
    assertThat(name(fixture("碑林区", GBK).cpg(" \n"))).isEqualTo("碑林区");
  }

  @Test
  void theUserIsBelievedBeforeTheCpg() throws IOException {
    Path file = fixture("碑林区", GBK).cpg("UTF-8").write(folder, "grids");

    FeatureFile read = GridFiles.read(file, new ReadOptions(null, GBK), Progress.NONE);

    assertThat(read.features().get(0).fields()).containsEntry("NAME", "碑林区");
  }

  @Test
  void theLanguageIdIsBelievedBeforeAGuess() throws IOException {
    assertThat(name(fixture("Köln", Charset.forName("windows-1252")).language(0x03)))
        .isEqualTo("Köln");
  }

  @Test
  void textThatIsNotInTheDeclaredEncodingNamesRecordAndFieldAndBytes() throws IOException {
    Path file =
        new ShapefileFixture()
            .text(GBK)
            .cpg("UTF-8")
            .add("1", "plain", "", square(100, 30, 1))
            .add("2", "中国", "", square(101, 30, 1))
            .write(folder, "grids");

    Fault fault = Reading.fault(file);

    assertThat(fault.file()).endsWith("grids.dbf");
    assertThat(fault.feature()).isEqualTo("record 2");
    assertThat(fault.field()).isEqualTo("NAME");
    assertThat(fault.value()).isEqualTo("D6 D0 B9 FA");
    assertThat(fault.detail()).contains("UTF-8").contains("grids.cpg").contains("--encoding");
  }

  @Test
  void aCpgThatNamesNoEncodingIsRefused() throws IOException {
    Fault fault = Reading.fault(fixture("a", UTF_8).cpg("klingon-8").write(folder, "grids"));

    assertThat(fault.file()).endsWith("grids.cpg");
    assertThat(fault.value()).isEqualTo("klingon-8");
  }

  @Test
  void aCharacterCutInTwoByTheEndOfItsColumnIsDropped() throws IOException {
    // Seven characters of three bytes in a column of twenty.
    assertThat(name(fixture("一二三四五六七", UTF_8))).isEqualTo("一二三四五六");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GBK"})
  void columnsMayHaveChineseNames(String charset) throws IOException {
    Path file =
        new ShapefileFixture()
            .names("编码", "网格名称", "面积")
            .text(Charset.forName(charset))
            .add("1", "甲", "", square(100, 30, 1))
            .write(folder, "named");

    // Ten bytes hold three characters of UTF-8 and five of GBK.
    assertThat(Reading.read(file).fieldNames())
        .containsExactly("编码", charset.equals("GBK") ? "网格名称" : "网格名", "面积");
  }

  private static ShapefileFixture fixture(String name, Charset charset) {
    return new ShapefileFixture().text(charset).add("1", name, "", square(100, 30, 1));
  }

  private String name(ShapefileFixture fixture) throws IOException {
    return Reading.read(fixture.write(folder, "grids")).features().get(0).fields().get("NAME");
  }
}
