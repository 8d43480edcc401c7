package org.gridwarden.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.notice.NoticeFeedStoreTest.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.Test;

/** Sending to a real receiver that fails, hangs, hangs up and comes back. */
class DelivererTest extends DelivererFixture {
  private static List<String> titles(List<Receiver.Got> got) {
    return got.stream().map(Receiver.Got::title).toList();
  }

  private static List<String> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @Test
  void everyNoticeArrivesOnceInOrderAndSignedWhereNothingFails() throws Exception {
    webhook();
    dispatch("井盖缺失 · 学府路 ", 120);
    try (Deliverer deliverer = deliverer()) {
      await(() -> list(Delivery.DELIVERED).size() == 120);
    }
    assertThat(titles(receiver.got())).isEqualTo(numbered("井盖缺失 · 学府路 ", 120));
    for (Receiver.Got each : receiver.got()) {
      Map<String, String> headers = each.headers();
      assertThat(headers.get("X-gridwarden-signature"))
          .isEqualTo(
              Signature.ofWebhook(SECRET, headers.get("X-gridwarden-timestamp"), each.body()));
      assertThat(headers.get("Content-type")).isEqualTo("application/json; charset=utf-8");
      assertThat(each.json().path("id").asText()).isEqualTo(each.delivery());
    }
    assertThat(receiver.got().get(0).json().toString())
        .contains("\"kind\":\"dispatched\"")
        .contains("\"at\":\"2025-11-25T00:00:00+08:00\"")
        .contains("\"dueAt\":\"2025-11-25T18:30:00+08:00\"")
        .contains("\"party\":\"unit\"")
        .contains("“井盖缺失 · 学府路 0”")
        .doesNotContain("reporter-1")
        .doesNotContain(SECRET);
  }

  @Test
  void everyNoticeArrivesUnderOneIdAndOneBodyThroughWhateverFails() throws Exception {
    long seed = System.nanoTime();
    System.out.println("DelivererTest seed " + seed);
    Random random = new Random(seed);
    webhook();
    receiver.behave(
        exchange -> {
          int what;
          synchronized (random) {
            what = random.nextInt(10);
          }
          switch (what) {
            case 0 -> Receiver.answer(exchange, 500, "broken");
            case 1 -> exchange.close();
            case 2 -> Thread.sleep(600);
            case 3 -> Receiver.answer(exchange, 302, "");
            default -> Receiver.answer(exchange, 204, "");
          }
        });
    dispatch("n", 40);
    try (Deliverer deliverer = deliverer()) {
      await(() -> list(Delivery.DELIVERED).size() == 40);
    }
    assertThat(titles(receiver.accepted())).containsExactlyInAnyOrderElementsOf(numbered("n", 40));
    Map<String, String> bodies = new HashMap<>();
    for (Receiver.Got each : receiver.got()) {
      assertThat(bodies.merge(each.delivery(), each.body(), (old, one) -> old))
          .isEqualTo(each.body());
    }
    assertThat(bodies).hasSize(40);
  }

  @Test
  void aReceiverThatWasDownGetsEverythingWhenItComesBackNotHoursLater() throws Exception {
    Channel channel = webhook();
    receiver.hangUp();
    MovedClock clock = new MovedClock(Problems.AT);
    ChannelRun run = run(clock, DeliverySettings.USUAL, "me");
    dispatch("n", 5);
    for (int minute = 0; minute < 240; minute++) {
      run.sendNext(channel.id());
      clock.move(Duration.ofMinutes(1));
    }
    assertThat(receiver.got().size()).as("attempts in four hours").isBetween(20, 60);
    assertThat(standing(channel).failingSince()).isEqualTo(Problems.AT);
    assertThat(standing(channel).waiting()).isEqualTo(5);
    receiver.accept();
    Deliveries deliveries = new Deliveries(database, clock, DeliverySettings.USUAL, () -> {});
    deliveries.retry(list(Delivery.WAITING).get(0).id());
    while (run.sendNext(channel.id())) {
      assertThat(receiver.accepted()).hasSizeLessThan(6);
    }
    assertThat(titles(receiver.accepted())).containsExactlyInAnyOrderElementsOf(numbered("n", 5));
    assertThat(standing(channel).failingSince()).isNull();
  }

