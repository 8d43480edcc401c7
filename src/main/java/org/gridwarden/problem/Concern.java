package org.gridwarden.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whom a problem concerns: what decides who may see it. Immutable.
 *
 * @param grids codes, level 1 to 3, null where there is none
 * @param unit the party that holds it, or null
 * @param reporter the account or key that reported it, or null
 * @param named further parties that may see it: the one that had to act first, the one that held it
 *     before, the one it was escalated to; each may be null
 */
record Concern(List<String> grids, String unit, String reporter, List<String> named) {

  static Concern of(Problem problem) {
    return new Concern(
        problem.duty().grids(),
        problem.standing().unit(),
        problem.report().reporter(),
        Arrays.asList(
            problem.duty().primary(),
            problem.standing().unitBefore(),
            problem.marks().escalatedTo()));
  }

  /** As {@link ProblemChange} wrote it. */
  static Concern of(JsonNode change) {
    List<String> grids = new ArrayList<>();
    change.path("grids").forEach(code -> grids.add(code.textValue()));
    return new Concern(
        grids,
        change.path("unit").textValue(),
        change.path("reporter").textValue(),
        Arrays.asList(
            change.path("primary").textValue(),
            change.path("unitBefore").textValue(),
            change.path("escalatedTo").textValue()));
  }
}
