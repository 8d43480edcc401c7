package org.gridwarden.grid.index;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fills the cells of a raster, band by band of rows, the bands in parallel. In each row it walks
 * from cell to cell along the row's south border and knows at each corner which polygons hold it:
 * an edge that crosses the border between two corners changes that for its polygon. Corners are
 * taken as {@link Side#isLeft} takes them, a hair to the north-east, so that none is ever on an
 * edge.
 */
final class CellsBuilder {
  private static final int BAND_SHIFT = 5;

  /**
   * An edge is put into every cell within this part of a cell of it, so that rounding loses none.
   */
  private static final double INFLATION = 1e-6;

  private final Polygons polygons;
  private final Raster raster;
  private final int[] cells;
  private final int[] bandStarts;
  private final int[] bandPolygons;

  private CellsBuilder(Polygons polygons, Raster raster) {
    this.polygons = polygons;
    this.raster = raster;
    this.cells = new int[Math.multiplyExact(raster.columns, raster.rows)];
    Arrays.fill(cells, Cells.NOBODY);
    int bands = (raster.rows >> BAND_SHIFT) + 1;
    this.bandStarts = new int[bands + 1];
    this.bandPolygons = sortIntoBands(bands);
  }

  static Cells build(Polygons polygons, Raster raster) {
    CellsBuilder builder = new CellsBuilder(polygons, raster);
    int[][] records =
        IntStream.range(0, builder.bandStarts.length - 1)
            .parallel()
            .mapToObj(builder::fillBand)
            .toArray(int[][]::new);
    return new Cells(builder.cells, records, BAND_SHIFT);
  }

  private int[] sortIntoBands(int bands) {
    for (int polygon = 0; polygon < polygons.count(); polygon++) {
      for (int band = firstBand(polygon); band <= lastBand(polygon); band++) {
        bandStarts[band + 1]++;
      }
    }
    for (int band = 0; band < bands; band++) {
      bandStarts[band + 1] += bandStarts[band];
    }
    int[] sorted = new int[bandStarts[bands]];
    int[] next = Arrays.copyOf(bandStarts, bands);
    for (int polygon = 0; polygon < polygons.count(); polygon++) {
      for (int band = firstBand(polygon); band <= lastBand(polygon); band++) {
        sorted[next[band]++] = polygon;
      }
    }
    return sorted;
  }

  private int firstBand(int polygon) {
    double south = polygons.boxes[4 * polygon + 1];
    return south == Double.POSITIVE_INFINITY
        ? 1
        : raster.clampRow(south - INFLATION * raster.cell) >> BAND_SHIFT;
  }

  private int lastBand(int polygon) {
    double north = polygons.boxes[4 * polygon + 3];
    return north == Double.NEGATIVE_INFINITY
        ? 0
        : raster.clampRow(north + INFLATION * raster.cell) >> BAND_SHIFT;
  }

  private int[] fillBand(int band) {
    int firstRow = band << BAND_SHIFT;
    int lastRow = Math.min(raster.rows, firstRow + (1 << BAND_SHIFT)) - 1;
    if (bandStarts[band] == bandStarts[band + 1] || firstRow > lastRow) {
      return new int[0];
    }
    BandEdges edges = new BandEdges(polygons.xy, raster, firstRow, lastRow, INFLATION);
    for (int i = bandStarts[band]; i < bandStarts[band + 1]; i++) {
      int polygon = bandPolygons[i];
      for (int ring = polygons.firstRings[polygon];
          ring < polygons.firstRings[polygon + 1];
          ring++) {
        for (int v = polygons.ringStarts[ring]; v < polygons.ringStarts[ring + 1] - 1; v++) {
          edges.add(v, polygon);
        }
      }
    }
    edges.sortByCell();
    RecordWriter records = new RecordWriter(polygons.xy);
    IntSet holding = new IntSet();
    for (int row = firstRow; row <= lastRow; row++) {
      holding.clear();
      for (int column = 0; column < raster.columns; column++) {
        int cell = (row - firstRow) * raster.columns + column;
        int from = edges.from(cell);
        int to = edges.from(cell + 1);
        if (from == to && holding.size() == 0) {
          continue;
        }
        cells[row * raster.columns + column] =
            from == to && holding.size() == 1
                ? holding.get(0)
                : records.write(holding, edges, from, to);
        walkOn(edges, from, to, raster.x(column), raster.x(column + 1), raster.y(row), holding);
      }
    }
    return records.toArray();
  }

  /** Carries the set of polygons that hold the corner from one corner of the row to the next. */
  private void walkOn(
      BandEdges edges, int from, int to, double x0, double x1, double y0, IntSet holding) {
    double[] xy = polygons.xy;
    for (int i = from; i < to; i++) {
      int v = 2 * edges.vertex(i);
      double ax = xy[v];
      double ay = xy[v + 1];
      double bx = xy[v + 2];
      double by = xy[v + 3];
      if ((ay <= y0) != (by <= y0)
          && Side.isLeft(ax, ay, bx, by, x0, y0) != Side.isLeft(ax, ay, bx, by, x1, y0)) {
        holding.toggle(edges.polygon(i));
      }
    }
  }
}
