package org.gridwarden.grid.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.coverage.CoverageFault.Kind;
import org.gridwarden.grid.coverage.CoverageFault.Severity;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.hprtree.HPRtree;

/**
 * Overlaps and gaps among the grids of one level. JTS's coverage validator, whose cost is near
 * linear, tells which grids don't fit their neighbours; only those are overlaid pair by pair.
 */
final class LevelCheck {
  private final double toleranceMetres;
  private final Consumer<CoverageFault> found;
  private final List<Hole> holes = new ArrayList<>();

  /** A gap that grids of a level close around. */
  private record Hole(int level, Polygon shape) {}

  LevelCheck(double toleranceMetres, Consumer<CoverageFault> found) {
    this.toleranceMetres = toleranceMetres;
    this.found = found;
  }

  /**
   * @param grids of one level, each valid
   */
  void checkLevel(List<Grid> grids) {
    if (grids.isEmpty()) {
      return;
    }
    Geometry[] coverage = grids.stream().map(Grid::geometry).toArray(Geometry[]::new);
    Geometry[] misfits = CoverageValidator.validate(coverage);
    boolean clean = !CoverageValidator.hasInvalidResult(misfits);
    HPRtree tree = new HPRtree();
    for (int i = 0; i < coverage.length; i++) {
      tree.insert(coverage[i].getEnvelopeInternal(), i);
    }
    tree.build();
    if (!clean) {
      IntStream.range(0, coverage.length)
          .filter(i -> misfits[i] != null)
          .parallel()
          .forEach(i -> checkPairs(grids, i, misfits, tree));
    }
    checkHoles(Overlay.union(List.of(coverage), clean), grids, tree);
  }

  private void checkPairs(List<Grid> grids, int i, Geometry[] misfits, HPRtree tree) {
    Grid grid = grids.get(i);
    for (Object other : tree.query(grid.geometry().getEnvelopeInternal())) {
      int j = (Integer) other;
      // Each pair once; a pair of which only one side is a misfit is taken by that side.
      if (j == i || (misfits[j] != null && j < i)) {
        continue;
      }
      Grid neighbour = grids.get(j);
      Geometry shared = Overlay.intersection(grid.geometry(), neighbour.geometry());
      List<Polygon> pieces = Overlay.polygons(shared);
      if (!pieces.isEmpty()) {
        double smaller =
            Math.min(
                Ground.areaSquareMetres(grid.geometry()),
                Ground.areaSquareMetres(neighbour.geometry()));
        List<String> codes =
            java.util.stream.Stream.of(grid.code(), neighbour.code()).sorted().toList();
        report(Kind.OVERLAP, pieces, smaller, codes, "overlap of level " + grid.level());
      }
    }
  }

  /** Reports pieces as one fault: an error where they are a large share of a grid, and wide. */
  void report(
      Kind kind, List<Polygon> pieces, double ofSquareMetres, List<String> codes, String detail) {
    double area = 0;
    double width = 0;
    Polygon widest = pieces.get(0);
    for (Polygon piece : pieces) {
      area += Ground.areaSquareMetres(piece);
      double pieceWidth = Overlay.widthMetres(piece);
      if (pieceWidth > width) {
        width = pieceWidth;
        widest = piece;
      }
    }
    boolean error = area > CoverageCheck.LARGE_SHARE * ofSquareMetres && width > toleranceMetres;
    Point place = widest.getInteriorPoint();
    Geometry shape =
        pieces.size() == 1
            ? widest
            : widest.getFactory().createMultiPolygon(pieces.toArray(Polygon[]::new));
    found.accept(
        new CoverageFault(
            kind,
            error ? Severity.ERROR : Severity.WARNING,
            new LonLat(place.getX(), place.getY()),
            area,
            width,
            codes,
            detail,
            shape));
  }

  private void checkHoles(Geometry union, List<Grid> grids, HPRtree tree) {
    List<Polygon> parts = Overlay.polygons(union);
    for (Polygon part : parts) {
      for (int hole = 0; hole < part.getNumInteriorRing(); hole++) {
        Polygon gap =
            part.getFactory().createPolygon(part.getInteriorRingN(hole).copy().getCoordinates());
        // An island of grids may lie in the hole.
        Geometry open = gap;
        for (Polygon other : parts) {
          if (other != part && gap.getEnvelopeInternal().intersects(other.getEnvelopeInternal())) {
            open = Overlay.difference(open, other);
          }
        }
        for (Polygon piece : Overlay.polygons(open)) {
          holes.add(new Hole(grids.get(0).level(), piece));
          reportGap(
              piece,
              neighbours(piece, grids, tree),
              "no grid of level " + grids.get(0).level() + " holds it");
        }
      }
    }
  }

  /** Whether a gap of a level that was checked holds a place, so that it is reported already. */
  boolean isReportedGap(int level, Point place) {
    return holes.stream()
        .anyMatch(
            hole ->
                hole.level() == level
                    && hole.shape().getEnvelopeInternal().contains(place.getCoordinate())
                    && hole.shape().covers(place));
  }

  void reportGap(Polygon gap, List<String> codes, String detail) {
    double width = Overlay.widthMetres(gap);
    Point place = gap.getInteriorPoint();
    found.accept(
        new CoverageFault(
            width < toleranceMetres ? Kind.SLIVER : Kind.GAP,
            Severity.WARNING,
            new LonLat(place.getX(), place.getY()),
            Ground.areaSquareMetres(gap),
            width,
            codes,
            detail,
            gap));
  }

  private static List<String> neighbours(Polygon gap, List<Grid> grids, HPRtree tree) {
    Set<Grid> around = new HashSet<>();
    for (Object other : tree.query(gap.getEnvelopeInternal())) {
      Grid grid = grids.get((Integer) other);
      if (grid.geometry().intersects(gap)) {
        around.add(grid);
      }
    }
    return new ArrayList<>(around)
        .stream().map(Grid::code).sorted(Comparator.naturalOrder()).toList();
  }
}
