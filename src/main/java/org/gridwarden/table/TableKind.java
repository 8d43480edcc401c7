package org.gridwarden.table;

import java.util.Locale;
import org.gridwarden.fault.FaultException;

/** The kinds of tables that are written. */
public enum TableKind {
  CSV("text/csv; charset=utf-8"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private final String mediaType;

  TableKind(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * @throws FaultException for another ending than .csv or .xlsx
   */
  public static TableKind ofName(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return CSV;
    }
    if (name.endsWith(".xlsx")) {
      return XLSX;
    }
    throw FaultException.badInput("out", file, "a table is written as .csv or .xlsx");
  }
}
