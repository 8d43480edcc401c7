package org.gridwarden.problem;

import java.time.Clock;
import java.util.List;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grids;
import org.gridwarden.people.Accounts;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.problem.photo.Photos;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.responsibility.Finder;
import org.gridwarden.store.Database;
import org.gridwarden.time.Moments;

/** The objects that problems are worked with, built together. Safe for many threads. */
public final class ProblemDesk {
  private final Duties duties;
  private final Grids grids;
  private final Accounts accounts;
  private final Clock clock;
  private final ProblemRules rules;
  private final Problems problems;
  private final Reporting reporting;
  private final Stepping stepping;
  private final ProblemImport problemImport;
  private final Indicators indicators;
  private final Actors actors;

  /** What problems need from the rest of the house. */
  public record Needs(
      Database database,
      Clock clock,
      Problems problems,
      Grids grids,
      Duties duties,
      Finder finder,
      Accounts accounts,
      TimeLimits limits,
      ProblemRules rules,
      Photos photos) {}

  public ProblemDesk(Needs needs) {
    this.duties = needs.duties();
    this.grids = needs.grids();
    this.accounts = needs.accounts();
    this.clock = needs.clock();
    this.rules = needs.rules();
    this.problems = needs.problems();
    ProblemWriter writer = new ProblemWriter(duties);
    this.reporting =
        new Reporting(
            needs.database(),
            clock,
            duties,
            needs.limits(),
            needs.rules(),
            needs.photos(),
            new Placing(needs.finder()),
            problems,
            writer);
    this.stepping =
        new Stepping(
            needs.database(),
            clock,
            duties,
            needs.limits(),
            accounts,
            needs.photos(),
            problems,
            writer);
    this.problemImport = new ProblemImport(needs, problems, writer);
    this.indicators = new Indicators(needs.database(), problems, duties);
    this.actors = new Actors(duties, clock);
  }

  public Problems problems() {
    return problems;
  }

  public Reporting reporting() {
    return reporting;
  }

  public Stepping stepping() {
    return stepping;
  }

  public ProblemImport problemImport() {
    return problemImport;
  }

  public Indicators indicators() {
    return indicators;
  }

  public Actors actors() {
    return actors;
  }

  /** Open problems of the same kind near a position. */
  List<Similar> similar(LonLat point, String category) {
    return problems
        .near()
        .similar(point, category, rules.recurrence(duties.categories(), category));
  }

  ProblemQueries queries() {
    return new ProblemQueries(duties, accounts, clock, problems);
  }

  ProblemJson json(Moments moments) {
    return new ProblemJson(duties, grids, accounts, stepping, moments);
  }

  /** Writes lists as tables, with moments in a zone. */
  public ProblemTables tables(Moments moments) {
    return new ProblemTables(problems, duties, grids, clock, moments);
  }
}
