package org.gridwarden;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridwarden.geo.Crs;
import org.gridwarden.grid.GridRoutes;
import org.gridwarden.heat.HeatMap;
import org.gridwarden.heat.HeatRoutes;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.EventStream;
import org.gridwarden.http.HttpServer;
import org.gridwarden.http.HttpSettings;
import org.gridwarden.http.Metrics;
import org.gridwarden.notice.ChannelRoutes;
import org.gridwarden.notice.Channels;
import org.gridwarden.notice.Deliverer;
import org.gridwarden.notice.Deliveries;
import org.gridwarden.notice.DeliveryRoutes;
import org.gridwarden.notice.DeliverySettings;
import org.gridwarden.notice.NoticeFeed;
import org.gridwarden.notice.NoticeRoutes;
import org.gridwarden.notice.Sender;
import org.gridwarden.people.Gate;
import org.gridwarden.people.KeyRoutes;
import org.gridwarden.people.PeopleRoutes;
import org.gridwarden.people.Right;
import org.gridwarden.people.SessionRoutes;
import org.gridwarden.print.PrintRoutes;
import org.gridwarden.problem.Actor;
import org.gridwarden.problem.Deadlines;
import org.gridwarden.problem.EventRoutes;
import org.gridwarden.problem.IndicatorRoutes;
import org.gridwarden.problem.PointRoutes;
import org.gridwarden.problem.ProblemDesk;
import org.gridwarden.problem.ProblemRoutes;
import org.gridwarden.problem.TrendRoutes;
import org.gridwarden.problem.limit.LimitRoutes;
import org.gridwarden.problem.photo.PhotoRoutes;
import org.gridwarden.responsibility.AssignmentRoutes;
import org.gridwarden.responsibility.PartyRoutes;
import org.gridwarden.responsibility.ResponsibilityRoutes;
import org.gridwarden.store.ChangeFeed;
import org.gridwarden.time.Moments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that runs: its threads and how they end. Owns the app that it was started with. */
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** The base map of the area, in the data directory, where there is one. */
  static final String BASE_FILE = "base.geojson";

  private static final long POLL_MILLIS = 300;
  private static final long DEADLINES_MILLIS = 1_000;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration RECEIVER_ANSWER = Duration.ofSeconds(10);
  private static final long NOTE_MILLIS = 60_000;
  private static final long WARM_UP_MILLIS = 10_000;

  private final App app;
  private final ChangeFeed feed;
  private final ExecutorService workers;
  private final EventStream stream;
  private final Deadlines deadlines;
  private final Deliverer deliverer;
  private final NoticeFeed noticeFeed;
  private final Pulse pulse;
  private final Metrics metrics = new Metrics();
  private final HealthRoutes health;
  private final HttpServer http;
  private final ScheduledExecutorService timer;
  private final List<Endpoint> endpoints;

  /** The first projected position would wait a second for GeoTools. */
  private final Thread warmUp = new Thread(() -> Crs.parse("EPSG:4547"), "crs-warm-up");

  private boolean closing;

  private Server(App app, HttpSettings settings, Basemap basemap, List<Endpoint> more) {
    this.app = app;
    this.feed = new ChangeFeed(app.database(), POLL_MILLIS);
    this.workers = workers();
    // Read in the background, while the grids are.
    app.problems();
    app.grids();
    feed.keep(app.grids()::onChanges, app.grids()::reload);
    feed.keep(app.residents()::onChanges, app.residents()::reload);
    feed.keep(app.duties()::onChanges, app.duties()::reload);
    feed.keep(app.accounts()::onChanges, app.accounts()::forget);
    feed.keep(app.timeLimits()::onChanges, app.timeLimits()::reload);
    feed.keep(app.problemRules()::onChanges, app.problemRules()::reload);
    ProblemDesk desk = app.problemDesk();
    feed.keep(desk.problems()::onChanges, desk.problems()::reload);
    HeatMap heatMap = app.heatMap();
    feed.keep(heatMap::onChanges, heatMap::reload);
    this.deadlines = new Deadlines(app.database(), app.clock(), desk.stepping());
    Gate gate = new Gate(app.accounts());
    Moments moments = app.moments();
    Sender sender = new Sender(app.clock(), CONNECT, RECEIVER_ANSWER);
    this.deliverer =
        new Deliverer(app.database(), app.clock(), moments, sender, DeliverySettings.USUAL);
    this.noticeFeed = new NoticeFeed(app.database(), deliverer::wake);
    feed.follow(noticeFeed::onChanges);
    this.endpoints = new ArrayList<>();
    endpoints.addAll(
        new ResponsibilityRoutes(app.finder(), app.duties(), app.clock(), workers, gate)
            .endpoints());
    endpoints.addAll(
        new PartyRoutes(
                app.duties(), app.accounts()::listRepresented, gate.needs(Right.FIND_PARTIES))
            .endpoints());
    endpoints.addAll(
        new AssignmentRoutes(app.duties(), app.grids(), gate, app.clock(), moments).endpoints());
    endpoints.addAll(new GridRoutes(app.grids(), app.clock()).endpoints());
    endpoints.addAll(new DeskTableRoutes(app, gate).endpoints());
    GridWork gridWork = new GridWork(feed, app.accounts(), gate);
    endpoints.addAll(new GridEditRoutes(app.gridEditor(), gridWork, gate).endpoints());
    endpoints.addAll(new GridVersionRoutes(app.gridEditor(), gridWork, gate, moments).endpoints());
    endpoints.addAll(new LimitRoutes(app.timeLimits(), app.clock()).endpoints());
    endpoints.addAll(new SystemRoutes(app, basemap, moments).endpoints());
    endpoints.addAll(new SessionRoutes(app.accounts(), gate).endpoints());
    // Before the route of one problem, which would take its last word for an id.
    endpoints.addAll(new PointRoutes(desk, gate, app.clock()).endpoints());
    endpoints.addAll(
        new ProblemRoutes(
                desk, gate, app.duties(), app.clock(), moments, app.config().anonymousReports())
            .endpoints());
    endpoints.addAll(
        new IndicatorRoutes(desk, gate, app.duties(), app.grids(), app.clock(), moments)
            .endpoints());
    endpoints.addAll(new TrendRoutes(desk, gate, app.duties(), app.clock(), moments).endpoints());
    endpoints.addAll(
        new HeatRoutes(heatMap, feed, gate, moments, app.config().anonymousHeat()).endpoints());
    endpoints.addAll(new PrintRoutes(app.wallMaps(), gate, desk.actors()).endpoints());
    this.stream = new EventStream(feed.seq());
    EventRoutes events =
        new EventRoutes(stream, app.database(), gate, app.accounts(), desk.actors());
    feed.follow(events::onChanges);
    endpoints.addAll(events.endpoints());
    endpoints.addAll(photoRoutes(gate, desk).endpoints());
    Deliveries deliveries =
        new Deliveries(app.database(), app.clock(), DeliverySettings.USUAL, deliverer::wake);
    endpoints.addAll(noticeEndpoints(sender, gate, moments, deliveries));
    this.pulse = new Pulse(feed, deliveries);
    this.health = new HealthRoutes(app, pulse, metrics, new MetricsGuard(gate));
    endpoints.addAll(health.endpoints());
    ServerMetrics.add(metrics, app, stream, pulse);
    endpoints.addAll(new PeopleRoutes(app.accounts(), gate).endpoints());
    endpoints.addAll(new KeyRoutes(app.accounts(), gate).endpoints());
    endpoints.addAll(more);
    this.http =
        new HttpServer(
            settings,
            endpoints,
            () -> moments,
            gate::limited,
            GridwardenCommand.Version.version(),
            metrics);
    this.timer = timer();
    timer.scheduleWithFixedDelay(this::noteUses, NOTE_MILLIS, NOTE_MILLIS, TimeUnit.MILLISECONDS);
    Housekeeping housekeeping = new Housekeeping(app);
    timer.scheduleWithFixedDelay(housekeeping::run, 1, 24 * 60, TimeUnit.MINUTES);
  }

  private PhotoRoutes photoRoutes(Gate gate, ProblemDesk desk) {
    return new PhotoRoutes(
        app.photos(),
        gate,
        (caller, hash) ->
            desk.problems().showsPhoto(hash, caller.map(desk.actors()::of).orElse(Actor.STRANGER)));
  }

  private List<Endpoint> noticeEndpoints(
      Sender sender, Gate gate, Moments moments, Deliveries deliveries) {
    Channels channels = new Channels(app.database(), app.clock(), moments, sender, deliverer::wake);
    List<Endpoint> all = new ArrayList<>();
    all.addAll(new NoticeRoutes(app.notices(), gate, moments).endpoints());
    all.addAll(new ChannelRoutes(channels, gate, moments).endpoints());
    all.addAll(new DeliveryRoutes(deliveries, gate, moments).endpoints());
    return all;
  }

  /** Starts to listen; returns when requests are answered. */
  static Server start(App app, HttpSettings settings, Basemap basemap) {
    return start(app, settings, basemap, List.of());
  }

  /** As {@link #start(App, HttpSettings, Basemap)}, with endpoints beside the program's own. */
  static Server start(App app, HttpSettings settings, Basemap basemap, List<Endpoint> more) {
    app.photos().prepare();
    Server server = new Server(app, settings, basemap, more);
    server.http.start();
    server.deadlines.start(DEADLINES_MILLIS);
    Thread prepare = new Thread(server::prepare, "heat-load");
    prepare.setDaemon(true);
    prepare.start();
    return server;
  }

  /** What the first who asks would wait for; until all problems are read the cores have no time. */
  private void prepare() {
    app.heatMap().prepare();
    synchronized (warmUp) {
      if (!closing) {
        warmUp.setDaemon(true);
        warmUp.start();
      }
    }
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

  private static ScheduledExecutorService timer() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "timer");
          thread.setDaemon(true);
          return thread;
        });
  }

  private void noteUses() {
    try {
      app.accounts().keys().noteUses();
    } catch (RuntimeException failure) {
      LOG.warn("The uses of keys could not be noted; trying again", failure);
    }
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

  /** Is no longer ready from here on, but answers for a while, and then closes. */
  void close(Duration drain) {
    health.stopping();
    try {
      Thread.sleep(drain.toMillis());
    } catch (InterruptedException sooner) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  @Override
  public void close() {
    health.stopping();
    stream.close();
    http.close();
    deadlines.close();
    timer.shutdownNow();
    pulse.close();
    metrics.close();
    noteUses();
    feed.close();
    noticeFeed.close();
    deliverer.close();
    workers.shutdownNow();
    awaitWarmUp();
    app.close();
  }

  /** It writes into the data directory, where nothing should be written any more after closing. */
  private void awaitWarmUp() {
    synchronized (warmUp) {
      closing = true;
    }
    try {
      warmUp.join(WARM_UP_MILLIS);
    } catch (InterruptedException sooner) {
      Thread.currentThread().interrupt();
    }
  }
}
