package org.gridwarden.heat;

import java.util.function.Consumer;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.heat.interval.Interval;
import org.gridwarden.heat.interval.Interval.Marks;
import org.gridwarden.problem.ProblemStatus;
import org.gridwarden.problem.index.Codes;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.RowView;

/**
 * Cuts the life of a problem into intervals: it is told of each status that the problem got, in
 * their order. For one problem and one thread.
 */
final class Life {
  private final Interval first;
  private final Consumer<Interval> ended;
  private Interval current;

  /** The last one that was closed, as long as it may come back. */
  private Interval closed;

  /**
   * @param first an interval that begins with the report, as {@link #interval} makes it
   * @param ended told of intervals that are over; of one that was closed at {@link #end}
   */
  Life(Interval first, Consumer<Interval> ended) {
    this.first = first;
    this.ended = ended;
  }

  /**
   * Goes on with a life that was told of before.
   *
   * @param last the interval that ends last
   */
  Life goingOn(Interval last) {
    if (last.to() == Interval.NEVER) {
      current = first.began(last.from());
      current = current.marked(last.marks() & Marks.SUSPENDED);
      current = last.turn() == Interval.NEVER ? current : current.turned(last.turn());
    } else {
      closed = last;
    }
    return this;
  }

  /** The numbers that stand for codes. */
  record Numbers(Chains chains, Codes units, Codes categories) {
    Numbers() {
      this(new Chains(), new Codes(), new Codes());
    }
  }

  /** An interval of a problem that begins with its report. */
  static Interval interval(RowView row, Numbers numbers) {
    return new Interval(
        id(row),
        WebMercator.fixed(WebMercator.x(row.lon())),
        WebMercator.fixed(WebMercator.y(row.lat())),
        row.version(),
        row.reportedAt(),
        row.reportedAt(),
        Interval.NEVER,
        Interval.NEVER,
        row.dueAt(),
        numbers.chains().of(row),
        numbers.units().of(row.unit()),
        numbers.categories().of(row.category()),
        row.severity(),
        row.isFlagged(IndexRow.RETURN) ? Marks.RETURNED : 0);
  }

  /** A problem's id in 64 bits. */
  static long id(RowView row) {
    return row.idBits() * 0x9E3779B97F4A7C15L;
  }

  /** It got a status at a moment, or keeps it. */
  void turn(ProblemStatus status, long at) {
    if (!status.isUnresolved()) {
      if (current != null) {
        finish(at, status == ProblemStatus.CLOSED ? Marks.CLOSED : 0);
      }
      return;
    }
    if (current == null) {
      begin(status, at);
      return;
    }
    boolean suspended = status == ProblemStatus.SUSPENDED;
    boolean handled = isHandled(status);
    boolean wasHandled = current.turn() != Interval.NEVER;
    if (suspended != ((current.marks() & Marks.SUSPENDED) != 0) || wasHandled && !handled) {
      finish(at, 0);
      begin(status, at);
    } else if (handled && !wasHandled) {
      current = current.turned(at);
    }
  }

  private static boolean isHandled(ProblemStatus status) {
    return status == ProblemStatus.HANDLED || status == ProblemStatus.VERIFIED;
  }

  private void begin(ProblemStatus status, long at) {
    if (closed != null) {
      ended.accept(closed.ended(closed.to(), closed.marks() & ~Marks.CLOSED));
      if ((closed.marks() & Marks.CLOSED) != 0) {
        // It came back: it was closed only for a while.
        ended.accept(closed.began(closed.to()).ended(at, first.marks() | Marks.BETWEEN));
      }
      closed = null;
    }
    Interval next = first.began(at);
    if (status == ProblemStatus.SUSPENDED) {
      next = next.marked(Marks.SUSPENDED);
    }
    current = isHandled(status) ? next.turned(at) : next;
  }

  private void finish(long at, int mark) {
    Interval over = current.ended(at, current.marks() | mark);
    if (mark == Marks.CLOSED) {
      closed = over;
    } else {
      ended.accept(over);
    }
    current = null;
  }

  /** The interval that goes on, or null. Nothing may be told of the problem afterwards. */
  Interval end() {
    if (closed != null) {
      ended.accept(closed);
    }
    return current;
  }
}
