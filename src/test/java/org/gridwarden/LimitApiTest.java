package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers are told of time limits and working days. */
class LimitApiTest {
  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theSampleTownsLimitsAreListedTheDefaultFirst() {
    JsonNode items = server.json("/api/v1/limits").path("items");
    assertThat(items).hasSize(14);
    assertThat(items.get(0))
        .hasToString(
            "{\"category\":null,\"severity\":\"normal\",\"amount\":5.0,\"unit\":\"work_day\","
                + "\"onRework\":\"keep\",\"onTransfer\":\"keep\"}");
  }

  @Test
  void theCalendarTellsHolidaysAndMakeUpDays() {
    JsonNode calendar = server.json("/api/v1/calendar?from=2025-09-28&to=2025-10-02");
    assertThat(calendar.path("zone").asText()).isEqualTo("Asia/Shanghai");
    JsonNode days = calendar.path("days");
    assertThat(days).hasSize(4);
    assertThat(days.get(0))
        .hasToString(
            "{\"date\":\"2025-09-28\",\"weekday\":\"sun\",\"working\":true,\"hours\":["
                + "{\"from\":\"08:30\",\"to\":\"12:00\"},{\"from\":\"13:30\",\"to\":\"18:00\"}],"
                + "\"exception\":true,\"name\":\"国庆节、中秋节调休\"}");
    assertThat(days.get(1).path("exception").asBoolean()).isFalse();
    assertThat(days.get(3))
        .hasToString(
            "{\"date\":\"2025-10-01\",\"weekday\":\"wed\",\"working\":false,\"hours\":[],"
                + "\"exception\":true,\"name\":\"国庆节、中秋节\"}");
    assertThat(server.json("/api/v1/calendar").path("days").size()).isBetween(365, 366);
  }

  @ParameterizedTest
  @CsvSource({
    "from=2025-10-02&to=2025-10-02,to",
    "from=2025-10-02&to=2025-10-01,to",
    "from=2000-01-01&to=2100-01-01,to",
    "from=someday,from",
    "until=2025-10-01,until",
  })
  void aSpanThatIsNoneIsRefusedByName(String query, String field) {
    HttpResponse<String> answer = server.get("/api/v1/calendar?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(RunningServer.parse(answer.body()).path("field").asText()).isEqualTo(field);
  }

  @Test
  void whatAnotherProcessImportsHoldsSoonAfter() throws Exception {
    Path file = Files.writeString(data.resolve("more.csv"), "day,working\n2030-01-01,no\n");
    assertThat(CommandRun.of(data, "import", "calendar", file.toString()).status()).isZero();
    boolean worked = true;
    for (int i = 0; i < 100 && worked; i++) {
      Thread.sleep(50);
      worked =
          server
              .json("/api/v1/calendar?from=2030-01-01&to=2030-01-02")
              .path("days")
              .path(0)
              .path("working")
              .asBoolean();
    }
    assertThat(worked).isFalse();
    assertThat(server.json("/health").path("status").asText()).isEqualTo("ok");
  }
}
