package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding the party that a problem shall go to. */
class PartyApiTest {
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

  private static JsonNode find(String part) {
    return server
        .signIn("chief")
        .json("/api/v1/parties?q=" + URLEncoder.encode(part, StandardCharsets.UTF_8))
        .path("items");
  }

  @Test
  void aPartOfTheNameFindsPartiesAndSaysWhoHasAnAccount() {
    JsonNode found = find("统计");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("name").asText()).isEqualTo("区统计局");
    assertThat(found.get(0).path("kind").asText()).isEqualTo("unit");
    assertThat(found.get(0).path("represented").asBoolean()).isTrue();
    assertThat(found.get(0).has("phone")).isFalse();
    assertThat(find("路灯").get(0).path("represented").asBoolean()).isFalse();
    assertThat(find("没有这样的单位")).isEmpty();
  }

  @Test
  void whoeverHasAnAccountComesBeforeTheOthers() {
    JsonNode found = find("区");
    assertThat(found.get(0).path("name").asText()).isEqualTo("区统计局");
    assertThat(found).hasSizeLessThanOrEqualTo(50);
    assertThat(find("")).hasSize(50);
  }

  @Test
  void reportersAndStrangersCantListPeople() {
    assertThat(server.get("/api/v1/parties").statusCode()).isEqualTo(401);
    assertThat(server.signIn("reporter").get("/api/v1/parties").statusCode()).isEqualTo(403);
  }
}
