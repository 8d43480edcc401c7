package org.gridwarden.problem;

import java.time.Instant;

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
    return new Marks(
        by,
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

  Marks published(Instant at) {
    return new Marks(
        supervisor,
        at,
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

  Marks merged(String into) {
    return new Marks(
        supervisor,
        publishedAt,
        into,
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

  /** Counts a rework, an extension, a transfer or a reopening; other steps count nothing. */
  Marks counting(Step step) {
    return new Marks(
        supervisor,
        publishedAt,
        mergedInto,
        returnOf,
        returns,
        reworks + (step == Step.REWORK ? 1 : 0),
        extensions + (step == Step.EXTEND ? 1 : 0),
        transfers + (step == Step.TRANSFER ? 1 : 0),
        reopens + (step == Step.REOPEN ? 1 : 0),
        escalations,
        escalatedTo,
        escalatedAt);
  }

  Marks escalated(int level, String to, Instant at) {
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
        level,
        to,
        at);
  }
}
