package org.gridwarden.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;
import org.gridwarden.fault.Progress;
import org.gridwarden.grid.coverage.CoverageCheck;
import org.gridwarden.grid.coverage.CoverageFault;
import org.gridwarden.grid.coverage.CoverageRepair;
import org.gridwarden.grid.coverage.CoverageReport;

/**
 * Works out what a set of incoming grids makes of a layer: parents, repair, check and the plan of
 * rows. Touches no database; refuses with every fault at once.
 */
final class GridImport {
  private final List<StoredGrid> rows;
  private final List<Grid> standing;
  private final Instant from;
  private final GridImportRequest request;
  private final Progress progress;

  /**
   * @param rows every published row of the layer
   * @param from the moment the incoming grids begin to hold, null for ever before
   */
  GridImport(List<StoredGrid> rows, Instant from, GridImportRequest request, Progress progress) {
    this.rows = rows;
    this.from = from;
    this.request = request;
    this.progress = progress;
    this.standing = standingAt(rows, from);
  }

  /** The worked-out import. */
  record Result(
      List<Grid> incoming,
      GridPlan plan,
      List<GridOrigin> origins,
      List<String> reparented,
      List<CoverageRepair.Change> repairs,
      CoverageReport report,
      List<Fault> refusals) {
    /** Refuses for what must not become part of the layer. */
    void refuse() {
      Faults faults = new Faults();
      refusals.forEach(faults::add);
      faults.throwIfAny();
    }
  }

  Result work(List<GridCandidate> candidates) {
    Set<Integer> levels = candidates.stream().map(GridCandidate::level).collect(Collectors.toSet());
    Set<String> under = under(request.within());
    List<Grid> staying =
        standing.stream()
            .filter(grid -> !(levels.contains(grid.level()) && isUnder(grid, under)))
            .toList();
    Faults faults = new Faults();
    refuseTakenCodes(candidates, staying, faults);
    ParentResolver parents = new ParentResolver(staying);
    List<Grid> incoming = parents.resolve(candidates, faults);
    refuseOutside(candidates, incoming, staying, faults);
    faults.throwIfAny();

    List<Grid> adopted = adoptOrphans(staying, incoming);
    Set<String> reparented = adopted.stream().map(Grid::code).collect(Collectors.toSet());
    List<Grid> wanted = new ArrayList<>(incoming);
    wanted.addAll(adopted);
    staying.stream().filter(grid -> !reparented.contains(grid.code())).forEach(wanted::add);
    wanted.sort(Comparator.comparing(Grid::code));

    List<CoverageRepair.Change> repairs = List.of();
    if (request.repair()) {
      CoverageRepair.Repaired repaired = CoverageRepair.repair(wanted, request.toleranceMetres());
      wanted = repaired.grids();
      repairs = repaired.changes();
    }
    CoverageReport report = CoverageCheck.check(wanted, request.toleranceMetres(), progress);
    Set<String> touched = new HashSet<>(reparented);
    repairs.forEach(change -> touched.add(change.grid()));
    GridPlan plan =
        GridPlan.of(
            rows,
            grid ->
                touched.contains(grid.code())
                    || (levels.contains(grid.level()) && isUnder(grid, under)),
            replacing(wanted, incoming, touched),
            from);
    List<GridOrigin> origins = GridOrigins.of(plan.begun(), plan.ended());
    return new Result(
        incoming,
        plan,
        origins,
        List.copyOf(new TreeSet<>(reparented)),
        repairs,
        report,
        refusals(report, candidates));
  }

  private static List<Grid> replacing(List<Grid> wanted, List<Grid> incoming, Set<String> touched) {
    Set<String> codes = incoming.stream().map(Grid::code).collect(Collectors.toSet());
    codes.addAll(touched);
    return wanted.stream().filter(grid -> codes.contains(grid.code())).toList();
  }

  static List<Grid> standingAt(List<StoredGrid> rows, Instant from) {
    return rows.stream()
        .filter(row -> from == null ? row.validFrom() == null : row.validAt(from))
        .map(StoredGrid::grid)
        .toList();
  }

