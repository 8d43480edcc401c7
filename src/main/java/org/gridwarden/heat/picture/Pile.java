package org.gridwarden.heat.picture;

import java.util.Objects;
import org.gridwarden.geo.LonLat;

/**
 * A spot at which unresolved problems pile up.
 *
 * @param count how many, at least one
 */
public record Pile(LonLat middle, long count) {
  public Pile {
    Objects.requireNonNull(middle, "middle");
    if (count < 1) {
      throw new IllegalArgumentException("a pile has one problem or more: " + count);
    }
  }
}
