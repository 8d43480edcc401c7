package org.gridwarden.grid.index;

import java.util.Arrays;
import java.util.List;
import org.gridwarden.geo.Ground;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

/**
 * Finds the polygons that cover a point. Positions are x = longitude, y = latitude in degrees; a
 * polygon is known by its ordinal, its place in the order of building; among several that cover a
 * point, as on a shared edge, the lowest ordinal owns it. Answers are exact: they are those of
 * JTS's {@code covers} for every point, also on vertices and within the last bit of an edge.
 *
 * <p>A raster lies over the polygons. Most cells belong to one polygon whole: one load answers. A
 * cell that edges touch keeps those few edges, and which polygons hold its south-west corner; from
 * there the point is reached by a step north and a step east, and each edge that the way crosses
 * toggles the polygons it bounds. An edge between two neighbours is kept and tested once.
 *
 * <p>Immutable and safe for many threads; {@link #owner} allocates nothing.
 */
public final class GridIndex {
  /** No polygon. */
  public static final int NONE = -1;

  private static final int BLOCK = 256;

  final Polygons polygons;
  final Raster raster;
  private final int[] cells;
  private final int[][] bands;
  private final int bandShift;
  private final long cellsMemoryBytes;

  private GridIndex(Polygons polygons) {
    this.polygons = polygons;
    this.raster = Raster.over(polygons);
    Cells built = CellsBuilder.build(polygons, raster);
    this.cells = built.cells;
    this.bands = built.bands;
    this.bandShift = built.bandShift;
    this.cellsMemoryBytes = built.memoryBytes();
  }

  /**
   * Indexes polygons; the place in the list is the ordinal. An empty polygon covers nothing.
   *
   * @throws IllegalArgumentException for what is no Polygon or MultiPolygon
   */
  public static GridIndex of(List<? extends Geometry> polygonal) {
    Builder builder = builder(polygonal.stream().mapToInt(Geometry::getNumPoints).sum());
    polygonal.forEach(builder::add);
    return builder.build();
  }

  /**
   * @param expectedVertices in all; need not be right
   */
  public static Builder builder(int expectedVertices) {
    return new Builder(expectedVertices);
  }

  public int size() {
    return polygons.count();
  }

  /** The lowest ordinal whose closed polygon covers the point, or {@link #NONE}; so for NaN. */
  public int owner(double lon, double lat) {
    int reference = cellAt(lon, lat);
    return reference >= Cells.NOBODY ? reference : ownerInRecord(reference, lon, lat);
  }