  @Test
  void aMessageThatNeverGoesThroughIsGivenUpAfterThreeDaysAndCanBeRetried() throws Exception {
    Channel channel = webhook();
    receiver.answerWith(400, "no: " + SECRET + " " + "路".repeat(500));
    MovedClock clock = new MovedClock(Problems.AT);
    ChannelRun run = run(clock, DeliverySettings.USUAL, "me");
    dispatch("n", 1);
    List<Duration> attempts = new ArrayList<>();
    while (list(Delivery.FAILED).isEmpty()) {
      assertThat(clock.instant()).isBefore(Problems.AT.plus(Duration.ofDays(4)));
      if (run.sendNext(channel.id())) {
        attempts.add(Duration.between(Problems.AT, clock.instant()));
      }
      clock.move(Duration.ofSeconds(attempts.size() < 4 ? 1 : 300));
    }
    assertThat(attempts.size()).isBetween(25, 40);
    assertThat(attempts.get(1).toSeconds()).isBetween(4L, 7L);
    assertThat(attempts.get(2).toSeconds()).isBetween(16L, 26L);
    assertThat(attempts.get(attempts.size() - 1)).isGreaterThanOrEqualTo(Duration.ofDays(3));
    Delivery failed = list(Delivery.FAILED).get(0);
    assertThat(failed.attempts()).isEqualTo(attempts.size());
    assertThat(failed.lastError()).startsWith("answered 400: no: *** 路").doesNotContain(SECRET);
    assertThat(failed.lastError().length()).isLessThanOrEqualTo(220);
    receiver.accept();
    assertThat(run.sendNext(channel.id())).isFalse();
    new Deliveries(database, clock, DeliverySettings.USUAL, () -> {}).retry(failed.id());
    assertThat(run.sendNext(channel.id())).isTrue();
    assertThat(list(Delivery.DELIVERED)).extracting(Delivery::id).containsExactly(failed.id());
  }

  @Test
  void aReceiverThatHangsHoldsUpNobodyElse() throws Exception {
    try (Receiver well = new Receiver()) {
      for (int i = 0; i < 3; i++) {
        webhook();
      }
      receiver.hang();
      channel(ChannelKind.WEBHOOK, well.url(), null);
      dispatch("n", 30);
      long start = System.nanoTime();
      try (Deliverer deliverer = deliverer()) {
        await(() -> well.accepted().size() == 30);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        await(() -> list(Delivery.WAITING).stream().anyMatch(each -> each.lastError() != null));
      }
      assertThat(titles(well.got())).isEqualTo(numbered("n", 30));
      assertThat(well.got().get(0).headers()).doesNotContainKey("X-gridwarden-signature");
      assertThat(list(Delivery.WAITING))
          .anySatisfy(each -> assertThat(each.lastError()).contains("no answer within 400 ms"));
    }
  }

