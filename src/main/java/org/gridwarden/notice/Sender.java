package org.gridwarden.notice;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Posts one message and says what became of it. Follows no redirect, reads no more than 16 KiB of
 * an answer and never longer than the time limit, body included. Safe for many threads.
 */
public final class Sender {
  private static final int MOST_ANSWER_BYTES = 16 * 1024;

  private final Clock clock;
  private final Duration connect;
  private final Duration request;
  private HttpClient client;

  /**
   * @param connect the longest that a connection may take to stand
   * @param request the longest from then until the whole answer is there
   */
  public Sender(Clock clock, Duration connect, Duration request) {
    this.clock = clock;
    this.connect = connect;
    this.request = request;
  }

  Outcome send(Channel channel, String deliveryId, String body) throws InterruptedException {
    HttpRequest message;
    try {
      message = message(channel, deliveryId, body);
    } catch (IllegalArgumentException unfit) {
      return Outcome.refused("the address can't be posted to");
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client().sendAsync(message, info -> new BoundedBody(MOST_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response =
          answer.get(connect.plus(request).toMillis(), TimeUnit.MILLISECONDS);
      return Answer.judge(channel, response, clock.instant());
    } catch (ExecutionException failure) {
      return Outcome.unreachable(reason(failure.getCause()));
    } catch (TimeoutException slow) {
      return Outcome.unreachable(noAnswer());
    } finally {
      // Ends the exchange where it is still under way; without effect where it is done.
      answer.cancel(true);
    }
  }

  /** Made with the first message: with all of TLS behind it, it would delay the server's start. */
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(connect)
              .build();
    }
    return client;
  }

  private HttpRequest message(Channel channel, String deliveryId, String body) {
    Instant now = clock.instant();
    HttpRequest.Builder message =
        HttpRequest.newBuilder(address(channel, now))
            .timeout(request)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "Gridwarden")
            .header("X-Gridwarden-Delivery", deliveryId)
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (channel.kind() == ChannelKind.WEBHOOK) {
      String timestamp = String.valueOf(now.getEpochSecond());
      message.header("X-Gridwarden-Timestamp", timestamp);
      if (channel.secret() != null) {
        message.header(
            "X-Gridwarden-Signature", Signature.ofWebhook(channel.secret(), timestamp, body));
      }
    }
    return message.build();
  }

  private static URI address(Channel channel, Instant now) {
    if (channel.kind() != ChannelKind.DINGTALK || channel.secret() == null) {
      return URI.create(channel.url());
    }
    return URI.create(
        channel.url()
            + (channel.url().contains("?") ? "&" : "?")
            + Signature.ofDingTalk(channel.secret(), now.toEpochMilli()));
  }

  /** In words of our own: the library's may hold the address. */
  private String reason(Throwable failure) {
    if (failure instanceof HttpConnectTimeoutException) {
      return "no connection within " + connect.toMillis() + " ms";
    }
    if (failure instanceof HttpTimeoutException) {
      return noAnswer();
    }
    if (failure instanceof ConnectException) {
      return "no connection: the host is unknown, or refuses";
    }
    if (failure instanceof SSLException) {
      return "no secure connection: the certificate or the protocol doesn't fit";
    }
    return "the connection broke before the answer was there";
  }

  private String noAnswer() {
    return "no answer within " + request.toMillis() + " ms";
  }
}
