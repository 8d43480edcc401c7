package org.gridwarden.problem.index;

import java.util.Arrays;

/**
 * The first n rows of an order among many that come in any: a heap with the last of them on top.
 * For one thread.
 */
final class TopRows {
  private final Order order;
  private final int most;
  private final long[] keys;
  private final long[] highs;
  private final long[] lows;
  private int size;

  TopRows(Order order, int most) {
    this.order = order;
    this.most = most;
    this.keys = new long[most];
    this.highs = new long[most];
    this.lows = new long[most];
  }

  int size() {
    return size;
  }

  void offer(long key, long high, long low) {
    if (size < most) {
      keys[size] = key;
      highs[size] = high;
      lows[size] = low;
      size++;
      siftUp(size - 1);
    } else if (order.compare(key, high, low, keys[0], highs[0], lows[0]) < 0) {
      keys[0] = key;
      highs[0] = high;
      lows[0] = low;
      siftDown();
    }
  }

  /** The rows in order, as key, high and low; the heap is spent. */
  long[][] drain() {
    Integer[] at = new Integer[size];
    Arrays.setAll(at, i -> i);
    Arrays.sort(
        at, (a, b) -> order.compare(keys[a], highs[a], lows[a], keys[b], highs[b], lows[b]));
    long[][] rows = new long[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = new long[] {keys[at[i]], highs[at[i]], lows[at[i]]};
    }
    return rows;
  }

  private int compare(int a, int b) {
    return order.compare(keys[a], highs[a], lows[a], keys[b], highs[b], lows[b]);
  }

  private void siftUp(int start) {
    int at = start;
    while (at > 0 && compare(at, (at - 1) / 2) > 0) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void siftDown() {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && compare(child + 1, child) > 0) {
        child++;
      }
      if (compare(child, at) <= 0) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int a, int b) {
    long key = keys[a];
    long high = highs[a];
    long low = lows[a];
    keys[a] = keys[b];
    highs[a] = highs[b];
    lows[a] = lows[b];
    keys[b] = key;
    highs[b] = high;
    lows[b] = low;
  }
}
