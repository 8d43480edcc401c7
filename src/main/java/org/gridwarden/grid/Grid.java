package org.gridwarden.grid;

import java.util.Objects;
import org.locationtech.jts.geom.Geometry;

/**
 * One grid as it stands in one version of a layer. Immutable by agreement: nobody changes the
 * geometry.
 *
 * @param level 1, 2 or 3; 3 is the smallest
 * @param code unique in its layer across the levels, 1 to 32 characters
 * @param name never null; the code where the source has none
 * @param parent the code of the grid one level up that holds it; null at level 1, and where none is
 *     known
 * @param geometry a Polygon or MultiPolygon, x = longitude, y = latitude, WGS-84 degrees
 */
public record Grid(int level, String code, String name, String parent, Geometry geometry) {
  public static final int LEVELS = 3;

  public Grid {
    if (level < 1 || level > LEVELS) {
      throw new IllegalArgumentException("a level is 1, 2 or 3: " + level);
    }
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(geometry, "geometry");
    if (code.isEmpty() || code.length() > 32) {
      throw new IllegalArgumentException("a code has 1 to 32 characters: " + code);
    }
  }
}
