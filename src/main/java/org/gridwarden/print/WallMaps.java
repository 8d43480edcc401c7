package org.gridwarden.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.grid.Grids;
import org.gridwarden.heat.picture.Lettering;
import org.gridwarden.problem.Problem;
import org.gridwarden.problem.ProblemStatus;
import org.gridwarden.problem.Problems;
import org.gridwarden.problem.TimeState;
import org.gridwarden.problem.index.Query;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.responsibility.DutySnapshot;
import org.gridwarden.responsibility.Party;
import org.gridwarden.responsibility.Responsible;
import org.gridwarden.responsibility.Role;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/**
 * Makes wall maps of what stands now. Safe for many threads; one map is some seconds of work at
 * most.
 */
public final class WallMaps {
  /** Of grids, and of open problems: beyond that nobody could tell them apart on any paper. */
  public static final int MOST = 20_000;

  /** Rows that are read at a time. */
  private static final int BATCH = 500;

  private static final List<Role> SHOWN =
      List.of(
          Role.GRID_CHIEF,
          Role.CONTRACTED_LEADER,
          Role.COBUILDING_UNIT,
          Role.LEAD_UNIT,
          Role.RESPONSIBLE_UNIT);

  private final Grids grids;
  private final Duties duties;
  private final Problems problems;
  private final Path baseFile;
  private final Clock clock;
  private final ZoneId zone;
  private final Lettering letters = Lettering.bundled();

  /**
   * @param baseFile the area's base map as GeoJSON, which needn't exist
   */
  public WallMaps(
      Grids grids, Duties duties, Problems problems, Path baseFile, Clock clock, ZoneId zone) {
    this.grids = grids;
    this.duties = duties;
    this.problems = problems;
    this.baseFile = baseFile;
    this.clock = clock;
    this.zone = zone;
  }

  /** What a sheet is made as. */
  public enum Format {
    PDF,
    SVG
  }

  /**
   * What is wanted.
   *
   * @param grid the code of a grid, or null for the whole area
   * @param title null for the usual one
   * @param contacts whether the table of who answers for which grid is drawn
   * @param problems whether open problems are drawn
   * @param phones whether phones that don't hang in the street are shown
   * @param language "en", or anything else for Chinese
   */
  public record Wish(
      String grid,
      Paper paper,
      boolean portrait,
      String title,
      boolean contacts,
      boolean problems,
      boolean phones,
      String language) {}

  /**
   * @param mayBeSeen which problems whoever asks may see; null: all
   * @throws FaultException where there is no such grid, no grid at all, or too much for a sheet
   */
  public void write(Wish wish, Query.Scope mayBeSeen, Format format, OutputStream out)
      throws IOException {
    WallMap map = map(wish, mayBeSeen);
    double width = wish.paper().width(wish.portrait());
    double height = wish.paper().height(wish.portrait());
    double unit = wish.paper().magnification();
    Words words = new Words(wish.language());
    if (format == Format.SVG) {
      Canvas canvas = new SvgCanvas(width, height, map.title(), letters);
      new Drawing(new Sheet(canvas, letters, words, width, height, unit), map, wish.contacts())
          .draw();
      canvas.write(out);
      return;
    }
    try (PdfCanvas canvas = new PdfCanvas(width, height, map.title(), letters)) {
      new Drawing(new Sheet(canvas, letters, words, width, height, unit), map, wish.contacts())
          .draw();
      canvas.write(out);
    }
  }

  private WallMap map(Wish wish, Query.Scope mayBeSeen) {
    GridSnapshot snapshot = grids.now(GridVersion.DEFAULT_LAYER);
    List<Grid> shown = shown(snapshot, wish.grid());
    Instant now = clock.instant();
    Words words = new Words(wish.language());
    DutySnapshot duty = duties.of(GridVersion.DEFAULT_LAYER);
    boolean[] confidential = {false};
    List<WallMap.Place> places =
        shown.stream()
            .map(
                grid ->
                    new WallMap.Place(
                        grid.level(),
                        grid.code(),
                        grid.name(),
                        grid.geometry(),
                        contacts(duty, grid, now, wish, words, confidential)))
            .toList();
    String name =
        wish.grid() == null
            ? shown.stream()
                .filter(grid -> grid.level() == 1)
                .map(Grid::name)
                .reduce((a, b) -> words.say("area"))
                .orElse(words.say("area"))
            : shown.get(0).name();
    return new WallMap(
        wish.title() == null ? words.say("title", name) : wish.title(),
        now.atZone(zone).toLocalDate(),
        ground(),
        places,
        wish.problems() ? spots(wish.grid(), mayBeSeen, now) : List.of(),
        confidential[0],
        wish.language());
  }

