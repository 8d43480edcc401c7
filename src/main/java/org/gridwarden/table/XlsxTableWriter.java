package org.gridwarden.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes .xlsx; see {@link TableWriter}. Rows leave memory every {@value #ROWS_HELD}; texts stand
 * in their cells, not in the table of shared texts, which would hold all of them to the end.
 */
final class XlsxTableWriter implements TableWriter {
  /** What a sheet of Excel holds, the heading being one. */
  static final int MOST_ROWS = 1_048_576;

  private static final int ROWS_HELD = 500;

  private final OutputStream out;
  private final Workbook workbook;
  private final List<String> columns;
  private final int mostRows;
  private Worksheet sheet;
  private int sheets;
  private int next;

  XlsxTableWriter(OutputStream out, List<String> columns) throws IOException {
    this(out, columns, MOST_ROWS);
  }

  XlsxTableWriter(OutputStream out, List<String> columns, int mostRows) throws IOException {
    this.out = out;
    this.columns = List.copyOf(columns);
    this.mostRows = mostRows;
    this.workbook = new Workbook(out, "gridwarden", "1.0");
    begin();
  }

  private void begin() throws IOException {
    sheet = workbook.newWorksheet(String.valueOf(++sheets));
    sheet.freezePane(0, 1);
    for (int i = 0; i < columns.size(); i++) {
      sheet.inlineString(0, i, CellText.xlsx(columns.get(i)));
      sheet.style(0, i).bold().set();
    }
    next = 1;
  }

  @Override
  public void row(List<?> cells) throws IOException {
    CellText.check(cells, columns.size());
    if (next == mostRows) {
      end();
      begin();
    }
    for (int i = 0; i < cells.size(); i++) {
      put(i, cells.get(i));
    }
    next++;
    if (next % ROWS_HELD == 0) {
      sheet.flush();
    }
  }

  private void put(int column, Object cell) {
    if (cell instanceof String text) {
      sheet.inlineString(next, column, CellText.xlsx(text));
    } else if (cell instanceof Number number) {
      String digits = CellText.number(number);
      if (CellText.isKept(number)) {
        sheet.value(next, column, number);
      } else {
        sheet.inlineString(next, column, digits);
      }
    } else if (cell instanceof Boolean truth) {
      sheet.value(next, column, truth);
    } else if (cell != null) {
      throw CellText.refusal(cell);
    }
  }

  private void end() throws IOException {
    if (!columns.isEmpty()) {
      sheet.setAutoFilter(0, 0, next - 1, columns.size() - 1);
    }
    sheet.finish();
  }

  @Override
  public void close() throws IOException {
    end();
    workbook.finish();
    out.close();
  }
}
