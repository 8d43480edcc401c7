package org.gridwarden.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How long the answers of one route took, by class of status. Nothing is looked up or made for an
 * answer but the first of its class. Safe for many threads.
 */
final class RouteTimers {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final String method;
  private final String route;
  private final AtomicReferenceArray<Timer> byClass = new AtomicReferenceArray<>(6);

  /**
   * @param route the path with its parameters' names, never with their values
   */
  RouteTimers(MeterRegistry registry, String method, String route) {
    this.registry = registry;
    this.method = method;
    this.route = route;
  }

  void record(int status, long nanos) {
    int hundreds = Math.min(5, Math.max(0, status / 100));
    Timer timer = byClass.get(hundreds);
    if (timer == null) {
      // The registry gives the same one to whoever asks at the same time.
      timer = timer(hundreds);
      byClass.set(hundreds, timer);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(int hundreds) {
    return Timer.builder("gridwarden.http.requests")
        .description("answers, and how long they took")
        .tag("route", route)
        .tag("method", method)
        .tag("status", hundreds + "xx")
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}
