package org.gridwarden.grid.index;

import java.util.Arrays;

/** Writes the records of one band, in the form that {@link Cells} describes. For one thread. */
final class RecordWriter {
  private final double[] xy;
  private final IntSet candidates = new IntSet();
  private int[] ints = new int[1024];
  private int size;

  RecordWriter(double[] xy) {
    this.xy = xy;
  }

  /** Writes one cell's record and returns the reference to it. */
  int write(IntSet holding, BandEdges edges, int from, int to) {
    candidates.set(holding);
    for (int i = from; i < to; i++) {
      candidates.add(edges.polygon(i));
    }
    int start = size;
    if (candidates.size() > Cells.MOST_CANDIDATES) {
      push(Cells.CROWD);
      push(candidates.size());
      pushCandidates();
      return Cells.reference(start);
    }
    push(0);
    int base = 0;
    for (int i = 0; i < holding.size(); i++) {
      base |= 1 << candidates.placeOf(holding.get(i));
    }
    push(base);
    pushCandidates();
    int firstEdge = size;
    for (int i = from; i < to; i++) {
      int bit = 1 << candidates.placeOf(edges.polygon(i));
      int twin = twin(firstEdge, edges.vertex(i));
      if (twin >= 0 && (ints[twin + 1] & bit) == 0) {
        ints[twin + 1] |= bit;
      } else {
        push(edges.vertex(i));
        push(bit);
      }
    }
    ints[start] = candidates.size() | (size - firstEdge) / 2 << Cells.COUNT_BITS;
    return Cells.reference(start);
  }

  /** Where an edge with the same ends stands in the record already, else -1. */
  private int twin(int firstEdge, int vertex) {
    int v = 2 * vertex;
    for (int place = firstEdge; place < size; place += 2) {
      int w = 2 * ints[place];
      boolean same =
          xy[v] == xy[w]
              && xy[v + 1] == xy[w + 1]
              && xy[v + 2] == xy[w + 2]
              && xy[v + 3] == xy[w + 3];
      boolean opposite =
          xy[v] == xy[w + 2]
              && xy[v + 1] == xy[w + 3]
              && xy[v + 2] == xy[w]
              && xy[v + 3] == xy[w + 1];
      if (same || opposite) {
        return place;
      }
    }
    return -1;
  }

  private void pushCandidates() {
    for (int i = 0; i < candidates.size(); i++) {
      push(candidates.get(i));
    }
  }

  private void push(int value) {
    if (size == ints.length) {
      ints = Arrays.copyOf(ints, size * 2);
    }
    ints[size++] = value;
  }

  int[] toArray() {
    return Arrays.copyOf(ints, size);
  }
}
