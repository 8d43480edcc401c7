package org.gridwarden.grid;

import java.util.List;
import org.gridwarden.grid.coverage.CoverageRepair;
import org.gridwarden.grid.coverage.CoverageReport;

/**
 * What an import did, or with a dry run would have done.
 *
 * @param version the version it made; null where nothing changed or nothing was to be written
 * @param added grids that are new or changed from the version on
 * @param ended grids that stood and were changed or removed
 * @param reparented grids of other levels that found another parent by containment
 * @param repairs what {@code --repair} changed
 */
public record GridImportOutcome(
    GridVersion version,
    int added,
    int ended,
    int unchanged,
    List<String> reparented,
    List<CoverageRepair.Change> repairs,
    CoverageReport report) {
  public GridImportOutcome {
    reparented = List.copyOf(reparented);
    repairs = List.copyOf(repairs);
  }

  public boolean changesNothing() {
    return added == 0 && ended == 0;
  }
}
