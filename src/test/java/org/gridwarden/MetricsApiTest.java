package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gridwarden.http.Cidr;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.TrustedProxies;
import org.gridwarden.people.AccountRole;
import org.gridwarden.people.KeyDraft;
import org.gridwarden.people.Right;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures for Prometheus, who may read them, and how the server says that it is well. */
class MetricsApiTest {
  private static final String OUTSIDE = "203.0.113.7";

  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        new RunningServer(
            data,
            true,
            settings ->
                settings.with(new TrustedProxies(List.of(Cidr.parse("proxy", "127.0.0.1")))),
            List.of(
                Endpoint.get("/broken", "broken", "Fails")
                    .handle(
                        request -> {
                          throw new IllegalStateException("on purpose");
                        })));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static double value(String series) {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(0);
  }

  private static String requests(String route, String status) {
    return "gridwarden_http_requests_seconds_count{method=\"GET\",route=\""
        + route
        + "\",status=\""
        + status
        + "\"}";
  }

  @Test
  void requestsAreCountedByRouteAndClassOfStatusNeverByPath() throws Exception {
    double before = value(requests("/api/v1/grids/{code}", "2xx"));
    for (int i = 0; i < 3; i++) {
      server.get("/api/v1/grids/990101003001003");
      server.get("/api/v1/grids/none" + i);
      server.get("/none" + i);
    }
    for (int i = 0; i < 500 && value(requests("/*", "4xx")) < 3; i++) {
      Thread.sleep(10);
    }
    assertThat(value(requests("/api/v1/grids/{code}", "2xx"))).isEqualTo(before + 3);
    assertThat(value(requests("/api/v1/grids/{code}", "4xx"))).isEqualTo(3);
    String all = server.get("/metrics").body();
    assertThat(all).doesNotContain("none1").contains("gridwarden_http_requests_seconds_bucket");
  }

  @Test
  void theFiguresOfTheServersPartsAreThere() {
    assertThat(value("gridwarden_grids")).isEqualTo(100);
    assertThat(value("gridwarden_assignments")).isEqualTo(383);
    assertThat(value("gridwarden_problems")).isPositive();
    // What a figure asks must not be collected while the server runs.
    System.gc();
    double commits = value("gridwarden_commits_total");
    key(AccountRole.REPORTER, "counted");
    assertThat(value("gridwarden_commits_total")).isGreaterThan(commits);
    assertThat(value("gridwarden_database_answers")).isEqualTo(1);
    double failures = value("gridwarden_failures_total");
    server.get("/broken");
    assertThat(value("gridwarden_failures_total")).isEqualTo(failures + 1);
    assertThat(server.get("/metrics").body())
        .contains("jvm_memory_used_bytes{")
        .contains("jvm_threads_live_threads ")
        .contains("jvm_gc_")
        .contains("hikaricp_connections_active{pool=\"read\"}")
        .contains("gridwarden_feed_behind ")
        .contains("gridwarden_feed_lag_seconds ")
        .contains("gridwarden_deliveries_waiting ")
        .contains("gridwarden_deliveries_failed ")
        .contains("gridwarden_event_listeners ")
        .contains("gridwarden_requests_refused_total ");
  }

  @Test
  void onlyTheOwnMachineAndAdministratorsReadThem() {
    HttpResponse<String> local = server.get("/metrics");
    assertThat(local.statusCode()).isEqualTo(200);
    assertThat(local.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(status(null)).isEqualTo(401);
    assertThat(status("none")).isEqualTo(401);
    for (AccountRole role : AccountRole.values()) {
      String token = key(role, "k" + role.code());
      assertThat(status(token)).as(role.code()).isEqualTo(role == AccountRole.ADMIN ? 200 : 403);
    }
    assertThat(server.get("/metrics", "X-Forwarded-For", "127.0.0.1").statusCode())
        .as("what came through a proxy is not from here")
        .isEqualTo(401);
  }

  /** Adds a key. One commit. */
  private static String key(AccountRole role, String name) {
    return server
        .app()
        .accounts()
        .keys()
        .add(new KeyDraft(name, role, Set.of(Right.SIGNED_IN), null, null, null, null), null)
        .token();
  }

  private static int status(String token) {
    return token == null
        ? server.get("/metrics", "X-Forwarded-For", OUTSIDE).statusCode()
        : server
            .get("/metrics", "X-Forwarded-For", OUTSIDE, "Authorization", "Bearer " + token)
            .statusCode();
  }

  @Test
  void healthTellsLagAndAgesAndAnswersOrchestrators() throws Exception {
    for (int i = 0; i < 500 && server.get("/health?only=ready").statusCode() != 200; i++) {
      Thread.sleep(10);
    }
    JsonNode health = server.json("/health?only=ready");
    assertThat(health.path("ready").booleanValue()).isTrue();
    assertThat(health.path("feedLagMillis").isIntegralNumber()).isTrue();
    assertThat(health.path("snapshotAgeSeconds").path("grids").isIntegralNumber()).isTrue();
    assertThat(health.path("snapshotAgeSeconds").path("assignments").isIntegralNumber()).isTrue();
    assertThat(server.get("/health?only=live").statusCode()).isEqualTo(200);
    assertThat(server.get("/health?only=well").statusCode()).isEqualTo(400);
    assertThat(server.server().endpoints()).extracting(Endpoint::id).contains("health", "metrics");
  }
}
