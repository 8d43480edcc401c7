package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.store.TestStore;

/** A server in a process of its own, which can be killed. Safe for many threads. */
final class ServerProcess implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Process process;
  private final String url;

  private ServerProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** On the database of the tests that belongs to the folder; returns when it answers. */
  static ServerProcess start(Path data, String... options) throws IOException {
    return start(TestStore.url(data), data, options);
  }

  static ServerProcess start(String database, Path data, String... options) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:TieredStopAtLevel=1", // it doesn't live long enough to be worth more
                "-cp",
                System.getProperty("java.class.path"),
                "org.gridwarden.Main",
                "serve",
                "--rate",
                "0",
                "--rate-strangers",
                "0",
                "--data",
                data.toString(),
                "--database",
                database));
    line.addAll(List.of(options));
    if (!line.contains("--port")) {
      line.addAll(List.of("--port", "0"));
    }
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    String url = null;
    for (String said1 = out.readLine(); said1 != null; said1 = out.readLine()) {
      said.append(said1).append('\n');
      if (said1.contains("listens on ")) {
        url = said1.substring(said1.indexOf("http"), said1.lastIndexOf('/'));
        break;
      }
    }
    assertThat(url).as(said.toString()).isNotNull();
    Thread drain = new Thread(() -> drain(out), "server-output");
    drain.setDaemon(true);
    drain.start();
    return new ServerProcess(process, url);
  }

  /** A full pipe would stop it. With -Dserver.output it is shown. */
  private static void drain(BufferedReader out) {
    boolean shown = Boolean.getBoolean("server.output");
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (shown) {
          System.out.println("| " + line);
        }
      }
    } catch (IOException gone) {
      // It was killed.
    }
  }

  String url() {
    return url;
  }

  int port() {
    return URI.create(url).getPort();
  }

  /** Kills it without a warning; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop; returns its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** The token of an account of the demonstration. */
  String signIn(String name) throws IOException, InterruptedException {
    String body = "{\"name\":\"" + name + "\",\"password\":\"" + name + "\"}";
    HttpResponse<String> answer = post(url, null, "/api/v1/session", body, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RunningServer.parse(answer.body()).path("token").textValue();
  }

  static HttpResponse<String> post(String url, String token, String path, String body, String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(url + path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static HttpResponse<String> get(String url, String token, String path)
      throws IOException, InterruptedException {
    return CLIENT.send(request(url + path, token).build(), HttpResponse.BodyHandlers.ofString());
  }

  static HttpResponse<String> delete(String url, String token, String path)
      throws IOException, InterruptedException {
    return CLIENT.send(
        request(url + path, token).DELETE().build(), HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(String url, String token, String path)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = get(url, token, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RunningServer.parse(answer.body());
  }

  private static HttpRequest.Builder request(String url, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
