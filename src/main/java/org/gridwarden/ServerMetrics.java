package org.gridwarden;

import java.util.function.ToDoubleFunction;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.http.EventStream;
import org.gridwarden.http.Metrics;

/** What a server's own parts tell of themselves; docs/operations.md says what each means. */
final class ServerMetrics {
  private ServerMetrics() {}

  static void add(Metrics metrics, App app, EventStream stream, Pulse pulse) {
    var problems = app.problemDesk().problems();
    metrics.gauge(
        "problems",
        "problems in memory; NaN while they are read",
        () -> problems.isLoaded() ? problems.index().size() : Double.NaN);
    metrics.gauge(
        "heat.intervals",
        "stretches of time that the heatmap holds; NaN while they are read",
        () -> app.heatMap().isRead() ? app.heatMap().intervals() : Double.NaN);
    metrics.gauge(
        "grids",
        "grids of the default layer",
        () -> app.grids().now(GridVersion.DEFAULT_LAYER).all().size());
    metrics.gauge(
        "assignments",
        "assignments of the default layer",
        () -> app.duties().of(GridVersion.DEFAULT_LAYER).size());
    metrics.gauge("event.listeners", "open event streams", stream::listeners);
    metrics.gauge(
        "feed.behind", "changes not yet taken up", of(pulse, Pulse.Reading::changesBehind));
    metrics.gauge(
        "feed.lag.seconds",
        "how long the oldest of them has waited",
        of(pulse, reading -> reading.lagMillis() / 1000.0));
    metrics.gauge("deliveries.waiting", "messages to be sent", of(pulse, Pulse.Reading::waiting));
    metrics.gauge("deliveries.failed", "messages given up", of(pulse, Pulse.Reading::failed));
    metrics.gauge(
        "database.answers",
        "1 where the database answered within ten seconds",
        () -> pulse.isLately() ? 1 : 0);
    metrics.counter(
        "commits",
        "transactions of this server; writes that share one count once",
        () -> app.database().commits());
    app.database().measure(metrics.registry());
  }

  private static java.util.function.DoubleSupplier of(
      Pulse pulse, ToDoubleFunction<Pulse.Reading> figure) {
    return () -> pulse.last() == null ? Double.NaN : figure.applyAsDouble(pulse.last());
  }
}
