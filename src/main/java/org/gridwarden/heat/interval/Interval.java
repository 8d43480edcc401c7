package org.gridwarden.heat.interval;

/**
 * A stretch of time [from, to) in which one problem was unresolved and its clock either ran and
 * then was stopped by feedback, or stood still. Moments are milliseconds since 1970. Immutable.
 *
 * @param id the problem's, mixed into 64 bits; found again together with its position
 * @param x of its position on the unit square, as {@link org.gridwarden.geo.WebMercator#fixed}
 * @param version of the problem, when it was last taken up
 * @param reported when the problem was reported
 * @param from when it began: then, or when it came back, or its clock started again
 * @param turn when feedback was given: from there on it waits to be checked; {@link #NEVER} before
 * @param to when it ended, {@link #NEVER} while it goes on
 * @param due when it was due, {@link #NEVER} where nothing is due
 * @param chain number of its chain of grids
 * @param unit number of the party that holds it
 * @param category number of its category
 * @param severity 0 to 3
 * @param marks bits of {@link Marks}
 */
public record Interval(
    long id,
    int x,
    int y,
    int version,
    long reported,
    long from,
    long turn,
    long to,
    long due,
    int chain,
    int unit,
    int category,
    int severity,
    int marks) {
  public static final long NEVER = Long.MAX_VALUE;

  /** What an interval is of, in bits that can be combined. */
  public static final class Marks {
    /** The clock stands still all the while. */
    public static final int SUSPENDED = 1;

    /** It ended by being closed, and the problem is closed since. */
    public static final int CLOSED = 2;

    /** No stretch of being unresolved but one of being closed: the problem came back at its end. */
    public static final int BETWEEN = 4;

    /** The problem itself is one that came back (反弹). */
    public static final int RETURNED = 8;

    private Marks() {}
  }

  /** The same, ended; what is over already ends no later. */
  public Interval ended(long at, int newMarks) {
    return with(version, from, Math.min(turn, at), at, newMarks);
  }

  /** The same with feedback given. */
  public Interval turned(long at) {
    return with(version, from, at, to, marks);
  }

  /** The same from another moment on, without end. */
  public Interval began(long at) {
    return with(version, at, NEVER, NEVER, marks);
  }

  /** The same as of another version of the problem. */
  public Interval versioned(int newVersion) {
    return with(newVersion, from, turn, to, marks);
  }

  /** The same with more marks. */
  public Interval marked(int more) {
    return with(version, from, turn, to, marks | more);
  }

  private Interval with(int newVersion, long newFrom, long newTurn, long newTo, int newMarks) {
    return new Interval(
        id,
        x,
        y,
        newVersion,
        reported,
        newFrom,
        newTurn,
        newTo,
        due,
        chain,
        unit,
        category,
        severity,
        newMarks);
  }
}
