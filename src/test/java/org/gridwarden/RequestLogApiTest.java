package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gridwarden.http.Endpoint;
import org.gridwarden.http.HttpSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The ids of requests and what the log says of them. */
class RequestLogApiTest {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger("org.gridwarden");

  @TempDir static Path data;
  private static RunningServer server;
  private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          line.prepareForDeferredProcessing();
          lines.add(line);
        }
      };

  @BeforeAll
  static void start() {
    server =
        new RunningServer(
            data,
            true,
            HttpSettings::withRequestLog,
            List.of(
                Endpoint.get("/broken", "broken", "Fails")
                    .handle(
                        request -> {
                          throw new IllegalStateException("on purpose");
                        })));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void listen() {
    appender.setContext(ROOT.getLoggerContext());
    appender.start();
    ROOT.addAppender(appender);
  }

  @AfterEach
  void listenNoMore() {
    ROOT.detachAppender(appender);
  }

  private static String id(HttpResponse<?> answer) {
    return answer.headers().firstValue("X-Request-Id").orElseThrow();
  }

  /** The line of a request, which may come a moment after its answer. */
  private ILoggingEvent line(String id) throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      for (ILoggingEvent each : lines) {
        if (id.equals(each.getMDCPropertyMap().get("request"))
            && each.getLoggerName().endsWith(".requests")) {
          return each;
        }
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no line of " + id + " in " + lines);
  }

  @Test
  void everyAnswerHasAnIdTheCallersWhereItIsFit() {
    for (String path : List.of("/health", "/", "/nothing", "/api/v1/accounts", "/api/v1/grids?x")) {
      assertThat(id(server.get(path))).as(path).matches("[0-9a-f]{16}");
      assertThat(id(server.get(path, "X-Request-Id", "proxy-1.A_b"))).isEqualTo("proxy-1.A_b");
    }
    for (String unfit : List.of("a b", "ä", "<x>", "x".repeat(65))) {
      assertThat(id(server.get("/health", "X-Request-Id", unfit))).matches("[0-9a-f]{16}");
    }
    assertThat(id(server.get("/health"))).isNotEqualTo(id(server.get("/health")));
  }

  @Test
  void anUnexpectedFailureNamesTheRequestAndSoDoesTheLog() throws Exception {
    HttpResponse<String> answer = server.get("/broken", "X-Request-Id", "mine");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(RunningServer.parse(answer.body()).path("detail").asText()).endsWith(" mine");
    line("mine");
    assertThat(lines)
        .filteredOn(
            each ->
                each.getThrowableProxy() != null
                    && each.getThrowableProxy().getMessage().equals("on purpose"))
        .singleElement()
        .satisfies(each -> assertThat(each.getMDCPropertyMap()).containsEntry("request", "mine"));
  }

  @Test
  void aLineTellsWhoAskedForWhatAndNoSecret() throws Exception {
    RunningServer.Client admin = server.signIn("admin");
    HttpResponse<String> answer = admin.get("/api/v1/grids/%0A990101?lang=en&token=s3cret");
    String said = line(id(answer)).getFormattedMessage();
    assertThat(said).matches("GET /api/v1/grids/%0A990101 400 [0-9]+ ms [^ -][^ ]*");
    assertThat(said).doesNotContain("s3cret").doesNotContain(admin.token());
    HttpResponse<String> stranger = server.get("/health?only=x");
    assertThat(line(id(stranger)).getFormattedMessage()).matches("GET /health 400 [0-9]+ ms -");
    HttpResponse<String> report =
        admin.post(
            "/api/v1/problems",
            "{\"lon\":113.618,\"lat\":33.426,\"description\":\"s3cret\",\"phone\":\"13800000000\"}");
    assertThat(line(id(report)).getFormattedMessage()).startsWith("POST /api/v1/problems ");
    assertThat(lines)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(each -> each.contains("s3cret") || each.contains("13800000000"));
  }
}
