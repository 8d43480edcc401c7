package org.gridwarden.responsibility;

import java.util.List;
import java.util.Locale;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;

/**
 * Who is responsible there.
 *
 * @param finestLevel the level of the last grid in the chain, 0 where no grid holds the point
 * @param grids the chain, level 1 first
 * @param boundaryMetres to the border of the last grid in the chain, or null without one
 * @param certain one candidate has {@value Finder#CERTAIN_SHARE} of the circle or more; without an
 *     accuracy, no two grids overlap there
 * @param samePrimary every candidate has the same primary
 * @param candidates with an accuracy, or where grids overlap: the largest share first; adds up to 1
 * @param nearest in a gap or outside, the nearest grid
 * @param crsHint the coordinate system in which the position would lie in a grid, where as given it
 *     lies far from all; else null
 */
public record Answer(
    LonLat point,
    Place place,
    int finestLevel,
    List<Grid> grids,
    Double boundaryMetres,
    Decision decision,
    boolean certain,
    boolean samePrimary,
    List<Candidate> candidates,
    Nearest nearest,
    String crsHint) {

  /** Where a point lies to the grids of a layer. */
  public enum Place {
    /** Some level holds it. */
    INSIDE,
    /** No grid holds it, but it lies within the outline of the layer. */
    GAP,
    OUTSIDE;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
      return code;
    }
  }

  /** A grid that may be the true one, null for none, with its share of the circle. */
  public record Candidate(Grid grid, double share) {}

  /** A grid and how far it is. */
  public record Nearest(Grid grid, double metres) {}

  public Answer {
    grids = List.copyOf(grids);
    candidates = List.copyOf(candidates);
  }
}
