package org.gridwarden;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.gridwarden.bench.BenchCoverage;
import org.gridwarden.problem.GeneratedProblems;
import org.gridwarden.store.TestCluster;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;

/**
 * A large city, or more, on PostgreSQL: squares of grids of 65 vertices, a layer each, and
 * problems; for {@code bin/bench big} and {@code bin/bench scale}, which then measure how long a
 * server takes to be ready.
 */
public final class BenchBig {
  private BenchBig() {}

  /**
   * @param arguments a folder; how many problems; the sides of the grids' squares, with commas
   *     between; the JDBC URL of a database where it shall not be one of a new cluster
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    String url =
        arguments.length > 3
            ? arguments[3]
            : TestCluster.durable("shared_buffers=1GB", "max_wal_size=4GB").newDatabase();
    try (App app = App.open(Config.of(folder.resolve("big"), url))) {
      SampleTown.loadWhereEmpty(app);
      DemoAccounts.addWhereNone(app, null);
      try (Connection connection = DriverManager.getConnection(url)) {
        for (String side : arguments[2].split(",")) {
          fill(connection, Integer.parseInt(side));
        }
      }
      GeneratedProblems.fill(app.database(), app.problemDesk(), Integer.parseInt(arguments[1]), 7);
    }
    settle(url);
    Files.writeString(folder.resolve("url"), url);
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }

  /** As the database would by itself within a minute, while a server started beside it. */
  private static void settle(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum (analyze) problem, ledger, grid");
    }
  }

  private static void fill(Connection connection, int side) throws SQLException {
    String layer = "side-" + side;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      int added =
          statement.executeUpdate(
              "insert into grid_version (id, layer, levels, status, source, created_at) values ("
                  + side
                  + ", '"
                  + layer
                  + "', '3', 'published', 'bench', now()) on conflict do nothing");
      if (added == 0) {
        return;
      }
    }
    BenchCoverage coverage = new BenchCoverage(side, 1);
    WKBWriter writer = new WKBWriter();
    GeometryFactory factory = new GeometryFactory();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into grid (version_id, layer, level, code, name, geometry)"
                + " values (?, ?, 3, ?, ?, st_geomfromwkb(?, 4326))")) {
      for (int i = 0; i < coverage.count(); i++) {
        insert.setInt(1, side);
        insert.setString(2, layer);
        insert.setString(3, layer + i);
        insert.setString(4, layer + i);
        insert.setBytes(5, writer.write(coverage.polygon(i, factory)));
        insert.addBatch();
        if (i % 1000 == 999) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }
}
