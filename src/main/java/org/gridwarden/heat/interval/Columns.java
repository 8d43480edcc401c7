package org.gridwarden.heat.interval;

import java.util.List;
import java.util.function.Function;

/**
 * Intervals column by column, 75 bytes each. One thread writes; readers see a row whole once they
 * are shown it, and later changes of it column by column.
 */
public final class Columns {
  long[] id;
  int[] x;
  int[] y;
  int[] version;
  long[] reported;
  long[] from;
  long[] turn;
  long[] to;
  long[] due;
  int[] chain;
  int[] unit;
  int[] category;
  byte[] bits;

  private static final int SEVERITY_BITS = 2;

  Columns(int capacity) {
    id = new long[capacity];
    x = new int[capacity];
    y = new int[capacity];
    version = new int[capacity];
    reported = new long[capacity];
    from = new long[capacity];
    turn = new long[capacity];
    to = new long[capacity];
    due = new long[capacity];
    chain = new int[capacity];
    unit = new int[capacity];
    category = new int[capacity];
    bits = new byte[capacity];
  }

  private Columns() {}

  /**
   * The rows of some parts in another order. One column after the other goes over and is given up,
   * so that memory never holds all twice; the parts are of no use afterwards.
   *
   * @param order rows, their part in the bits above {@code partBits}
   */
  static Columns inOrder(List<Columns> parts, int[] order, int partBits) {
    Columns ordered = new Columns();
    ordered.id = longs(parts, order, partBits, part -> part.id);
    parts.forEach(part -> part.id = null);
    ordered.x = ints(parts, order, partBits, part -> part.x);
    parts.forEach(part -> part.x = null);
    ordered.y = ints(parts, order, partBits, part -> part.y);
    parts.forEach(part -> part.y = null);
    ordered.version = ints(parts, order, partBits, part -> part.version);
    parts.forEach(part -> part.version = null);
    ordered.reported = longs(parts, order, partBits, part -> part.reported);
    parts.forEach(part -> part.reported = null);
    ordered.from = longs(parts, order, partBits, part -> part.from);
    parts.forEach(part -> part.from = null);
    ordered.turn = longs(parts, order, partBits, part -> part.turn);
    parts.forEach(part -> part.turn = null);
    ordered.to = longs(parts, order, partBits, part -> part.to);
    parts.forEach(part -> part.to = null);
    ordered.due = longs(parts, order, partBits, part -> part.due);
    parts.forEach(part -> part.due = null);
    ordered.chain = ints(parts, order, partBits, part -> part.chain);
    parts.forEach(part -> part.chain = null);
    ordered.unit = ints(parts, order, partBits, part -> part.unit);
    parts.forEach(part -> part.unit = null);
    ordered.category = ints(parts, order, partBits, part -> part.category);
    parts.forEach(part -> part.category = null);
    ordered.bits = bytes(parts, order, partBits, part -> part.bits);
    parts.forEach(part -> part.bits = null);
    return ordered;
  }

  private static long[] longs(
      List<Columns> parts, int[] order, int partBits, Function<Columns, long[]> column) {
    long[][] sources = parts.stream().map(column).toArray(long[][]::new);
    int within = (1 << partBits) - 1;
    long[] ordered = new long[order.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = sources[order[i] >>> partBits][order[i] & within];
    }
    return ordered;
  }

  private static int[] ints(
      List<Columns> parts, int[] order, int partBits, Function<Columns, int[]> column) {
    int[][] sources = parts.stream().map(column).toArray(int[][]::new);
    int within = (1 << partBits) - 1;
    int[] ordered = new int[order.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = sources[order[i] >>> partBits][order[i] & within];
    }
    return ordered;
  }

  private static byte[] bytes(
      List<Columns> parts, int[] order, int partBits, Function<Columns, byte[]> column) {
    byte[][] sources = parts.stream().map(column).toArray(byte[][]::new);
    int within = (1 << partBits) - 1;
    byte[] ordered = new byte[order.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = sources[order[i] >>> partBits][order[i] & within];
    }
    return ordered;
  }

  int capacity() {
    return id.length;
  }

  void set(int row, Interval interval) {
    id[row] = interval.id();
    x[row] = interval.x();
    y[row] = interval.y();
    reported[row] = interval.reported();
    from[row] = interval.from();
    chain[row] = interval.chain();
    category[row] = interval.category();
    change(row, interval);
    to[row] = interval.to();
  }

  /** Changes what can change while an interval goes on. */
  void change(int row, Interval interval) {
    version[row] = interval.version();
    turn[row] = interval.turn();
    due[row] = interval.due();
    unit[row] = interval.unit();
    bits[row] = (byte) (interval.marks() << SEVERITY_BITS | interval.severity());
  }

  /** Says of a row's problem what another interval of it says. */
  void tell(int row, Interval interval) {
    due[row] = interval.due();
    unit[row] = interval.unit();
    bits[row] = (byte) (bits[row] & -1 << SEVERITY_BITS | interval.severity());
  }

  void copy(int row, Columns source, int sourceRow) {
    id[row] = source.id[sourceRow];
    x[row] = source.x[sourceRow];
    y[row] = source.y[sourceRow];
    version[row] = source.version[sourceRow];
    reported[row] = source.reported[sourceRow];
    from[row] = source.from[sourceRow];
    turn[row] = source.turn[sourceRow];
    to[row] = source.to[sourceRow];
    due[row] = source.due[sourceRow];
    chain[row] = source.chain[sourceRow];
    unit[row] = source.unit[sourceRow];
    category[row] = source.category[sourceRow];
    bits[row] = source.bits[sourceRow];
  }

  Interval get(int row) {
    return new Interval(
        id[row],
        x[row],
        y[row],
        version[row],
        reported[row],
        from[row],
        turn[row],
        to[row],
        due[row],
        chain[row],
        unit[row],
        category[row],
        severity(row),
        marks(row));
  }

  public long id(int row) {
    return id[row];
  }

  public int x(int row) {
    return x[row];
  }

  public int y(int row) {
    return y[row];
  }

  /** Where some rows lie, as {@link org.gridwarden.geo.WebMercator#fixed}. */
  public void positions(int[] rows, int count, int[] intoX, int[] intoY) {
    for (int i = 0; i < count; i++) {
      intoX[i] = x[rows[i]];
      intoY[i] = y[rows[i]];
    }
  }

  public long reported(int row) {
    return reported[row];
  }

  public long from(int row) {
    return from[row];
  }

  public long turn(int row) {
    return turn[row];
  }

  public long to(int row) {
    return to[row];
  }

  public long due(int row) {
    return due[row];
  }

  public int chain(int row) {
    return chain[row];
  }

  public int unit(int row) {
    return unit[row];
  }

  public int category(int row) {
    return category[row];
  }

  public int severity(int row) {
    return bits[row] & (1 << SEVERITY_BITS) - 1;
  }

  /** Bits of {@link Interval.Marks}. */
  public int marks(int row) {
    return bits[row] >> SEVERITY_BITS;
  }
}
