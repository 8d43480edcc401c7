package org.gridwarden.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.gridwarden.time.Moments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real server with a stream, and clients of all kinds. */
@Timeout(60)
class EventStreamTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Boolean> signedOut = new ConcurrentHashMap<>();
  private EventStream stream;
  private HttpServer server;

  /** Listeners name themselves in {@code as} and see the subjects that begin with their name. */
  private void serve(EventStream.Limits limits) {
    stream = new EventStream(40, limits);
    Endpoint events =
        Endpoint.events("/events", "events", "What happens", stream, this::listening)
            .optional("as", Schema.text(), "who listens");
    server =
        new HttpServer(
                new HttpSettings("127.0.0.1", 0, HttpSettings.USUAL_BODY_BYTES, null, null, null)
                    .with(Rates.UNLIMITED),
                List.of(events),
                () -> Moments.of("Asia/Shanghai"),
                request -> Optional.empty(),
                "test",
                new Metrics())
            .start();
  }

  private Listening listening(Request request) {
    String name = request.text("as", "all");
    return new Listening(
        name,
        subject -> name.startsWith("all") || subject.toString().startsWith(name),
        () -> !signedOut.containsKey(name),
        after ->
            LongStream.rangeClosed(after + 1, 40)
                .mapToObj(id -> new StreamEvent(id, "old", json("old" + id), "a" + id))
                .toList());
  }

  private void serve() {
    serve(EventStream.Limits.USUAL);
  }

  @AfterEach
  void stop() {
    stream.close();
    server.close();
  }

  private static byte[] json(String text) {
    return ("{\"is\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private EventClient listen(String query, String... headers) throws Exception {
    EventClient listener = EventClient.listen(client, server.url() + "/events" + query, headers);
    assertThat(listener.opened().statusCode()).isEqualTo(200);
    return listener;
  }

  private static boolean soon(BooleanSupplier condition) throws InterruptedException {
    return within(10_000, condition);
  }

  private static boolean within(long millis, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(2);
    }
    return true;
  }

  @Test
  void fiveHundredListenersAllGetAnEventWithinASecond() throws Exception {
    serve(new EventStream.Limits(15_000, 5_000, 1_000, 1_000));
    List<EventClient> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(EventClient.listen(client, server.url() + "/events"));
    }
    for (EventClient each : all) {
      each.opened();
    }
    assertThat(soon(() -> stream.listeners() == 500)).isTrue();
    long from = System.nanoTime();
    stream.publish(41, "problem", json("filed"), "a");
    for (EventClient each : all) {
      assertThat(each.sees("event: problem"::equals, 5_000)).isTrue();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
    System.out.println("500 listeners got an event within " + millis + " ms");
    assertThat(millis).isLessThan(1_000);
    for (EventClient each : all) {
      assertThat(each.data()).containsExactly("{\"is\":\"filed\"}");
    }
  }

  @Test
  void theAnswerIsAnUnbufferedStreamAndOneEventIsOneFrame() throws Exception {
    serve();
    EventClient listener = listen("", "Accept-Encoding", "gzip");
    Map<String, List<String>> headers = listener.opened().headers().map();
    assertThat(headers.get("content-type").get(0)).startsWith("text/event-stream");
    assertThat(headers.get("cache-control")).containsExactly("no-store");
    assertThat(headers.get("x-accel-buffering")).containsExactly("no");
    assertThat(headers).doesNotContainKey("content-encoding");
    stream.publish(41, "problem", "{\n\"井\": \"盖\"\r\n}".getBytes(StandardCharsets.UTF_8), "a");
    assertThat(listener.sees(line -> line.startsWith("data"), 5_000)).isTrue();
    assertThat(soon(() -> listener.lines().size() >= 7)).isTrue();
    assertThat(listener.lines())
        .containsExactly(
            "retry: 3000", "id: 40", "", "id: 41", "event: problem", "data: { \"井\": \"盖\"  }", "");
  }

  @Test
  void listenersGetOnlyWhatTheyMaySee() throws Exception {
    serve();
    EventClient a = listen("?as=a");
    EventClient b = listen("?as=b");
    stream.publish(41, "problem", json("forA"), "a1");
    stream.publish(42, "problem", json("forB"), "b1");
    stream.publish(43, "problem", json("forA2"), "a2");
    assertThat(a.sees(line -> line.contains("forA2"), 5_000)).isTrue();
    assertThat(b.sees(line -> line.contains("forB"), 5_000)).isTrue();
    assertThat(a.data()).containsExactly("{\"is\":\"forA\"}", "{\"is\":\"forA2\"}");
    assertThat(b.data()).containsExactly("{\"is\":\"forB\"}");
  }

  @Test
  void whoeverComesBackGetsWhatWasMissedThenWhatIsNewAndNothingTwice() throws Exception {
    serve();
    EventClient byHeader = listen("?as=a&after=1", "Last-Event-ID", "38");
    EventClient byParameter = listen("?as=a&after=37");
    stream.publish(40, "old", json("old40"), "a");
    stream.publish(41, "new", json("new41"), "a");
    assertThat(byHeader.sees(line -> line.contains("new41"), 5_000)).isTrue();
    assertThat(byParameter.sees(line -> line.contains("new41"), 5_000)).isTrue();
    assertThat(byHeader.data())
        .containsExactly("{\"is\":\"old39\"}", "{\"is\":\"old40\"}", "{\"is\":\"new41\"}");
    assertThat(byParameter.data()).hasSize(4);
    assertThat(byHeader.lines()).contains("id: 39").doesNotContain("id: 38");
  }

  @Test
  void whatWasMissedIsSeenOnlyByThoseWhoMay() throws Exception {
    serve();
    EventClient b = listen("?as=b&after=30");
    stream.publish(41, "new", json("new41"), "b");
    assertThat(b.sees(line -> line.contains("new41"), 5_000)).isTrue();
    assertThat(b.data()).containsExactly("{\"is\":\"new41\"}");
  }

  @Test
  void anIdThatIsNoNumberIsRefusedByName() throws Exception {
    serve();
    HttpResponse<String> answer = get("?after=yesterday");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"after\"").contains("whole number");
    assertThat(stream.listeners()).isZero();
  }

  private HttpResponse<String> get(String query) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/events" + query)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aClientThatNeverReadsHoldsUpNobodyAndIsDropped() throws Exception {
    serve(new EventStream.Limits(15_000, 5_000, 20, 100));
    List<Socket> deaf = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      deaf.add(deafSocket());
    }
    assertThat(soon(() -> stream.listeners() == 4)).isTrue();
    EventClient well = listen("");
    byte[] large = json("x".repeat(100_000));
    long longest = 0;
    for (int i = 0; i < 300; i++) {
      long from = System.nanoTime();
      stream.publish(41 + i, "large", large, "a");
      String id = "id: " + (41 + i);
      assertThat(well.sees(id::equals, 5_000)).as(id).isTrue();
      longest = Math.max(longest, System.nanoTime() - from);
    }
    System.out.println("beside deaf clients an event took at most " + longest / 1_000_000 + " ms");
    assertThat(soon(() -> stream.listeners() == 1)).isTrue();
    for (Socket each : deaf) {
      each.close();
    }
  }

  private Socket deafSocket() throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.port()));
    socket
        .getOutputStream()
        .write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void aClientThatTakesNothingForTwoHeartbeatsIsDropped() throws Exception {
    serve(new EventStream.Limits(200, 5_000, 20, 1_000));
    try (Socket deaf = deafSocket()) {
      assertThat(soon(() -> stream.listeners() == 1)).isTrue();
      byte[] large = json("x".repeat(1_000_000));
      for (int i = 0; i < 20; i++) {
        stream.publish(41 + i, "large", large, "a");
      }
      assertThat(within(5_000, () -> stream.listeners() == 0)).isTrue();
      assertThat(deaf.isClosed()).isFalse();
    }
  }

  @Test
  void aClientThatVanishesIsNoticedByTheHeartbeat() throws Exception {
    serve(new EventStream.Limits(100, 5_000, 20, 1_000));
    EventClient listener = listen("");
    EventClient other = listen("");
    assertThat(stream.listeners()).isEqualTo(2);
    listener.goAway();
    assertThat(soon(() -> stream.listeners() == 1)).isTrue();
    assertThat(other.sees(": still here"::equals, 5_000)).isTrue();
  }

  @Test
  void theHeartbeatTellsAQuietListenerHowFarItHasCome() throws Exception {
    serve(new EventStream.Limits(100, 5_000, 20, 1_000));
    EventClient b = listen("?as=b");
    stream.publish(41, "problem", json("forA"), "a1");
    assertThat(b.sees("id: 41"::equals, 5_000)).isTrue();
    assertThat(b.data()).isEmpty();
  }

  @Test
  void whenASessionEndsSoDoesItsStream() throws Exception {
    serve(new EventStream.Limits(100, 5_000, 20, 1_000));
    EventClient listener = listen("?as=a");
    assertThat(listener.ends(300)).isFalse();
    signedOut.put("a", true);
    assertThat(listener.ends(5_000)).isTrue();
    assertThat(stream.listeners()).isZero();
  }

  @Test
  void tooManyOfOneAccountAndTooManyOfAllAreToldToWait() throws Exception {
    serve(new EventStream.Limits(15_000, 3, 2, 1_000));
    EventClient first = listen("?as=a");
    listen("?as=a");
    HttpResponse<String> tooManyOfOne = get("?as=a");
    assertThat(tooManyOfOne.statusCode()).isEqualTo(429);
    assertThat(tooManyOfOne.headers().firstValue("Retry-After")).isPresent();
    listen("?as=b");
    HttpResponse<String> tooMany = get("?as=c");
    assertThat(tooMany.statusCode()).isEqualTo(503);
    assertThat(tooMany.headers().firstValue("Retry-After")).isPresent();
    assertThat(tooMany.body()).contains("too many listen");
    first.goAway();
    for (int i = 41; stream.listeners() == 3 && i < 500; i++) {
      stream.publish(i, "problem", json("any"), "a");
      Thread.sleep(10);
    }
    listen("?as=a");
  }

  @Test
  void theServerStopsAtOnceHoweverManyListenAndHowever() throws Exception {
    serve(new EventStream.Limits(15_000, 5_000, 1_000, 1_000));
    List<EventClient> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(EventClient.listen(client, server.url() + "/events?as=b"));
    }
    for (EventClient each : all) {
      each.opened();
    }
    try (Socket deaf = deafSocket()) {
      assertThat(soon(() -> stream.listeners() == 201)).isTrue();
      for (int i = 0; i < 50; i++) {
        stream.publish(41 + 2 * i, "large", json("x".repeat(100_000)), "a");
        stream.publish(42 + 2 * i, "small", json("any"), "b");
      }
      long from = System.nanoTime();
      stream.close();
      server.close();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
      System.out.println("a server with 201 listeners stopped in " + millis + " ms");
      assertThat(millis).isLessThan(2_000);
      for (EventClient each : all) {
        assertThat(each.ends(2_000)).isTrue();
      }
      assertThat(deaf.isConnected()).isTrue();
    }
  }

  @Test
  void openApiSaysThatItIsAStream() throws Exception {
    serve();
    String document =
        client
            .send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/openapi.json")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(document).contains("text/event-stream").contains("\"after\"");
  }

  @Test
  void aTypeOfTwoLinesIsRefused() {
    serve();
    assertThatThrownBy(() -> stream.publish(41, "a\ndata: b", json("x"), "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
