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
  private final Map<String, List<Assignment>> byGrid = new HashMap<>();
  private final List<Assignment> everywhere = new ArrayList<>();
  private final Frontages frontages;
  private final int size;

  public DutySnapshot(CategoryTree categories, List<Assignment> assignments) {
    this.categories = categories;
    this.size = assignments.size();
    List<Assignment> strips = new ArrayList<>();
    for (Assignment each : assignments) {
      if (each.frontage() != null) {
        strips.add(each);
      } else if (each.grid() == null) {
        everywhere.add(each);
      } else {
        byGrid.computeIfAbsent(each.grid(), grid -> new ArrayList<>()).add(each);
      }
    }
    this.frontages = new Frontages(strips);
  }

  public CategoryTree categories() {
    return categories;
  }

  public int size() {
    return size;
  }

  /** The assignments of a grid, of every time, frontages left out. */
  List<Assignment> ofGrid(String code) {
    return byGrid.getOrDefault(code, List.of());
  }

  /** The duties without a grid. */
  List<Assignment> everywhere() {
    return everywhere;
  }

  /** The frontage duties whose strip holds a point. Cheap where none is near. */
  List<Assignment> frontagesAt(double lon, double lat) {
    return frontages.at(lon, lat);
  }
}
