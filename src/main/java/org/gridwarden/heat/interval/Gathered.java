package org.gridwarden.heat.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Intervals as they come, in parts, before they are put into order. For one thread. */
final class Gathered {
  /** So that a row's number and its place on the curve fit into 64 bits together. */
  static final int MOST_ROWS = 1 << 24;

  private static final int ROW_BITS = 24;
  private static final int PART_BITS = 14;

  private final int capacity;
  private final List<Columns> parts = new ArrayList<>();
  private int size;

  /**
   * @param expected about how many there will be
   */
  Gathered(int expected) {
    this.capacity = Math.min(expected, 1 << PART_BITS);
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == MOST_ROWS;
  }

  void add(Interval interval) {
    part().set(within(), interval);
    size++;
  }

  void copy(Columns source, int row) {
    part().copy(within(), source, row);
    size++;
  }

  private int within() {
    return size & (1 << PART_BITS) - 1;
  }

  /** The part that the next one belongs into. */
  private Columns part() {
    int part = size >>> PART_BITS;
    if (part == parts.size()) {
      parts.add(new Columns(part == 0 ? capacity : 1 << PART_BITS));
    }
    return parts.get(part);
  }

  /** All of them in the order of the curve; nothing is left here. */
  Columns inOrder() {
    long[] places = new long[size];
    for (int row = 0; row < size; row++) {
      Columns part = parts.get(row >>> PART_BITS);
      int within = row & (1 << PART_BITS) - 1;
      places[row] = Morton.of(part.x[within], part.y[within]) << ROW_BITS | row;
    }
    Arrays.sort(places);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) places[i] & MOST_ROWS - 1;
    }
    Columns ordered = Columns.inOrder(parts, order, PART_BITS);
    parts.clear();
    size = 0;
    return ordered;
  }
}
