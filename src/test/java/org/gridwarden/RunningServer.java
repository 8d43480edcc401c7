package org.gridwarden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.HttpSettings;
import org.gridwarden.http.Rates;
import org.gridwarden.store.TestStore;

/** A whole server on a free port, with the sample town, for tests. */
public final class RunningServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final App app;
  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param town whether the sample town is loaded first
   */
  public RunningServer(Path data, boolean town) {
    this(data, town, UnaryOperator.identity());
  }

  /** A server with a state of any kind, and the sample town where it is empty. */
  RunningServer(Config config) {
    this(config, true, null, Clock.systemUTC(), UnaryOperator.identity(), List.of());
  }

  /**
   * @param change of the settings, which have no limits of rate unless it sets some
   */
  RunningServer(Path data, boolean town, UnaryOperator<HttpSettings> change) {
    this(data, town, change, List.of());
  }

  /** As {@link #RunningServer(Path, boolean, UnaryOperator)}, with endpoints beside its own. */
  RunningServer(Path data, boolean town, UnaryOperator<HttpSettings> change, List<Endpoint> more) {
    this(
        town ? TestTown.in(data) : Config.of(data, TestStore.url(data)),
        town,
        null,
        Clock.systemUTC(),
        change,
        more);
  }

  private RunningServer(
      Config config,
      boolean town,
      Basemap basemap,
      Clock clock,
      UnaryOperator<HttpSettings> change,
      List<Endpoint> more) {
    app = App.open(config, clock);
    if (town) {
      SampleTown.loadWhereEmpty(app);
      DemoAccounts.addWhereNone(app, null);
    }
    server =
        Server.start(
            app,
            change.apply(
                new HttpSettings(
                        "127.0.0.1",
                        0,
                        HttpSettings.USUAL_BODY_BYTES,
                        basemap == null ? null : basemap.origin(),
                        null,
                        null)
                    .with(Rates.UNLIMITED)),
            basemap,
            more);
  }

  /** The sample town over map pictures from elsewhere. */
  public static RunningServer withBasemap(Path data, String url, String crs) {
    return new RunningServer(
        TestTown.in(data),
        true,
        Basemap.of(url, crs),
        Clock.systemUTC(),
        UnaryOperator.identity(),
        List.of());
  }

  /**
   * On a database of one's own choice, with the sample town where it is empty and that is asked.
   */
  static RunningServer on(Path data, String url, boolean town) {
    return new RunningServer(
        Config.of(data, url), town, null, Clock.systemUTC(), UnaryOperator.identity(), List.of());
  }

  /** The sample town, with the time that a clock shows. */
  static RunningServer withClock(Path data, Clock clock) {
    return new RunningServer(
        Config.of(data, TestStore.url(data)),
        true,
        null,
        clock,
        UnaryOperator.identity(),
        List.of());
  }

  public String url() {
    return server.url();
  }

  Server server() {
    return server;
  }

  App app() {
    return app;
  }

  public HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  HttpResponse<String> post(String path, String type, String body, String... headers) {
    return send("POST", path, type, body, headers);
  }

  HttpResponse<String> send(
      String method, String path, String type, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  HttpResponse<String> sendBytes(String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  HttpResponse<byte[]> bytes(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Signs an account of the demonstration in: its role is its name and its password. */
  public Client signIn(String name) {
    HttpResponse<String> answer =
        post(
            "/api/v1/session",
            "application/json",
            "{\"name\":\"" + name + "\",\"password\":\"" + name + "\"}");
    return client(parse(answer.body()).path("token").textValue());
  }

  /** Whoever has this token, of a session or a key. */
  Client client(String token) {
    return new Client(token);
  }

  /** Someone who is signed in. */
  public final class Client {
    private final String token;

    private Client(String token) {
      this.token = token;
    }

    String token() {
      return token;
    }

    public HttpResponse<String> get(String path) {
      return RunningServer.this.get(path, "Authorization", "Bearer " + token);
    }

    public JsonNode json(String path) {
      return parse(get(path).body());
    }

    public HttpResponse<String> post(String path, String json, String... headers) {
      return send("POST", path, json, headers);
    }

    HttpResponse<String> send(String method, String path, String json, String... headers) {
      return RunningServer.this.send(method, path, "application/json", json, signed(headers));
    }

    HttpResponse<String> sendBytes(String path, String type, byte[] body, String... headers) {
      return RunningServer.this.sendBytes(path, type, body, signed(headers));
    }

    HttpResponse<byte[]> bytes(String path, String... headers) {
      return RunningServer.this.bytes(path, signed(headers));
    }

    private String[] signed(String... headers) {
      String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
      all[headers.length] = "Authorization";
      all[headers.length + 1] = "Bearer " + token;
      return all;
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    return send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> reader) {
    try {
      return client.send(request, reader);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  public JsonNode json(String path) {
    return parse(get(path).body());
  }

  public static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException broken) {
      throw new IllegalStateException(body, broken);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
