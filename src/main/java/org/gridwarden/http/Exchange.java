package org.gridwarden.http;

import io.javalin.http.Context;

/**
 * What is noted of a request while it is answered, for its line in the log and its figures. Each is
 * written by the thread that answers, before the answer ends.
 */
final class Exchange {
  private static final String ATTRIBUTE = Exchange.class.getName();

  private final String id;
  private RouteTimers timers;
  private Caller caller;

  Exchange(String id) {
    this.id = id;
  }

  /** That of a request, or null where it was turned away before it was one. */
  static Exchange find(org.eclipse.jetty.server.Request request) {
    return (Exchange) request.getAttribute(ATTRIBUTE);
  }

  static Exchange of(Context context) {
    return (Exchange) context.req().getAttribute(ATTRIBUTE);
  }

  void keepWith(org.eclipse.jetty.server.Request request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** Tells requests apart, here and in what the caller writes down. */
  String id() {
    return id;
  }

  /** Those of the route that answers, or null: it is a file, or nothing. */
  RouteTimers timers() {
    return timers;
  }

  void timers(RouteTimers found) {
    timers = found;
  }

  /** Who asks, or null: a stranger, or not looked for. */
  Caller caller() {
    return caller;
  }

  void caller(Caller found) {
    caller = found;
  }
}
