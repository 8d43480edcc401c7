package org.gridwarden.grid.index;

import java.util.Arrays;

/** A small set of ints, ascending. For one thread. */
final class IntSet {
  private int[] values = new int[8];
  private int size;

  int size() {
    return size;
  }

  int get(int place) {
    return values[place];
  }

  void clear() {
    size = 0;
  }

  int placeOf(int value) {
    return Arrays.binarySearch(values, 0, size, value);
  }

  void add(int value) {
    int place = placeOf(value);
    if (place < 0) {
      insert(-1 - place, value);
    }
  }

  /** Takes the value out where it is in, and in where it is out. */
  void toggle(int value) {
    int place = placeOf(value);
    if (place < 0) {
      insert(-1 - place, value);
    } else {
      System.arraycopy(values, place + 1, values, place, size - place - 1);
      size--;
    }
  }

  void set(IntSet other) {
    values = Arrays.copyOf(other.values, Math.max(values.length, other.values.length));
    size = other.size;
  }

  private void insert(int place, int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    System.arraycopy(values, place, values, place + 1, size - place);
    values[place] = value;
    size++;
  }
}
