package org.gridwarden.store;

import java.time.Instant;

/**
 * One row of the change feed.
 *
 * @param seq rises with every change; a later commit never has a lower one
 * @param kind what changed: "grids", "assignments", "categories", "limits"
 * @param id which one
 * @param before what routing needs of the old state, as JSON, or null
 * @param after the same of the new state, or null
 */
public record Change(long seq, String kind, String id, Instant at, String before, String after) {
  /**
   * The shape of {@code before} and {@code after}, so that servers of two versions can share a
   * feed.
   */
  public static final int SCHEMA = 1;
}
