package org.gridwarden.heat.interval;

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

  Columns grown(int capacity) {
    Columns grown = new Columns(capacity);
    System.arraycopy(id, 0, grown.id, 0, capacity());
    System.arraycopy(x, 0, grown.x, 0, capacity());
    System.arraycopy(y, 0, grown.y, 0, capacity());
    System.arraycopy(version, 0, grown.version, 0, capacity());
    System.arraycopy(reported, 0, grown.reported, 0, capacity());
    System.arraycopy(from, 0, grown.from, 0, capacity());
    System.arraycopy(turn, 0, grown.turn, 0, capacity());
    System.arraycopy(to, 0, grown.to, 0, capacity());
    System.arraycopy(due, 0, grown.due, 0, capacity());
    System.arraycopy(chain, 0, grown.chain, 0, capacity());
    System.arraycopy(unit, 0, grown.unit, 0, capacity());
    System.arraycopy(category, 0, grown.category, 0, capacity());
    System.arraycopy(bits, 0, grown.bits, 0, capacity());
    return grown;
  }

  private Columns() {}

  /**
   * Some of its rows in another order. One column after the other goes over and is given up, so
   * that memory never holds both whole; these columns are of no use afterwards.
   */
  Columns intoOrder(int[] rows) {
    Columns ordered = new Columns();
    ordered.id = ordered(id, rows);
    id = null;
    ordered.x = ordered(x, rows);
    x = null;
    ordered.y = ordered(y, rows);
    y = null;
    ordered.version = ordered(version, rows);
    version = null;
    ordered.reported = ordered(reported, rows);
    reported = null;
    ordered.from = ordered(from, rows);
    from = null;
    ordered.turn = ordered(turn, rows);
    turn = null;
    ordered.to = ordered(to, rows);
    to = null;
    ordered.due = ordered(due, rows);
    due = null;
    ordered.chain = ordered(chain, rows);
    chain = null;
    ordered.unit = ordered(unit, rows);
    unit = null;
    ordered.category = ordered(category, rows);
    category = null;
    ordered.bits = ordered(bits, rows);
    bits = null;
    return ordered;
  }

  private static long[] ordered(long[] column, int[] rows) {
    long[] ordered = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ordered[i] = column[rows[i]];
    }
    return ordered;
  }

  private static int[] ordered(int[] column, int[] rows) {
    int[] ordered = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ordered[i] = column[rows[i]];
    }
    return ordered;
  }

  private static byte[] ordered(byte[] column, int[] rows) {
    byte[] ordered = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ordered[i] = column[rows[i]];
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
