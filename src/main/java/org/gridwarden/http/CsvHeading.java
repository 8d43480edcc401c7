package org.gridwarden.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;

/** In which columns of a table of points the id and the position stand. */
record CsvHeading(int id, int lon, int lat) {
  static CsvHeading read(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8).strip();
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    List<String> columns = new ArrayList<>();
    for (String column : text.split(",", -1)) {
      columns.add(column.strip().replace("\"", "").toLowerCase(Locale.ROOT));
    }
    return new CsvHeading(place(columns, "id"), place(columns, "lon"), place(columns, "lat"));
  }

  private static int place(List<String> columns, String name) {
    int place = columns.indexOf(name);
    if (place < 0) {
      throw new FaultException(
          Fault.badInput("the column is missing; the first line must name id, lon and lat")
              .line(1)
              .field(name));
    }
    return place;
  }
}
