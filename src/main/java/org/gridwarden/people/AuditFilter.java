package org.gridwarden.people;

import java.time.Instant;

/**
 * Which lines of the audit are asked for.
 *
 * @param before only earlier ones than this, or null
 * @param actor only this one's, or null
 * @param action only these, or null
 */
public record AuditFilter(int limit, Instant before, String actor, String action) {
  static final int MOST = 500;

  public AuditFilter {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
  }
}
