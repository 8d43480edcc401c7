package org.gridwarden;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridImportRequest;
import org.gridwarden.grid.GridImportRequest.LevelFile;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.people.Account;
import org.gridwarden.people.AccountDraft;
import org.gridwarden.people.AccountRole;
import org.gridwarden.problem.Actor;
import org.gridwarden.responsibility.Role;
import org.gridwarden.store.TestStore;
import org.locationtech.jts.geom.Point;

/**
 * The place and the people of the random walk: the sample town without its problems, limits that
 * keep and that restart, accounts of all roles, and a clock that is moved by hand.
 */
final class WalkScene implements AutoCloseable {
  private static final String LAYER = GridVersion.DEFAULT_LAYER;
  private static final String TOWN = "990101003000";
  private static final String COMMUNITY = "990101003001";
  private static final String NEXT_COMMUNITY = "990101003002";
  private static final String OTHER_COMMUNITY = "990101001001";
  private static final List<String> LIMITS =
      List.of(
          "category,severity,amount,unit,on_rework,on_transfer",
          ",normal,2,work_day,keep,keep",
          "1,normal,6,work_hour,keep,keep",
          "1,urgent,2,urgent_hour,keep,keep",
          "3,normal,1,work_day,restart,restart",
          "5,normal,3,calendar_day,keep,restart");
  static final List<String> CATEGORIES = List.of("1", "1.1", "3.2", "3", "5.4", "7.6");

  /** Somebody with what the test knows of it by itself. */
  record Who(Account account, String party, Set<String> grids, String team) {
    String role() {
      return account.role().code();
    }

    String id() {
      return account.id();
    }
  }

  private final App app;
  private final SettableClock clock = new SettableClock("2025-01-06T00:00:00Z");
  private final Map<String, Who> people = new LinkedHashMap<>();
  private final List<LonLat> places = new ArrayList<>();
  private final List<String> units = new ArrayList<>();

  WalkScene(Path data) throws Exception {
    app = App.open(Config.of(data, TestStore.url(data)), clock);
    bringInTown(data);
    findPlaces();
    addPeople();
  }

  App app() {
    return app;
  }

  Instant now() {
    return clock.instant();
  }

  void pass(Duration on) {
    clock.pass(on);
  }

  List<Who> people() {
    return List.copyOf(people.values());
  }

  /** The parties that problems are handed to. */
  List<String> units() {
    return units;
  }

  boolean isRepresented(String party) {
    return people.values().stream().anyMatch(who -> party.equals(who.party()));
  }

  Actor actor(Who who) {
    return app.problemDesk().actors().of(who.account());
  }

  /** Somewhere within a few grids, now and then out of all of them. */
  LonLat place(Random random) {
    LonLat near =
        random.nextInt(12) == 0
            ? new LonLat(113.57, 33.40)
            : places.get(random.nextInt(places.size()));
    return new LonLat(
        near.lon() + random.nextGaussian() * 2e-4, near.lat() + random.nextGaussian() * 2e-4);
  }

  private void bringInTown(Path data) throws Exception {
    List<LevelFile> files = new ArrayList<>();
    for (int level = 1; level <= 3; level++) {
      Path file = Path.of("data/grids-level" + level + ".geojson");
      files.add(new LevelFile(file, level, null, null, null));
    }
    app.gridEditor()
        .importFiles(
            new GridImportRequest(
                files, LAYER, null, Crs.WGS84, null, null, 1, false, false, false),
            Progress.NONE);
    app.importCategories(Path.of("data/categories.csv"), false);
    app.importAssignments(Path.of("data/assignments.csv"), false);
    app.importLimits(Files.write(data.resolve("limits.csv"), LIMITS), false);
    app.timeLimits().importCalendar(Path.of("data/calendar.csv"), false);
  }

  private void findPlaces() {
    Map<String, Integer> taken = new LinkedHashMap<>();
    for (Grid grid : app.grids().now(LAYER).grids(3)) {
      boolean wanted =
          List.of(COMMUNITY, NEXT_COMMUNITY, OTHER_COMMUNITY).contains(grid.parent())
              && taken.merge(grid.parent(), 1, Integer::sum) <= 3;
      if (wanted) {
        Point inside = grid.geometry().getInteriorPoint();
        places.add(new LonLat(inside.getX(), inside.getY()));
        String unit = app.duties().findHolder(LAYER, grid.code(), Role.COBUILDING_UNIT);
        if (unit != null && !units.contains(unit)) {
          units.add(unit);
        }
      }
    }
  }

  private String holder(String grid, Role role) {
    return app.duties().findHolder(LAYER, grid, role);
  }

  private void addPeople() {
    add("admin", "admin", null, null);
    add("leader", "leader", holder(COMMUNITY, Role.CONTRACTED_LEADER), null);
    add("leader-2", "leader", null, null);
    add("chief-town", "chief", holder(TOWN, Role.GRID_CHIEF), null, TOWN);
    add("chief-community", "chief", holder(COMMUNITY, Role.GRID_CHIEF), null, COMMUNITY);
    add("chief-by-grid", "chief", null, OTHER_COMMUNITY, OTHER_COMMUNITY);
    add("chief-of-unit", "chief", units.get(0), NEXT_COMMUNITY, NEXT_COMMUNITY);
    for (int i = 0; i < Math.min(5, units.size()); i++) {
      add("unit-" + i, "unit", units.get(i), null);
    }
    add("inspector", "inspector", null, null);
    add("inspector-of-grid", "inspector", null, COMMUNITY, COMMUNITY);
    add("inspector-of-unit", "inspector", units.get(1), null);
    add("reporter", "reporter", null, null);
    add("reporter-of-unit", "reporter", units.get(0), null);
    AccountDraft inspector =
        new AccountDraft(
            "inspector-of-leader", AccountRole.INSPECTOR, null, null, "leader", "password");
    Account account = app.accounts().add(inspector, null);
    people.put(account.name(), new Who(account, null, Set.of(), "leader"));
  }

  private void add(String name, String role, String party, String grid, String... grids) {
    Account account = app.accounts().addUnchecked(name, role, party, grid, name, null);
    people.put(name, new Who(account, party, Set.of(grids), null));
  }

  @Override
  public void close() {
    app.close();
  }
}
