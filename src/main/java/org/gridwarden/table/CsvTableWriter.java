package org.gridwarden.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A table as .csv. Before a text that a spreadsheet would run as a formula stands an apostrophe.
 */
final class CsvTableWriter extends TableWriter {
  /** Blanks before it don't keep a spreadsheet from running it, nor do full-width forms. */
  private static final Pattern FORMULA =
      Pattern.compile("^[\\s\\u00a0\\u3000]*[=+\\-@\\t\\r＝＋－＠].*", Pattern.DOTALL);

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final CsvWriter csv;

  CsvTableWriter(OutputStream out, List<String> columns) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    csv = CsvWriter.builder().build(writer);
    csv.writeRecord(columns);
  }

  @Override
  public void row(List<?> cells) {
    csv.writeRecord(cells.stream().map(CsvTableWriter::text).toList());
  }

  private static String text(Object cell) {
    if (cell == null) {
      return null;
    }
    String text = cell.toString();
    boolean formula =
        cell instanceof String
            && FORMULA.matcher(text).matches()
            && !NUMBER.matcher(text).matches();
    return formula ? "'" + text : text;
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
