package org.gridwarden.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Answers the rows of one chunk. For one thread. */
final class CsvChunk {
  private static final byte[] ERROR = "error,,,,,".getBytes(StandardCharsets.US_ASCII);

  private final CsvHeading heading;
  private final CsvBatch.PointAnswerer answerer;
  private final byte[] bytes;
  private final int end;
  private int at;
  private int rows;
  private double[] points = new double[8192];
  private int[] ids = new int[8192];
  private String[] errors = new String[4096];

  CsvChunk(CsvHeading heading, CsvBatch.PointAnswerer answerer, ChunkReader.Chunk chunk) {
    this.heading = heading;
    this.answerer = answerer;
    this.bytes = chunk.bytes();
    this.at = chunk.from();
    this.end = chunk.length();
  }

  CsvBatch.ByteBuffer answer() {
    while (at < end) {
      readRow();
    }
    byte[][] answers = new byte[rows][];
    String[] faults = new String[rows];
    answerer.answer(points, rows, answers, faults);
    CsvBatch.ByteBuffer out = new CsvBatch.ByteBuffer(rows * 96);
    for (int row = 0; row < rows; row++) {
      out.put(bytes, ids[2 * row], ids[2 * row + 1] - ids[2 * row]);
      out.put(',');
      String fault = errors[row] != null ? errors[row] : faults[row];
      if (fault == null) {
        out.put(answers[row]);
      } else {
        out.put(ERROR);
        out.put(CsvBatch.quoted(fault).getBytes(StandardCharsets.UTF_8));
      }
      out.put('\n');
    }
    return out;
  }

  /** Reads one row; an empty line is passed over. */
  private void readRow() {
    int start = at;
    if (isLineEnd(start)) {
      at =
          bytes[start] == '\r' && start + 1 < end && bytes[start + 1] == '\n'
              ? start + 2
              : start + 1;
      return;
    }
    grow();
    int column = 0;
    double lon = Double.NaN;
    double lat = Double.NaN;
    int idFrom = start;
    int idTo = start;
    int lonFrom = -1;
    int lonTo = -1;
    int latFrom = -1;
    int latTo = -1;
    while (true) {
      int from = at;
      int to = fieldEnd(from);
      if (column == heading.id()) {
        idFrom = from;
        idTo = to;
      } else if (column == heading.lon()) {
        lonFrom = from;
        lonTo = to;
        lon = number(from, to);
      } else if (column == heading.lat()) {
        latFrom = from;
        latTo = to;
        lat = number(from, to);
      }
      column++;
      at = to;
      if (at < end && bytes[at] == ',') {
        at++;
      } else {
        break;
      }
    }
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    at++;
    ids[2 * rows] = idFrom;
    ids[2 * rows + 1] = idTo;
    errors[rows] = faultOf("lon", lon, lonFrom, lonTo);
    if (errors[rows] == null) {
      errors[rows] = faultOf("lat", lat, latFrom, latTo);
    }
    points[2 * rows] = errors[rows] == null ? lon : 0;
    points[2 * rows + 1] = errors[rows] == null ? lat : 0;
    rows++;
  }

  private String faultOf(String name, double value, int from, int to) {
    if (Double.isFinite(value)) {
      return null;
    }
    if (from < 0 || from == to) {
      return name + " is missing";
    }
    String text = new String(bytes, from, Math.min(40, to - from), StandardCharsets.UTF_8);
    return name + " is not a finite number: " + text;
  }

  private double number(int from, int to) {
    boolean quoted = to - from >= 2 && bytes[from] == '"' && bytes[to - 1] == '"';
    return quoted ? Decimal.parse(bytes, from + 1, to - 1) : Decimal.parse(bytes, from, to);
  }

  private boolean isLineEnd(int place) {
    return bytes[place] == '\n' || bytes[place] == '\r';
  }

  /** The place after a field: a comma, a line end or the end of the chunk. */
  private int fieldEnd(int from) {
    int to = from;
    if (to < end && bytes[to] == '"') {
      boolean quoted = true;
      to++;
      while (to < end && (quoted || (bytes[to] != ',' && !isLineEnd(to)))) {
        if (bytes[to] == '"') {
          quoted = !quoted;
        }
        to++;
      }
      return to;
    }
    while (to < end && bytes[to] != ',' && !isLineEnd(to)) {
      to++;
    }
    return to;
  }

  private void grow() {
    if (rows == errors.length) {
      errors = Arrays.copyOf(errors, rows * 2);
      points = Arrays.copyOf(points, rows * 4);
      ids = Arrays.copyOf(ids, rows * 4);
    }
  }
}
