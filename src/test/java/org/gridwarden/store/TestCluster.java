package org.gridwarden.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A private PostgreSQL with PostGIS for the tests of one Java process, made by PostgreSQL's own
 * tools in a temporary folder and removed with the process. The role that the tests use owns its
 * databases and nothing else; the extension is the superuser's, as where an operator sets it up.
 */
public final class TestCluster {
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
  private static final String SUPERUSER = "postgres";
  private static final String ROLE = "gridwarden";
  private static final int MOST_DATABASES = 12;

  private static TestCluster shared;

  private final Path tools = tools();
  private final Path folder;
  private final int port;
  private final Deque<String> databases = new ArrayDeque<>();
  private int made;

  private TestCluster(String... settings) {
    try {
      folder = Files.createTempDirectory("gridwarden-postgresql");
      port = freePort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    if (isRoot()) {
      run(List.of("chown", SUPERUSER, folder.toString()));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    runAsUser(
        tools.resolve("initdb").toString(),
        "-D",
        data(),
        "-U",
        SUPERUSER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync");
    List<String> options = new ArrayList<>(List.of(settings));
    options.add("port=" + port);
    options.add("unix_socket_directories=" + folder);
    options.add("listen_addresses=127.0.0.1");
    options.add("max_connections=300");
    String line = String.join(" ", options.stream().map(each -> "-c " + each).toList());
    runAsUser(
        tools.resolve("pg_ctl").toString(),
        "-D",
        data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        line,
        "start");
    execute(SUPERUSER, "postgres", "create role " + ROLE + " login");
    execute(SUPERUSER, "postgres", "create database template owner " + ROLE);
    execute(SUPERUSER, "template", "create extension postgis");
    Database.open(url("template")).close();
  }

  /** The one of this process; it forgets what is not yet on disk when the machine fails. */
  public static synchronized TestCluster shared() {
    if (shared == null) {
      shared = new TestCluster("fsync=off", "full_page_writes=off");
    }
    return shared;
  }

  /** One more, with settings of {@code postgresql.conf}, that keeps what it acknowledges. */
  public static TestCluster durable(String... settings) {
    return new TestCluster(settings);
  }

  /** Whether PostgreSQL and PostGIS are installed here. */
  public static boolean isInstalled() {
    return Files.isDirectory(PACKAGES);
  }

  /** A new database with all tables, as a JDBC URL of who owns it. The oldest ones are dropped. */
  public synchronized String newDatabase() {
    return newDatabase("template");
  }

  /** A new one like another of this cluster that nobody is connected to. */
  public synchronized String copyOf(String url) {
    return newDatabase(name(url));
  }

  /** It is not dropped, however old it becomes. */
  public synchronized void keep(String url) {
    databases.remove(name(url));
  }

  static String name(String url) {
    return url.replaceAll(".*/|[?].*", "");
  }

  private String newDatabase(String template) {
    String name = "test" + ++made;
    execute(
        SUPERUSER,
        "postgres",
        "create database " + name + " template " + template + " owner " + ROLE);
    databases.add(name);
    if (databases.size() > MOST_DATABASES) {
      execute(SUPERUSER, "postgres", "drop database " + databases.remove() + " with (force)");
    }
    return url(name);
  }

  /** The path of a program that comes with PostgreSQL. */
  public String tool(String name) {
    return tools.resolve(name).toString();
  }

  /** Runs a statement as the superuser. */
  public void administer(String database, String sql) {
    execute(SUPERUSER, database, sql);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + ROLE;
  }

  private void execute(String user, String database, String sql) {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static Path tools() {
    try (Stream<Path> versions = Files.list(PACKAGES)) {
      return versions.max(java.util.Comparator.naturalOrder()).orElseThrow().resolve("bin");
    } catch (IOException missing) {
      throw new UncheckedIOException(
          "PostgreSQL isn't here: apt-get install postgresql-15-postgis-3", missing);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** PostgreSQL's tools refuse to run as root. */
  private void runAsUser(String... command) {
    List<String> line = new ArrayList<>();
    if (isRoot()) {
      line.addAll(List.of("runuser", "-u", SUPERUSER, "--"));
    }
    line.addAll(Arrays.asList(command));
    run(line);
  }

  private void run(List<String> line) {
    try {
      Path out = Files.createTempFile("gridwarden-postgresql", ".log");
      Process process =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(line + "\n" + Files.readString(out));
      }
      Files.delete(out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private void remove() {
    try {
      runAsUser(tools.resolve("pg_ctl").toString(), "-D", data(), "-m", "immediate", "stop");
    } catch (RuntimeException notRunning) {
      // Then there is nothing to stop.
    }
    run(List.of("rm", "-rf", folder.toString()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
