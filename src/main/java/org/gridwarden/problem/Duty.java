package org.gridwarden.problem;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Who was responsible there at the moment the problem was seen. Kept as it was then, whatever
 * becomes of grids and contracts. Immutable.
 *
 * @param layer of grids
 * @param grids the codes of the grids that held it, level 1 to 3, null where a level had none
 * @param place "inside", "gap" or "outside"
 * @param primary the id of the party that had to act first, or null
 * @param rule what made it so ("contract", "sector" …), or null
 * @param primaryGrid the grid that the primary's duty was for, or null
 * @param leader the id of the leader contracted to the finest of its grids that has one, or null
 * @param line the ids of all parties that could act first, in their order; the primary is the first
 */
public record Duty(
    String layer,
    List<String> grids,
    String place,
    String primary,
    String rule,
    String primaryGrid,
    String leader,
    List<String> line) {
  public Duty {
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(place, "place");
    grids = Collections.unmodifiableList(Arrays.asList(grids.toArray(new String[3])));
    line = List.copyOf(line);
  }

  /** The code of the finest grid that held it, or null. */
  public String finestGrid() {
    for (int level = grids.size(); level > 0; level--) {
      if (grids.get(level - 1) != null) {
        return grids.get(level - 1);
      }
    }
    return null;
  }
}