  @Test
  void anAnswerThatNeverEndsIsCutOffByLengthAndByTime() throws Exception {
    Channel channel = webhook();
    ChannelRun run = run(Clock.systemUTC(), QUICK, "me");
    receiver.behave(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[8192];
          for (int i = 0; i < 100_000; i++) {
            exchange.getResponseBody().write(block);
          }
        });
    dispatch("long", 1);
    assertThat(run.sendNext(channel.id())).isTrue();
    assertThat(list(Delivery.DELIVERED)).hasSize(1);
    receiver.behave(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 200; i++) {
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            Thread.sleep(50);
          }
        });
    dispatch("slow", 1);
    long start = System.nanoTime();
    assertThat(run.sendNext(channel.id())).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(list(Delivery.WAITING).get(0).lastError()).contains("no answer");
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (Receiver elsewhere = new Receiver()) {
      Channel channel = webhook();
      receiver.behave(
          exchange -> {
            exchange.getResponseHeaders().add("Location", elsewhere.url());
            Receiver.answer(exchange, 307, "");
          });
      dispatch("n", 1);
      run(Clock.systemUTC(), QUICK, "me").sendNext(channel.id());
      assertThat(elsewhere.got()).isEmpty();
      assertThat(list(Delivery.WAITING).get(0).lastError()).contains("redirects are not followed");
    }
  }

  @Test
  void goneTurnsTheChannelOff() throws Exception {
    Channel channel = webhook();
    receiver.answerWith(410, "moved away");
    dispatch("n", 3);
    ChannelRun run = run(Clock.systemUTC(), QUICK, "me");
    assertThat(run.sendNext(channel.id())).isTrue();
    assertThat(run.sendNext(channel.id())).isFalse();
    assertThat(standing(channel).channel().enabled()).isFalse();
    assertThat(standing(channel).channel().disabledBecause()).isEqualTo("answered 410: moved away");
    assertThat(list(Delivery.FAILED)).hasSize(1);
    dispatch("later", 1);
    assertThat(standing(channel).waiting()).as("nothing new while it is off").isEqualTo(2);
  }

  @Test
  void retryAfterIsHonouredForTheWholeChannel() throws Exception {
    Channel channel = webhook();
    MovedClock clock = new MovedClock(Problems.AT);
    ChannelRun run = run(clock, DeliverySettings.USUAL, "me");
    for (int status : new int[] {429, 503}) {
      receiver.behave(
          exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "600");
            Receiver.answer(exchange, status, "");
          });
      int before = receiver.got().size();
      dispatch("n" + status + "-", 2);
      assertThat(run.sendNext(channel.id())).isTrue();
      clock.move(Duration.ofSeconds(599));
      assertThat(run.sendNext(channel.id())).isFalse();
      receiver.accept();
      clock.move(Duration.ofSeconds(1));
      while (run.sendNext(channel.id())) {
        assertThat(receiver.got().size() - before).isLessThan(5);
      }
      assertThat(receiver.got().size() - before).isEqualTo(3);
      assertThat(receiver.got().get(before).delivery())
          .isEqualTo(receiver.got().get(before + 1).delivery());
    }
  }

  @Test
  void twoServersOnOneDatabaseSendEachMessageOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      webhook();
    }
    try (Database other = TestStore.open(folder);
        Deliverer one = deliverer();
        Deliverer two = deliverer(other, Clock.systemUTC())) {
      dispatch("n", 60);
      one.wake();
      two.wake();
      await(() -> list(Delivery.DELIVERED).size() == 180);
    }
    assertThat(receiver.got()).hasSize(180);
    assertThat(receiver.got().stream().map(Receiver.Got::delivery).distinct()).hasSize(180);
  }

  @Test
  void whatADeadServerHeldIsTakenOverWhenItsLeaseEnds() throws Exception {
    Channel channel = webhook();
    MovedClock clock = new MovedClock(Problems.AT);
    dispatch("n", 2);
    ChannelRun dead = run(clock, QUICK, "dead");
    ChannelRun.Attempt lost =
        database.write(handle -> dead.begin(handle, channel.id())).orElseThrow();
    ChannelRun other = run(clock, QUICK, "other");
    clock.move(QUICK.lease().minusMillis(1));
    assertThat(other.sendNext(channel.id())).isFalse();
    clock.move(Duration.ofMillis(1));
    while (other.sendNext(channel.id())) {
      assertThat(receiver.got()).hasSizeLessThan(3);
    }
    assertThat(titles(receiver.got())).containsExactly("n0", "n1");
    assertThat(receiver.got().get(0).delivery()).isEqualTo(lost.message().id());
    assertThat(receiver.got().get(0).body()).isEqualTo(lost.message().body());
    assertThat(list(Delivery.DELIVERED)).extracting(Delivery::attempts).containsExactly(1, 2);
  }

  @Test
  void aServerThatIsClosedWhileAReceiverHangsLeavesTheRestToAnother() throws Exception {
    webhook();
    receiver.hang();
    dispatch("n", 3);
    Sender patient = new Sender(Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(10));
    Deliverer closing =
        new Deliverer(database, Clock.systemUTC(), MOMENTS, patient, DeliverySettings.USUAL);
    await(() -> receiver.got().size() == 1);
    long start = System.nanoTime();
    closing.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    receiver.accept();
    try (Deliverer next = deliverer()) {
      await(() -> list(Delivery.DELIVERED).size() == 3);
    }
    assertThat(titles(receiver.accepted())).containsExactly("n0", "n1", "n2");
    assertThat(receiver.got().get(0).delivery()).isEqualTo(receiver.got().get(1).delivery());
  }

  @Test
  void whatWasDeliveredIsForgottenAfterThirtyDays() throws Exception {
    Channel channel = webhook();
    MovedClock clock = new MovedClock(Instant.now());
    dispatch("n", 1);
    run(clock, QUICK, "me").sendNext(channel.id());
    clock.move(Duration.ofDays(29));
    Notices notices = new Notices(database, clock);
    database.update(
        handle ->
            handle.createUpdate("update notice set at = :at").bind("at", Instant.now()).execute());
    assertThat(notices.prune()).isZero();
    clock.move(Duration.ofDays(2));
    assertThat(notices.prune()).isEqualTo(1);
    assertThat(list(null)).isEmpty();
    assertThat(standing(channel).waiting()).as("nothing is sent again").isZero();
  }
}
