package org.gridwarden.heat.interval;

import java.util.ArrayList;
import java.util.List;

/**
 * Intervals that are found by where they lie: some sorted segments and a short tail that isn't
 * sorted, merged as they grow, so that adding one costs little and scanning a square of the map
 * touches little else (the idea of log-structured merge trees, O'Neil et al., Acta Informatica 33,
 * 1996). 75 bytes an interval and up to 20 where they are summed up, and as much again while the
 * largest segment is made anew. One thread writes at a time; those who scan never wait, and see
 * each row as it was at some moment during their scan.
 */
public final class IntervalSet {
  private static final int TAIL = 2048;
  private static final int BATCH = 2048;

  /** A segment swallows the next one unless it is so many times as large. */
  private static final int FACTOR = 4;

  /** What was taken out ended before all time. */
  private static final long GONE = Long.MIN_VALUE;

  private final boolean summed;
  private volatile State state = new State(new Segment[0], new Tail());
  private volatile int size;

  /**
   * @param summed whether {@link #sum} is to be quick
   */
  public IntervalSet(boolean summed) {
    this.summed = summed;
  }

  private record State(Segment[] segments, Tail tail) {}

  /** The newest intervals, in the order in which they came. */
  private static final class Tail {
    final Columns columns = new Columns(TAIL);

    /** Readers see the rows below. */
    volatile int size;
  }

  /** Told of rows that a scan found. */
  @FunctionalInterface
  public interface Sink {
    void rows(Columns columns, int[] rows, int count);
  }

  /** Told of bins that are summed up. */
  @FunctionalInterface
  public interface BinSink {
    /**
     * @param column of the bin, from the west of the lattice
     * @param row from the north
     * @param sums nine of them from {@code at} on, as {@link org.gridwarden.heat.density.Shares}
     *     makes them; not to be kept
     */
    void bin(int column, int row, double[] sums, int at);
  }

  /** How many intervals it holds. */
  public int size() {
    return size;
  }

  public synchronized void add(Interval interval) {
    Tail tail = state.tail;
    tail.columns.set(tail.size, interval);
    tail.size = tail.size + 1;
    size = size + 1;
    if (tail.size == TAIL) {
      List<Segment> segments = new ArrayList<>(List.of(state.segments));
      Gathered gathered = new Gathered(TAIL);
      gather(gathered, tail.columns, TAIL);
      if (gathered.size() > 0) {
        segments.add(new Segment(gathered, summed));
      }
      publish(segments, new Tail());
    }
  }

  /** Takes up many at once, at about the cost of sorting them. */
  public Loading load() {
    return new Loading();
  }

  /** Gathers intervals; they are in the set once it is closed. For one thread. */
  public final class Loading {
    private static final int EXPECTED = 1 << 14;

    private Gathered gathered = new Gathered(EXPECTED);

    private Loading() {}

    public void add(Interval interval) {
      if (gathered.isFull()) {
        close();
      }
      gathered.add(interval);
    }

    public void close() {
      if (gathered.size() > 0) {
        take(new Segment(gathered, summed));
        gathered = new Gathered(EXPECTED);
      }
    }
  }

  private synchronized void take(Segment segment) {
    List<Segment> segments = new ArrayList<>(List.of(state.segments));
    segments.add(segment);
    size = size + segment.size;
    publish(segments, state.tail);
  }

  /** Readers that hold the state before go on with it. */
  private void publish(List<Segment> segments, Tail tail) {
    segments.sort((a, b) -> Integer.compare(b.size, a.size));
    state = new State(merge(segments).toArray(Segment[]::new), tail);
  }

  private List<Segment> merge(List<Segment> segments) {
    List<Segment> merged = new ArrayList<>(segments);
    while (merged.size() > 1) {
      Segment last = merged.get(merged.size() - 1);
      Segment before = merged.get(merged.size() - 2);
      long both = (long) last.size + before.size;
      if (before.size > (long) FACTOR * last.size || both > Gathered.MOST_ROWS) {
        break;
      }
      merged.remove(merged.size() - 1);
      merged.set(merged.size() - 1, join(before, last));
    }
    return merged;
  }

  private Segment join(Segment one, Segment other) {
    Gathered gathered = new Gathered(one.size - one.gone + other.size - other.gone);
    gather(gathered, one.columns, one.size);
    gather(gathered, other.columns, other.size);
    return new Segment(gathered, summed);
  }

  private static void gather(Gathered gathered, Columns columns, int size) {
    for (int row = 0; row < size; row++) {
      if (!isGone(columns, row)) {
        gathered.copy(columns, row);
      }
    }
  }

  private static boolean isGone(Columns columns, int row) {
    return columns.to[row] == GONE;
  }

  /** The interval of a problem that ends last, or null. */
  public synchronized Interval find(long id, int x, int y) {
    Place place = place(id, x, y);
    return place == null ? null : place.columns.get(place.row);
  }

