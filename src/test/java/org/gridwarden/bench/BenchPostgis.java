package org.gridwarden.bench;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.gridwarden.grid.GridChain;
import org.gridwarden.store.TestCluster;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;

/**
 * Lookups of the chain of three levels, by {@code ST_Covers} in PostGIS and by the index, over the
 * same 10,000 grids of 65 vertices under 400 and 25; for {@code bin/bench postgis}, which goes on
 * with the files that this leaves.
 */
public final class BenchPostgis {
  private static final int SIDE = 100;
  private static final int BLOCK = 5;
  private static final int UPPER = 20;
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 4_000_000_000L;
  private static final int POINTS = 1_000_000;

  private BenchPostgis() {}

  /**
   * @param arguments a folder for the points, and for the database's URL to be asked in bulk
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    TestCluster cluster =
        TestCluster.durable("shared_buffers=512MB", "random_page_cost=1.1", "jit=off");
    String url = cluster.newDatabase();
    try (Connection connection = DriverManager.getConnection(url)) {
      fill(connection);
      compare(connection);
    }
    writePoints(folder.resolve("points.csv"));
    Files.writeString(folder.resolve("url"), url);
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }

  private static void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into grid_version (id, layer, levels, status, source, created_at)"
              + " values (1, 'default', '1,2,3', 'published', 'bench', now())");
    }
    BenchCoverage finest = new BenchCoverage(SIDE, 1);
    BenchCoverage middle = new BenchCoverage(SIDE / BLOCK, 1);
    BenchCoverage top = new BenchCoverage(SIDE / UPPER, 1);
    connection.setAutoCommit(false);
    insert(connection, 1, top, ordinal -> null);
    insert(connection, 2, middle, ordinal -> code(1, middle.blockOf(ordinal, UPPER / BLOCK)));
    insert(connection, 3, finest, ordinal -> code(2, finest.blockOf(ordinal, BLOCK)));
    connection.commit();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze grid");
    }
  }

  private static String code(int level, int ordinal) {
    return "%d%06d".formatted(level, ordinal);
  }

  private static void insert(
      Connection connection,
      int level,
      BenchCoverage coverage,
      java.util.function.IntFunction<String> parent)
      throws SQLException {
    WKBWriter writer = new WKBWriter();
    GeometryFactory factory = new GeometryFactory();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into grid (version_id, layer, level, code, name, parent, geometry)"
                + " values (1, 'default', ?, ?, ?, ?, st_geomfromwkb(?, 4326))")) {
      for (int i = 0; i < coverage.count(); i++) {
        insert.setInt(1, level);
        insert.setString(2, code(level, i));
        insert.setString(3, code(level, i));
        insert.setString(4, parent.apply(i));
        insert.setBytes(5, writer.write(coverage.polygon(i, factory)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void compare(Connection connection) throws SQLException {
    GridChain chain = LookupBenchmark.chain(SIDE, BLOCK, UPPER);
    double[] points = BenchCoverage.points(1 << 16, 42);
    double[] ratios = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      double postgis = askPostgis(connection, points);
      double index = askIndex(chain, points);
      if (round >= 0) {
        ratios[round] = index / postgis;
        System.out.printf(
            Locale.ROOT,
            "ST_Covers %,.0f lookups/s, index %,.0f lookups/s: %,.0f times%n",
            postgis,
            index,
            index / postgis);
      }
    }
    Arrays.sort(ratios);
    System.out.printf(Locale.ROOT, "median %,.0f times%n", ratios[ROUNDS / 2]);
  }

  /** Prepared, by the GiST index, over one connection. */
  private static double askPostgis(Connection connection, double[] points) throws SQLException {
    long count = 0;
    long sum = 0;
    long began = System.nanoTime();
    try (PreparedStatement ask =
        connection.prepareStatement(
            "select level, code from grid"
                + " where st_covers(geometry, st_setsrid(st_makepoint(?, ?), 4326))")) {
      while (System.nanoTime() - began < ROUND_NANOS) {
        int at = (int) (2 * count % points.length);
        ask.setDouble(1, points[at]);
        ask.setDouble(2, points[at + 1]);
        try (ResultSet rows = ask.executeQuery()) {
          while (rows.next()) {
            sum += rows.getInt(1) + rows.getString(2).length();
          }
        }
        count++;
      }
    }
    return sum == 0 ? 0 : count / ((System.nanoTime() - began) / 1e9);
  }

  private static double askIndex(GridChain chain, double[] points) {
    int[] found = new int[3];
    long count = 0;
    long sum = 0;
    long began = System.nanoTime();
    while (System.nanoTime() - began < ROUND_NANOS) {
      for (int i = 0; i < points.length; i += 2) {
        chain.find(points[i], points[i + 1], found);
        sum += found[0] + found[1] + found[2];
      }
      count += points.length / 2;
    }
    return sum == 0 ? 0 : count / ((System.nanoTime() - began) / 1e9);
  }

  private static void writePoints(Path file) throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,lon,lat\n");
      for (int i = 0; i < POINTS; i++) {
        out.write(
            String.format(
                Locale.ROOT,
                "%d,%.9f,%.9f%n",
                i,
                BenchCoverage.WEST + random.nextDouble() * BenchCoverage.SIZE,
                BenchCoverage.SOUTH + random.nextDouble() * BenchCoverage.SIZE));
      }
    }
  }
}
