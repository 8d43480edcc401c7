package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.gridwarden.notice.Receiver;
import org.gridwarden.store.TestCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers over one database behind nginx: what is written on one is seen on all, what one
 * leaves when it is killed another takes up, and nothing happens twice.
 */
@Tag("slow")
class ThreeServersTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @TempDir static Path folder;
  private static final List<ServerProcess> servers = new ArrayList<>();
  private static final int[] ports = {freePort(), freePort(), freePort()};
  private static Receiver receiver;
  private static String database;
  private static Process nginx;
  private static String url;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        TestCluster.isInstalled() && Files.isExecutable(Path.of("/usr/sbin/nginx")),
        "needs Debian's postgresql-postgis and nginx-light");
    receiver = new Receiver();
    database = TestCluster.shared().newDatabase();
    for (int i = 0; i < 3; i++) {
      servers.add(server(i));
    }
    startNginx();
    token = servers.get(0).signIn("admin");
    eventually(() -> ServerProcess.get(url, token, "/health").statusCode() == 200, 20);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ServerProcess server(int number) throws IOException {
    Path data = Files.createDirectories(folder.resolve("server" + number));
    return ServerProcess.start(
        database,
        data,
        "--demo",
        "--trusted-proxy",
        "127.0.0.1/32",
        "--port",
        String.valueOf(ports[number]));
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.destroy();
    }
    servers.forEach(ServerProcess::close);
    if (receiver != null) {
      receiver.close();
    }
  }

  /** As docs/operations.md shows it, on a port and in a folder of its own. */
  private static void startNginx() throws IOException {
    int port = freePort();
    url = "http://127.0.0.1:" + port;
    String upstream =
        servers.stream()
            .map(each -> "server 127.0.0.1:" + each.port() + " max_fails=1 fail_timeout=2s;")
            .collect(Collectors.joining(" "));
    Path config =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off;
            pid %1$s/nginx.pid;
            error_log %1$s/nginx-error.log;
            events { worker_connections 512; }
            http {
              access_log off;
              client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
              upstream gridwarden { %2$s keepalive 16; }
              server {
                listen 127.0.0.1:%3$d;
                location / {
                  proxy_pass http://gridwarden;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_set_header X-Forwarded-For $remote_addr;
                  proxy_next_upstream error timeout http_503 non_idempotent;
                }
              }
            }
            """
                .formatted(folder, upstream, port));
    nginx =
        new ProcessBuilder("/usr/sbin/nginx", "-c", config.toString(), "-p", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
  }

  private static void eventually(Callable<Boolean> done, int seconds) throws Exception {
    long end = System.nanoTime() + seconds * SECOND;
    while (!attempt(done)) {
      assertThat(System.nanoTime()).as("not within " + seconds + " s").isLessThan(end);
      Thread.sleep(10);
    }
  }

  private static boolean attempt(Callable<Boolean> done) throws Exception {
    try {
      return done.call();
    } catch (IOException down) {
      return false;
    }
  }

  private static String body(String description) {
    return "{\"lon\":113.618,\"lat\":33.426,\"category\":\"other\",\"description\":\""
        + description
        + "\"}";
  }

  private String report(String where, String description) throws Exception {
    HttpResponse<String> answer =
        ServerProcess.post(where, token, "/api/v1/problems", body(description), description);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return RunningServer.parse(answer.body()).path("id").asText();
  }

  @Test
  void aWriteAnywhereIsReadEverywhereWithinASecond() throws Exception {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String description = "fresh" + i;
      String id = report(servers.get(i % 3).url(), description);
      long began = System.nanoTime();
      for (int other = 0; other < 3; other++) {
        String there = servers.get(other).url();
        eventually(
            () ->
                ServerProcess.json(there, token, "/api/v1/problems?q=" + description)
                    .path("items")
                    .path(0)
                    .path("id")
                    .asText()
                    .equals(id),
            5);
      }
      waits.add(System.nanoTime() - began);
    }
    // The first ones are those of servers that have just started and answered nothing before.
    List<Long> warm = waits.subList(10, waits.size()).stream().sorted().toList();
    System.out.printf(
        "seen on all three servers after %.0f ms (median), %.0f ms at most, the first %.0f ms%n",
        warm.get(warm.size() / 2) / 1e6, warm.get(warm.size() - 1) / 1e6, waits.get(0) / 1e6);
    assertThat(warm.get(warm.size() - 1)).isLessThan(SECOND);

    HttpResponse<String> again =
        ServerProcess.post(
            servers.get(1).url(), token, "/api/v1/problems", body("fresh0"), "fresh0");
    assertThat(again.statusCode()).as("a key is known everywhere").isEqualTo(200);

    String mine = servers.get(1).signIn("leader");
    assertThat(ServerProcess.get(servers.get(2).url(), mine, "/api/v1/session").statusCode())
        .isEqualTo(200);
    assertThat(ServerProcess.delete(servers.get(0).url(), mine, "/api/v1/session").statusCode())
        .isEqualTo(200);
    eventually(
        () -> ServerProcess.get(servers.get(2).url(), mine, "/api/v1/session").statusCode() == 401,
        1);
  }

  @Test
  void aKilledServerLosesNothingThatAClientSendsAgain() throws Exception {
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger again = new AtomicInteger();
    boolean[] stopped = {false};
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread writer =
          new Thread(
              () -> {
                while (!stopped[0]) {
                  String key = "killed" + next.incrementAndGet();
                  while (!isTaken(key, acknowledged)) {
                    again.incrementAndGet();
                  }
                }
              });
      writers.add(writer);
      writer.start();
    }
    for (int i = 0; i < 2; i++) {
      Thread.sleep(2_000);
      servers.get(i).kill();
      Thread.sleep(2_000);
      servers.set(i, server(i));
    }
    Thread.sleep(1_000);
    stopped[0] = true;
    for (Thread writer : writers) {
      writer.join();
    }
    System.out.printf(
        "two of three servers killed in turn: %d reports, %d sent again%n",
        acknowledged.size(), again.get());
    assertThat(acknowledged).hasSize(next.get()).hasSizeGreaterThan(100);
    assertThat(Set.copyOf(acknowledged.values())).hasSize(acknowledged.size());
    String last = servers.get(2).url();
    assertThat(ServerProcess.json(last, token, "/health").path("status").asText()).isEqualTo("ok");
    // One in some of them, so that this doesn't take longer than the load.
    int step = acknowledged.size() / 1_000 + 1;
    for (Map.Entry<String, String> each :
        acknowledged.entrySet().stream().filter(one -> one.hashCode() % step == 0).toList()) {
      assertThat(
              ServerProcess.json(last, token, "/api/v1/problems/" + each.getValue())
                  .path("description")
                  .asText())
          .isEqualTo(each.getKey());
    }
  }

  private boolean isTaken(String key, Map<String, String> acknowledged) {
    try {
      Thread.sleep(50); // or eight writers leave a server that starts no processor
      HttpResponse<String> answer =
          ServerProcess.post(url, token, "/api/v1/problems", body(key), key);
      if (answer.statusCode() / 100 == 2) {
        acknowledged.put(key, RunningServer.parse(answer.body()).path("id").asText());
        return true;
      }
      assertThat(answer.statusCode()).as(answer.body()).isIn(502, 503, 504);
      Thread.sleep(50);
    } catch (IOException broken) {
      // Sent again, as a client should.
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    return false;
  }

  @Test
  void eachEscalationHappensOnceAndEachNoticeComesUnderOneDelivery() throws Exception {
    importRules();
    HttpResponse<String> channel =
        ServerProcess.post(
            url,
            token,
            "/api/v1/channels",
            "{\"name\":\"hook\",\"kind\":\"webhook\",\"url\":\"" + receiver.url() + "\"}",
            null);
    assertThat(channel.statusCode()).as(channel.body()).isEqualTo(201);
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String id = report(servers.get(i % 3).url(), "late" + i);
      problems.add(id);
      for (String step : List.of("file", "dispatch")) {
        HttpResponse<String> taken =
            ServerProcess.post(
                servers.get((i + 1) % 3).url(),
                token,
                "/api/v1/problems/" + id + "/" + step,
                "{}",
                null);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
      }
      if (i == 30) {
        servers.get(0).kill();
        servers.set(0, server(0));
      }
    }
    String asked = servers.get(2).url();
    for (String id : problems) {
      eventually(() -> steps(asked, id).getOrDefault("escalate", 0L) == 2, 60);
    }
    Thread.sleep(1_500);
    for (String id : problems) {
      Map<String, Long> steps = steps(asked, id);
      assertThat(steps)
          .containsEntry("dispatch", 1L)
          .containsEntry("overdue", 1L)
          .containsEntry("escalate", 2L);
    }
    // The server that was killed may have held the channel; its lease lasts a minute.
    eventually(() -> count("dispatched") == problems.size(), 100);
    Map<String, Set<String>> deliveries = new HashMap<>();
    for (Receiver.Got got : receiver.got()) {
      JsonNode message = got.json();
      String notice =
          message.path("kind").asText()
              + message.path("problem").path("version").asText()
              + message.path("problem").path("id").asText()
              + message.path("problem").path("title").asText()
              + message.path("to");
      deliveries.computeIfAbsent(notice, one -> ConcurrentHashMap.newKeySet()).add(got.delivery());
    }
    assertThat(deliveries.values()).allMatch(ids -> ids.size() == 1);
    System.out.printf(
        "%d problems escalated twice each; %d notices in %d messages%n",
        problems.size(), deliveries.size(), receiver.got().size());
  }

  /** Of how many problems somebody was told a thing. */
  private static long count(String kind) {
    return receiver.got().stream()
        .map(Receiver.Got::json)
        .filter(message -> message.path("kind").asText().equals(kind))
        .map(message -> message.path("problem").path("title").asText())
        .distinct()
        .count();
  }

  private Map<String, Long> steps(String where, String id) throws Exception {
    JsonNode ledger = ServerProcess.json(where, token, "/api/v1/problems/" + id).path("ledger");
    Map<String, Long> steps = new HashMap<>();
    ledger.forEach(entry -> steps.merge(entry.path("step").asText(), 1L, Long::sum));
    return steps;
  }

  /** A limit of some seconds, and two levels up as soon as it has passed. */
  private void importRules() throws IOException {
    Path limits =
        Files.writeString(
            folder.resolve("limits.csv"),
            "category,severity,amount,unit\nother,normal,0.002,URGENT_HOUR\n");
    Path rules =
        Files.writeString(
            folder.resolve("escalation.csv"),
            "trigger,step,amount,unit\noverdue,1,0,urgent_hour\noverdue,2,0.0003,urgent_hour\n");
    for (String[] each :
        new String[][] {{"limits", limits.toString()}, {"escalation", rules.toString()}}) {
      CommandRun run =
          CommandRun.on(folder.resolve("operator"), database, "import", each[0], each[1]);
      assertThat(run.status()).as(run.err()).isZero();
    }
  }
}
