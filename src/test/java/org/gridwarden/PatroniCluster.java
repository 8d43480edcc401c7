package org.gridwarden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Two PostgreSQL servers, a primary and its synchronous standby, run by Patroni with etcd, all from
 * Debian's packages, in a temporary folder. As a city would run it, but on one machine and with one
 * etcd.
 */
final class PatroniCluster implements AutoCloseable {
  private static final String USER = "postgres";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Path folder;
  private final int etcdPort = freePort();
  private final int etcdPeers = freePort();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  /** One PostgreSQL with its Patroni. */
  record Node(String name, int port, int restPort, Path data) {}

  /** Starts it; returns when the standby is synchronous and the database with PostGIS is there. */
  PatroniCluster() throws IOException, InterruptedException, SQLException {
    folder = Files.createTempDirectory("gridwarden-patroni");
    run("chown", USER, folder.toString());
    run("chmod", "711", folder.toString());
    start(
        "etcd",
        "etcd",
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=http://127.0.0.1:" + etcdPort,
        "--advertise-client-urls=http://127.0.0.1:" + etcdPort,
        "--listen-peer-urls=http://127.0.0.1:" + etcdPeers,
        "--initial-advertise-peer-urls=http://127.0.0.1:" + etcdPeers,
        "--initial-cluster=default=http://127.0.0.1:" + etcdPeers);
    for (String name : List.of("a", "b")) {
      startNode(name);
    }
    await(() -> findRole("leader") != null && findRole("sync_standby") != null, 120);
    execute("postgres", "create role gridwarden login");
    execute("postgres", "create database gridwarden owner gridwarden");
    execute("gridwarden", "create extension postgis");
  }

  /** Whether Debian's packages for it are installed here. */
  static boolean isInstalled() {
    return Files.isExecutable(Path.of("/usr/bin/patroni"))
        && Files.isExecutable(Path.of("/usr/bin/etcd"))
        && Files.isDirectory(Path.of("/usr/lib/postgresql"));
  }

  /** The JDBC URL that names both. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:"
        + nodes.get(0).port()
        + ",127.0.0.1:"
        + nodes.get(1).port()
        + "/gridwarden?user=gridwarden";
  }

  Node leader() {
    return findRole("leader");
  }

  Node standby() {
    return findRole("sync_standby");
  }

  /** The primary's machine is gone from one moment to the next: Patroni and PostgreSQL with it. */
  void lose(Node node) throws IOException, InterruptedException {
    String server = Files.readAllLines(node.data().resolve("postmaster.pid")).get(0);
    new ProcessBuilder("pkill", "-9", "-f", folder.resolve(node.name() + ".yml").toString())
        .start()
        .waitFor();
    new ProcessBuilder("pkill", "-9", "-P", server).start().waitFor();
    new ProcessBuilder("kill", "-9", server).start().waitFor();
  }

  /** Whether Patroni says that a node is the primary now. */
  boolean isPrimary(Node node) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.restPort() + "/primary"))
              .timeout(Duration.ofSeconds(2))
              .build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException down) {
      return false;
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private void startNode(String name) throws IOException, InterruptedException {
    Node node = new Node(name, freePort(), freePort(), folder.resolve("data-" + name));
    nodes.add(node);
    Path file = folder.resolve(name + ".yml");
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      Path tools = versions.max(java.util.Comparator.naturalOrder()).orElseThrow().resolve("bin");
      Files.writeString(
          file,
          """
          scope: gridwarden
          name: %1$s
          restapi:
            listen: 127.0.0.1:%2$d
            connect_address: 127.0.0.1:%2$d
          etcd3:
            host: 127.0.0.1:%3$d
          bootstrap:
            dcs:
              ttl: 20
              loop_wait: 2
              retry_timeout: 3
              synchronous_mode: true
              postgresql:
                use_pg_rewind: true
                parameters:
                  max_connections: 200
            initdb:
              - encoding: UTF8
              - locale: C.UTF-8
              - data-checksums
            pg_hba:
              - local all all trust
              - host all all 127.0.0.1/32 trust
              - host replication all 127.0.0.1/32 trust
          postgresql:
            listen: 127.0.0.1:%4$d
            connect_address: 127.0.0.1:%4$d
            data_dir: %5$s
            bin_dir: %6$s
            pgpass: %7$s/pgpass-%1$s
            authentication:
              superuser:
                username: postgres
              replication:
                username: postgres
            parameters:
              unix_socket_directories: %7$s
          """
              .formatted(name, node.restPort(), etcdPort, node.port(), node.data(), tools, folder));
    }
    start("patroni-" + name, "runuser", "-u", USER, "--", "patroni", file.toString());
    // The second one copies the first.
    await(() -> findRole("leader") != null, 60);
  }

  private Node findRole(String role) {
    for (Node asked : nodes) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + asked.restPort() + "/cluster"))
                .timeout(Duration.ofSeconds(2))
                .build();
        JsonNode cluster =
            RunningServer.parse(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        for (JsonNode member : cluster.path("members")) {
          String state = member.path("state").asText();
          if (member.path("role").asText().equals(role)
              && (state.equals("running") || state.equals("streaming"))) {
            return nodes.stream()
                .filter(node -> node.name().equals(member.path("name").asText()))
                .findFirst()
                .orElseThrow();
          }
        }
      } catch (IOException | IllegalStateException notYet) {
        // The other one may answer.
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }
    return null;
  }

  private void execute(String database, String sql) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + leader().port() + "/" + database;
    try (Connection connection = DriverManager.getConnection(url + "?user=postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void start(String name, String... command) throws IOException {
    processes.add(
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start());
  }

  static void await(BooleanSupplier done, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not within " + seconds + " s");
      }
      Thread.sleep(50);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    new ProcessBuilder(command).start().waitFor();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Node node : nodes) {
      run("pkill", "-9", "-f", folder.resolve(node.name() + ".yml").toString());
      run("pkill", "-9", "-f", node.data().toString());
    }
    processes.forEach(Process::destroyForcibly);
    run("rm", "-rf", folder.toString());
  }
}
