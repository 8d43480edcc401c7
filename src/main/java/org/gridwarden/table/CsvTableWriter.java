package org.gridwarden.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes .csv; see {@link TableWriter}. */
final class CsvTableWriter implements TableWriter {
  private final CsvWriter csv;
  private final int columns;

  CsvTableWriter(OutputStream out, List<String> columns) throws IOException {
    this.columns = columns.size();
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    text.write('\uFEFF');
    csv = CsvWriter.builder().build(text);
    row(columns);
  }

  @Override
  public void row(List<?> cells) {
    CellText.check(cells, columns);
    List<String> texts = new ArrayList<>(columns);
    for (Object cell : cells) {
      texts.add(text(cell));
    }
    while (texts.size() < columns) {
      texts.add(null);
    }
    csv.writeRecord(texts);
  }

  private static String text(Object cell) {
    if (cell instanceof String text) {
      return CellText.harmless(text);
    }
    if (cell instanceof Number number) {
      return CellText.number(number);
    }
    if (cell == null || cell instanceof Boolean) {
      return cell == null ? null : cell.toString();
    }
    throw CellText.refusal(cell);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
