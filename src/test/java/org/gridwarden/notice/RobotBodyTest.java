package org.gridwarden.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridwarden.http.Json;
import org.junit.jupiter.api.Test;

class RobotBodyTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static RobotBody body(ChannelKind kind, String language) {
    return new RobotBody(kind, new NoticeText(language, ZONE));
  }

  private static String content(String json) {
    try {
      JsonNode message = Json.MAPPER.readTree(json);
      assertThat(message.path("msgtype").asText()).isEqualTo("markdown");
      JsonNode markdown = message.path("markdown");
      return markdown.has("text")
          ? markdown.path("text").asText()
          : markdown.path("content").asText();
    } catch (IOException broken) {
      throw new IllegalStateException(json, broken);
    }
  }

  @Test
  void oneNoticeIsOneSentenceUnderItsName() {
    List<Notice> one = List.of(Problems.notice(1, NoticeKind.OVERDUE, "路面破损", "区城管局"));
    assertThat(content(body(ChannelKind.WECOM, "zh-CN").of(one)))
        .isEqualTo("**超期提醒**\n“路面破损”已于 2025-11-25 18:30 超期，请区城管局尽快办结。");
    assertThat(body(ChannelKind.DINGTALK, "en").of(one)).contains("\"title\":\"Overdue\"");
  }

  @Test
  void aDigestCountsAllListsWhatFitsAndSaysHowManyMore() {
    Random random = new Random(20251124);
    for (int count : new int[] {2, 5, 20, 40, 100, 1000}) {
      for (ChannelKind kind : new ChannelKind[] {ChannelKind.WECOM, ChannelKind.DINGTALK}) {
        List<Notice> notices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          String title = "𠮷路".repeat(random.nextInt(40)) + "\"\\" + i;
          notices.add(Problems.notice(i, NoticeKind.DUE_SOON, title, "区城管局"));
        }
        String json = body(kind, "en").of(notices);
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
        String text = content(json);
        assertThat(text).startsWith("**" + count + " notices**");
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
            .isEqualTo(text);
        long listed = text.lines().filter(line -> line.matches("\\d+\\. .*")).count();
        Matcher more = Pattern.compile("and (\\d+) more$").matcher(text);
        long rest = more.find() ? Long.parseLong(more.group(1)) : 0;
        assertThat(listed).isPositive();
        assertThat(listed + rest).isEqualTo(count);
      }
    }
  }

  @Test
  void theLongestTitleAndNameStillFit() {
    Notice longest = Problems.notice(1, NoticeKind.SUPERVISED, "𠮷".repeat(200), "𠮷".repeat(5000));
    for (List<Notice> notices : List.of(List.of(longest), List.of(longest, longest, longest))) {
      String json = body(ChannelKind.WECOM, "zh-CN").of(notices);
      assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
      assertThat(content(json)).contains("𠮷").doesNotContain("\uFFFD");
    }
  }

  @Test
  void aHostileTitleCantMarkLinkOrMention() {
    Notice hostile =
        Problems.notice(
            1, NoticeKind.DISPATCHED, "[领奖](https://evil.example) **<@all>** # `x`", "*局*");
    String text = content(body(ChannelKind.WECOM, "zh-CN").of(List.of(hostile)));
    assertThat(text.replaceFirst("^\\*\\*派遣通知\\*\\*\n", ""))
        .doesNotContain("[", "]", "*", "<", ">", "@", "#", "`", "://")
        .contains("＊局＊");
    assertThat(content(body(ChannelKind.WECOM, "zh-CN").ofTest("[a](http://b)")))
        .doesNotContain("[a]");
  }
}
