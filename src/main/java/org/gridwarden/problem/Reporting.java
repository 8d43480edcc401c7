package org.gridwarden.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.LonLat;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.problem.photo.Photo;
import org.gridwarden.problem.photo.Photos;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.jdbi.v3.core.Handle;

/**
 * Takes reports: finds whose a problem is, when it is due, what it is like, and writes it down.
 * When it returns, the report is on disk. Safe for many threads.
 */
public final class Reporting {
  /** A phone's clock may go a little fast. */
  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  private static final Duration MOST_BEFORE = Duration.ofDays(366);

  private final Database database;
  private final Clock clock;
  private final Duties duties;
  private final TimeLimits limits;
  private final ProblemRules rules;
  private final Photos photos;
  private final Placing placing;
  private final Problems problems;
  private final ProblemWriter writer;

  Reporting(
      Database database,
      Clock clock,
      Duties duties,
      TimeLimits limits,
      ProblemRules rules,
      Photos photos,
      Placing placing,
      Problems problems,
      ProblemWriter writer) {
    this.database = database;
    this.clock = clock;
    this.duties = duties;
    this.limits = limits;
    this.rules = rules;
    this.photos = photos;
    this.placing = placing;
    this.problems = problems;
    this.writer = writer;
  }

  /**
   * What came of a report.
   *
   * @param created false where the same request had come before
   * @param similar open problems of the same kind near by, which may be the same
   */
  public record Taken(Problem problem, boolean created, List<Similar> similar) {}

  /**
   * @param key or null where the client sent none
   * @throws FaultException BAD_INPUT by field; CONFLICT where the key stood for another request
   */
  public Taken report(ReportDraft draft, Actor actor, RequestKey key) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant takenAt = takenAt(draft, now);
    duties.categories().lineage(draft.category());
    Duty duty = placing.find(draft.layer(), draft.point(), draft.category(), takenAt);
    Recurrence recurrence = rules.recurrence(duties.categories(), draft.category());
    List<Similar> similar = problems.near().similar(draft.point(), draft.category(), recurrence);
    Marks marks = problems.near().findReturn(draft.point(), draft.category(), recurrence, takenAt);
    TimeLimit limit = limits.find(duties.categories(), draft.category(), draft.severity().code());
    Deadline deadline = new DeadlineClock(limits).start(limit, now);
    Report report =
        new Report(
            draft.point(),
            draft.accuracyMetres(),
            takenAt,
            now,
            actor.id(),
            draft.source(),
            draft.category(),
            draft.severity(),
            draft.description(),
            draft.address(),
            null,
            draft.sentFrom() == null ? null : metres(draft.point(), draft.sentFrom()),
            null);
    Problem problem =
        new Problem(Ids.next(), 1, 1, report, duty, deadline, Standing.reported(now), marks);
    Outcome outcome =
        database.write(
            handle -> write(handle, problem, draft.photos(), actor, key),
            each -> problems.show(each.problem()));
    return new Taken(outcome.problem(), outcome.created(), outcome.created() ? similar : List.of());
  }

  private record Outcome(Problem problem, boolean created) {}

  private Outcome write(
      Handle handle, Problem drafted, List<String> hashes, Actor actor, RequestKey key) {
    if (key != null
        && !RequestKeyStore.take(handle, key, drafted.id(), drafted.report().reportedAt())) {
      String id = RequestKeyStore.find(handle, key).orElseThrow();
      return new Outcome(ProblemStore.find(handle, id).orElseThrow(), false);
    }
    Problem problem = problems.schedule().planned(comparedWithPhotos(handle, drafted, hashes));
    writer.insert(handle, problem, entry(problem, actor, hashes));
    return new Outcome(problem, true);
  }

  private static LedgerEntry entry(Problem problem, Actor actor, List<String> hashes) {
    return new LedgerEntry(
        problem.id(),
        1,
        problem.report().reportedAt(),
        Step.REPORT,
        null,
        ProblemStatus.REPORTED,
        actor.id(),
        actor.name(),
        actor.party(),
        null,
        null,
        null,
        hashes);
  }

  /** Where the photos know where they were taken, how far that is; then it is forgotten. */
  private Problem comparedWithPhotos(Handle handle, Problem problem, List<String> hashes) {
    Double nearest = null;
    for (String hash : hashes) {
      Photo photo = photos.use(handle, hash);
      if (photo.position() != null) {
        double metres = metres(problem.report().point(), photo.position());
        nearest = nearest == null ? metres : Math.min(nearest, metres);
        photos.clearPosition(handle, hash);
      }
    }
    return nearest == null ? problem : problem.photoMetres(nearest);
  }

  private static double metres(LonLat a, LonLat b) {
    return Ground.distanceMetres(a.lon(), a.lat(), b.lon(), b.lat());
  }

  private static Instant takenAt(ReportDraft draft, Instant now) {
    Instant taken = Optional.ofNullable(draft.takenAt()).orElse(now).truncatedTo(ChronoUnit.MILLIS);
    if (taken.isAfter(now.plus(MOST_AHEAD))) {
      throw FaultException.badInput("takenAt", taken, "it lies in the future");
    }
    if (taken.isBefore(now.minus(MOST_BEFORE))) {
      throw FaultException.badInput(
          "takenAt", taken, "more than a year ago; old problems are brought in with import");
    }
    return taken.isAfter(now) ? now : taken;
  }
}
