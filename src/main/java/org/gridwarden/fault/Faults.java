package org.gridwarden.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects faults while reading on, so that a refused file lists every one. Keeps the first 1,000
 * and counts the rest. Not safe for use by several threads.
 */
public final class Faults {
  private static final int KEPT = 1000;

  private final List<Fault> kept = new ArrayList<>();
  private long count;

  public void add(Fault fault) {
    count++;
    if (kept.size() < KEPT) {
      kept.add(fault);
    }
  }

  public boolean isEmpty() {
    return count == 0;
  }

  public long count() {
    return count;
  }

  /** Returns normally when nothing was added; otherwise throws with all that was kept. */
  public void throwIfAny() {
    if (count == 0) {
      return;
    }
    List<Fault> all = new ArrayList<>(kept);
    if (count > kept.size()) {
      all.add(Fault.badInput("and " + (count - kept.size()) + " more faults"));
    }
    throw new FaultException(all);
  }
}
