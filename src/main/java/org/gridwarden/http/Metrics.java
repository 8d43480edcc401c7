package org.gridwarden.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The figures of a running server, for Prometheus: those of the Java machine and of requests, and
 * what its parts add. Safe for many threads.
 */
public final class Metrics implements AutoCloseable {
  /** The media type of {@link #scrape}. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Counter refused = counter("requests.refused", "requests beyond a limit of rate");
  private final Counter failed = counter("failures", "requests that failed unexpectedly");

  /** The registry itself keeps only weak references to what a counter asks. */
  private final List<DoubleSupplier> counted = new CopyOnWriteArrayList<>();

  /** The figures of the Java machine. */
  public Metrics() {
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  private Counter counter(String name, String help) {
    return Counter.builder("gridwarden." + name).description(help).register(registry);
  }

  /**
   * Adds a figure that goes up and down.
   *
   * @param value asked for each time the figures are read: must be cheap; NaN where it isn't known
   */
  public void gauge(String name, String help, DoubleSupplier value) {
    Supplier<Number> asked = value::getAsDouble;
    Gauge.builder("gridwarden." + name, asked).description(help).register(registry);
  }

  /** Adds a figure that only rises; as {@link #gauge}. */
  public void counter(String name, String help, DoubleSupplier value) {
    counted.add(value);
    FunctionCounter.builder("gridwarden." + name, value, DoubleSupplier::getAsDouble)
        .description(help)
        .register(registry);
  }

  /** What a pool of connections is told to keep its figures in. */
  public Object registry() {
    return registry;
  }

  RouteTimers timers(Endpoint endpoint) {
    return timers(endpoint.method().name(), endpoint.path());
  }

  RouteTimers timers(String method, String route) {
    return new RouteTimers(registry, method, route);
  }

  void countRefused() {
    refused.increment();
  }

  void countFailed() {
    failed.increment();
  }

  /** All figures now, in Prometheus's text format. */
  public byte[] scrape() {
    return registry.scrape().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