  /** Every code under a grid, or null for the whole layer. */
  private Set<String> under(String within) {
    if (within == null) {
      return null;
    }
    if (standing.stream().noneMatch(grid -> grid.code().equals(within))) {
      throw FaultException.badInput("within", within, "no such grid in layer " + request.layer());
    }
    Set<String> under = new HashSet<>(Set.of(within));
    for (int level = 1; level <= Grid.LEVELS; level++) {
      standing.stream()
          .filter(grid -> grid.parent() != null && under.contains(grid.parent()))
          .map(Grid::code)
          .toList()
          .forEach(under::add);
    }
    return under;
  }

  private boolean isUnder(Grid grid, Set<String> under) {
    return under == null
        || (!grid.code().equals(request.within())
            && (under.contains(grid.code()) || under.contains(String.valueOf(grid.parent()))));
  }

  private static void refuseTakenCodes(
      List<GridCandidate> candidates, List<Grid> staying, Faults faults) {
    Map<String, Grid> taken =
        staying.stream().collect(Collectors.toMap(Grid::code, Function.identity()));
    Map<String, GridCandidate> first = new HashMap<>();
    for (GridCandidate candidate : candidates) {
      Grid other = taken.get(candidate.code());
      GridCandidate twin = first.putIfAbsent(candidate.code(), candidate);
      if (other != null) {
        faults.add(
            candidate.fault(
                "duplicate code: a grid of level " + other.level() + " in the layer has it"));
      } else if (twin != null) {
        faults.add(
            candidate.fault("duplicate code: " + twin.file() + " " + twin.label() + " has it too"));
      }
    }
  }

  private void refuseOutside(
      List<GridCandidate> candidates, List<Grid> incoming, List<Grid> staying, Faults faults) {
    if (request.within() == null) {
      return;
    }
    Map<String, Grid> all = new HashMap<>();
    staying.forEach(grid -> all.put(grid.code(), grid));
    incoming.forEach(grid -> all.put(grid.code(), grid));
    for (GridCandidate candidate : candidates) {
      Grid grid = all.get(candidate.code());
      int steps = 0;
      while (grid != null && !grid.code().equals(request.within()) && steps++ < Grid.LEVELS) {
        grid = grid.parent() == null ? null : all.get(grid.parent());
      }
      if (grid == null || candidate.code().equals(request.within())) {
        faults.add(candidate.fault("it does not lie under grid " + request.within()));
      }
    }
  }

  /** Grids that stay but whose parent is gone, or never was known, look for one by containment. */
  private static List<Grid> adoptOrphans(List<Grid> staying, List<Grid> incoming) {
    Set<String> codes = new HashSet<>();
    staying.forEach(grid -> codes.add(grid.code()));
    incoming.forEach(grid -> codes.add(grid.code()));
    List<Grid> around = new ArrayList<>(staying);
    around.addAll(incoming);
    ParentResolver parents = new ParentResolver(around);
    List<Grid> adopted = new ArrayList<>();
    for (int level = 2; level <= Grid.LEVELS; level++) {
      int wanted = level;
      List<Grid> orphans =
          staying.stream()
              .filter(grid -> grid.level() == wanted)
              .filter(grid -> grid.parent() == null || !codes.contains(grid.parent()))
              .toList();
      parents.byContainment(level, orphans).stream()
          .filter(grid -> !orphans.contains(grid))
          .forEach(adopted::add);
    }
    return adopted;
  }

  /** Errors that have to do with an incoming grid; others stood before and are only reported. */
  private static List<Fault> refusals(CoverageReport report, List<GridCandidate> candidates) {
    Map<String, GridCandidate> byCode = new HashMap<>();
    candidates.forEach(candidate -> byCode.putIfAbsent(candidate.code(), candidate));
    List<Fault> faults = new ArrayList<>();
    for (CoverageFault fault : report.faults()) {
      GridCandidate first =
          fault.grids().stream()
              .map(byCode::get)
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElse(null);
      if (fault.isError() && first != null) {
        faults.add(
            Fault.badInput(
                    fault
                        + (fault.kind() == CoverageFault.Kind.INVALID_RING
                            ? "; --repair mends it"
                            : ""))
                .file(first.file())
                .feature(first.label() + " (code " + first.code() + ")"));
      }
    }
    return faults;
  }
}
