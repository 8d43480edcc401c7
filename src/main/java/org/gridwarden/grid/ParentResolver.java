package org.gridwarden.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gridwarden.fault.Faults;
import org.gridwarden.grid.coverage.ParentFinder;

/**
 * Gives every grid its parent: by the field where the file has one, by containment where not. A
 * field may hold the parent's code or, where no code matches, its name if that is unique.
 */
final class ParentResolver {
  private final Map<Integer, Map<String, Grid>> byCode = new HashMap<>();
  private final Map<Integer, Map<String, List<Grid>>> byName = new HashMap<>();

  /**
   * @param standing the grids that stay beside the incoming ones
   */
  ParentResolver(List<Grid> standing) {
    standing.forEach(this::add);
  }

  private void add(Grid grid) {
    byCode.computeIfAbsent(grid.level(), level -> new HashMap<>()).put(grid.code(), grid);
    byName
        .computeIfAbsent(grid.level(), level -> new HashMap<>())
        .computeIfAbsent(grid.name(), name -> new ArrayList<>())
        .add(grid);
  }

  /** Resolves level by level from the top, so that parents of the same run are found too. */
  List<Grid> resolve(List<GridCandidate> candidates, Faults faults) {
    List<Grid> resolved = new ArrayList<>();
    for (int level = 1; level <= Grid.LEVELS; level++) {
      int wanted = level;
      List<GridCandidate> ofLevel = candidates.stream().filter(c -> c.level() == wanted).toList();
      List<Grid> grids = new ArrayList<>();
      List<Grid> orphans = new ArrayList<>();
      for (GridCandidate candidate : ofLevel) {
        if (level == 1) {
          grids.add(candidate.withParent(null));
        } else if (candidate.parentValue() == null) {
          orphans.add(candidate.withParent(null));
        } else {
          grids.add(candidate.withParent(named(candidate, faults)));
        }
      }
      grids.addAll(byContainment(level, orphans));
      grids.forEach(this::add);
      resolved.addAll(grids);
    }
    return resolved;
  }

  /** The same grids with the parents that hold them; null where none does. */
  List<Grid> byContainment(int level, List<Grid> orphans) {
    if (orphans.isEmpty() || level == 1) {
      return orphans;
    }
    List<Grid> above = List.copyOf(byCode.getOrDefault(level - 1, Map.of()).values());
    return ParentFinder.assign(orphans, above);
  }

  private String named(GridCandidate candidate, Faults faults) {
    String value = candidate.parentValue();
    int above = candidate.level() - 1;
    if (byCode.getOrDefault(above, Map.of()).containsKey(value)) {
      return value;
    }
    List<Grid> named = byName.getOrDefault(above, Map.of()).getOrDefault(value, List.of());
    if (named.size() == 1) {
      return named.get(0).code();
    }
    faults.add(
        candidate
            .fault("unknown parent: " + reason(candidate, named))
            .field(candidate.parentField())
            .value(value));
    return null;
  }

  private String reason(GridCandidate candidate, List<Grid> named) {
    String value = candidate.parentValue();
    int above = candidate.level() - 1;
    if (named.size() > 1) {
      String codes = named.stream().map(Grid::code).sorted().collect(Collectors.joining(", "));
      return "the name stands for several grids (" + codes + "), give the code";
    }
    if (value.equals(candidate.code())) {
      return "the grid names itself; a parent is of level " + above;
    }
    Set<Integer> levels = new HashSet<>(byCode.keySet());
    for (int level : levels) {
      if (byCode.get(level).containsKey(value)) {
        return "it is a grid of level " + level + "; a parent is of level " + above;
      }
    }
    return "no grid of level " + above + " has this code or name";
  }
}
