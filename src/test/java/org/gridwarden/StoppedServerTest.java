package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real process is told to stop in the middle of a load. */
@Timeout(120)
class StoppedServerTest {
  private static final int WRITERS = 12;
  private static final int ROWS = 12;

  @TempDir Path folder;
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
  private final AtomicInteger keys = new AtomicInteger();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private Process process;
  private String url;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void start(String drain) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx700m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "org.gridwarden.Main",
            "serve",
            "--port",
            "0",
            "--rate",
            "0");
    // As a service has it: most from the environment.
    builder
        .environment()
        .putAll(
            Map.of(
                "GRIDWARDEN_DATA", folder.resolve("var").toString(),
                "GRIDWARDEN_DEMO", "true",
                "GRIDWARDEN_DRAIN", drain,
                "GRIDWARDEN_RATE_STRANGERS", "0",
                "GRIDWARDEN_LOG_FORMAT", "json",
                "GRIDWARDEN_LOG_REQUESTS", "true"));
    process = builder.redirectError(folder.resolve("log").toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains("listens on ")) {
        url = line.substring(line.indexOf("http"), line.lastIndexOf('/'));
        return;
      }
    }
    throw new AssertionError(Files.readString(folder.resolve("log")));
  }

  private HttpResponse<String> send(String path, String token, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String signIn() throws Exception {
    String body = "{\"name\":\"admin\",\"password\":\"admin\"}";
    return RunningServer.parse(send("/api/v1/session", null, body).body())
        .path("token")
        .textValue();
  }

  private void write(String token) {
    try {
      while (true) {
        String key = "stopped-" + keys.incrementAndGet();
        HttpResponse<String> answer =
            send(
                "/api/v1/problems",
                token,
                "{\"lon\":113.618,\"lat\":33.426,\"description\":\"" + key + "\"}");
        statuses.add(answer.statusCode());
        if (answer.statusCode() == 201) {
          acknowledged.put(RunningServer.parse(answer.body()).path("id").textValue(), key);
        }
      }
    } catch (IOException refused) {
      // No answer, so nothing was acknowledged.
    } catch (Exception stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void whatWasAcknowledgedStaysAndTheProcessEndsInTime() throws Exception {
    start("1");
    String token = signIn();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Thread writer = new Thread(() -> write(token), "writer-" + i);
      writers.add(writer);
      writer.start();
    }
    Thread.sleep(1_500);
    assertThat(send("/health?only=ready", null, null).statusCode()).isEqualTo(200);
    process.destroy();
    Thread.sleep(400);
    assertThat(send("/health?only=ready", null, null).statusCode())
        .as("not ready, while it still answers")
        .isEqualTo(503);
    assertThat(send("/health?only=live", null, null).statusCode()).isEqualTo(200);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isIn(0, 143);
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(statuses).as("nothing failed on the way").isSubsetOf(201, 503);
    assertThat(acknowledged).hasSizeGreaterThan(50);
    System.out.println(acknowledged.size() + " reports acknowledged before the stop");
    List<JsonNode> log =
        Files.readAllLines(folder.resolve("log")).stream()
            .filter(line -> line.startsWith("{"))
            .map(RunningServer::parse)
            .toList();
    assertThat(log)
        .allSatisfy(line -> assertThat(line.path("level").asText()).isNotEqualTo("ERROR"))
        .noneMatch(line -> line.toString().contains(token))
        .anySatisfy(
            line -> {
              assertThat(line.path("formattedMessage").asText())
                  .matches("POST /api/v1/problems 201 [0-9]+ ms [^ -][^ ]*");
              assertThat(line.path("mdc").path("request").asText()).matches("[0-9a-f]{16}");
            });
    try (App app = App.open(Config.of(folder.resolve("var"), null))) {
      acknowledged.forEach(
          (id, key) ->
              assertThat(app.problemDesk().problems().find(id))
                  .as("lost " + key)
                  .hasValueSatisfying(
                      each -> assertThat(each.report().description()).isEqualTo(key)));
    }
  }

  @Test
  void aRequestThatIsUnderWayIsAnsweredInFullAndNewOnesAreRefused() throws Exception {
    start("0");
    URI address = URI.create(url);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(15_000);
      OutputStream out = socket.getOutputStream();
      String heading = "id,lon,lat\n";
      String row = "%02d,113.618,33.426\n";
      int length = heading.length() + ROWS * row.formatted(0).length();
      out.write(
          ("POST /api/v1/responsibility/batch HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
                  + "Connection: close\r\nContent-Length: "
                  + length
                  + "\r\n\r\n"
                  + heading)
              .getBytes(StandardCharsets.US_ASCII));
      // Who sends nothing for a second while the server stops is taken for gone.
      for (int i = 0; i < ROWS; i++) {
        out.write(row.formatted(i).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Thread.sleep(300);
        if (i == 3) {
          process.destroy();
        } else if (i == 6) {
          assertThat(process.isAlive()).isTrue();
          assertThat(isRefused()).isTrue();
        }
      }
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200").contains("00,inside,").contains("11,inside,");
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isIn(0, 143);
  }

  private boolean isRefused() throws Exception {
    try {
      return send("/api/v1/map", null, null).statusCode() == 503;
    } catch (IOException refused) {
      return true;
    }
  }

  @Test
  void aClientThatNeverGoesOnHoldsNothingUp() throws Exception {
    start("0");
    URI address = URI.create(url);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST /api/v1/responsibility/batch HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
                      + "Content-Length: 100\r\n\r\nid,lon,lat\n")
                  .getBytes(StandardCharsets.US_ASCII));
      Thread.sleep(500);
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isIn(0, 143);
    }
  }
}
