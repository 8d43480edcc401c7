package org.gridwarden.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Group robots: digests, no more of them than a robot takes, and their own way to say no. */
class RobotRateTest extends DelivererFixture {
  private final MovedClock clock = new MovedClock(Problems.AT);

  @Test
  void floodsBecomeDigestsWithinTheLimitAndEveryNoticeIsCountedOnce() throws Exception {
    Channel robot = channel(ChannelKind.WECOM, receiver.url() + "?key=1234567890", null);
    ChannelRun run = run(clock, DeliverySettings.USUAL, "me");
    List<Instant> sent = new ArrayList<>();
    int notices = 0;
    for (int second = 0; second < 300; second++) {
      if (second < 180) {
        dispatch("路面破损 " + second + "-", 1 + second % 4);
        notices += 1 + second % 4;
      }
      while (run.sendNext(robot.id())) {
        sent.add(clock.instant());
      }
      clock.move(Duration.ofSeconds(1));
    }
    for (Instant from : sent) {
      long inMinute =
          sent.stream()
              .filter(at -> !at.isBefore(from) && at.isBefore(from.plusSeconds(60)))
              .count();
      assertThat(inMinute).isLessThanOrEqualTo(18);
    }
    int told = 0;
    for (Receiver.Got each : receiver.got()) {
      assertThat(each.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
      Matcher digest = Pattern.compile("^\\*\\*问题通知 (\\d+) 条\\*\\*").matcher(each.content());
      told += digest.find() ? Integer.parseInt(digest.group(1)) : 1;
    }
    assertThat(told).isEqualTo(notices);
    assertThat(standing(robot).waiting()).isZero();
    assertThat(list(Delivery.DELIVERED).stream().mapToInt(Delivery::notices).sum())
        .isEqualTo(notices);
  }

  @Test
  void aDigestIsRetriedUnderTheSameIdWithTheSameContent() throws Exception {
    Channel robot = channel(ChannelKind.WECOM, receiver.url(), null);
    ChannelRun run = run(clock, DeliverySettings.USUAL, "me");
    dispatch("n", 50);
    receiver.answerWith(500, "");
    assertThat(run.sendNext(robot.id())).isTrue();
    dispatch("later", 3);
    receiver.accept();
    clock.move(Duration.ofSeconds(10));
    while (run.sendNext(robot.id())) {
      assertThat(receiver.got()).hasSizeLessThan(4);
    }
    assertThat(receiver.got()).hasSize(3);
    assertThat(receiver.got().get(1).body()).isEqualTo(receiver.got().get(0).body());
    assertThat(receiver.got().get(1).delivery()).isEqualTo(receiver.got().get(0).delivery());
    assertThat(receiver.got().get(0).content()).contains("问题通知 50 条").contains("另有 ");
    assertThat(receiver.got().get(2).content()).contains("问题通知 3 条").contains("later2");
  }

  @Test
  void anErrcodeIsAFailureThoughTheStatusIsFine() throws Exception {
    Channel robot = channel(ChannelKind.WECOM, receiver.url() + "?key=0123456789ab", null);
    ChannelRun run = run(clock, DeliverySettings.USUAL, "me");
    dispatch("n", 1);
    receiver.answerWith(200, "{\"errcode\":93000,\"errmsg\":\"invalid webhook url 0123456789ab\"}");
    run.sendNext(robot.id());
    assertThat(list(Delivery.WAITING).get(0).lastError())
        .startsWith("errcode 93000")
        .contains("invalid webhook url ***")
        .doesNotContain("0123456789ab");
    clock.move(Duration.ofMinutes(1));
    receiver.answerWith(200, "<html>");
    run.sendNext(robot.id());
    assertThat(list(Delivery.WAITING).get(0).lastError()).contains("without an errcode");
  }

  @Test
  void aRobotThatWasWrittenToTooOftenIsLeftAloneForAMinute() throws Exception {
    for (int code : new int[] {45009, 130101}) {
      ChannelKind kind = code == 45009 ? ChannelKind.WECOM : ChannelKind.DINGTALK;
      Channel robot = channel(kind, receiver.url(), null);
      ChannelRun run = run(clock, DeliverySettings.USUAL, "me");
      dispatch("n", 1);
      receiver.answerWith(200, "{\"errcode\":" + code + ",\"errmsg\":\"too fast\"}");
      assertThat(run.sendNext(robot.id())).isTrue();
      clock.move(Duration.ofSeconds(59));
      receiver.accept();
      assertThat(run.sendNext(robot.id())).isFalse();
      clock.move(Duration.ofSeconds(1));
      assertThat(run.sendNext(robot.id())).isTrue();
      assertThat(standing(robot).waiting()).isZero();
    }
  }

  @Test
  void dingTalkIsSignedAnewForEachAttempt() throws Exception {
    String secret = "SEC0123456789abcdef";
    Channel robot =
        channel(ChannelKind.DINGTALK, receiver.url() + "?access_token=abcdefgh", secret);
    ChannelRun run = run(clock, DeliverySettings.USUAL, "me");
    dispatch("路面破损", 1);
    receiver.answerWith(500, "");
    run.sendNext(robot.id());
    clock.move(Duration.ofMinutes(1));
    receiver.accept();
    run.sendNext(robot.id());
    assertThat(receiver.got()).hasSize(2);
    for (Receiver.Got each : receiver.got()) {
      Matcher query =
          Pattern.compile("access_token=abcdefgh&timestamp=(\\d+)&sign=(.+)").matcher(each.query());
      assertThat(query.matches()).as(each.query()).isTrue();
      assertThat(each.query())
          .endsWith(Signature.ofDingTalk(secret, Long.parseLong(query.group(1))));
      assertThat(URLDecoder.decode(query.group(2), StandardCharsets.UTF_8)).hasSize(44);
      assertThat(each.json().path("markdown").path("title").asText()).isEqualTo("派遣通知");
      assertThat(each.json().path("markdown").path("text").asText()).contains("路面破损0");
    }
    assertThat(receiver.got().get(0).query()).isNotEqualTo(receiver.got().get(1).query());
  }
}
