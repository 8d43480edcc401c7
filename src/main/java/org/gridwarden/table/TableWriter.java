package org.gridwarden.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gridwarden.fault.FaultException;

/**
 * Writes a table row by row, holding no more than a few rows: .csv in UTF-8 with its mark, without
 * which Excel garbles Chinese, or .xlsx. In .csv a text that a spreadsheet would run as a formula
 * gets an apostrophe before it. For one thread.
 *
 * <p>A table that isn't closed isn't whole, and is not meant to be: where its rows can't all be
 * had, leave it unclosed, so that nobody takes a part for all.
 */
public interface TableWriter extends Closeable {
  /**
   * @param cells String, Boolean, finite Number or null (empty); those missing at the end are empty
   * @throws IllegalArgumentException for other cells, or more than there are columns
   */
  void row(List<?> cells) throws IOException;

  /** Ends the table and closes the stream. */
  @Override
  void close() throws IOException;

  /** Writes the heading; cells follow. */
  static TableWriter csv(OutputStream out, List<String> columns) throws IOException {
    return new CsvTableWriter(out, columns);
  }

  /**
   * Writes the heading; cells follow. Numbers are numbers, except those of more digits than a
   * spreadsheet keeps. Rows beyond the 1,048,575 that a sheet holds continue on further sheets.
   * Texts lose the characters that XML forbids, and are cut at 32,767.
   */
  static TableWriter xlsx(OutputStream out, List<String> columns) throws IOException {
    return new XlsxTableWriter(out, columns);
  }

  /**
   * The one that a file's name asks for.
   *
   * @throws FaultException for another ending than .csv or .xlsx
   */
  static TableWriter named(String file, OutputStream out, List<String> columns) throws IOException {
    return switch (TableKind.ofName(file)) {
      case CSV -> csv(out, columns);
      case XLSX -> xlsx(out, columns);
    };
  }

  /**
   * Writes a file.
   *
   * @param rows at most as many cells each as there are columns; null is empty
   * @throws FaultException for another ending than .csv or .xlsx
   */
  static <R extends List<?>> void write(Path file, List<String> columns, Iterable<R> rows)
      throws IOException {
    TableKind.ofName(file.getFileName().toString());
    try (OutputStream out = Files.newOutputStream(file)) {
      TableWriter table = named(file.getFileName().toString(), out, columns);
      for (List<?> row : rows) {
        table.row(row);
      }
      table.close();
    }
  }
}
