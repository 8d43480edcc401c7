package org.gridwarden;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridwarden.geo.Crs;
import org.gridwarden.grid.GridRoutes;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.HttpServer;
import org.gridwarden.http.HttpSettings;
import org.gridwarden.people.Gate;
import org.gridwarden.people.SessionRoutes;
import org.gridwarden.responsibility.ResponsibilityRoutes;
import org.gridwarden.store.ChangeFeed;
import org.gridwarden.time.Moments;

/** A server that runs: its threads and how they end. Owns the app that it was started with. */
final class Server implements AutoCloseable {
  /** The base map of the area, in the data directory, where there is one. */
  static final String BASE_FILE = "base.geojson";

  private static final long POLL_MILLIS = 300;

  private final App app;
  private final ChangeFeed feed;
  private final ExecutorService workers;
  private final HttpServer http;
  private final List<Endpoint> endpoints;

  private Server(App app, HttpSettings settings, Basemap basemap, List<Endpoint> more) {
    this.app = app;
    this.feed = new ChangeFeed(app.database(), POLL_MILLIS);
    this.workers = workers();
    app.grids();
    app.duties();
    feed.listen(app.grids()::onChanges);
    feed.listen(app.duties()::onChanges);
    feed.listen(app.accounts()::onChanges);
    Gate gate = new Gate(app.accounts());
    Moments moments = app.moments();
    this.endpoints = new ArrayList<>();
    endpoints.addAll(
        new ResponsibilityRoutes(app.finder(), app.duties(), app.clock(), workers).endpoints());
    endpoints.addAll(new GridRoutes(app.grids(), app.clock()).endpoints());
    endpoints.addAll(new SystemRoutes(app, basemap, moments).endpoints());
    endpoints.addAll(new SessionRoutes(app.accounts(), gate).endpoints());
    endpoints.addAll(more);
    this.http =
        new HttpServer(settings, endpoints, () -> moments, GridwardenCommand.Version.version());
  }

  /** Starts to listen; returns when requests are answered. */
  static Server start(App app, HttpSettings settings, Basemap basemap) {
    return start(app, settings, basemap, List.of());
  }

  /** As {@link #start(App, HttpSettings, Basemap)}, with endpoints beside the program's own. */
  static Server start(App app, HttpSettings settings, Basemap basemap, List<Endpoint> more) {
    Server server = new Server(app, settings, basemap, more);
    server.http.start();
    // The first projected position would wait a second for GeoTools; meanwhile nobody needs it.
    Thread warmUp = new Thread(() -> Crs.parse("EPSG:4547"), "crs-warm-up");
    warmUp.setDaemon(true);
    warmUp.start();
    return server;
  }

  private static ExecutorService workers() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        Math.max(2, Runtime.getRuntime().availableProcessors()),
        task -> {
          Thread thread = new Thread(task, "batch-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  List<Endpoint> endpoints() {
    return List.copyOf(endpoints);
  }

  int port() {
    return http.port();
  }

  String url() {
    return http.url();
  }

  @Override
  public void close() {
    http.close();
    feed.close();
    workers.shutdownNow();
    app.close();
  }
}
