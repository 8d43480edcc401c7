package org.gridwarden.problem;

/**
 * The figures of one grid, unit, leader or category. The rates are kept as what they are made of.
 * For one thread.
 */
final class Indicator {
  long reported;
  long returned;
  long open;
  long overdue;
  long due;
  long dueClosed;
  long dueInTime;
  long closed;
  long closedMillis;
  long handled;
  long reworked;

  void add(Indicator other) {
    reported += other.reported;
    returned += other.returned;
    open += other.open;
    overdue += other.overdue;
    due += other.due;
    dueClosed += other.dueClosed;
    dueInTime += other.dueInTime;
    closed += other.closed;
    closedMillis += other.closedMillis;
    handled += other.handled;
    reworked += other.reworked;
  }

  boolean isEmpty() {
    return reported + open + due + closed + handled + reworked == 0;
  }
}
