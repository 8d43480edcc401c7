package org.gridwarden.grid.index;

import java.util.Arrays;

/** The edges that touch the cells of one band of rows, sorted by cell. For one thread. */
final class BandEdges {
  private final double[] xy;
  private final Raster raster;
  private final int firstRow;
  private final int lastRow;
  private final double margin;
  private int[] cell = new int[1024];
  private int[] vertex = new int[1024];
  private int[] polygon = new int[1024];
  private int size;
  private int[] starts;

  BandEdges(double[] xy, Raster raster, int firstRow, int lastRow, double inflation) {
    this.xy = xy;
    this.raster = raster;
    this.firstRow = firstRow;
    this.lastRow = lastRow;
    this.margin = inflation * raster.cell;
  }

  /** Puts an edge into every cell of the band that it comes within the margin of. */
  void add(int v, int owner) {
    double ax = xy[2 * v];
    double ay = xy[2 * v + 1];
    double bx = xy[2 * v + 2];
    double by = xy[2 * v + 3];
    double south = Math.min(ay, by);
    double north = Math.max(ay, by);
    int from = Math.max(firstRow, raster.clampRow(south - margin));
    int to = Math.min(lastRow, raster.clampRow(north + margin));
    for (int row = from; row <= to; row++) {
      double low = Math.max(south, raster.y(row) - margin);
      double high = Math.min(north, raster.y(row + 1) + margin);
      double x1 = xAt(ax, ay, bx, by, low);
      double x2 = xAt(ax, ay, bx, by, high);
      boolean level = ay == by;
      int west = raster.clampColumn((level ? Math.min(ax, bx) : Math.min(x1, x2)) - margin);
      int east = raster.clampColumn((level ? Math.max(ax, bx) : Math.max(x1, x2)) + margin);
      for (int column = west; column <= east; column++) {
        push((row - firstRow) * raster.columns + column, v, owner);
      }
    }
  }

  private static double xAt(double ax, double ay, double bx, double by, double y) {
    if (ay == by) {
      return ax;
    }
    double part = Math.max(0, Math.min(1, (y - ay) / (by - ay)));
    return ax + part * (bx - ax);
  }

  private void push(int inCell, int v, int owner) {
    if (size == cell.length) {
      cell = Arrays.copyOf(cell, size * 2);
      vertex = Arrays.copyOf(vertex, size * 2);
      polygon = Arrays.copyOf(polygon, size * 2);
    }
    cell[size] = inCell;
    vertex[size] = v;
    polygon[size++] = owner;
  }

  void sortByCell() {
    int cells = (lastRow - firstRow + 1) * raster.columns;
    starts = new int[cells + 1];
    for (int i = 0; i < size; i++) {
      starts[cell[i] + 1]++;
    }
    for (int i = 0; i < cells; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = Arrays.copyOf(starts, cells);
    int[] sortedVertex = new int[size];
    int[] sortedPolygon = new int[size];
    for (int i = 0; i < size; i++) {
      int at = next[cell[i]]++;
      sortedVertex[at] = vertex[i];
      sortedPolygon[at] = polygon[i];
    }
    vertex = sortedVertex;
    polygon = sortedPolygon;
    cell = null;
  }

  /** The place of the first edge of a cell, counted from the band's south-west. */
  int from(int inCell) {
    return starts[inCell];
  }

  int vertex(int i) {
    return vertex[i];
  }

  int polygon(int i) {
    return polygon[i];
  }
}
