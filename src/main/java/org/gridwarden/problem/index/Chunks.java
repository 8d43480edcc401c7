package org.gridwarden.problem.index;

import java.util.Arrays;

/** The chunks there are. One thread adds; readers see those that the size covers. */
final class Chunks {
  private volatile Chunk[] chunks = new Chunk[0];
  private volatile int size;

  int size() {
    return size;
  }

  Chunk of(int row) {
    return chunks[row >>> Chunk.BITS];
  }

  Chunk chunk(int number) {
    return chunks[number];
  }

  /** Makes room for one more row, which readers don't see yet, and returns its number. */
  int next() {
    int row = size;
    if (row >>> Chunk.BITS == chunks.length) {
      Chunk[] more = Arrays.copyOf(chunks, chunks.length + 1);
      more[chunks.length] = new Chunk();
      chunks = more;
    }
    return row;
  }

  /** Shows readers all rows below. Also publishes what was changed before in rows they see. */
  void show(int newSize) {
    size = newSize;
  }
}
