package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.gridwarden.RunningServer.Client;
import org.gridwarden.http.Cidr;
import org.gridwarden.http.Rate;
import org.gridwarden.http.Rates;
import org.gridwarden.http.TrustedProxies;
import org.gridwarden.people.AccountRole;
import org.gridwarden.people.KeyDraft;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with narrow limits, behind a proxy that it trusts. */
class RateLimitApiTest {
  private static final String CHEAP = "/api/v1/search?q=x";
  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    Rates narrow = new Rates(new Rate(1, 12), new Rate(1, 6));
    TrustedProxies proxies =
        new TrustedProxies(List.of(Cidr.parse("x", "127.0.0.0/8"), Cidr.parse("x", "10.0.0.0/8")));
    server = new RunningServer(data, true, settings -> settings.with(narrow).with(proxies));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> from(String address, String path) {
    return server.get(path, "X-Forwarded-For", address);
  }

  private static List<HttpResponse<String>> times(int n, Supplier<HttpResponse<String>> ask) {
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      answers.add(ask.get());
    }
    return answers;
  }

  private static long count(List<HttpResponse<String>> answers, int status) {
    return answers.stream().filter(answer -> answer.statusCode() == status).count();
  }

  private static Client signIn(String name, String address) {
    HttpResponse<String> answer =
        server.post(
            "/api/v1/session",
            "application/json",
            "{\"name\":\"" + name + "\",\"password\":\"" + name + "\"}",
            "X-Forwarded-For",
            address);
    return server.client(RunningServer.parse(answer.body()).path("token").textValue());
  }

  @Test
  void strangersOfOneAddressAreToldToWaitAndOthersAreNot() {
    List<HttpResponse<String>> answers = times(20, () -> from("198.51.100.1", CHEAP));
    assertThat(count(answers, 200)).isBetween(6L, 12L);
    HttpResponse<String> refused =
        answers.stream().filter(answer -> answer.statusCode() == 429).findFirst().orElseThrow();
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(RunningServer.parse(refused.body()).path("status").asInt()).isEqualTo(429);
    assertThat(from("198.51.100.2", CHEAP).statusCode()).isEqualTo(200);
  }

  @Test
  void theLimitComesBeforeParametersAreLookedAt() {
    times(20, () -> from("198.51.100.3", CHEAP));
    assertThat(from("198.51.100.3", "/api/v1/search?nonsense=1").statusCode()).isIn(429, 400);
    assertThat(count(times(20, () -> from("198.51.100.3", "/api/v1/search?n=1")), 429))
        .isGreaterThan(10);
  }

  @Test
  void aForgedAddressHelpsNobody() {
    int[] n = {0};
    List<HttpResponse<String>> answers =
        times(20, () -> from("1.2.3." + n[0]++ + ", 198.51.100.4", CHEAP));
    assertThat(count(answers, 429)).isGreaterThan(5);
    n[0] = 0;
    answers = times(20, () -> from("2001:db8::" + n[0]++, CHEAP));
    assertThat(count(answers, 429)).as("one network of IPv6").isGreaterThan(5);
  }

  @Test
  void madeUpTokensCountAsStrangers() {
    int[] n = {0};
    List<HttpResponse<String>> answers =
        times(
            20,
            () ->
                server.get(
                    CHEAP,
                    "X-Forwarded-For",
                    "198.51.100.5",
                    "Authorization",
                    "Bearer " + "A".repeat(41) + (10 + n[0]++)));
    assertThat(count(answers, 429)).isGreaterThan(5);
  }

  @Test
  void pagesAndHealthAreNotLimited() {
    assertThat(count(times(60, () -> from("198.51.100.6", "/")), 200)).isEqualTo(60);
    assertThat(count(times(60, () -> from("198.51.100.6", "/health")), 200)).isEqualTo(60);
  }

  @Test
  void anAccountHasItsOwnBucketWhereverItAsksFrom() {
    Client leader = signIn("leader", "198.51.100.7");
    times(20, () -> from("198.51.100.7", CHEAP));
    List<HttpResponse<String>> answers = times(30, () -> leader.get(CHEAP));
    assertThat(count(answers, 200)).isBetween(12L, 20L);
    assertThat(signIn("chief", "198.51.100.8").get(CHEAP).statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyHasTheRateThatItWasGiven() {
    KeyDraft draft = new KeyDraft("fast", AccountRole.UNIT, null, 1000, null, null, null);
    Client fast = server.client(server.app().accounts().keys().add(draft, null).token());
    assertThat(count(times(60, () -> fast.get(CHEAP)), 200)).isEqualTo(60);
  }

  @Test
  void behindATrustedProxyCookiesAreSecureWhereTheCallerCameByTls() {
    for (String[] each :
        new String[][] {
          {"https", "true"}, {"http", "false"}, {"https, http", "false"}, {"HTTPS", "true"}
        }) {
      String cookie =
          server
              .post(
                  "/api/v1/session",
                  "application/json",
                  "{\"name\":\"inspector\",\"password\":\"inspector\"}",
                  "X-Forwarded-For",
                  "198.51.100.9",
                  "X-Forwarded-Proto",
                  each[0])
              .headers()
              .firstValue("Set-Cookie")
              .orElseThrow();
      assertThat(cookie.contains("Secure")).as(each[0]).isEqualTo(Boolean.valueOf(each[1]));
    }
  }

  @Test
  void theAuditNamesTheCallersAddressNotTheProxys() {
    signIn("unit", "6.6.6.6, 198.51.100.10, 10.0.0.1");
    assertThat(signIn("admin", "198.51.100.11").get("/api/v1/audit?actor=unit").body())
        .contains("198.51.100.10")
        .doesNotContain("6.6.6.6");
  }

  @Test
  void whoIsNoTrustedProxyIsNotBelieved(@TempDir Path folder) {
    try (RunningServer open = new RunningServer(folder, true)) {
      String cookie =
          open.post(
                  "/api/v1/session",
                  "application/json",
                  "{\"name\":\"admin\",\"password\":\"admin\"}",
                  "X-Forwarded-For",
                  "198.51.100.9",
                  "X-Forwarded-Proto",
                  "https")
              .headers()
              .firstValue("Set-Cookie")
              .orElseThrow();
      assertThat(cookie).doesNotContain("Secure");
      assertThat(open.signIn("admin").get("/api/v1/audit?actor=admin").body())
          .contains("127.0.0.1")
          .doesNotContain("198.51.100.9");
    }
  }
}
