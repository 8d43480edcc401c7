package org.gridwarden.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gridwarden.http.Json;

/** A program that gets messages over HTTP, and misbehaves as it is told. */
public final class Receiver implements AutoCloseable {
  /** Answers one request. */
  @FunctionalInterface
  public interface Behaviour {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** What came in, whatever was answered. */
  public record Got(String query, Map<String, String> headers, String body) {
    public String delivery() {
      return headers.get("X-gridwarden-delivery");
    }

    public JsonNode json() {
      try {
        return Json.MAPPER.readTree(body);
      } catch (IOException broken) {
        throw new IllegalStateException(body, broken);
      }
    }

    String title() {
      return json().path("problem").path("title").asText();
    }

    String content() {
      return json().path("markdown").path("content").asText();
    }
  }

  private final HttpServer server;
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final List<Got> accepted = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = exchange -> answer(exchange, 200, "{\"errcode\":0}");

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    server.setExecutor(pool);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().get(0)));
      Got message = new Got(exchange.getRequestURI().getRawQuery(), headers, body);
      got.add(message);
      behaviour.answer(exchange);
      if (exchange.getResponseCode() / 100 == 2) {
        accepted.add(message);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  public void behave(Behaviour next) {
    behaviour = next;
  }

  void accept() {
    behave(exchange -> answer(exchange, 200, "{\"errcode\":0,\"errmsg\":\"ok\"}"));
  }

  void answerWith(int status, String body) {
    behave(exchange -> answer(exchange, status, body));
  }

  /** Takes the request and says nothing, for as long as the test runs. */
  void hang() {
    behave(exchange -> end.await(60, TimeUnit.SECONDS));
  }

  /** Closes the connection without a word. */
  void hangUp() {
    behave(HttpExchange::close);
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  public List<Got> got() {
    return got;
  }

  /** What was answered with 2xx. */
  List<Got> accepted() {
    return accepted;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    pool.shutdownNow();
  }
}
