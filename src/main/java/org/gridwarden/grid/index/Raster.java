package org.gridwarden.grid.index;

import org.locationtech.jts.geom.Envelope;

/**
 * A raster of equal cells over the polygons' box, one cell wider on each side, so that its west
 * column lies outside all. Row 0 is the southernmost. Immutable.
 */
final class Raster {
  /** As wide as a centimetre: narrower cells would come near the last bits of a coordinate. */
  private static final double LEAST_CELL_DEGREES = 1e-7;

  private static final int MOST_CELLS = 64 << 20;
  private static final int CELLS_A_POLYGON = 256;
  private static final int CELLS_AN_EDGE = 4;

  final double west;
  final double south;
  final double cell;
  final double cellsPerDegree;
  final int columns;
  final int rows;

  private Raster(double west, double south, double cell, int columns, int rows) {
    this.west = west;
    this.south = south;
    this.cell = cell;
    this.cellsPerDegree = 1 / cell;
    this.columns = columns;
    this.rows = rows;
  }

  static Raster over(Polygons polygons) {
    Envelope extent = polygons.extent();
    if (extent.isNull()) {
      return new Raster(0, 0, 1, 0, 0);
    }
    long wanted =
        Math.max(
            (long) polygons.count() * CELLS_A_POLYGON,
            (long) polygons.vertexCount() * CELLS_AN_EDGE);
    double cells = Math.max(16, Math.min(MOST_CELLS, wanted));
    double width = extent.getWidth();
    double height = extent.getHeight();
    double cell = Math.sqrt(width * height / cells);
    // A thin extent gets no more cells along it than a square one would get in all.
    cell = Math.max(cell, Math.max(width, height) / cells);
    cell = Math.max(cell, LEAST_CELL_DEGREES);
    int columns = (int) Math.ceil(width / cell) + 3;
    int rows = (int) Math.ceil(height / cell) + 3;
    return new Raster(
        extent.getMinX() - cell * 1.5, extent.getMinY() - cell * 1.5, cell, columns, rows);
  }

  /** The west border of a column. */
  double x(int column) {
    return west + column * cell;
  }

  /** The south border of a row. */
  double y(int row) {
    return south + row * cell;
  }

  /** May be off by one on a border, as floating-point numbers are; beyond the raster where x is. */
  int column(double x) {
    return (int) Math.floor((x - west) * cellsPerDegree);
  }

  int row(double y) {
    return (int) Math.floor((y - south) * cellsPerDegree);
  }

  int clampColumn(double x) {
    return (int) Math.max(0, Math.min(columns - 1.0, Math.floor((x - west) * cellsPerDegree)));
  }

  int clampRow(double y) {
    return (int) Math.max(0, Math.min(rows - 1.0, Math.floor((y - south) * cellsPerDegree)));
  }
}
