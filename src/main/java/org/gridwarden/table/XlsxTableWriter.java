package org.gridwarden.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table as .xlsx: headings bold and frozen, texts as texts (so that none is a formula), numbers
 * as numbers. Rows beyond what a sheet holds go on in another one.
 */
final class XlsxTableWriter extends TableWriter {
  private static final int MOST_ROWS = 1_048_576;
  private static final int LONGEST_TEXT = 32_767;
  private static final int FLUSHED_ROWS = 1_000;

  private final OutputStream out;
  private final Workbook workbook;
  private final List<String> columns;
  private Worksheet sheet;
  private int sheets;
  private int at;

  XlsxTableWriter(OutputStream out, List<String> columns) throws IOException {
    this.out = out;
    this.columns = columns;
    this.workbook = new Workbook(out, "gridwarden", "1.0");
    begin();
  }

  private void begin() {
    sheet = workbook.newWorksheet(String.valueOf(++sheets));
    for (int i = 0; i < columns.size(); i++) {
      sheet.value(0, i, columns.get(i));
      sheet.style(0, i).bold().set();
    }
    sheet.freezePane(0, 1);
    at = 1;
  }

  @Override
  public void row(List<?> cells) throws IOException {
    if (at == MOST_ROWS) {
      sheet.finish();
      begin();
    }
    for (int i = 0; i < cells.size(); i++) {
      Object cell = cells.get(i);
      if (cell instanceof Number number) {
        sheet.value(at, i, number);
      } else if (cell instanceof Boolean is) {
        sheet.value(at, i, is);
      } else if (cell != null) {
        sheet.inlineString(at, i, text(cell.toString()));
      }
    }
    at++;
    if (at % FLUSHED_ROWS == 0) {
      sheet.flush();
    }
  }

  /** Without what XML can't hold, and no longer than a cell may be. */
  private static String text(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(
            c ->
                c == '\n'
                    || c == '\t'
                    || (c >= 0x20 && c < 0xD800)
                    || (c > 0xDFFF && c < 0xFFFE)
                    || c > 0xFFFF)
        .forEach(kept::appendCodePoint);
    return kept.length() <= LONGEST_TEXT
        ? kept.toString()
        : kept.substring(0, LONGEST_TEXT - 1) + "…";
  }

  @Override
  public void close() throws IOException {
    workbook.finish();
    out.close();
  }
}
