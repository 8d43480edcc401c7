package org.gridwarden.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events to many listeners, each of whom gets what it may see. An event may come twice
 * (its id tells); none is lost to a client that comes back with the id of the last it has, as far
 * back as the route remembers. Connections are written to without waiting, so that a slow or dead
 * one holds up nobody. Knows no domain. Safe for many threads.
 */
public final class EventStream implements AutoCloseable {
  static final String TYPE = "text/event-stream";

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final int WRITERS = 2;
  private static final int RETRY_MILLIS = 3_000;

  /**
   * @param beatMillis between signs of life; a connection that takes nothing for two of them is
   *     dropped
   * @param mostWaiting events that may wait for one slow listener before it is dropped
   */
  record Limits(long beatMillis, int mostListeners, int mostPerOwner, int mostWaiting) {
    static final Limits USUAL = new Limits(15_000, 5_000, 20, 1_000);
  }

  private final Limits limits;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> perOwner = new HashMap<>();
  private final ExecutorService writers;
  private final ScheduledExecutorService heart;
  private volatile long newest;
  private boolean closed;

  /**
   * @param newest the id of the newest event there was before
   */
  public EventStream(long newest) {
    this(newest, Limits.USUAL);
  }

  EventStream(long newest, Limits limits) {
    this.newest = newest;
    this.limits = limits;
    this.writers = Executors.newFixedThreadPool(WRITERS, task -> daemon(task, "events"));
    this.heart = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "events-heart"));
    heart.scheduleWithFixedDelay(
        this::beat, limits.beatMillis(), limits.beatMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Tells all who may see it; returns when it is queued for each. Events must come with rising ids:
   * the heartbeat tells quiet listeners how far they have come.
   *
   * @param json one JSON document, not changed afterwards
   * @param subject what {@link Listening#visible} is asked about
   */
  public synchronized void publish(long id, String type, byte[] json, Object subject) {
    if (closed) {
      return;
    }
    StreamEvent event = new StreamEvent(id, type, json, subject);
    byte[] frame = event.frame();
    for (Subscriber each : subscribers) {
      each.offer(event, frame);
    }
    newest = id;
  }

  /** How many listen now. */
  public int listeners() {
    return subscribers.size();
  }

  /**
   * Answers a request with a stream.
   *
   * @throws FaultException UNAVAILABLE where too many listen or the server stops, TOO_MANY_REQUESTS
   *     where the owner has too many; both with Retry-After
   */
  void open(Request request, Listening listening) {
    OptionalLong after = lastEventId(request);
    Subscriber subscriber = new Subscriber(listening, limits.mostWaiting(), writers, this::forget);
    admit(request, subscriber);
    try {
      // Asked for only now that new events are being queued, so that none falls in between.
      List<StreamEvent> missed =
          after.isPresent() ? listening.missed().apply(after.getAsLong()) : List.of();
      String position = after.isPresent() ? "" : "id: " + newest + "\n";
      subscriber.catchUp(bytes("retry: " + RETRY_MILLIS + "\n" + position + "\n"), missed);
      request.answerEvents(subscriber);
    } catch (RuntimeException failure) {
      subscriber.end();
      throw failure;
    }
  }

  private static OptionalLong lastEventId(Request request) {
    String header = request.header("Last-Event-ID");
    String text = header != null && !header.isEmpty() ? header : request.text("after", "");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException notOne) {
      throw FaultException.badInput(
          header != null && !header.isEmpty() ? "Last-Event-ID" : "after",
          text,
          "the id of an event is a whole number");
    }
  }

  private synchronized void admit(Request request, Subscriber subscriber) {
    int already = perOwner.getOrDefault(subscriber.listening().owner(), 0);
    if (closed || subscribers.size() >= limits.mostListeners()) {
      request.header("Retry-After", "30");
      throw new FaultException(
          Fault.of(FaultKind.UNAVAILABLE, "too many listen now; try again in half a minute"));
    }
    if (already >= limits.mostPerOwner()) {
      request.header("Retry-After", "30");
      throw new FaultException(
          Fault.of(
              FaultKind.TOO_MANY_REQUESTS,
              "you listen " + already + " times already; close some of them"));
    }
    perOwner.put(subscriber.listening().owner(), already + 1);
    subscribers.add(subscriber);
  }

  private synchronized void forget(Subscriber subscriber) {
    if (subscribers.remove(subscriber)) {
      perOwner.computeIfPresent(
          subscriber.listening().owner(), (owner, count) -> count == 1 ? null : count - 1);
    }
  }

  private void beat() {
    byte[] frame = bytes(": still here\nid: " + newest + "\n\n");
    for (Subscriber each : subscribers) {
      try {
        if (each.listening().stillAllowed().getAsBoolean()) {
          each.beat(frame);
        } else {
          each.end();
        }
      } catch (RuntimeException failure) {
        LOG.error("Whether a listener is still allowed could not be told; it is ended", failure);
        each.end();
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Ends all streams at once; later listeners are refused. To be called before the server stops.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    heart.shutdownNow();
    subscribers.forEach(Subscriber::end);
    writers.shutdown();
  }
}
