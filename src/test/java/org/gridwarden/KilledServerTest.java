package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridwarden.problem.LedgerEntry;
import org.gridwarden.problem.Problem;
import org.gridwarden.problem.photo.PhotoFixture;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed in the middle of a load, again and again: no report, step or photo that it
 * acknowledged may be missing afterwards, and a request that wasn't answered and is sent again is
 * one problem. Twice in the usual run; {@code bin/kill-test 20} for more.
 */
class KilledServerTest {
  private static final int WRITERS = 16;

  @TempDir Path data;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final Set<String> steps = ConcurrentHashMap.newKeySet();
  private final Set<String> photos = ConcurrentHashMap.newKeySet();
  private final AtomicInteger keys = new AtomicInteger();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    int kills = Integer.getInteger("kills", 2);
    System.out.println("seed " + seed + ", " + kills + " kills");
    for (int i = 0; i < kills; i++) {
      ServerProcess server = ServerProcess.start(data, "--demo");
      String token = server.signIn("admin");
      sendAgain(server, token);
      List<Thread> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        Thread writer = new Thread(() -> write(server, token), "writer-" + w);
        writers.add(writer);
        writer.start();
      }
      Thread.sleep(500 + random.nextInt(1_000));
      // The first photo of a cold server on a busy machine may take longer than that.
      for (int wait = 0; wait < 400 && photos.isEmpty(); wait++) {
        Thread.sleep(50);
      }
      server.kill();
      for (Thread writer : writers) {
        writer.join();
      }
      check(i + 1);
    }
    System.out.printf(
        "%d kills: %d reports, %d steps and %d photos acknowledged, none lost%n",
        kills, acknowledged.size(), steps.size(), photos.size());
    assertThat(acknowledged).hasSizeGreaterThan(50 * kills);
    assertThat(photos).isNotEmpty();
  }

  private static String body(String key) {
    return "{\"lon\":113.618,\"lat\":33.426,\"description\":\"" + key + "\"}";
  }

  private void write(ServerProcess server, String token) {
    try {
      while (true) {
        String key = seed + "-" + keys.incrementAndGet();
        unanswered.add(key);
        HttpResponse<String> answer =
            ServerProcess.post(server.url(), token, "/api/v1/problems", body(key), key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode problem = RunningServer.parse(answer.body());
        acknowledged.put(key, problem.path("id").textValue());
        unanswered.remove(key);
        if (key.endsWith("7")) {
          String id = problem.path("id").textValue();
          if (ServerProcess.post(
                      server.url(), token, "/api/v1/problems/" + id + "/file", "{}", null)
                  .statusCode()
              == 200) {
            steps.add(id);
          }
          sendPhoto(server, token);
        }
      }
    } catch (IOException killed) {
      // What wasn't answered stays among the unanswered.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendPhoto(ServerProcess server, String token)
      throws IOException, InterruptedException {
    byte[] picture = PhotoFixture.jpeg(40 + keys.get() % 200, 30 + keys.get() % 150);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/photos"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "image/jpeg")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == 201) {
      photos.add(RunningServer.parse(answer.body()).path("hash").textValue());
    }
  }

  /** What a client does that got no answer: it sends the same again. */
  private void sendAgain(ServerProcess server, String token)
      throws IOException, InterruptedException {
    for (String key : List.copyOf(unanswered)) {
      HttpResponse<String> answer =
          ServerProcess.post(server.url(), token, "/api/v1/problems", body(key), key);
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
      acknowledged.put(key, RunningServer.parse(answer.body()).path("id").textValue());
      unanswered.remove(key);
    }
  }

  private void check(int kill) {
    CommandRun looked = CommandRun.of(data, "check");
    assertThat(looked.status()).as("seed " + seed + " kill " + kill + looked.err()).isZero();
    try (App app = App.open(Config.of(data, TestStore.url(data)))) {
      if (!TestStore.isPostgresql()) {
        String intact =
            app.database()
                .read(h -> h.createQuery("pragma integrity_check").mapTo(String.class).one());
        assertThat(intact).as("seed " + seed + " kill " + kill).isEqualTo("ok");
      }
      Map<String, Integer> byKey = new ConcurrentHashMap<>();
      for (Map.Entry<String, String> each : acknowledged.entrySet()) {
        Problem problem = app.problemDesk().problems().find(each.getValue()).orElse(null);
        assertThat(problem).as("seed " + seed + ": lost " + each).isNotNull();
        assertThat(problem.report().description()).isEqualTo(each.getKey());
        byKey.merge(each.getValue(), 1, Integer::sum);
      }
      assertThat(byKey.values()).allMatch(count -> count == 1);
      for (String id : steps) {
        List<LedgerEntry> ledger = app.problemDesk().problems().ledger(id);
        assertThat(ledger).as("seed " + seed + ": lost a step of " + id).hasSizeGreaterThan(1);
      }
      for (String hash : photos) {
        assertThat(app.photos().find(hash)).as("seed " + seed + ": lost photo").isPresent();
        assertThat(app.photos().verify(hash)).as("seed " + seed + ": broken photo").isTrue();
      }
      long reports =
          app.database()
              .read(
                  h ->
                      h.createQuery("select count(*) from problem where description like :seed")
                          .bind("seed", seed + "-%")
                          .mapTo(Long.class)
                          .one());
      assertThat(reports)
          .as("seed " + seed + ": one problem a key")
          .isBetween((long) acknowledged.size(), (long) acknowledged.size() + unanswered.size());
    }
  }
}