  /**
   * The owners of many points, as {@link #owner} finds them. Faster for points in random order over
   * a large index, which wait for memory: each step is made for a block of points before the next,
   * so that their waits overlap.
   *
   * @param points x and y of each point, interleaved
   * @param count how many of them to look up, from the first
   * @param owners receives the ordinals, {@link #NONE} where none covers the point
   */
  public void owners(double[] points, int count, int[] owners) {
    int[] pending = new int[BLOCK];
    double[] touched = new double[BLOCK];
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      for (int i = from; i < to; i++) {
        owners[i] = cellAt(points[2 * i], points[2 * i + 1]);
      }
      int waiting = 0;
      for (int i = from; i < to; i++) {
        pending[waiting] = i;
        waiting += owners[i] < Cells.NOBODY ? 1 : 0;
      }
      touchRecords(points, owners, pending, waiting, touched);
      for (int k = 0; k < waiting; k++) {
        int i = pending[k];
        owners[i] = ownerInRecord(owners[i], points[2 * i], points[2 * i + 1]);
      }
    }
  }

  /** Brings the records and their first edges near, so that the exact tests need not wait. */
  private void touchRecords(
      double[] points, int[] references, int[] pending, int waiting, double[] touched) {
    for (int k = 0; k < waiting; k++) {
      int i = pending[k];
      int[] record =
          bands[(int) ((points[2 * i + 1] - raster.south) * raster.cellsPerDegree) >> bandShift];
      int at = Cells.offset(references[i]);
      int edge = Cells.firstEdge(record, at);
      touched[k] = edge < Cells.lastEdge(record, at) ? record[edge] : 0;
    }
    for (int k = 0; k < waiting; k++) {
      touched[k] = polygons.xy[2 * (int) touched[k]];
    }
  }

  private int cellAt(double lon, double lat) {
    // A cast takes NaN to 0 and what lies west of the raster to 0 too: both columns hold nobody.
    int column = (int) ((lon - raster.west) * raster.cellsPerDegree);
    int row = (int) ((lat - raster.south) * raster.cellsPerDegree);
    if (column < 0 || column >= raster.columns || row < 0 || row >= raster.rows) {
      return Cells.NOBODY;
    }
    return cells[row * raster.columns + column];
  }

  private int ownerInRecord(int reference, double lon, double lat) {
    int row = (int) ((lat - raster.south) * raster.cellsPerDegree);
    int[] record = bands[row >> bandShift];
    int at = Cells.offset(reference);
    if ((record[at] & Cells.CROWD) == Cells.CROWD) {
      int[] crowd = crowd(record, at, lon, lat);
      return crowd.length == 0 ? NONE : crowd[0];
    }
    long masks = masks(record, at, lon, lat);
    int covers = (int) masks | (int) (masks >>> 32);
    return covers == 0 ? NONE : record[at + 2 + Integer.numberOfTrailingZeros(covers)];
  }

  /**
   * Which candidates of a record hold the point (low half; of one whose edge the point is on,
   * whether a hair to the north-east is inside) and on whose edges it lies (high half).
   */
  private long masks(int[] record, int at, double lon, double lat) {
    int state = record[at + 1];
    int on = 0;
    double x0 = raster.x((int) ((lon - raster.west) * raster.cellsPerDegree));
    double y0 = raster.y((int) ((lat - raster.south) * raster.cellsPerDegree));
    int edge = Cells.firstEdge(record, at);
    int end = Cells.lastEdge(record, at);
    double westmost = Math.min(lon, x0);
    double eastmost = Math.max(lon, x0);
    double[] xy = polygons.xy;
    for (; edge < end; edge += 2) {
      int v = 2 * record[edge];
      double ax = xy[v];
      double ay = xy[v + 1];
      double bx = xy[v + 2];
      double by = xy[v + 3];
      boolean acrossRow = (ay <= lat) != (by <= lat);
      boolean crossed = false;
      if (acrossRow) {
        boolean apart = (ax > eastmost && bx > eastmost) || (ax < westmost && bx < westmost);
        if (!apart) {
          int side = Side.of(ax, ay, bx, by, lon, lat);
          if (side == 0) {
            on |= record[edge + 1];
          }
          boolean pointIsLeft = side != 0 ? side > 0 : by < ay;
          crossed = pointIsLeft != Side.isLeft(ax, ay, bx, by, x0, lat);
        }
      } else if ((ay == lat || by == lat) && isOn(ax, ay, bx, by, lon, lat)) {
        on |= record[edge + 1];
      }
      if ((ax <= x0) != (bx <= x0)
          && Side.isLeft(ax, ay, bx, by, x0, y0) != Side.isLeft(ax, ay, bx, by, x0, lat)) {
        crossed = !crossed;
      }
      if (crossed) {
        state ^= record[edge + 1];
      }
    }
    return (state & 0xFFFFFFFFL) | (long) on << 32;
  }

  /** For an edge that has an end on the point's latitude but doesn't run across it. */
  private static boolean isOn(double ax, double ay, double bx, double by, double lon, double lat) {
    if (ay == by) {
      return Math.min(ax, bx) <= lon && lon <= Math.max(ax, bx);
    }
    return (ay == lat && ax == lon) || (by == lat && bx == lon);
  }

  /** Every ordinal whose closed polygon covers the point, ascending. */
  public int[] coverers(double lon, double lat) {
    return select(lon, lat, true);
  }

  /** Tells whether the point lies in the interior of two or more polygons. */
  public boolean overlapped(double lon, double lat) {
    return cellAt(lon, lat) < Cells.NOBODY && select(lon, lat, false).length > 1;
  }

  private int[] select(double lon, double lat, boolean withBoundary) {
    int reference = cellAt(lon, lat);
    if (reference >= Cells.NOBODY) {
      return reference == Cells.NOBODY ? new int[0] : new int[] {reference};
    }
    int[] record = bands[raster.row(lat) >> bandShift];
    int at = Cells.offset(reference);
    if ((record[at] & Cells.CROWD) == Cells.CROWD) {
      return Arrays.stream(crowd(record, at, lon, lat))
          .filter(o -> withBoundary || polygons.locate(o, lon, lat) == Location.INTERIOR)
          .toArray();
    }
    long masks = masks(record, at, lon, lat);
    int on = (int) (masks >>> 32);
    int chosen = withBoundary ? (int) masks | on : (int) masks & ~on;
    int[] ordinals = new int[Integer.bitCount(chosen)];
    for (int i = 0; chosen != 0; chosen &= chosen - 1) {
      ordinals[i++] = record[at + 2 + Integer.numberOfTrailingZeros(chosen)];
    }
    return ordinals;
  }

  private int[] crowd(int[] record, int at, double lon, double lat) {
    return Arrays.stream(record, at + 2, at + 2 + record[at + 1])
        .filter(ordinal -> polygons.locate(ordinal, lon, lat) != Location.EXTERIOR)
        .toArray();
  }

  /**
   * Where a point lies to one polygon: {@link Location#INTERIOR}, {@link Location#BOUNDARY} or
   * {@link Location#EXTERIOR}; exact. Cost: the polygon's edges.
   */
  public int locate(int ordinal, double lon, double lat) {
    return polygons.locate(ordinal, lon, lat);
  }

  /** The ordinals whose boxes meet a box of degrees, ascending. Cost: a look at every box. */
  public int[] within(Envelope box) {
    return Nearness.boxesMeeting(
        polygons, box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
  }

  /**
   * The polygon whose boundary is nearest to a point and at most so far away; ties go to the lowest
   * ordinal. Looks only at the cells within that distance: meant for slits, decimetres wide.
   *
   * @return {@link #NONE} where none is so near
   */
  public int slitOwner(double lon, double lat, double withinMetres) {
    double scaleX = Ground.metresPerDegreeLon(lat);
    double scaleY = Ground.metresPerDegreeLat(lat);
    double marginLon = withinMetres / scaleX;
    double marginLat = withinMetres / scaleY;
    int westmost = Math.max(0, raster.column(lon - marginLon));
    int eastmost = Math.min(raster.columns - 1, raster.column(lon + marginLon));
    int southmost = Math.max(0, raster.row(lat - marginLat));
    int northmost = Math.min(raster.rows - 1, raster.row(lat + marginLat));
    double best = withinMetres * withinMetres;
    int nearest = NONE;
    for (int row = southmost; row <= northmost; row++) {
      for (int column = westmost; column <= eastmost; column++) {
        int reference = cells[row * raster.columns + column];
        if (reference >= Cells.NOBODY) {
          continue;
        }
        int[] record = bands[row >> bandShift];
        int at = Cells.offset(reference);
        for (int edge = Cells.firstEdge(record, at); edge < Cells.lastEdge(record, at); edge += 2) {
          double squared =
              Nearness.edgeSquared(polygons.xy, record[edge], lon, lat, scaleX, scaleY);
          int ordinal = record[at + 2 + Integer.numberOfTrailingZeros(record[edge + 1])];
          if (squared < best || (squared == best && (nearest < 0 || ordinal < nearest))) {
            best = squared;
            nearest = ordinal;
          }
        }
      }
    }
    return nearest;
  }

  /**
   * The polygon nearest to a point, 0 metres away where it covers the point. Metres are of the
   * plane that touches at the point's latitude, beyond 50 km of the geodesic. Cost: a look at every
   * box, and the edges of the few that may be nearest.
   */
  public Nearest nearest(double lon, double lat) {
    int owner = owner(lon, lat);
    return owner >= 0 ? new Nearest(owner, 0) : Nearness.nearest(polygons, lon, lat);
  }

  /**
   * Metres from a point to a polygon's boundary, be the point in- or outside, in the plane that
   * touches at the point's latitude. Cost: the polygon's edges.
   */
  public double boundaryMetres(int ordinal, double lon, double lat) {
    return Nearness.boundaryMetres(polygons, ordinal, lon, lat);
  }

  /** How a circle around a point is shared among the polygons; see {@link Shares}. */
  public Shares shares(double lon, double lat, double radiusMetres) {
    return Shares.of(polygons, lon, lat, radiusMetres);
  }

  /** Bytes held, its polygons included. */
  public long memoryBytes() {
    return polygons.memoryBytes() + cellsMemoryBytes;
  }

  /** The nearest polygon, or {@link #NONE} and infinity. */
  public record Nearest(int ordinal, double metres) {}

  /** Takes polygons up in the order of their ordinals. For one thread and one index. */
  public static final class Builder {
    private final Polygons.Builder polygons;

    private Builder(int expectedVertices) {
      polygons = new Polygons.Builder(expectedVertices);
    }

    /** Adds the next polygon; its vertices are copied. */
    public Builder add(Geometry polygonal) {
      polygons.add(polygonal);
      return this;
    }

    /** Adds the next polygon, of one closed ring: x and y of each vertex, the last as the first. */
    public Builder addRing(double[] ring) {
      polygons.startPolygon();
      polygons.startRing();
      for (int i = 0; i < ring.length; i += 2) {
        polygons.vertex(ring[i], ring[i + 1]);
      }
      return this;
    }

    public GridIndex build() {
      return new GridIndex(polygons.build());
    }
  }
}
