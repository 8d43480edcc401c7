package org.gridwarden.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;

/**
 * Reads .csv (UTF-8 with or without its mark, else GB18030, which Excel in China writes) and the
 * first sheet of .xlsx. Rows that are empty throughout are left out. The apostrophe that {@link
 * TableWriter} puts before a formula in .csv is taken away again.
 */
public final class TableFile {
  private static final long MOST_BYTES = 256L << 20;

  /** Without the formats a date is a number of days like any other number. */
  private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, false);

  private TableFile() {}

  /**
   * @throws FaultException where the file can't be read as a table, names an unknown column, misses
   *     a required one, or leaves a quote open; every fault is listed
   */
  public static List<Row> read(Path path, Columns columns) {
    String file = path.getFileName().toString();
    try {
      if (!Files.isRegularFile(path)) {
        throw refuse(file, "no such file");
      }
      if (Files.size(path) == 0) {
        throw refuse(file, "the file is empty");
      }
      if (Files.size(path) > MOST_BYTES) {
        throw refuse(file, "the file is larger than " + (MOST_BYTES >> 20) + " MiB");
      }
      String name = file.toLowerCase(Locale.ROOT);
      if (name.endsWith(".csv")) {
        return csv(file, text(Files.readAllBytes(path)), columns);
      }
      if (name.endsWith(".xlsx")) {
        return xlsx(path, file, columns);
      }
      throw refuse(file, "unknown kind of file; give .csv or .xlsx");
    } catch (IOException failure) {
      throw refuse(file, "could not be read: " + failure.getMessage());
    }
  }

  private static FaultException refuse(String file, String detail) {
    return new FaultException(List.of(Fault.badInput(detail).file(file)));
  }

  private static String text(byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, Charset.forName("GB18030"));
    }
  }

  private static List<Row> csv(String file, String text, Columns columns) {
    List<Numbered> rows = new ArrayList<>();
    refuseOpenQuote(file, text);
    try (CsvReader<CsvRecord> reader = CsvReader.builder().skipEmptyLines(true).ofCsvRecord(text)) {
      for (CsvRecord each : reader) {
        rows.add(
            new Numbered(
                each.getStartingLineNumber(),
                each.getFields().stream().map(CellText::original).toList()));
      }
    } catch (CsvParseException | IOException broken) {
      throw refuse(file, "not a CSV table: " + broken.getMessage());
    }
    return rows(file, rows, columns);
  }

  /** A quote left open would swallow the rest of the file into one cell: say where it began. */
  private static void refuseOpenQuote(String file, String text) {
    boolean open = false;
    long line = 1;
    long openedAt = 0;
    char before = '\n';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"'
          && (open || before == ',' || before == '\n' || before == '\r' || before == '"')) {
        open = !open;
        openedAt = open ? line : openedAt;
      }
      line += c == '\n' ? 1 : 0;
      before = c;
    }
    if (open) {
      throw new FaultException(
          List.of(
              Fault.badInput("a quote (\") is opened here and never closed")
                  .file(file)
                  .line(openedAt)));
    }
  }

  private static List<Row> xlsx(Path path, String file, Columns columns) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path));
        ReadableWorkbook workbook = new ReadableWorkbook(in, WITH_FORMATS);
        Stream<org.dhatim.fastexcel.reader.Row> sheet = workbook.getFirstSheet().openStream()) {
      List<Numbered> rows = new ArrayList<>();
      sheet.forEach(
          row -> {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.getCellCount(); i++) {
              cells.add(row.getOptionalCell(i).map(TableFile::text).orElse(""));
            }
            rows.add(new Numbered(row.getRowNum(), cells));
          });
      return rows(file, rows, columns);
    } catch (IOException | ExcelReaderException broken) {
      throw refuse(file, "not an Excel workbook (.xlsx), or a damaged one");
    }
  }

  private static String text(Cell cell) {
    if (cell.getType() == CellType.NUMBER) {
      String format = String.valueOf(cell.getDataFormatString()).toLowerCase(Locale.ROOT);
      if (format.contains("yy") || format.contains("d/m") || format.contains("m/d")) {
        String moment = cell.asDate().toString();
        return moment.endsWith("T00:00") ? moment.substring(0, 10) : moment;
      }
      return cell.asNumber().stripTrailingZeros().toPlainString();
    }
    return cell.getType() == CellType.EMPTY || cell.getValue() == null
        ? ""
        : cell.getValue().toString();
  }

  private record Numbered(long line, List<String> cells) {}

  private static List<Row> rows(String file, List<Numbered> rows, Columns columns) {
    if (rows.isEmpty()) {
      throw refuse(file, "the file has no heading line");
    }
    Faults faults = new Faults();
    List<String> names = columns.resolve(file, rows.get(0).cells(), faults);
    faults.throwIfAny();
    List<Row> read = new ArrayList<>();
    for (Numbered row : rows.subList(1, rows.size())) {
      Map<String, String> cells = new HashMap<>();
      for (int i = 0; i < row.cells().size(); i++) {
        String cell = row.cells().get(i).strip();
        if (cell.isEmpty()) {
          continue;
        }
        if (i >= names.size()) {
          faults.add(
              Fault.badInput("more cells than the heading line has columns")
                  .file(file)
                  .line(row.line())
                  .value(cell));
        } else if (names.get(i) != null) {
          cells.put(names.get(i), cell);
        }
      }
      if (!cells.isEmpty()) {
        read.add(new Row(file, row.line(), cells));
      }
    }
    faults.throwIfAny();
    return read;
  }
}
