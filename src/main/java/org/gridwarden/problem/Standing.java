package org.gridwarden.problem;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Where a problem stands and who has it. Immutable.
 *
 * @param suspendedFrom the status before it was suspended, or null
 * @param unit the id of the party that holds it, or null before it was dispatched
 * @param unitBefore the party that held it before a transfer, or null
 * @param openedAt when someone of the unit first saw it, or null
 * @param handledBy the account that gave the last feedback, or null
 * @param handledUnit the unit that held it then, or null
 * @param dispatchedAt when it was last dispatched or transferred, or null
 * @param handledAt the last feedback, or null where there is none or it was sent back
 */
public record Standing(
    ProblemStatus status,
    ProblemStatus suspendedFrom,
    String unit,
    String unitBefore,
    Instant openedAt,
    String handledBy,
    String handledUnit,
    Instant dispatchedAt,
    Instant handledAt,
    Instant verifiedAt,
    Instant closedAt,
    Instant updatedAt) {
  public Standing {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(updatedAt, "updatedAt");
  }

  static Standing reported(Instant at) {
    return new Standing(
        ProblemStatus.REPORTED, null, null, null, null, null, null, null, null, null, null, at);
  }

  Standing status(ProblemStatus next, Instant at) {
    return with(
        draft -> {
          draft.suspendedFrom = next == ProblemStatus.SUSPENDED ? statusToResume() : null;
          draft.status = next;
          draft.updatedAt = at;
        });
  }

  /** A mark put on a suspended problem doesn't make it forget where it goes back to. */
  private ProblemStatus statusToResume() {
    return status == ProblemStatus.SUSPENDED ? suspendedFrom : status;
  }

  /** Someone holds it anew from now on; who had it before is who was someone else. */
  Standing given(String to, Instant at) {
    String before = Objects.equals(to, unit) ? unitBefore : unit;
    return new Standing(
        status, suspendedFrom, to, before, null, null, null, at, null, null, null, at);
  }

  Standing opened(Instant at) {
    return with(
        draft -> {
          draft.openedAt = at;
          draft.updatedAt = at;
        });
  }

  /** Who has given feedback, and when; the moment is null where it was sent back. */
  Standing handled(String account, String byUnit, Instant at) {
    return with(
        draft -> {
          draft.handledBy = account;
          draft.handledUnit = byUnit;
          draft.handledAt = at;
          draft.verifiedAt = null;
          draft.closedAt = null;
        });
  }

  Standing verified(Instant at) {
    return with(
        draft -> {
          draft.verifiedAt = at;
          draft.closedAt = null;
        });
  }

  Standing closed(Instant at) {
    return with(draft -> draft.closedAt = at);
  }

  /** A copy with something changed. */
  private Standing with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.standing();
  }

  /** What a copy is made of. For one thread. */
  private static final class Draft {
    private ProblemStatus status;
    private ProblemStatus suspendedFrom;
    private String unit;
    private String unitBefore;
    private Instant openedAt;
    private String handledBy;
    private String handledUnit;
    private Instant dispatchedAt;
    private Instant handledAt;
    private Instant verifiedAt;
    private Instant closedAt;
    private Instant updatedAt;

    Draft(Standing of) {
      status = of.status;
      suspendedFrom = of.suspendedFrom;
      unit = of.unit;
      unitBefore = of.unitBefore;
      openedAt = of.openedAt;
      handledBy = of.handledBy;
      handledUnit = of.handledUnit;
      dispatchedAt = of.dispatchedAt;
      handledAt = of.handledAt;
      verifiedAt = of.verifiedAt;
      closedAt = of.closedAt;
      updatedAt = of.updatedAt;
    }

    Standing standing() {
      return new Standing(
          status,
          suspendedFrom,
          unit,
          unitBefore,
          openedAt,
          handledBy,
          handledUnit,
          dispatchedAt,
          handledAt,
          verifiedAt,
          closedAt,
          updatedAt);
    }
  }
}
