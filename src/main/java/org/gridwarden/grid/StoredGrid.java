package org.gridwarden.grid;

import java.time.Instant;

/**
 * A published grid with the half-open interval [validFrom, validTo) in which it holds; null is
 * open.
 */
record StoredGrid(long versionId, Grid grid, Instant validFrom, Instant validTo) {
  boolean validAt(Instant at) {
    return (validFrom == null || !validFrom.isAfter(at))
        && (validTo == null || validTo.isAfter(at));
  }
}
