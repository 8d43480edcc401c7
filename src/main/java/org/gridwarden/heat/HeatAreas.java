package org.gridwarden.heat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.LonLat;
import org.gridwarden.geo.WebMercator;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.heat.spot.HexLattice;
import org.gridwarden.heat.spot.HotSpots;
import org.gridwarden.heat.spot.Spot;
import org.locationtech.jts.geom.Envelope;

/**
 * Problems counted by area: the grids of a level, or hexagons of one size. Each is compared with
 * the others by problems per square kilometre: a hot spot is a place that with its neighbours has
 * more than chance would give it. Safe for many threads.
 */
final class HeatAreas {
  private static final int MOST_HEXAGONS = 50_000;
  private static final double HEXAGON = Math.sqrt(3) / 2;

  private final Unresolved unresolved;
  private final HeatMap.Known known;
  private final Surroundings surroundings = new Surroundings();

  HeatAreas(Unresolved unresolved, HeatMap.Known known) {
    this.unresolved = unresolved;
    this.known = known;
  }

  private GridSnapshot snapshot(long moment) {
    return known.grids().at(GridVersion.DEFAULT_LAYER, Instant.ofEpochMilli(moment));
  }

  /**
   * The grids of a level, in the order of their codes; problems count where they lay when they were
   * reported.
   *
   * @param moment what "now" is, milliseconds
   */
  List<Area> ofGrids(Selection selection, Selection against, int level, long moment) {
    GridSnapshot snapshot = snapshot(moment);
    List<Grid> all = snapshot.grids(level);
    Surroundings.Known around = surroundings.of(snapshot, level);
    Map<String, Tally.Counted> now = byGrid(selection, level, moment);
    Map<String, Tally.Counted> before = against == null ? null : byGrid(against, level, moment);
    double[] densities = new double[all.size()];
    for (int i = 0; i < densities.length; i++) {
      double area = around.squareKilometres()[i];
      densities[i] = area == 0 ? 0 : of(now, all.get(i).code()).count / area;
    }
    List<Spot> spots = HotSpots.of(densities, around.neighbours());
    List<Area> areas = new ArrayList<>();
    for (int i = 0; i < densities.length; i++) {
      Grid grid = all.get(i);
      areas.add(
          new Area(
              grid.code(),
              grid.name(),
              grid.geometry(),
              around.squareKilometres()[i],
              known.residents().find(grid.code()).orElse(null),
              of(now, grid.code()),
              before == null ? null : of(before, grid.code()),
              spots.get(i)));
    }
    return areas;
  }

  private static <T> Tally.Counted of(Map<T, Tally.Counted> counted, T key) {
    return counted.getOrDefault(key, Tally.Counted.NOTHING);
  }

  private Map<String, Tally.Counted> byGrid(Selection selection, int level, long moment) {
    Tally tally = tally(selection, moment, (columns, row) -> columns.chain(row));
    Map<String, Tally.Counted> byGrid = new HashMap<>();
    tally
        .counted()
        .forEach(
            (chain, counted) -> {
              String code = unresolved.numbers().chains().get(chain.intValue()).of(level);
              byGrid.computeIfAbsent(code, one -> new Tally.Counted()).add(counted);
            });
    return byGrid;
  }

  private Tally tally(Selection selection, long moment, Tally.Belonging belonging) {
    long at = selection.at() == null ? moment : selection.at();
    Tally tally = new Tally(at, belonging);
    unresolved.scan(selection.needsPast(), 0, 0, 0, selection.test(unresolved.numbers()), tally);
    return tally;
  }

  /**
   * The hexagons whose middle a grid holds, and those with a problem.
   *
   * @param sizeMetres between parallel sides, 50 to 50,000
   * @throws FaultException BAD_INPUT naming the size where there would be more than 50,000
   */
  List<Area> ofHexagons(Selection selection, Selection against, double sizeMetres, long moment) {
    GridSnapshot snapshot = snapshot(moment);
    Envelope extent = snapshot.extent();
    HexLattice lattice = new HexLattice(sizeMetres, extent.isNull() ? 0 : extent.centre().y);
    Map<Long, Tally.Counted> now = byHexagon(lattice, selection, moment);
    Map<Long, Tally.Counted> before = against == null ? null : byHexagon(lattice, against, moment);
    Set<Long> cells = new TreeSet<>(now.keySet());
    if (before != null) {
      cells.addAll(before.keySet());
    }
    if (!extent.isNull()) {
      addCovered(lattice, snapshot, extent, cells);
    }
    List<Long> order = List.copyOf(cells);
    double[] densities =
        order.stream()
            .mapToDouble(cell -> of(now, cell).count / lattice.areaSquareKilometres(cell))
            .toArray();
    List<Spot> spots = HotSpots.of(densities, neighbours(lattice, order));
    List<Area> areas = new ArrayList<>();
    for (int i = 0; i < densities.length; i++) {
      long cell = order.get(i);
      areas.add(
          new Area(
              Long.toString(cell),
              null,
              lattice.outline(cell),
              lattice.areaSquareKilometres(cell),
              null,
              of(now, cell),
              before == null ? null : of(before, cell),
              spots.get(i)));
    }
    return areas;
  }

  private Map<Long, Tally.Counted> byHexagon(HexLattice lattice, Selection selection, long moment) {
    return tally(
            selection,
            moment,
            (columns, row) ->
                lattice.cell(
                    WebMercator.lon(WebMercator.unit(columns.x(row))),
                    WebMercator.lat(WebMercator.unit(columns.y(row)))))
        .counted();
  }

  private static void addCovered(
      HexLattice lattice, GridSnapshot snapshot, Envelope extent, Set<Long> cells) {
    long start = lattice.cell(extent.getMinX(), extent.getMinY());
    double area = lattice.areaSquareKilometres(start);
    double whole =
        Ground.metresPerDegreeLon(extent.centre().y)
            * extent.getWidth()
            * Ground.metresPerDegreeLat(extent.centre().y)
            * extent.getHeight()
            / 1e6;
    if (whole / area > MOST_HEXAGONS) {
      long least = (long) Math.ceil(Math.sqrt(whole / MOST_HEXAGONS / HEXAGON) * 100) * 10;
      throw FaultException.badInput(
          "size",
          lattice.sizeMetres(),
          "the area would have more than " + MOST_HEXAGONS + " hexagons; " + least + " m will do");
    }
    int[] chain = new int[Grid.LEVELS];
    boolean toTheEast = true;
    for (long row = start;
        lattice.centre(row).lat() <= extent.getMaxY();
        row = lattice.neighbours(row)[toTheEast ? 2 : 1], toTheEast = !toTheEast) {
      for (long cell = row; ; cell = lattice.neighbours(cell)[0]) {
        LonLat centre = lattice.centre(cell);
        if (centre.lon() > extent.getMaxX()) {
          break;
        }
        if (snapshot.chain().find(centre.lon(), centre.lat(), chain) > 0) {
          cells.add(cell);
        }
      }
    }
  }

  private static int[][] neighbours(HexLattice lattice, List<Long> order) {
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      places.put(order.get(i), i);
    }
    int[][] neighbours = new int[order.size()][];
    for (int i = 0; i < neighbours.length; i++) {
      neighbours[i] =
          Arrays.stream(lattice.neighbours(order.get(i)))
              .filter(places::containsKey)
              .mapToInt(places::get)
              .toArray();
    }
    return neighbours;
  }
}
