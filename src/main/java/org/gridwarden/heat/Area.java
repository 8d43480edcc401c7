package org.gridwarden.heat;

import org.gridwarden.heat.spot.Spot;
import org.locationtech.jts.geom.Geometry;

/**
 * A grid or a hexagon, and what lies in it.
 *
 * @param code of the grid, or the number of the hexagon
 * @param shape in degrees
 * @param residents how many people live in it, or null where that isn't known
 * @param before what lay in it at another moment, or null where none was asked for
 * @param spot how it stands out from the others, by problems per square kilometre
 */
record Area(
    String code,
    String name,
    Geometry shape,
    double squareKilometres,
    Integer residents,
    Tally.Counted now,
    Tally.Counted before,
    Spot spot) {
  private static final double DAY_MILLIS = 86_400_000;

  int count() {
    return now.count;
  }

  double perSquareKilometre() {
    return squareKilometres == 0 ? 0 : now.count / squareKilometres;
  }

  /** Per 1,000 residents; null where none is known to live there. */
  Double perThousand() {
    return residents == null || residents == 0 ? null : now.count * 1000.0 / residents;
  }

  /** Null where there is nothing to have a share of. */
  Double overdueShare() {
    return now.count == 0 ? null : (double) now.overdue / now.count;
  }

  /** Since they were reported; null where there is none. */
  Double meanAgeDays() {
    return now.count == 0 ? null : now.ageMillis / now.count / DAY_MILLIS;
  }

  /** How many more there are than before; null where no other moment was asked for. */
  Integer change() {
    return before == null ? null : now.count - before.count;
  }

  /** better, worse or same; null as {@link #change}. */
  String trend() {
    Integer change = change();
    if (change == null) {
      return null;
    }
    return change < 0 ? "better" : change > 0 ? "worse" : "same";
  }
}
