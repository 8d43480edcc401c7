package org.gridwarden.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;
import org.gridwarden.fault.Progress;
import org.gridwarden.grid.coverage.CoverageCheck;
import org.gridwarden.grid.coverage.CoverageFault;
import org.gridwarden.grid.coverage.CoverageReport;
import org.locationtech.jts.geom.Polygonal;

/**
 * Some grids of a layer changed by hand: borders moved, grids split, merged, put under another
 * parent, renamed, added or taken away. All others stay as they are. Immutable.
 *
 * @param base the version that was looked at while it was edited: the newest published one
 * @param grids the changed and new grids, as they shall be from then on
 * @param removed codes of grids that end
 * @param validFrom the moment from which it holds; null for now
 */
public record GridEdit(
    String layer, long base, List<Grid> grids, Set<String> removed, Instant validFrom) {
  public static final int MOST_GRIDS = 500;

  public GridEdit {
    grids = List.copyOf(grids);
    removed = Set.copyOf(removed);
    Faults faults = new Faults();
    Set<String> codes = new HashSet<>();
    for (Grid grid : grids) {
      if (!codes.add(grid.code()) || removed.contains(grid.code())) {
        faults.add(fault(grid, "the code stands in the edit twice"));
      }
      if (!(grid.geometry() instanceof Polygonal) || grid.geometry().isEmpty()) {
        faults.add(fault(grid, "a grid is a polygon"));
      }
    }
    if (grids.size() + removed.size() > MOST_GRIDS) {
      throw FaultException.badInput(
          "grids", grids.size(), "at most " + MOST_GRIDS + "; more come in by a file");
    }
    faults.throwIfAny();
  }

  private static Fault fault(Grid grid, String detail) {
    return Fault.badInput(detail).feature(grid.name() + " (code " + grid.code() + ")");
  }

  /**
   * Works out what it makes of a layer. Refused are errors that weren't there before.
   *
   * @param rows every published row of the layer
   * @param from the moment from which it holds
   * @throws FaultException where a removed grid isn't there
   */
  GridImport.Result work(List<StoredGrid> rows, Instant from, Progress progress) {
    List<Grid> standing = GridImport.standingAt(rows, from);
    Set<String> touched = new HashSet<>(removed);
    grids.forEach(grid -> touched.add(grid.code()));
    for (String code : removed) {
      if (standing.stream().noneMatch(grid -> grid.code().equals(code))) {
        throw FaultException.badInput("removed", code, "no such grid at that moment");
      }
    }
    List<Grid> wanted = new ArrayList<>(grids);
    standing.stream().filter(grid -> !touched.contains(grid.code())).forEach(wanted::add);
    double tolerance = GridImportRequest.DEFAULT_TOLERANCE_METRES;
    Set<String> before = new HashSet<>();
    for (CoverageFault fault : CoverageCheck.check(standing, tolerance, progress).faults()) {
      before.add(key(fault));
    }
    CoverageReport report = CoverageCheck.check(wanted, tolerance, progress);
    List<Fault> refusals =
        report.faults().stream()
            .filter(fault -> fault.isError() && !before.contains(key(fault)))
            .map(
                fault -> Fault.badInput(fault.toString()).feature(String.join(", ", fault.grids())))
            .toList();
    GridPlan plan = GridPlan.of(rows, grid -> touched.contains(grid.code()), grids, from);
    return new GridImport.Result(
        grids,
        plan,
        GridOrigins.of(plan.begun(), plan.ended()),
        List.of(),
        List.of(),
        report,
        refusals);
  }

  private static String key(CoverageFault fault) {
    return fault.kind() + " " + fault.grids();
  }
}
