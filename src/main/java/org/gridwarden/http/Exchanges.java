package org.gridwarden.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives every request an id, the caller's own where it has a fit one, which stands in the answer
 * and in each line that is logged meanwhile; and writes a line for each answer where that is
 * wanted.
 */
final class Exchanges extends Handler.Wrapper implements RequestLog {
  static final String HEADER = "X-Request-Id";

  /** The name of the id among what every line of the log carries. */
  private static final String LOGGED = "request";

  private static final Logger LOG = LoggerFactory.getLogger("org.gridwarden.requests");
  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final boolean isLogged;
  private final RouteTimers files;

  /**
   * @param isLogged whether each answer has its line
   */
  Exchanges(boolean isLogged, Metrics metrics) {
    this.isLogged = isLogged;
    this.files = metrics.timers("GET", "/*");
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Exchange exchange = new Exchange(id(request.getHeaders().get(HEADER)));
    exchange.keepWith(request);
    response.getHeaders().put(HEADER, exchange.id());
    MDC.put(LOGGED, exchange.id());
    try {
      return super.handle(request, response, callback);
    } finally {
      MDC.remove(LOGGED);
    }
  }

  /** Ids are no secrets: they only mustn't meet. */
  private static String id(String asked) {
    return asked != null && FIT.matcher(asked).matches()
        ? asked
        : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** Told of each answer once it has ended, in any thread. */
  @Override
  public void log(Request request, Response response) {
    Exchange exchange = Exchange.find(request);
    if (exchange == null) {
      return;
    }
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    RouteTimers timers = exchange.timers();
    (timers == null ? files : timers).record(response.getStatus(), nanos);
    if (isLogged) {
      writeLine(exchange, request, response, nanos);
    }
  }

  private static void writeLine(Exchange exchange, Request request, Response response, long nanos) {
    try (MDC.MDCCloseable id = MDC.putCloseable(LOGGED, exchange.id())) {
      // The path as it was sent: decoded, it could hold a line break.
      LOG.info(
          "{} {} {} {} ms {}",
          request.getMethod(),
          request.getHttpURI().getPath(),
          response.getStatus(),
          TimeUnit.NANOSECONDS.toMillis(nanos),
          exchange.caller() == null ? "-" : exchange.caller().id());
    }
  }
}
