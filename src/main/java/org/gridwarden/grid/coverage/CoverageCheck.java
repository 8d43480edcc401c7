package org.gridwarden.grid.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.coverage.CoverageFault.Kind;
import org.gridwarden.grid.coverage.CoverageFault.Severity;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Checks the grids of one layer, all levels together. Errors are invalid rings, duplicate codes,
 * unknown parents, and an overlap with a grid of the same level or an area outside the parent that
 * is more than {@value #LARGE_SHARE} of the grid and wider than the tolerance; smaller ones, gaps,
 * slivers and missing parents are warnings. Pure; some seconds for 12,000 grids.
 */
public final class CoverageCheck {
  /** Slits narrower than this are counted, not listed: the finder closes them. */
  public static final double NEGLIGIBLE_METRES = 0.01;

  static final double LARGE_SHARE = 0.01;

  private final List<Grid> grids;
  private final double toleranceMetres;
  private final Progress progress;
  private final List<CoverageFault> faults = new ArrayList<>();
  private int negligible;

  private CoverageCheck(List<Grid> grids, double toleranceMetres, Progress progress) {
    this.grids = grids;
    this.toleranceMetres = toleranceMetres;
    this.progress = progress;
  }

  /**
   * @param grids of one layer and one moment, in any order; any level may be missing
   * @param toleranceMetres at least 0
   */
  public static CoverageReport check(List<Grid> grids, double toleranceMetres, Progress progress) {
    return new CoverageCheck(grids, toleranceMetres, progress).run();
  }

  private CoverageReport run() {
    Map<String, Grid> byCode = new HashMap<>();
    for (Grid grid : grids) {
      if (byCode.putIfAbsent(grid.code(), grid) != null) {
        add(Kind.DUPLICATE_CODE, Severity.ERROR, grid, "two grids have this code");
      }
    }
    checkParents(byCode);
    List<Grid> valid = checkRings();
    LevelCheck findings = new LevelCheck(toleranceMetres, this::addArea);
    for (int level = 1; level <= Grid.LEVELS; level++) {
      int wanted = level;
      List<Grid> ofLevel = valid.stream().filter(grid -> grid.level() == wanted).toList();
      progress.at("checking level " + level, 0, ofLevel.size());
      findings.checkLevel(ofLevel);
    }
    progress.at("checking parents and children", 0, valid.size());
    new NestingCheck(findings).check(valid);
    faults.sort(
        Comparator.comparing(CoverageFault::severity)
            .thenComparing(CoverageFault::kind)
            .thenComparing(Comparator.comparingDouble(CoverageFault::areaSquareMetres).reversed())
            .thenComparing(fault -> String.join(",", fault.grids())));
    return new CoverageReport(faults, grids.size(), negligible);
  }

  private void checkParents(Map<String, Grid> byCode) {
    for (Grid grid : grids) {
      if (grid.level() == 1) {
        continue;
      }
      if (grid.parent() == null) {
        add(Kind.MISSING_PARENT, Severity.WARNING, grid, "no grid one level up holds it");
        continue;
      }
      Grid parent = byCode.get(grid.parent());
      if (parent == null || parent.level() != grid.level() - 1) {
        add(
            Kind.UNKNOWN_PARENT,
            Severity.ERROR,
            grid,
            "its parent "
                + grid.parent()
                + (parent == null ? " does not exist" : " is of level " + parent.level()));
      }
    }
  }

  private List<Grid> checkRings() {
    List<Grid> valid = new ArrayList<>();
    Set<Grid> broken = new HashSet<>();
    for (Grid grid : grids) {
      TopologyValidationError error = new IsValidOp(grid.geometry()).getValidationError();
      if (error == null && !grid.geometry().isEmpty()) {
        valid.add(grid);
      } else if (broken.add(grid)) {
        Coordinate place = error == null ? new Coordinate(0, 0) : error.getCoordinate();
        faults.add(
            new CoverageFault(
                Kind.INVALID_RING,
                Severity.ERROR,
                new LonLat(place.x, place.y),
                0,
                0,
                List.of(grid.code()),
                error == null
                    ? "it is empty"
                    : error.getMessage().toLowerCase(java.util.Locale.ROOT),
                grid.geometry().getFactory().createPoint(place)));
      }
    }
    return valid;
  }

  private void add(Kind kind, Severity severity, Grid grid, String detail) {
    Geometry place =
        grid.geometry().isEmpty()
            ? grid.geometry().getFactory().createPoint(new Coordinate(0, 0))
            : grid.geometry().getInteriorPoint();
    faults.add(
        new CoverageFault(
            kind,
            severity,
            new LonLat(place.getCoordinate().x, place.getCoordinate().y),
            0,
            0,
            List.of(grid.code()),
            detail,
            place));
  }

  private synchronized void addArea(CoverageFault fault) {
    if (fault.widthMetres() < NEGLIGIBLE_METRES) {
      negligible++;
    } else {
      faults.add(fault);
    }
  }
}
