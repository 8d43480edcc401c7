package org.gridwarden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.gridwarden.grid.GridEditor;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.grid.Grids;
import org.gridwarden.grid.Residents;
import org.gridwarden.heat.HeatMap;
import org.gridwarden.notice.Notices;
import org.gridwarden.people.Accounts;
import org.gridwarden.print.WallMaps;
import org.gridwarden.problem.ProblemDesk;
import org.gridwarden.problem.ProblemImport;
import org.gridwarden.problem.ProblemRules;
import org.gridwarden.problem.Problems;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.problem.photo.Photos;
import org.gridwarden.problem.photo.Pictures;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.responsibility.Finder;
import org.gridwarden.responsibility.Precedence;
import org.gridwarden.responsibility.Rules;
import org.gridwarden.responsibility.Vacancy;
import org.gridwarden.responsibility.VacancyPolicy;
import org.gridwarden.store.Database;
import org.gridwarden.store.Settings;
import org.gridwarden.time.Moments;

/** The one place that builds the objects of the program and owns their lives. */
final class App implements AutoCloseable {
  private static final String USUAL_ZONE = "Asia/Shanghai";
  private static final String NEWEST = "latest";

  private final Config config;
  private final Clock clock;
  private final Database database;
  private final GridEditor gridEditor;
  private Grids grids;
  private Residents residents;
  private Duties duties;
  private Accounts accounts;
  private Photos photos;
  private Notices notices;
  private TimeLimits timeLimits;

  private ProblemRules problemRules;
  private Problems problems;
  private ProblemDesk problemDesk;
  private HeatMap heatMap;

  private App(Config config, Clock clock, String schema) {
    this.config = config;
    this.clock = clock;
    this.database = Database.open(config.databaseUrl(), schema);
    this.gridEditor = new GridEditor(database, clock);
  }

  /** Opens the state, creating it where there is none. */
  static App open(Config config) {
    return open(config, Clock.systemUTC());
  }

  static App open(Config config, Clock clock) {
    return open(config, clock, NEWEST);
  }

  /** The state at an older version of the schema, to load what an older program wrote. */
  static App openAtSchema(Config config, int schema) {
    return open(config, Clock.systemUTC(), String.valueOf(schema));
  }

  private static App open(Config config, Clock clock, String schema) {
    try {
      Files.createDirectories(config.dataDirectory().resolve("tmp"));
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the data directory can't be made: " + config.dataDirectory(), failure);
    }
    // A killed process leaves its unpacked libraries behind; here they don't fill the system's
    // folder.
    System.setProperty(
        "org.sqlite.tmpdir", config.dataDirectory().resolve("tmp").toAbsolutePath().toString());
    Crs.unpackInto(config.dataDirectory().resolve("epsg"));
    return new App(config, clock, schema);
  }

  Config config() {
    return config;
  }

  Clock clock() {
    return clock;
  }

  Database database() {
    return database;
  }

  GridEditor gridEditor() {
    return gridEditor;
  }

  synchronized Grids grids() {
    if (grids == null) {
      grids = new Grids(database, clock);
    }
    return grids;
  }

  synchronized Residents residents() {
    if (residents == null) {
      residents = new Residents(database, clock);
    }
    return residents;
  }

  synchronized Duties duties() {
    if (duties == null) {
      duties = new Duties(database, clock);
    }
    return duties;
  }

  synchronized Accounts accounts() {
    if (accounts == null) {
      accounts =
          new Accounts(
              database, clock, code -> gridEditor.codes(GridVersion.DEFAULT_LAYER).contains(code));
    }
    return accounts;
  }

  synchronized Photos photos() {
    if (photos == null) {
      photos =
          new Photos(
              database,
              Pictures.at(config.photos(), System.getenv(), clock),
              () -> moments().zone(),
              clock);
    }
    return photos;
  }

  synchronized Notices notices() {
    if (notices == null) {
      notices = new Notices(database, clock);
    }
    return notices;
  }

  synchronized TimeLimits timeLimits() {
    if (timeLimits == null) {
      timeLimits = new TimeLimits(database, clock, moments().zone());
    }
    return timeLimits;
  }

  synchronized ProblemRules problemRules() {
    if (problemRules == null) {
      problemRules = new ProblemRules(database, clock);
    }
    return problemRules;
  }

  /** Where they weren't asked for before, begins to read all of them into memory. */
  synchronized Problems problems() {
    if (problems == null) {
      problems = new Problems(database, clock, duties(), timeLimits(), problemRules());
    }
    return problems;
  }

  synchronized ProblemDesk problemDesk() {
    if (problemDesk == null) {
      problemDesk =
          new ProblemDesk(
              new ProblemDesk.Needs(
                  database,
                  clock,
                  problems(),
                  grids(),
                  duties(),
                  finder(),
                  accounts(),
                  timeLimits(),
                  problemRules(),
                  photos()));
    }
    return problemDesk;
  }

  WallMaps wallMaps() {
    return new WallMaps(
        grids(),
        duties(),
        problemDesk().problems(),
        config.dataDirectory().resolve(Server.BASE_FILE),
        clock,
        moments().zone());
  }

  synchronized HeatMap heatMap() {
    if (heatMap == null) {
      heatMap =
          new HeatMap(
              database,
              clock,
              problems()::index,
              new HeatMap.Known(duties(), grids(), residents()));
    }
    return heatMap;
  }

  Finder finder() {
    return new Finder(grids(), duties(), new Rules(Precedence.DEFAULT));
  }

  /** Reads moments in the area's zone. */
  Moments moments() {
    Optional<String> zone = database.read(handle -> Settings.find(handle, Settings.ZONE));
    return Moments.of(zone.orElse(USUAL_ZONE));
  }

  /** Keeps the area's zone in the database. */
  synchronized void setZone(String zone) {
    Moments checked = Moments.of(zone);
    database.update(handle -> Settings.put(handle, Settings.ZONE, checked.zone().getId()));
    // Days begin elsewhere now.
    timeLimits = null;
    problems = null;
    problemDesk = null;
    heatMap = null;
  }

  Duties.Outcome importAssignments(Path file, boolean dryRun) {
    Predicate<String> known = gridEditor.codes(GridVersion.DEFAULT_LAYER)::contains;
    return duties().importAssignments(file, GridVersion.DEFAULT_LAYER, known, moments(), dryRun);
  }

  Duties.Outcome importCategories(Path file, boolean dryRun) {
    return duties().importCategories(file, dryRun);
  }

  TimeLimits.Outcome importLimits(Path file, boolean dryRun) {
    return timeLimits().importLimits(file, duties().categories(), dryRun);
  }

  ProblemImport.Outcome importProblems(Path file, boolean dryRun) {
    return problemDesk()
        .problemImport()
        .importFile(file, Map.of(), Crs.WGS84, moments(), dryRun, Progress.NONE);
  }

  List<Vacancy> vacancies(String layer) {
    return VacancyPolicy.DEFAULT.list(
        grids().now(layer).all(), duties().of(layer), clock.instant());
  }

  @Override
  public synchronized void close() {
    database.close();
    if (photos != null) {
      photos.close();
    }
  }
}
