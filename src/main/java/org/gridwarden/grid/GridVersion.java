package org.gridwarden.grid;

import java.time.Instant;
import java.util.List;

/**
 * One import of grids, published or still a draft.
 *
 * @param levels the levels that it replaced, ascending
 * @param withinCode the grid under which it replaced them, or null for the whole layer
 * @param validFrom the moment it begins to hold; null for ever before
 * @param source the files it came from
 */
public record GridVersion(
    long id,
    String layer,
    List<Integer> levels,
    String withinCode,
    Instant validFrom,
    boolean draft,
    String source,
    Instant createdAt) {
  public static final String DEFAULT_LAYER = "default";

  public GridVersion {
    levels = List.copyOf(levels);
  }
}
