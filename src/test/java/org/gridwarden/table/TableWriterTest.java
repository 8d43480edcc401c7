package org.gridwarden.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.gridwarden.fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {
  @TempDir Path folder;

  private static String csv(Object... cells) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> columns = IntStream.range(0, cells.length).mapToObj(i -> "c" + i).toList();
    try (TableWriter table = TableWriter.csv(out, columns)) {
      table.row(Arrays.asList(cells));
    }
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).startsWith("\uFEFFc0");
    return text.substring(text.indexOf('\n') + 1).stripTrailing();
  }

  @SafeVarargs
  private static byte[] xlsx(List<String> columns, List<Object>... rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TableWriter table = TableWriter.xlsx(out, columns)) {
      for (List<?> row : rows) {
        table.row(row);
      }
    }
    return out.toByteArray();
  }

  private String sheet(byte[] workbook) throws IOException {
    Path file = Files.write(folder.resolve("sheet.xlsx"), workbook);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.xlsx"})
  void whatIsWrittenIsReadBack(String name) throws IOException {
    List<String> columns = List.of("name", "count", "open", "note");
    List<List<Object>> rows =
        List.of(
            List.of("井盖, \"缺失\"", 12, true, "two\nlines"),
            Arrays.asList("=1+1", -12.5, false, null),
            Arrays.asList("'=quoted", new BigDecimal("0.10"), null, "＋86 138"),
            List.of("-12.5", 1e21, true, "@all"),
            List.of("only"));
    Path file = folder.resolve(name);
    TableWriter.write(file, columns, rows);
    Columns read = new Columns(Set.of()).add("name").add("count").add("open").add("note");
    List<Row> back = TableFile.read(file, read);
    assertThat(back)
        .extracting(row -> row.find("name"))
        .containsExactly("井盖, \"缺失\"", "=1+1", "'=quoted", "-12.5", "only");
    assertThat(back)
        .extracting(row -> row.find("count"))
        .usingElementComparator(TableWriterTest::compareNumbers)
        .containsExactly("12", "-12.5", "0.1", "1000000000000000000000", null);
    assertThat(back)
        .extracting(row -> row.find("open"))
        .containsExactly("true", "false", null, "true", null);
    assertThat(back)
        .extracting(row -> row.find("note"))
        .containsExactly("two\nlines", null, "＋86 138", "@all", null);
  }

  private static int compareNumbers(String one, String other) {
    return one == null || other == null
        ? Boolean.compare(one == null, other == null)
        : new BigDecimal(one).compareTo(new BigDecimal(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1", "+1", "-1+1", "-", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "\u3000=1", "\u00A0-x",
        "\uFEFF=1", "\u200B@x", "＝1+1", "＋1", "－1", "＠x", " ＝1", "﹦1", "'=1", "-1.5.", "-.5x",
        "-1e5", "+8613800000000", "-1 OR 1", "\u0000=1"
      })
  void aTextThatASpreadsheetWouldRunGetsAnApostrophe(String text) throws IOException {
    String cell = csv(text, "after");
    assertThat(cell.startsWith("\"") ? cell.substring(1) : cell).startsWith("'" + text.charAt(0));
    assertThat(CellText.original(CellText.harmless(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-12.5",
        "-1",
        "0",
        "12",
        "1=1",
        "a-b",
        "井盖",
        "'quoted'",
        "",
        "  x",
        "it's =",
        "-0.5"
      })
  void aHarmlessTextStaysAsItIs(String text) throws IOException {
    assertThat(CellText.harmless(text)).isEqualTo(text);
    assertThat(CellText.original(text)).isEqualTo(text);
  }

  @Test
  void everyTextComesBackAsItWas() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String alphabet = "=+-@'＝－ \t\r1.5a井\u3000\u200B";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(CellText.original(CellText.harmless(text.toString())))
          .as("seed " + seed)
          .isEqualTo(text.toString());
    }
  }

  @Test
  void numbersInCsvAreDigitsWithoutAnExponent() throws IOException {
    assertThat(csv(-1, 1e21, 1e-7, 0.1f, new BigDecimal("-1E+3"), Long.MAX_VALUE, true, null))
        .isEqualTo("-1,1000000000000000000000,0.00000010,0.1,-1000,9223372036854775807,true,");
  }

  @Test
  void numbersInXlsxAreNumbersUnlessASpreadsheetWouldRoundThem() throws IOException {
    byte[] workbook =
        xlsx(
            List.of("a", "b", "c", "d"), List.of(12, -0.5, 410_102_001_003L, 1234567890123456789L));
    try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
      org.dhatim.fastexcel.reader.Row row = read.getFirstSheet().read().get(1);
      assertThat(row.stream().map(org.dhatim.fastexcel.reader.Cell::getType))
          .containsExactly(CellType.NUMBER, CellType.NUMBER, CellType.NUMBER, CellType.STRING);
      assertThat(row.getCell(2).asNumber()).isEqualByComparingTo("410102001003");
      assertThat(row.getCell(3).asString()).isEqualTo("1234567890123456789");
    }
  }

  @Test
  void theHeadingOfXlsxIsBoldFrozenAndFilters() throws IOException {
    String sheet = sheet(xlsx(List.of("a", "b"), List.of("x", 1), List.of("y", 2)));
    assertThat(sheet)
        .contains("state=\"frozen\"")
        .contains("ySplit=\"1\"")
        .contains("<autoFilter ref=\"A1:B3\"")
        .containsPattern("<c r=\"A1\" s=\"[1-9]");
  }

  @Test
  void aTextThatLooksLikeAFormulaIsATextInXlsx() throws IOException {
    String sheet = sheet(xlsx(List.of("a"), List.of("=1+1")));
    assertThat(sheet).contains("=1+1").doesNotContain("<f>").doesNotContain("'=");
  }

  @Test
  void charactersThatXmlForbidsAreLeftOutAndLongTextsCut() throws IOException {
    String long1 = "长".repeat(32_767);
    String pairs = "x" + "𠮷".repeat(20_000);
    byte[] workbook =
        xlsx(
            List.of("a"),
            List.of("a\u0000b\u0008\uFFFEc\uD800d𠮷"),
            List.of(long1),
            List.of(long1 + "长"),
            List.of(pairs));
    try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
      List<String> texts =
          read.getFirstSheet().read().stream().skip(1).map(row -> row.getCellText(0)).toList();
      assertThat(texts.get(0)).isEqualTo("abcd𠮷");
      assertThat(texts.get(1)).isEqualTo(long1);
      assertThat(texts.get(2)).hasSize(32_767).endsWith("长…");
      assertThat(texts.get(3)).hasSizeLessThanOrEqualTo(32_767).endsWith("𠮷…");
    }
  }

  @Test
  void rowsThatASheetDoesNotHoldContinueOnTheNextUnderTheHeading() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TableWriter table = new XlsxTableWriter(out, List.of("n"), 1_001)) {
      for (int i = 0; i < 2_500; i++) {
        table.row(List.of(i));
      }
    }
    List<Integer> sizes = new ArrayList<>();
    try (ReadableWorkbook read =
        new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
      for (org.dhatim.fastexcel.reader.Sheet sheet : read.getSheets().toList()) {
        List<org.dhatim.fastexcel.reader.Row> rows = sheet.read();
        assertThat(rows.get(0).getCellText(0)).isEqualTo("n");
        assertThat(rows.get(1).getCellText(0)).isEqualTo(String.valueOf(sizes.size() * 1_000));
        sizes.add(rows.size());
      }
    }
    assertThat(sizes).containsExactly(1_001, 1_001, 501);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.xlsx"})
  void aTableWithoutRowsIsItsHeading(String name) throws IOException {
    Path file = folder.resolve(name);
    TableWriter.write(file, List.of("a", "b"), List.<List<Object>>of());
    assertThat(TableFile.read(file, new Columns(Set.of()).add("a").add("b"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.xlsx"})
  void cellsThatAreNoneAreRefused(String name) throws IOException {
    TableWriter table = TableWriter.named(name, OutputStream.nullOutputStream(), List.of("a"));
    assertThatThrownBy(() -> table.row(List.of(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> table.row(List.of(folder)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.row(List.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 cells under 1 columns");
  }

  @Test
  void anotherEndingIsRefusedBeforeAFileIsMade() {
    Path file = folder.resolve("t.ods");
    assertThatThrownBy(() -> TableWriter.write(file, List.of("a"), List.<List<Object>>of()))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining(".xlsx");
    assertThat(Files.exists(file)).isFalse();
  }

  /**
   * Every text is another one, so that a table of shared texts would show. 200,000 rows of 10 cells
   * were 2 million texts of 60 bytes and more: held, they would take over 100 MB. A million rows
   * take five times as long and no more memory but for 4 bytes a row.
   */
  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.xlsx"})
  void manyRowsTakeLittleMemory(String name) throws IOException {
    int rows = Integer.getInteger("rows", 200_000);
    AtomicLong most = new AtomicLong();
    long before = used();
    long from = System.nanoTime();
    TableWriter table =
        TableWriter.named(
            name,
            OutputStream.nullOutputStream(),
            IntStream.range(0, 10).mapToObj(i -> "column " + i).toList());
    for (int i = 0; i < rows; i++) {
      List<Object> cells = new ArrayList<>();
      for (int c = 0; c < 9; c++) {
        cells.add("text " + i + " " + c);
      }
      cells.add(i * 0.5);
      table.row(cells);
      if (i % (rows / 4) == rows / 4 - 1) {
        most.accumulateAndGet(used() - before, Math::max);
      }
    }
    table.close();
    System.out.printf(
        "%s: %,d rows in %d ms, %d MB held%n",
        name, rows, (System.nanoTime() - from) / 1_000_000, most.get() >> 20);
    assertThat(most.get()).isLessThan(40L << 20);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