  /** Takes the interval of a problem that ends last out, and returns it; null where it has none. */
  public synchronized Interval remove(long id, int x, int y) {
    Place place = place(id, x, y);
    if (place == null) {
      return null;
    }
    Interval interval = place.columns.get(place.row);
    if (place.segment != null && place.segment.pyramid != null && interval.to() == Interval.NEVER) {
      place.segment.pyramid.remove(place.row);
    }
    place.columns.to[place.row] = GONE;
    size = size - 1;
    if (place.segment != null) {
      place.segment.gone++;
      if (place.segment.gone * 2 > place.segment.size) {
        shrink(place.segment);
      }
    }
    return interval;
  }

  private void shrink(Segment segment) {
    List<Segment> segments = new ArrayList<>(List.of(state.segments));
    segments.remove(segment);
    Gathered rest = new Gathered(segment.size - segment.gone);
    gather(rest, segment.columns, segment.size);
    if (rest.size() > 0) {
      segments.add(new Segment(rest, summed));
    }
    publish(segments, state.tail);
  }

  /**
   * Has all intervals of a problem say of it what one says: when it is due, who holds it, how bad
   * it is. A set that is read anew knows of these only what holds now.
   */
  public synchronized void tell(Interval interval) {
    tell(state.tail.columns, 0, state.tail.size, interval);
    long place = Morton.of(interval.x(), interval.y());
    for (Segment segment : state.segments) {
      tell(segment.columns, segment.first(place), segment.first(place + 1), interval);
    }
  }

  private static void tell(Columns columns, int from, int to, Interval interval) {
    for (int row = from; row < to; row++) {
      if (columns.id[row] == interval.id()) {
        columns.tell(row, interval);
      }
    }
  }

  /**
   * @param segment null in the tail
   */
  private record Place(Columns columns, int row, Segment segment) {}

  private Place place(long id, int x, int y) {
    Place last = last(null, state.tail.columns, 0, state.tail.size, null, id, x, y);
    long place = Morton.of(x, y);
    for (Segment segment : state.segments) {
      int from = segment.first(place);
      int to = segment.first(place + 1);
      last = last(last, segment.columns, from, to, segment, id, x, y);
    }
    return last;
  }

  /** Of some rows and one known before, the one of a problem that ends last. */
  private static Place last(
      Place known, Columns columns, int from, int to, Segment segment, long id, int x, int y) {
    Place last = known;
    long end = known == null ? GONE : known.columns.to[known.row];
    for (int row = from; row < to; row++) {
      if (columns.id[row] == id
          && columns.x[row] == x
          && columns.y[row] == y
          && columns.to[row] > end) {
        last = new Place(columns, row, segment);
        end = columns.to[row];
      }
    }
    return last;
  }

  /** Tells of the rows in one square of a zoom up to 20 that meet a test. */
  public void scan(int zoom, int squareX, int squareY, RowTest test, Sink sink) {
    Square square = new Square(zoom, squareX, squareY);
    State now = state;
    int[] rows = new int[BATCH];
    for (Segment segment : now.segments) {
      square.scan(segment, test, sink, rows);
    }
    square.scan(now.tail, test, sink, rows);
  }

  /**
   * Tells of all that goes on in one square: bins of a lattice where many rows share one, and the
   * rows that aren't among them. Nobody may write meanwhile.
   *
   * @param level of the lattice, not below the zoom
   */
  public void sum(int level, int zoom, int squareX, int squareY, BinSink bins, Sink sink) {
    Square square = new Square(zoom, squareX, squareY);
    State now = state;
    int[] rows = new int[BATCH];
    RowTest goesOn = RowTests.unresolvedStill();
    for (Segment segment : now.segments) {
      if (segment.pyramid != null && segment.pyramid.has(level)) {
        segment.pyramid.tell(level, square.begin(segment), square.end(segment), bins);
      } else {
        square.scan(segment, goesOn, sink, rows);
      }
    }
    square.scan(now.tail, goesOn, sink, rows);
  }

  /** A square of the map as a stretch of the curve. */
  private record Square(long first, long behind) {
    Square(int zoom, int x, int y) {
      this(Morton.first(zoom, x, y), Morton.first(zoom, x, y) + Morton.places(zoom));
    }

    int begin(Segment segment) {
      return segment.first(first);
    }

    int end(Segment segment) {
      return segment.first(behind);
    }

    void scan(Segment segment, RowTest test, Sink sink, int[] rows) {
      pass(segment.columns, begin(segment), end(segment), test, sink, rows);
    }

    void scan(Tail tail, RowTest test, Sink sink, int[] rows) {
      RowTest within =
          (columns, some, count) -> {
            int kept = 0;
            for (int i = 0; i < count; i++) {
              long place = Morton.of(columns.x[some[i]], columns.y[some[i]]);
              some[kept] = some[i];
              kept += place >= first && place < behind ? 1 : 0;
            }
            return kept;
          };
      pass(tail.columns, 0, tail.size, within.and(test), sink, rows);
    }
  }

  private static void pass(Columns columns, int from, int to, RowTest test, Sink sink, int[] rows) {
    for (int start = from; start < to; start += BATCH) {
      int count = Math.min(BATCH, to - start);
      for (int i = 0; i < count; i++) {
        rows[i] = start + i;
      }
      int kept = test.keep(columns, rows, count);
      if (kept > 0) {
        sink.rows(columns, rows, kept);
      }
    }
  }
}
