package org.gridwarden.heat.picture;

import java.util.Objects;
import org.locationtech.jts.geom.Geometry;

/**
 * The border of a grid.
 *
 * @param shape in WGS-84 degrees, longitude first; points in it are not drawn
 * @param name to be written on it where there is room, or empty
 * @param level 1 is the coarsest: its lines are thicker and its names come first
 */
public record Outline(Geometry shape, String name, int level) {
  public Outline {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(name, "name");
    if (level < 1) {
      throw new IllegalArgumentException("levels count from 1: " + level);
    }
  }
}
