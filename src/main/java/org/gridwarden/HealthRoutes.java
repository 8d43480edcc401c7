package org.gridwarden;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gridwarden.fault.FaultException;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.Guard;
import org.gridwarden.http.Metrics;
import org.gridwarden.http.Request;
import org.gridwarden.http.Schema;

/** The routes for whoever watches over the server: how it is, and its figures. */
final class HealthRoutes {
  private final App app;
  private final Pulse pulse;
  private final Metrics metrics;
  private final Guard metricsGuard;
  private volatile boolean stopping;

  /**
   * @param metricsGuard who may read the figures
   */
  HealthRoutes(App app, Pulse pulse, Metrics metrics, Guard metricsGuard) {
    this.app = app;
    this.pulse = pulse;
    this.metrics = metrics;
    this.metricsGuard = metricsGuard;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/health", "health", "Whether the server is well")
            .optional(
                "only",
                Schema.oneOf("live", "ready"),
                "answer 503 instead of 200 where it isn't so")
            .answers(
                "application/json",
                Schema.object()
                    .with("status", Schema.oneOf("ok", "degraded"))
                    .with("live", Schema.bool())
                    .with("ready", Schema.bool())
                    .with("version", Schema.text())
                    .with("grids", Schema.integer())
                    .with("assignments", Schema.integer())
                    .with("feedLagMillis", Schema.integer().orNull())
                    .with(
                        "snapshotAgeSeconds",
                        Schema.object()
                            .with("grids", Schema.integer())
                            .with("assignments", Schema.integer()))
                    .with("faults", Schema.listOf(Schema.text())))
            .handle(this::answerHealth),
        Endpoint.get(
                "/metrics",
                "metrics",
                "The server's figures for Prometheus; administrators, and whoever asks from the"
                    + " server's own machine")
            .answers(Metrics.TYPE, Schema.text())
            .guarded(metricsGuard)
            .handle(request -> request.answer(Metrics.TYPE, metrics.scrape())));
  }

  /** From here on the server isn't ready. */
  void stopping() {
    stopping = true;
  }

  private boolean isReady() {
    return !stopping && pulse.isLately() && app.problemDesk().problems().isLoaded();
  }

  private void answerHealth(Request request) {
    String only = request.text("only", "live");
    if (!only.equals("live") && !only.equals("ready")) {
      throw FaultException.badInput("only", only, "live or ready");
    }
    List<String> faults =
        Stream.of(app.grids().failure(), app.duties().failure(), app.timeLimits().failure())
            .filter(Objects::nonNull)
            .toList();
    boolean ready = isReady();
    Pulse.Reading reading = pulse.last();
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", faults.isEmpty() ? "ok" : "degraded");
    health.put("live", true);
    health.put("ready", ready);
    health.put("version", GridwardenCommand.Version.version());
    health.put("grids", app.grids().now(GridVersion.DEFAULT_LAYER).all().size());
    health.put("assignments", app.duties().of(GridVersion.DEFAULT_LAYER).size());
    health.put("feedLagMillis", reading == null ? null : reading.lagMillis());
    health.put(
        "snapshotAgeSeconds",
        Map.of("grids", age(app.grids().loadedAt()), "assignments", age(app.duties().loadedAt())));
    health.put("faults", faults);
    request.status(only.equals("ready") && !ready ? 503 : 200);
    request.json(health);
  }

  private long age(Instant since) {
    Clock clock = app.clock();
    return Math.max(0, Duration.between(since, clock.instant()).toSeconds());
  }
}
