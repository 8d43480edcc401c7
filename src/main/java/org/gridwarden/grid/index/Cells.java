package org.gridwarden.grid.index;

/**
 * What stands in the cells of a raster. A cell holds {@link #NOBODY}, or the one polygon that
 * covers it whole, or (below {@link #NOBODY}) a reference to a record for the cells that edges
 * touch or that several polygons cover. Records lie in one array a band of rows:
 *
 * <pre>
 *   0        number of candidates | number of edges << 6
 *   1        bit k: candidate k holds the cell's south-west corner
 *   2 ...    the candidates' ordinals, ascending
 *   then     for each edge its vertex, and a mask: bit k, the edge is one of candidate k's
 * </pre>
 *
 * A cell with more than {@value #MOST_CANDIDATES} candidates has a record without masks, number of
 * candidates 63, their true number in place 1; its candidates are tested whole.
 */
final class Cells {
  static final int NOBODY = -1;
  static final int MOST_CANDIDATES = 31;
  static final int CROWD = 63;
  static final int COUNT_BITS = 6;

  final int[] cells;
  final int[][] bands;
  final int bandShift;

  Cells(int[] cells, int[][] bands, int bandShift) {
    this.cells = cells;
    this.bands = bands;
    this.bandShift = bandShift;
  }

  static int reference(int offset) {
    return -2 - offset;
  }

  static int offset(int reference) {
    return -2 - reference;
  }

  /** The place of a record's first edge. */
  static int firstEdge(int[] record, int at) {
    return at + 2 + (record[at] & CROWD);
  }

  /** The place after a record's last edge; a crowd has none. */
  static int lastEdge(int[] record, int at) {
    return firstEdge(record, at) + 2 * (record[at] >>> COUNT_BITS);
  }

  long memoryBytes() {
    long ints = cells.length;
    for (int[] band : bands) {
      ints += band.length;
    }
    return 4 * ints;
  }
}
