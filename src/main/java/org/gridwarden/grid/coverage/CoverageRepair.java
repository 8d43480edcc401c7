package org.gridwarden.grid.coverage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.coverage.CoverageFault.Kind;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * Makes invalid rings valid and closes slivers, overlaps and gaps narrower than the tolerance. The
 * grids around a sliver are cut along each other's borders into faces; each face goes to the one
 * grid that holds it, a doubly held one to the lowest code, one that nobody holds to the grid with
 * which it shares the longest border. So borders match exactly afterwards and no border moves by
 * more than the sliver's width. Grids without a fault stay bit for bit. Pure.
 */
public final class CoverageRepair {
  private static final int MOST_PASSES = 10;

  private CoverageRepair() {}

  /** The grids in the order given, and what was changed. */
  public record Repaired(List<Grid> grids, List<Change> changes) {}

  /**
   * One change to one grid.
   *
   * @param squareMetres how much area it gained, or lost where negative
   * @param shiftMetres how far its border moved at most
   */
  public record Change(
      String grid, String what, LonLat place, double squareMetres, double shiftMetres) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %s at %.7f,%.7f, %+.2f m², border moved by up to %.3f m",
          grid,
          what,
          place.lon(),
          place.lat(),
          squareMetres,
          shiftMetres);
    }
  }

  public static Repaired repair(List<Grid> grids, double toleranceMetres) {
    List<Change> changes = new ArrayList<>();
    List<Grid> fixed = new ArrayList<>();
    for (Grid grid : grids) {
      fixed.add(grid.geometry().isValid() ? grid : fix(grid, changes));
    }
    Map<String, Grid> byCode = new LinkedHashMap<>();
    fixed.forEach(grid -> byCode.putIfAbsent(grid.code(), grid));
    if (byCode.size() == fixed.size()) {
      for (int level = 1; level <= Grid.LEVELS; level++) {
        // Closing one sliver may cut its neighbours anew where several meet in a corner.
        int before = -1;
        for (int pass = 0; pass < MOST_PASSES && before != changes.size(); pass++) {
          before = changes.size();
          for (CoverageFault sliver : slivers(byCode, level, toleranceMetres)) {
            close(sliver, byCode, changes);
          }
        }
      }
      fixed = new ArrayList<>(byCode.values());
    }
    return new Repaired(fixed, changes);
  }

  /** The overlaps and gaps of a level that are narrower than the tolerance, in a fixed order. */
  private static List<CoverageFault> slivers(
      Map<String, Grid> byCode, int level, double toleranceMetres) {
    List<CoverageFault> slivers = Collections.synchronizedList(new ArrayList<>());
    LevelCheck findings = new LevelCheck(toleranceMetres, slivers::add);
    findings.checkLevel(byCode.values().stream().filter(grid -> grid.level() == level).toList());
    // What opens to the border of the level is no hole in it, but one in the parent.
    new NestingCheck(findings)
        .check(
            byCode.values().stream()
                .filter(grid -> grid.level() == level || grid.level() == level - 1)
                .toList());
    slivers.removeIf(
        fault ->
            fault.widthMetres() >= toleranceMetres
                || (fault.kind() != Kind.OVERLAP && fault.kind() != Kind.SLIVER));
    slivers.sort(
        Comparator.comparing((CoverageFault fault) -> String.join(",", fault.grids()))
            .thenComparing(fault -> fault.place().lon())
            .thenComparing(fault -> fault.place().lat()));
    return slivers;
  }

  private static Grid fix(Grid grid, List<Change> changes) {
    Geometry geometry = GeometryFixer.fix(grid.geometry());
    if (Overlay.polygons(geometry).isEmpty()) {
      return grid;
    }
    Point place = geometry.getInteriorPoint();
    changes.add(
        new Change(
            grid.code(),
            "invalid ring made valid",
            new LonLat(place.getX(), place.getY()),
            Ground.areaSquareMetres(geometry) - Ground.areaSquareMetres(grid.geometry()),
            0));
    return with(grid, geometry);
  }

  private static void close(CoverageFault sliver, Map<String, Grid> byCode, List<Change> changes) {
    int level = sliver.grids().stream().map(byCode::get).mapToInt(Grid::level).max().orElseThrow();
    List<Grid> around =
        sliver.grids().stream()
            .map(byCode::get)
            .filter(grid -> grid.level() == level)
            .sorted(Comparator.comparing(Grid::code))
            .toList();
    Map<String, List<Geometry>> faces = new TreeMap<>();
    for (Polygon face : faces(around, sliver)) {
      for (Grid owner : ownersOf(face, around, sliver)) {
        faces.computeIfAbsent(owner.code(), code -> new ArrayList<>()).add(face);
      }
    }
    for (Grid grid : around) {
      List<Geometry> own = faces.get(grid.code());
      if (own == null) {
        continue;
      }
      Geometry geometry = OverlayNGRobust.union(own);
      if (!geometry.equalsTopo(grid.geometry())) {
        byCode.put(grid.code(), with(grid, geometry));
        changes.add(
            new Change(
                grid.code(),
                sliver.kind() == Kind.OVERLAP ? "overlap closed" : "gap closed",
                sliver.place(),
                Ground.areaSquareMetres(geometry) - Ground.areaSquareMetres(grid.geometry()),
                sliver.widthMetres()));
      }
    }
  }

  /**
   * The faces that the borders of grids cut the plane into; with the sliver's own border where it
   * opens to the outside, so that it is a face as well.
   */
  private static List<Polygon> faces(List<Grid> grids, CoverageFault sliver) {
    List<Geometry> lines = new ArrayList<>();
    for (Grid grid : grids) {
      addLines(grid.geometry(), lines);
    }
    List<Polygon> faces = polygonize(lines);
    if (faces.stream().noneMatch(face -> sliver.geometry().covers(face.getInteriorPoint()))) {
      addLines(sliver.geometry(), lines);
      faces = polygonize(lines);
    }
    return faces;
  }

  private static void addLines(Geometry geometry, List<Geometry> lines) {
    for (Object line : LinearComponentExtracter.getLines(geometry)) {
      lines.add((Geometry) line);
    }
  }

  private static List<Polygon> polygonize(List<Geometry> lines) {
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(OverlayNGRobust.union(lines));
    List<Polygon> polygons = new ArrayList<>();
    for (Object polygon : polygonizer.getPolygons()) {
      polygons.add((Polygon) polygon);
    }
    return polygons;
  }

  /**
   * Whom a face goes to: within the sliver one grid, elsewhere whoever holds it now, so that a
   * wider overlap or gap of the same grids stays for the check to find.
   */
  private static List<Grid> ownersOf(Polygon face, List<Grid> around, CoverageFault sliver) {
    Point inside = face.getInteriorPoint();
    List<Grid> holders = around.stream().filter(grid -> grid.geometry().covers(inside)).toList();
    if (!sliver.geometry().covers(inside)) {
      return holders;
    }
    if (!holders.isEmpty()) {
      return holders.subList(0, 1);
    }
    Grid longest = null;
    double most = -1;
    for (Grid grid : around) {
      double shared = face.getBoundary().intersection(grid.geometry().getBoundary()).getLength();
      if (shared > most) {
        most = shared;
        longest = grid;
      }
    }
    return longest == null ? List.of() : List.of(longest);
  }

  private static Grid with(Grid grid, Geometry geometry) {
    return new Grid(grid.level(), grid.code(), grid.name(), grid.parent(), geometry);
  }
}
