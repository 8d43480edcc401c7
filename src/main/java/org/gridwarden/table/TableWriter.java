package org.gridwarden.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gridwarden.fault.FaultException;

/**
 * Writes a table row by row, holding none: .csv in UTF-8 with its mark, without which Excel garbles
 * Chinese, and .xlsx. A text that a spreadsheet would run as a formula is made harmless. For one
 * thread; {@link #close} ends the table and closes what it writes to.
 */
public abstract sealed class TableWriter implements AutoCloseable
    permits CsvTableWriter, XlsxTableWriter {

  /** The kinds of table there are, by the ending of a file's name. */
  public enum Kind {
    CSV("text/csv; charset=utf-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    Kind(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }

    public String ending() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static TableWriter to(OutputStream out, Kind kind, List<String> columns)
      throws IOException {
    return switch (kind) {
      case CSV -> new CsvTableWriter(out, columns);
      case XLSX -> new XlsxTableWriter(out, columns);
    };
  }

  /**
   * @throws FaultException for another ending than .csv or .xlsx
   */
  public static TableWriter to(Path file, List<String> columns) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(each -> name.endsWith("." + each.ending()))
            .findFirst()
            .orElseThrow(
                () -> FaultException.badInput("out", file, "a table is written as .csv or .xlsx"));
    return to(Files.newOutputStream(file), kind, columns);
  }

  /**
   * Writes a whole table.
   *
   * @param rows as many cells each as there are columns; null is empty
   */
  public static void write(Path file, List<String> columns, Iterable<List<String>> rows)
      throws IOException {
    try (TableWriter table = to(file, columns)) {
      for (List<String> row : rows) {
        table.row(row);
      }
    }
  }

  /**
   * @param cells texts, numbers, truth values; null is empty
   */
  public abstract void row(List<?> cells) throws IOException;

  @Override
  public abstract void close() throws IOException;
}
