package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.gridwarden.RunningServer.Client;
import org.gridwarden.problem.photo.PhotoFixture;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is full, the database takes no writes, its connection hangs, the clock jumps: each is
 * told clearly, leaves nothing half done, keeps nobody from learning who is responsible, and is
 * over when its cause is.
 */
class StorageOutageTest {
  private static final String LOOKUP = "/api/v1/responsibility?lon=113.618&lat=33.426";

  @TempDir Path folder;

  /** A file system of its own that is small. */
  private static final class SmallDisk implements AutoCloseable {
    private final Path folder;

    SmallDisk(Path folder, int megabytes) throws Exception {
      this.folder = Files.createDirectories(folder);
      int status =
          run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", "" + folder);
      assumeTrue(status == 0, "needs the right to mount a small file system");
    }

    /** Takes all the room there is. */
    void fill() throws IOException {
      byte[] some = new byte[4096];
      try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
        while (true) {
          out.write(some);
        }
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space left");
      }
    }

    void clear() throws IOException {
      Files.delete(folder.resolve("filler"));
    }

    @Override
    public void close() throws Exception {
      run("umount", "-l", folder.toString());
    }

    private static int run(String... command) throws Exception {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor();
    }
  }

  private static String body(String description) {
    return "{\"lon\":113.618,\"lat\":33.426,\"description\":\"" + description + "\"}";
  }

  private static HttpResponse<String> report(Client client, String description) {
    return client.post(
        "/api/v1/problems",
        body(description),
        "Idempotency-Key",
        "key-" + description.substring(0, Math.min(20, description.length())));
  }

  private static long count(Client client, String description) {
    return client.json("/api/v1/problems?q=" + description).path("items").size();
  }

  private static void assertRefused(HttpResponse<String> answer, String... words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains(words);
  }

  private static void assertAnswersLookups(RunningServer server) {
    assertThat(server.get(LOOKUP).statusCode()).isEqualTo(200);
  }

  /** Sent again until it is taken, as a client should. */
  private static void assertComesBack(Client client, String description) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    HttpResponse<String> answer = report(client, description);
    while (answer.statusCode() == 503 && System.nanoTime() < end) {
      Thread.sleep(100);
      answer = report(client, description);
    }
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    assertThat(count(client, description)).isEqualTo(1);
  }

  @Test
  void theDiskOfTheEmbeddedDatabaseIsFull() throws Exception {
    try (SmallDisk disk = new SmallDisk(folder.resolve("disk"), 100);
        RunningServer server = new RunningServer(folder.resolve("disk/var"), true)) {
      Client admin = server.signIn("admin");
      assertThat(report(admin, "before").statusCode()).isEqualTo(201);
      disk.fill();
      String big = "x".repeat(900);
      HttpResponse<String> refused = null;
      // What the log still has room for is taken.
      for (int i = 0; i < 500 && (refused == null || refused.statusCode() != 503); i++) {
        refused = report(admin, "full" + i + big);
      }
      assertRefused(refused, "the disk is full", "nothing of this was kept");
      HttpResponse<String> photo =
          admin.sendBytes("/api/v1/photos", "image/jpeg", PhotoFixture.jpeg(300, 200));
      assertRefused(photo, "photo");
      assertAnswersLookups(server);
      disk.clear();
      assertComesBack(admin, "after");
      assertThat(
              admin
                  .sendBytes("/api/v1/photos", "image/jpeg", PhotoFixture.jpeg(300, 200))
                  .statusCode())
          .isEqualTo(201);
      assertThat(count(admin, "before")).isEqualTo(1);
    }
  }

  @Test
  void theDiskOfPostgresqlIsFull() throws Exception {
    assumeTrue(TestCluster.isInstalled(), "needs Debian's postgresql-postgis");
    Path place = Files.createTempDirectory("gridwarden-small");
    SmallDisk.run("chmod", "777", place.toString());
    try (SmallDisk disk = new SmallDisk(place, 60)) {
      SmallDisk.run("chmod", "777", place.toString());
      Path space = Files.createDirectories(place.resolve("space"));
      SmallDisk.run("chown", "postgres", space.toString());
      TestCluster cluster = TestCluster.shared();
      String url = cluster.newDatabase();
      String name = url.replaceAll(".*/|[?].*", "");
      cluster.administer("postgres", "create tablespace small location '" + space + "'");
      cluster.administer("postgres", "alter database " + name + " set tablespace small");
      try (RunningServer server = RunningServer.on(folder, url, true)) {
        Client admin = server.signIn("admin");
        assertThat(report(admin, "before").statusCode()).isEqualTo(201);
        disk.fill();
        String big = "x".repeat(900);
        HttpResponse<String> refused = null;
        for (int i = 0; i < 500 && (refused == null || refused.statusCode() != 503); i++) {
          refused = report(admin, "full" + i + big);
        }
        assertRefused(refused, "its disk is full", "nothing of this was kept");
        assertAnswersLookups(server);
        disk.clear();
        assertComesBack(admin, "after");
        assertThat(count(admin, "before")).isEqualTo(1);
      } finally {
        cluster.administer("postgres", "drop database " + name + " with (force)");
        cluster.administer("postgres", "drop tablespace small");
      }
    }
  }

  @Test
  void postgresqlTakesNoWrites() throws Exception {
    assumeTrue(TestCluster.isInstalled(), "needs Debian's postgresql-postgis");
    TestCluster cluster = TestCluster.shared();
    try (RunningServer server = RunningServer.on(folder, cluster.newDatabase(), true)) {
      Client admin = server.signIn("admin");
      assertThat(report(admin, "before").statusCode()).isEqualTo(201);
      try {
        readOnly(cluster, "on");
        assertRefused(report(admin, "refused"), "it takes no writes");
        assertAnswersLookups(server);
        assertThat(count(admin, "before")).as("lists are still read").isEqualTo(1);
      } finally {
        readOnly(cluster, "off");
      }
      assertComesBack(admin, "refused");
    }
  }

  private static void readOnly(TestCluster cluster, String state) throws Exception {
    cluster.administer("postgres", "alter system set default_transaction_read_only = " + state);
    cluster.administer("postgres", "select pg_reload_conf()");
    Thread.sleep(500);
  }

  @Test
  void theConnectionToPostgresqlHangs() throws Exception {
    assumeTrue(TestCluster.isInstalled(), "needs Debian's postgresql-postgis");
    String url = TestCluster.shared().newDatabase();
    int port = Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
    try (StallingProxy proxy = new StallingProxy(port);
        RunningServer server =
            RunningServer.on(
                folder,
                url.replace(":" + port + "/", ":" + proxy.port() + "/") + "&socketTimeout=2",
                true)) {
      Client admin = server.signIn("admin");
      assertThat(report(admin, "before").statusCode()).isEqualTo(201);
      proxy.stall(true);
      long began = System.nanoTime();
      assertRefused(report(admin, "hanging"), "database");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      assertAnswersLookups(server);
      assertThat(admin.get(LOOKUP).statusCode()).as("also who is signed in").isEqualTo(200);
      proxy.stall(false);
      assertComesBack(admin, "hanging");
      assertComesBack(admin, "after");
    }
  }

  @Test
  void anotherProcessHoldsTheEmbeddedDatabase() throws Exception {
    try (RunningServer server = new RunningServer(folder, true)) {
      Client admin = server.signIn("admin");
      try (var connection = java.sql.DriverManager.getConnection(Database.embeddedUrl(folder));
          var statement = connection.createStatement()) {
        statement.execute("begin immediate");
        assertRefused(report(admin, "held"), "another process holds it");
        assertAnswersLookups(server);
        statement.execute("rollback");
      }
      assertComesBack(admin, "held");
    }
  }

  /** Shows the machine's time, shifted. */
  private static final class JumpingClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  @Test
  void theClockJumpsBackAndForth() throws Exception {
    JumpingClock clock = new JumpingClock();
    clock.ahead = Duration.ofHours(1);
    try (RunningServer server = RunningServer.withClock(folder, clock)) {
      Client admin = server.signIn("admin");
      HttpResponse<String> reported = report(admin, "ahead");
      assertThat(reported.statusCode()).isEqualTo(201);
      String id = RunningServer.parse(reported.body()).path("id").asText();
      String path = "/api/v1/problems/" + id;
      clock.ahead = Duration.ZERO;
      assertThat(admin.get(path).statusCode())
          .as("a session of a clock that was ahead would last longer than any may")
          .isEqualTo(401);
      admin = server.signIn("admin");
      assertThat(admin.post(path + "/file", "{}").statusCode()).isEqualTo(200);
      var ledger = admin.json(path).path("ledger");
      assertThat(Instant.parse(utc(ledger.path(1).path("at").asText())))
          .as("the ledger doesn't go backwards")
          .isAfterOrEqualTo(Instant.parse(utc(ledger.path(0).path("at").asText())));
      assertThat(report(admin, "now").statusCode()).isEqualTo(201);
      clock.ahead = Duration.ofDays(30);
      assertThat(admin.get(path).statusCode()).as("sessions have ended").isEqualTo(401);
      Client again = server.signIn("admin");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!again.json(path).path("ledger").toString().contains("\"overdue\"")
          && System.nanoTime() < end) {
        Thread.sleep(100);
      }
      assertThat(again.json(path).path("ledger").toString()).contains("\"overdue\"");
      clock.ahead = Duration.ZERO;
      assertThat(again.get(path).statusCode())
          .as("one of a clock that was a month ahead is none")
          .isEqualTo(401);
      assertThat(report(server.signIn("admin"), "later").statusCode()).isEqualTo(201);
    }
  }

  private static String utc(String moment) {
    return java.time.OffsetDateTime.parse(moment).toInstant().toString();
  }
}
