package org.gridwarden.table;

import java.util.Map;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.Faults;

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

  /**
   * Whether it is marked to be taken out: yes (是) in its column {@link Incoming#REMOVE}. Only its
   * key is read then.
   */
  public boolean isRemoved(Faults faults) {
    String mark = find(Incoming.REMOVE);
    if (mark == null || mark.equalsIgnoreCase("no") || mark.equals("否")) {
      return false;
    }
    if (!mark.equalsIgnoreCase("yes") && !mark.equals("是")) {
      faults.add(fault(Incoming.REMOVE, "yes (是) takes the row out; it is empty otherwise"));
    }
    return true;
  }

  /** A fault of one of its cells. */
  public Fault fault(String column, String detail) {
    return Fault.badInput(detail).file(file).line(line).field(column).value(find(column));
  }
}