  /** The grid itself first, then what lies under it, by level and code. */
  private static List<Grid> shown(GridSnapshot snapshot, String code) {
    List<Grid> shown = new ArrayList<>();
    Set<String> under = new HashSet<>();
    if (code != null) {
      Grid root =
          snapshot
              .find(code)
              .orElseThrow(() -> FaultException.badInput("grid", code, "no grid has this code"));
      shown.add(root);
      under.add(code);
    }
    for (int level = 1; level <= Grid.LEVELS; level++) {
      for (Grid grid :
          snapshot.grids(level).stream().sorted(Comparator.comparing(Grid::code)).toList()) {
        if (code == null || under.contains(grid.parent())) {
          shown.add(grid);
          under.add(grid.code());
        }
      }
    }
    if (shown.isEmpty()) {
      throw FaultException.badInput("grid", code, "there are no grids yet; import them first");
    }
    if (shown.size() > MOST) {
      throw FaultException.badInput(
          "grid",
          code,
          "a sheet shows at most "
              + MOST
              + " grids, these are "
              + shown.size()
              + "; choose a part");
    }
    return shown;
  }

  private static List<WallMap.Contact> contacts(
      DutySnapshot duty, Grid grid, Instant now, Wish wish, Words words, boolean[] confidential) {
    return duty.ofGrid(grid.code()).stream()
        .filter(each -> SHOWN.contains(each.role()) && each.assignment().validAt(now))
        .filter(each -> each.assignment().category() == null)
        .sorted(
            Comparator.comparingInt((Responsible each) -> SHOWN.indexOf(each.role()))
                .thenComparing(each -> each.party().name())
                .thenComparing(each -> each.party().id()))
        .map(
            each -> {
              Party party = each.party();
              String phone = party.publicPhone();
              if (phone == null && wish.phones() && party.phone() != null) {
                phone = party.phone();
                confidential[0] |= wish.contacts() || grid.level() == Grid.LEVELS;
              }
              return new WallMap.Contact(words.say(each.role().code()), party.name(), phone);
            })
        .distinct()
        .toList();
  }

  private List<WallMap.Spot> spots(String grid, Query.Scope mayBeSeen, Instant now) {
    int open =
        ProblemStatus.unresolved().stream()
            .mapToInt(each -> 1 << each.ordinal())
            .reduce(0, (a, b) -> a | b);
    Query query =
        Query.ALL.statuses(open).grids(grid == null ? null : Set.of(grid)).scope(mayBeSeen);
    List<String> ids = new ArrayList<>();
    problems.index().each(query, row -> ids.add(row.id()));
    if (ids.size() > MOST) {
      throw FaultException.badInput(
          "problems",
          true,
          "a sheet shows at most "
              + MOST
              + " open problems, these are "
              + ids.size()
              + "; choose a part, or leave them out");
    }
    ids.sort(Comparator.naturalOrder());
    List<WallMap.Spot> spots = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += BATCH) {
      for (Problem each : problems.list(ids.subList(from, Math.min(ids.size(), from + BATCH)))) {
        LonLat at = each.report().point();
        spots.add(new WallMap.Spot(at.lon(), at.lat(), TimeState.of(each, now)));
      }
    }
    return spots;
  }

  private List<WallMap.Ground> ground() {
    if (!Files.exists(baseFile)) {
      return List.of();
    }
    List<String> order = List.of("block", "park", "building", "river", "water");
    try {
      GeoJsonReader reader = new GeoJsonReader();
      List<WallMap.Ground> ground = new ArrayList<>();
      for (JsonNode each : new ObjectMapper().readTree(baseFile.toFile()).path("features")) {
        ground.add(
            new WallMap.Ground(
                each.path("properties").path("kind").asText(),
                reader.read(each.path("geometry").toString())));
      }
      ground.sort(Comparator.comparingInt(each -> order.indexOf(each.kind())));
      return ground;
    } catch (IOException | ParseException broken) {
      // The map is as good without what lies under it; the map page says what is wrong with it.
      return List.of();
    }
  }
}
