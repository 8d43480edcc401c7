package org.gridwarden.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One who listens to an event stream, and keeps its lines. */
final class EventClient implements Flow.Subscriber<String> {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<HttpResponse.ResponseInfo> opened = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private Flow.Subscription subscription;

  static EventClient listen(HttpClient client, String url, String... headers) {
    EventClient listener = new EventClient();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    client
        .sendAsync(
            request.build(),
            info -> {
              listener.opened.complete(info);
              return HttpResponse.BodySubscribers.fromLineSubscriber(listener);
            })
        .whenComplete((answer, failure) -> listener.ended.countDown());
    return listener;
  }

  HttpResponse.ResponseInfo opened() throws Exception {
    return opened.get(20, TimeUnit.SECONDS);
  }

  List<String> lines() {
    return lines;
  }

  List<String> data() {
    return lines.stream()
        .filter(line -> line.startsWith("data: "))
        .map(l -> l.substring(6))
        .toList();
  }

  /** Waits for a line. */
  boolean sees(Predicate<String> line, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (lines.stream().noneMatch(line)) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(2);
    }
    return true;
  }

  boolean ends(long millis) throws InterruptedException {
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }

  void goAway() {
    subscription.cancel();
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    lines.add(line);
  }

  @Override
  public void onError(Throwable broken) {
    ended.countDown();
  }

  @Override
  public void onComplete() {
    ended.countDown();
  }
}
