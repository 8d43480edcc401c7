package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary of a cluster is lost under load: its synchronous standby is promoted, nothing that
 * was acknowledged is missing, writes come back by themselves, and who is responsible was answered
 * all the time.
 */
@Tag("slow")
class LostPrimaryTest {
  private static final int WRITERS = 8;

  @TempDir Path data;
  private final String run = "lost-" + System.nanoTime();
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Set<String> strange = ConcurrentHashMap.newKeySet();
  private final AtomicInteger keys = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger lookups = new AtomicInteger();
  private final AtomicInteger lists = new AtomicInteger();
  private final AtomicLong lastWrite = new AtomicLong();
  private final AtomicLong firstWriteAfter = new AtomicLong();
  private volatile boolean lost;
  private volatile boolean stopped;

  @Test
  void nothingAcknowledgedIsLostAndWritesComeBack() throws Exception {
    assumeTrue(
        PatroniCluster.isInstalled(), "needs Debian's patroni, etcd-server, postgresql-postgis");
    try (PatroniCluster cluster = new PatroniCluster();
        ServerProcess server = ServerProcess.start(cluster.url(), data, "--demo")) {
      String token = server.signIn("admin");
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        threads.add(new Thread(() -> write(server.url(), token)));
      }
      threads.add(new Thread(() -> lookUp(server.url(), null)));
      threads.add(new Thread(() -> lookUp(server.url(), token)));
      threads.add(new Thread(() -> list(server.url(), token)));
      threads.forEach(Thread::start);
      Thread.sleep(4_000);
      PatroniCluster.Node primary = cluster.leader();
      PatroniCluster.Node standby = cluster.standby();
      assertThat(standby).isNotNull();
      int before = acknowledged.size();
      cluster.lose(primary);
      lost = true;
      final long lostAt = System.nanoTime();
      PatroniCluster.await(() -> cluster.isPrimary(standby), 90);
      final long promoted = System.nanoTime();
      PatroniCluster.await(() -> firstWriteAfter.get() > 0, 60);
      Thread.sleep(3_000);
      stopped = true;
      for (Thread thread : threads) {
        thread.join();
      }
      System.out.printf(
          "primary lost under load: %d reports acknowledged before, %d after, promoted after %.1f s,"
              + " writes back %.1f s after the promotion; meanwhile %d writes refused, %d lookups"
              + " and %d lists answered%n",
          before,
          acknowledged.size() - before,
          (promoted - lostAt) / 1e9,
          (firstWriteAfter.get() - promoted) / 1e9,
          refused.get(),
          lookups.get(),
          lists.get());
      assertThat(strange).isEmpty();
      assertThat(before).isGreaterThan(50);
      assertThat(acknowledged.size()).isGreaterThan(before + WRITERS);
      assertThat(firstWriteAfter.get() - promoted).isLessThan(10_000_000_000L);
      assertNothingIsLost(server.url(), token);
    }
  }

  private void assertNothingIsLost(String url, String token) throws Exception {
    for (Map.Entry<String, String> each : acknowledged.entrySet()) {
      String description =
          ServerProcess.json(url, token, "/api/v1/problems/" + each.getValue())
              .path("description")
              .asText();
      assertThat(description).as("lost " + each).isEqualTo(each.getKey());
    }
  }

  /** As a client should: what wasn't taken is sent again under its key until it is. */
  private void write(String url, String token) {
    while (!stopped) {
      String key = run + "-" + keys.incrementAndGet();
      String body = "{\"lon\":113.618,\"lat\":33.426,\"description\":\"" + key + "\"}";
      while (!stopped && !isTaken(url, token, key, body)) {
        pause(200);
      }
    }
  }

  private boolean isTaken(String url, String token, String key, String body) {
    try {
      HttpResponse<String> answer = ServerProcess.post(url, token, "/api/v1/problems", body, key);
      if (answer.statusCode() == 201 || answer.statusCode() == 200) {
        acknowledged.put(key, RunningServer.parse(answer.body()).path("id").asText());
        lastWrite.set(System.nanoTime());
        if (lost && refused.get() > 0) {
          firstWriteAfter.compareAndSet(0, System.nanoTime());
        }
        return true;
      }
      if (answer.statusCode() != 503 || answer.headers().firstValue("Retry-After").isEmpty()) {
        strange.add("write " + answer.statusCode() + " " + answer.body());
      }
      refused.incrementAndGet();
    } catch (IOException failure) {
      strange.add("write " + failure);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    return false;
  }

  private void lookUp(String url, String token) {
    while (!stopped) {
      expectAnswer(url, token, "/api/v1/responsibility?lon=113.618&lat=33.426", lookups);
      pause(5);
    }
  }

  private void list(String url, String token) {
    while (!stopped) {
      expectAnswer(url, token, "/api/v1/problems?limit=50", lists);
      pause(50);
    }
  }

  private void expectAnswer(String url, String token, String path, AtomicInteger count) {
    try {
      HttpResponse<String> answer = ServerProcess.get(url, token, path);
      if (answer.statusCode() == 200) {
        count.incrementAndGet();
      } else if (count == lookups || answer.statusCode() != 503) {
        strange.add(path + " " + answer.statusCode() + " " + answer.body());
      }
    } catch (IOException failure) {
      strange.add(path + " " + failure);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
