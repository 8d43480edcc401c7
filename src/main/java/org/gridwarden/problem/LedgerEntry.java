package org.gridwarden.problem;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One entry of the ledger: who did what to a problem, and when. Never changed, never removed.
 * Immutable.
 *
 * @param version of the problem after it; the first is 1, and none is left out
 * @param from the status before, null for the first
 * @param to the status after
 * @param actor the id of the account or key, or null for the server or a stranger
 * @param actorName as it was then, or null
 * @param actorParty the party that the actor acted for, or null
 * @param unit the party that held the problem before the step, or null
 * @param note in the actor's words, or null
 * @param target what the step was directed to: a party, a problem, a moment; or null
 * @param photos their hashes
 */
public record LedgerEntry(
    String problemId,
    int version,
    Instant at,
    Step step,
    ProblemStatus from,
    ProblemStatus to,
    String actor,
    String actorName,
    String actorParty,
    String unit,
    String note,
    String target,
    List<String> photos) {
  public LedgerEntry {
    Objects.requireNonNull(problemId, "problemId");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(to, "to");
    photos = List.copyOf(photos);
  }
}
