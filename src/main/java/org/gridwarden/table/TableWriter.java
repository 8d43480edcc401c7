package org.gridwarden.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.gridwarden.fault.FaultException;

/**
 * Writes tables: .csv in UTF-8 with its mark, without which Excel garbles Chinese, and .xlsx. In
 * .csv a text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
public final class TableWriter {
  private TableWriter() {}

  /**
   * @param rows as many cells each as there are columns; null is empty
   * @throws FaultException for another ending than .csv or .xlsx
   */
  public static void write(Path file, List<String> columns, Iterable<List<String>> rows)
      throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      writeCsv(file, columns, rows);
    } else if (name.endsWith(".xlsx")) {
      writeXlsx(file, columns, rows);
    } else {
      throw FaultException.badInput("out", file, "a table is written as .csv or .xlsx");
    }
  }

  private static void writeCsv(Path file, List<String> columns, Iterable<List<String>> rows)
      throws IOException {
    try (Writer out = new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
      out.write('\uFEFF');
      try (CsvWriter csv = CsvWriter.builder().build(out)) {
        csv.writeRecord(columns);
        for (List<String> row : rows) {
          csv.writeRecord(row.stream().map(TableWriter::harmless).toList());
        }
      }
    }
  }

  private static String harmless(String cell) {
    boolean formula = cell != null && !cell.isEmpty() && "=+@\t\r".indexOf(cell.charAt(0)) >= 0;
    return formula ? "'" + cell : cell;
  }

  private static void writeXlsx(Path file, List<String> columns, Iterable<List<String>> rows)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "gridwarden", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("1");
      for (int i = 0; i < columns.size(); i++) {
        sheet.value(0, i, columns.get(i));
      }
      int at = 1;
      for (List<String> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          if (row.get(i) != null) {
            sheet.value(at, i, row.get(i));
          }
        }
        at++;
      }
    }
  }
}
