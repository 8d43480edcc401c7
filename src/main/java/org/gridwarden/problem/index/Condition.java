package org.gridwarden.problem.index;

/** Keeps those of some rows of a chunk that meet it. Immutable. */
@FunctionalInterface
interface Condition {
  /**
   * @param rows offsets in the chunk, ascending; those kept are moved to the front
   * @param count how many there are
   * @return how many are kept
   */
  int keep(Chunk chunk, int chunkNumber, int[] rows, int count);
}
