package org.gridwarden.table;

import java.util.Map;
import org.gridwarden.fault.Fault;

/**
 * One row of a table.
 *
 * @param line in the file, counted from 1, the heading being line 1
 * @param cells stripped text by column; an empty cell is absent
 */
public record Row(String file, long line, Map<String, String> cells) {
  public Row {
    cells = Map.copyOf(cells);
  }

  /** The cell's text, or null where it is empty or the table has no such column. */
  public String find(String column) {
    return cells.get(column);
  }

  /** A fault of one of its cells. */
  public Fault fault(String column, String detail) {
    return Fault.badInput(detail).file(file).line(line).field(column).value(find(column));
  }
}
