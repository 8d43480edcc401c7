package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridSnapshot;
import org.gridwarden.store.TestCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.postgresql.PGConnection;

/**
 * The index and {@code ST_Covers} of PostGIS name the same owners, over the grids as they stand in
 * the database: at 200,000 random positions, at every vertex, and on the middles of edges, where
 * the lowest code of those that cover a point owns it.
 */
class PostgisAgreementTest {
  private static final int RANDOM_POINTS = 200_000;

  @TempDir Path folder;

  @Test
  void theSameOwnersEverywhere() throws Exception {
    assumeTrue(TestCluster.isInstalled(), "needs Debian's postgresql-postgis");
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    String url = TestCluster.shared().newDatabase();
    try (App app = App.open(Config.of(folder, url));
        Connection connection = DriverManager.getConnection(url)) {
      SampleTown.loadWhereEmpty(app);
      GridSnapshot grids = app.grids().now("default");
      List<Coordinate> points = new ArrayList<>();
      addRandom(points, grids.extent(), new Random(seed));
      int vertices = points.size();
      grids.all().forEach(grid -> points.addAll(List.of(grid.geometry().getCoordinates())));
      int middles = points.size();
      grids.all().forEach(grid -> addMiddles(points, grid));
      List<Map<Integer, String>> covering = ask(connection, points);
      int shared = 0;
      int rounded = 0;
      for (int i = 0; i < points.size(); i++) {
        Coordinate point = points.get(i);
        String expected = finest(covering.get(i));
        String found = owner(grids, point);
        shared += i >= vertices && found != null ? 1 : 0;
        if (i < middles) {
          assertThat(found).as("seed " + seed + " at " + point).isEqualTo(expected);
        } else if (!java.util.Objects.equals(found, expected)) {
          // PostGIS decides with rounded products; whose answer is right is told by exact ones.
          assertThat(found).as("exactly, at " + point).isEqualTo(exactOwner(grids, point));
          rounded++;
        }
      }
      System.out.printf(
          "%d random points, %d vertices and %d middles of edges: the same owners as ST_Covers but"
              + " for %d middles, where exact arithmetic confirms the index%n",
          RANDOM_POINTS, middles - vertices, points.size() - middles, rounded);
      assertThat(shared).isGreaterThan(1_000);
      assertThat(rounded).isLessThan((points.size() - middles) / 20);
    }
  }

  private static void addRandom(List<Coordinate> points, Envelope extent, Random random) {
    Envelope wider = new Envelope(extent);
    wider.expandBy(extent.getWidth() / 10, extent.getHeight() / 10);
    for (int i = 0; i < RANDOM_POINTS; i++) {
      points.add(
          new Coordinate(
              wider.getMinX() + random.nextDouble() * wider.getWidth(),
              wider.getMinY() + random.nextDouble() * wider.getHeight()));
    }
  }

  private static void addMiddles(List<Coordinate> points, Grid grid) {
    Coordinate[] ring = grid.geometry().getCoordinates();
    for (int i = 1; i < ring.length; i++) {
      points.add(new Coordinate((ring[i - 1].x + ring[i].x) / 2, (ring[i - 1].y + ring[i].y) / 2));
    }
  }

  /** The lowest code that covers each point, by level, as PostGIS says. */
  private static List<Map<Integer, String>> ask(Connection connection, List<Coordinate> points)
      throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create temp table asked (n integer, lon float8, lat float8)");
      StringBuilder rows = new StringBuilder();
      for (int i = 0; i < points.size(); i++) {
        rows.append(i).append('\t').append(points.get(i).x).append('\t').append(points.get(i).y);
        rows.append('\n');
      }
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy asked from stdin",
              new java.io.ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
      List<Map<Integer, String>> covering = new ArrayList<>();
      points.forEach(point -> covering.add(new HashMap<>()));
      try (ResultSet found =
          statement.executeQuery(
              """
              select n, level, min(code) from asked
              join grid on st_covers(geometry, st_setsrid(st_makepoint(lon, lat), 4326))
              where layer = 'default' and valid_to is null group by n, level
              """)) {
        while (found.next()) {
          covering.get(found.getInt(1)).put(found.getInt(2), found.getString(3));
        }
      }
      return covering;
    }
  }

  private static String finest(Map<Integer, String> byLevel) {
    return byLevel.keySet().stream().max(Integer::compare).map(byLevel::get).orElse(null);
  }

  private static String owner(GridSnapshot grids, Coordinate point) {
    int[] chain = new int[Grid.LEVELS];
    grids.chain().find(point.x, point.y, chain);
    String owner = null;
    for (String code : grids.codes(chain)) {
      owner = code == null ? owner : code;
    }
    return owner;
  }

  /**
   * The lowest code of the finest level that holds a point, by exact arithmetic over every grid.
   */
  private static String exactOwner(GridSnapshot grids, Coordinate point) {
    for (int level = Grid.LEVELS; level >= 1; level--) {
      String lowest = null;
      for (Grid grid : grids.grids(level)) {
        boolean holds = false;
        for (int part = 0; part < grid.geometry().getNumGeometries(); part++) {
          holds |= holdsExactly(grid.geometry().getGeometryN(part).getCoordinates(), point);
        }
        if (holds && (lowest == null || grid.code().compareTo(lowest) < 0)) {
          lowest = grid.code();
        }
      }
      if (lowest != null) {
        return lowest;
      }
    }
    return null;
  }

  /** Counts the crossings of a ray to the east; on the ring counts as held. */
  private static boolean holdsExactly(Coordinate[] ring, Coordinate point) {
    boolean inside = false;
    for (int i = 1; i < ring.length; i++) {
      Coordinate a = ring[i - 1];
      Coordinate b = ring[i];
      int side = CGAlgorithmsDD.orientationIndex(a, b, point);
      if (side == 0
          && point.x >= Math.min(a.x, b.x)
          && point.x <= Math.max(a.x, b.x)
          && point.y >= Math.min(a.y, b.y)
          && point.y <= Math.max(a.y, b.y)) {
        return true;
      }
      if (a.y > point.y != b.y > point.y && (b.y > a.y ? side > 0 : side < 0)) {
        inside = !inside;
      }
    }
    return inside;
  }
}
