package org.gridwarden.heat.interval;

/** Keeps those of some rows that meet it. Immutable. */
@FunctionalInterface
public interface RowTest {
  /**
   * @param rows ascending; those kept are moved to the front
   * @param count how many there are
   * @return how many are kept
   */
  int keep(Columns columns, int[] rows, int count);

  /** Both; the other one is asked of what this one keeps. */
  default RowTest and(RowTest other) {
    return (columns, rows, count) -> other.keep(columns, rows, keep(columns, rows, count));
  }
}
