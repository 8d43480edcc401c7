package org.gridwarden.responsibility;

import java.time.Instant;
import java.util.Objects;
import org.locationtech.jts.geom.Geometry;

/**
 * Who holds which role, for which grid, from when to when. Immutable.
 *
 * @param grid the code, or null for a sector duty over the whole area
 * @param category null for every kind of problem
 * @param validFrom the interval [validFrom, validTo); null is open
 * @param frontage the front of a shop: point, line or polygon, WGS-84 degrees; null for other roles
 * @param widthMetres a spot this near to the frontage lies in its strip; 0 without one
 */
public record Assignment(
    String id,
    String layer,
    String grid,
    Role role,
    Party party,
    String category,
    Instant validFrom,
    Instant validTo,
    Geometry frontage,
    double widthMetres) {
  public Assignment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(party, "party");
  }

  public boolean validAt(Instant at) {
    return (validFrom == null || !validFrom.isAfter(at))
        && (validTo == null || validTo.isAfter(at));
  }

  /** Whether it is a sector duty: for a category, by a unit that leads or answers for it. */
  boolean isSector() {
    return category != null && role.canHaveSector();
  }
}
