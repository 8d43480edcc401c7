package org.gridwarden.responsibility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All assignments of one layer, of every time, and the categories, in memory. Validity is tested as
 * a question is asked. Immutable and safe for many threads.
 */
public final class DutySnapshot {
  private final CategoryTree categories;
  private final Map<String, List<Responsible>> byGrid = new HashMap<>();
  private final Map<String, List<Responsible>> byParty = new HashMap<>();
  private final List<Responsible> everywhere = new ArrayList<>();
  private final Frontages frontages;
  private final List<Assignment> assignments;

  public DutySnapshot(CategoryTree categories, List<Assignment> assignments) {
    this.categories = categories;
    this.assignments = List.copyOf(assignments);
    List<Responsible> strips = new ArrayList<>();
    for (Assignment each : assignments) {
      Responsible responsible = Responsible.of(each);
      byParty.computeIfAbsent(each.party().id(), party -> new ArrayList<>()).add(responsible);
      if (each.frontage() != null) {
        strips.add(responsible);
      } else if (each.grid() == null) {
        everywhere.add(responsible);
      } else {
        byGrid.computeIfAbsent(each.grid(), grid -> new ArrayList<>()).add(responsible);
      }
    }
    this.frontages = new Frontages(strips);
  }

  public CategoryTree categories() {
    return categories;
  }

  public int size() {
    return assignments.size();
  }

  /** All assignments, of every time. */
  public List<Assignment> list() {
    return assignments;
  }

  /** Who is responsible for a grid, at whatever time, frontages left out. */
  public List<Responsible> ofGrid(String code) {
    return byGrid.getOrDefault(code, List.of());
  }

  /** What a party is responsible for, at whatever time, frontages too. */
  public List<Responsible> ofParty(String id) {
    return byParty.getOrDefault(id, List.of());
  }

  /** The duties without a grid. */
  List<Responsible> everywhere() {
    return everywhere;
  }

  /** The frontage duties whose strip holds a point. Cheap where none is near. */
  List<Responsible> frontagesAt(double lon, double lat) {
    return frontages.at(lon, lat);
  }
}
