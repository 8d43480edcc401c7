package org.gridwarden.problem.index;

/** The order of a list; equal keys follow by id, in the same direction. Immutable. */
public record Order(SortKey key, boolean descending) {
  public static final Order NEWEST = new Order(SortKey.REPORTED_AT, true);

  int compare(long keyA, long highA, long lowA, long keyB, long highB, long lowB) {
    int compared = Long.compare(keyA, keyB);
    compared = compared != 0 ? compared : Long.compareUnsigned(highA, highB);
    compared = compared != 0 ? compared : Long.compareUnsigned(lowA, lowB);
    return descending ? -compared : compared;
  }
}
