package org.gridwarden.heat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.gridwarden.fault.FaultException;

/**
 * The moments of a time machine, and the one scale that all its pictures share. Safe for many
 * threads.
 */
final class HeatFrames {
  /** Ten years of weeks have 520; more than these nobody plays. */
  static final int MOST = 180;

  /** Of the frames with the most problems so many are looked at for the scale. */
  private static final int LOOKED_AT = 3;

  private final Unresolved unresolved;
  private final HeatScales scales;

  HeatFrames(Unresolved unresolved, HeatScales scales) {
    this.unresolved = unresolved;
    this.scales = scales;
  }

  /** How far it is from one frame to the next. */
  enum Step {
    DAY,
    WEEK
  }

  /**
   * @param problems how many are counted then
   */
  record Frame(Instant at, int problems) {}

  /**
   * @param top the density of the strongest colour on every frame
   */
  record Film(double top, List<Frame> frames) {}

  /**
   * Midnights in the area's zone, of each day or of each Monday, from a moment to another, and the
   * end itself.
   *
   * @throws FaultException BAD_INPUT naming start or step
   */
  static List<Instant> moments(Instant start, Instant end, Step step, ZoneId zone) {
    if (!start.isBefore(end)) {
      throw FaultException.badInput("start", start, "it must come before the end");
    }
    LocalDate day = start.atZone(zone).toLocalDate();
    if (step == Step.WEEK) {
      day = day.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }
    List<Instant> moments = new ArrayList<>();
    while (true) {
      Instant at = day.atStartOfDay(zone).toInstant();
      if (!at.isBefore(end)) {
        break;
      }
      if (!at.isBefore(start)) {
        moments.add(at);
      }
      if (moments.size() >= MOST) {
        throw FaultException.badInput(
            "step", step.name().toLowerCase(Locale.ROOT), "more than " + MOST + " frames");
      }
      day = step == Step.DAY ? day.plusDays(1) : day.plusWeeks(1);
    }
    moments.add(end);
    return moments;
  }

  /** Counts each frame, a scan of all; the scale is made from those with the most problems. */
  Film film(Selection selection, double sigmaMetres, List<Instant> moments) {
    List<Frame> frames = new ArrayList<>();
    for (Instant at : moments) {
      Selection then = selection.at(at.toEpochMilli());
      int[] count = {0};
      unresolved.scan(
          true,
          0,
          0,
          0,
          then.test(unresolved.numbers()),
          (columns, rows, some) -> count[0] += some);
      frames.add(new Frame(at, count[0]));
    }
    double top =
        frames.stream()
            .sorted(Comparator.comparingInt(frame -> -frame.problems()))
            .limit(LOOKED_AT)
            .mapToDouble(
                frame -> scales.of(selection.at(frame.at().toEpochMilli()), sigmaMetres).top())
            .max()
            .orElseThrow();
    return new Film(top, frames);
  }
}
