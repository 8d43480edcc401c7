package org.gridwarden.problem;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * What has been put on a problem, and how often what befell it. Immutable.
 *
 * @param supervisor the account of the leader who supervises it, or null
 * @param publishedAt since when strangers may see it, or null
 * @param mergedInto the problem that it is a duplicate of, or null
 * @param returnOf the closed problem that came back as this one (反弹), or null
 * @param returns how many times it came back: 0 where it is no return
 * @param escalations how many levels up it has gone
 * @param escalatedTo the party that was told last, or null
 */
public record Marks(
    String supervisor,
    Instant publishedAt,
    String mergedInto,
    String returnOf,
    int returns,
    int reworks,
    int extensions,
    int transfers,
    int reopens,
    int escalations,
    String escalatedTo,
    Instant escalatedAt) {

  static Marks none() {
    return returned(null, 0);
  }

  static Marks returned(String of, int times) {
    return new Marks(null, null, null, of, times, 0, 0, 0, 0, 0, null, null);
  }

  Marks supervised(String by) {
    return with(draft -> draft.supervisor = by);
  }

  Marks published(Instant at) {
    return with(draft -> draft.publishedAt = at);
  }

  Marks merged(String into) {
    return with(draft -> draft.mergedInto = into);
  }

  /** Counts a rework, an extension, a transfer or a reopening; other steps count nothing. */
  Marks counting(Step step) {
    return with(
        draft -> {
          draft.reworks += step == Step.REWORK ? 1 : 0;
          draft.extensions += step == Step.EXTEND ? 1 : 0;
          draft.transfers += step == Step.TRANSFER ? 1 : 0;
          draft.reopens += step == Step.REOPEN ? 1 : 0;
        });
  }

  Marks escalated(int level, String to, Instant at) {
    return with(
        draft -> {
          draft.escalations = level;
          draft.escalatedTo = to;
          draft.escalatedAt = at;
        });
  }

  /** A copy with something changed. */
  private Marks with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.marks();
  }

  /** What a copy is made of. For one thread. */
  private static final class Draft {
    private String supervisor;
    private Instant publishedAt;
    private String mergedInto;
    private String returnOf;
    private int returns;
    private int reworks;
    private int extensions;
    private int transfers;
    private int reopens;
    private int escalations;
    private String escalatedTo;
    private Instant escalatedAt;

    Draft(Marks of) {
      supervisor = of.supervisor;
      publishedAt = of.publishedAt;
      mergedInto = of.mergedInto;
      returnOf = of.returnOf;
      returns = of.returns;
      reworks = of.reworks;
      extensions = of.extensions;
      transfers = of.transfers;
      reopens = of.reopens;
      escalations = of.escalations;
      escalatedTo = of.escalatedTo;
      escalatedAt = of.escalatedAt;
    }

    Marks marks() {
      return new Marks(
          supervisor,
          publishedAt,
          mergedInto,
          returnOf,
          returns,
          reworks,
          extensions,
          transfers,
          reopens,
          escalations,
          escalatedTo,
          escalatedAt);
    }
  }
}
