package org.gridwarden.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.gridwarden.fault.FaultException;
import org.gridwarden.time.Moments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: endpoints, pages, headers, errors. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final long STOP_MILLIS = 5_000;

  /** Asked by what watches over the server, maybe from the address that strangers come from. */
  private static final String HEALTH = "/health";

  private final Javalin javalin;
  private final HttpSettings settings;
  private final Supplier<Moments> moments;
  private final WebFiles webFiles = new WebFiles();
  private final Function<Request, Optional<Caller>> callers;
  private final RateLimit limit = new RateLimit(System::nanoTime);
  private final List<Endpoint> endpoints;
  private final Metrics metrics;
  private final byte[] openApi;

  /**
   * @param described the endpoints; {@code /api/openapi.json} is added to them
   * @param moments reads dates in the area's zone, as it is at the time of the request
   * @param callers finds who asks, empty for a stranger; asked before anything else of a request,
   *     for the limits of rate
   * @param metrics where the figures of requests go
   */
  public HttpServer(
      HttpSettings settings,
      List<Endpoint> described,
      Supplier<Moments> moments,
      Function<Request, Optional<Caller>> callers,
      String version,
      Metrics metrics) {
    this.metrics = metrics;
    this.callers = callers;
    this.settings = settings;
    this.moments = moments;
    this.endpoints = new ArrayList<>(described);
    endpoints.add(
        Endpoint.get("/api/openapi.json", "openapi", "This description")
            .answers("application/json", Schema.object())
            .handle(this::answerOpenApi));
    this.openApi = bytes(OpenApi.describe(endpoints, version));
    this.javalin = Javalin.create(this::configure);
  }

  private static byte[] bytes(Object document) {
    try {
      return Json.MAPPER.writeValueAsBytes(document);
    } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
      throw new IllegalStateException("the description is no JSON", broken);
    }
  }

  /** Listens; returns when requests are answered. */
  public HttpServer start() {
    javalin.start(settings.host(), settings.port());
    return this;
  }

  /** The port listened on, also where any free one was asked for. */
  public int port() {
    return javalin.port();
  }

  public String url() {
    String scheme = settings.certificate() == null ? "http" : "https";
    return scheme + "://" + settings.host() + ":" + port();
  }

  /** Takes no more requests and waits for those under way. */
  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = settings.mostBodyBytes();
    config.http.prefer405over404 = true;
    config.http.generateEtags = false;
    CompressionStrategy gzip = CompressionStrategy.GZIP;
    gzip.setDefaultMinSizeForCompression(8192);
    config.http.compressionStrategy = gzip;
    config.jetty.modifyServer(
        server -> {
          // Once the server stops, it waits for what is under way and answers the rest with 503.
          Exchanges exchanges = new Exchanges(settings.logsRequests(), metrics);
          exchanges.setHandler(new GracefulHandler());
          server.setHandler(exchanges);
          server.setRequestLog(exchanges);
          server.setStopTimeout(STOP_MILLIS);
        });
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setRequestHeaderSize(16 * 1024);
        });
    if (settings.certificate() != null) {
      Tls.configure(config, settings);
    }
    config.routes.before(this::setHeaders);
    for (Endpoint endpoint : endpoints) {
      RouteTimers timers = metrics.timers(endpoint);
      config.routes.addHttpHandler(
          endpoint.method(), endpoint.path(), context -> answer(endpoint, timers, context));
    }
    config.routes.addHttpHandler(HandlerType.GET, "/*", this::answerFile);
    config.routes.exception(
        FaultException.class, (fault, context) -> ProblemDetails.answer(context, fault));
    config.routes.exception(HttpResponseException.class, HttpServer::answerHttpFault);
    config.routes.exception(EofException.class, (gone, context) -> LOG.debug("a client went away"));
    config.routes.exception(Exception.class, this::answerUnexpected);
  }

  private void setHeaders(Context context) {
    String images = settings.imageSource() == null ? "" : " " + settings.imageSource();
    context.header(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data: blob:"
            + images
            + "; style-src 'self'; script-src 'self'; connect-src 'self'; object-src 'none';"
            + " base-uri 'none'; frame-ancestors 'none'; form-action 'self'");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Permissions-Policy", "geolocation=(self), camera=(self)");
  }

  private void answer(Endpoint endpoint, RouteTimers timers, Context context) throws Exception {
    Request request =
        new Request(context, moments.get(), settings.mostBodyBytes(), settings.proxies());
    Exchange exchange = Exchange.of(context);
    exchange.timers(timers);
    if (settings.logsRequests()) {
      exchange.caller(callers.apply(request).orElse(null));
    }
    if (!endpoint.path().equals(HEALTH)) {
      limit(request);
    }
    endpoint.guard().check(request);
    request.check(endpoint);
    endpoint.handler().handle(request);
  }

  /** Pages aren't limited: they are in memory, and a browser asks for many at once. */
  private void limit(Request request) {
    Rates rates = settings.rates();
    if (rates.equals(Rates.UNLIMITED)) {
      return;
    }
    Optional<Caller> caller = callers.apply(request);
    long wait =
        caller.isPresent()
            ? limit.take(caller.get().id(), rates.of(caller.get()))
            : limit.take(NetAddress.networkOf(request.address()), rates.strangers());
    if (wait > 0) {
      metrics.countRefused();
      throw FaultException.tooManyRequests(
          Duration.ofNanos(wait),
          caller.isPresent()
              ? "too many requests of this account or key"
              : "too many requests from this address; who is signed in may ask more often");
    }
  }

  private void answerOpenApi(Request request) {
    request.answer("application/json", openApi);
  }

  private void answerFile(Context context) {
    webFiles
        .find(context.path())
        .ifPresentOrElse(
            file -> file.serve(context),
            () -> ProblemDetails.answer(context, 404, "There is nothing at " + context.path()));
  }

  private static void answerHttpFault(HttpResponseException fault, Context context) {
    String detail =
        fault.getStatus() == 405
            ? context.method() + " is not answered here"
            : String.valueOf(fault.getMessage());
    ProblemDetails.answer(context, fault.getStatus(), detail);
  }

  private void answerUnexpected(Exception failure, Context context) {
    if (context.res().isCommitted()) {
      LOG.warn("An answer broke off: {}", failure.toString());
      return;
    }
    metrics.countFailed();
    LOG.error("Failure at {} {}", context.method(), context.path(), failure);
    String id = Exchange.of(context).id();
    ProblemDetails.answer(context, 500, "Something failed here; its number in the log is " + id);
  }
}
