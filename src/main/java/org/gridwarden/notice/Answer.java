package org.gridwarden.notice;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.gridwarden.http.Json;

/** What a receiver's answer means. */
final class Answer {
  private static final int LONGEST_SHOWN = 200;
  private static final Duration RATE_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  /** Said by robots that were written to too often: WeCom's two, then DingTalk's three. */
  private static final Set<Integer> RATE_CODES = Set.of(45009, 45033, 130101, 410100, 90030);

  private Answer() {}

  static Outcome judge(Channel channel, HttpResponse<byte[]> answer, Instant now) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return channel.kind().isRobot() ? judgeRobot(channel, answer.body()) : Outcome.DELIVERED;
    }
    String error = "answered " + status + shown(channel, answer.body());
    return switch (status) {
      case 410 -> Outcome.goneForGood(error);
      case 429, 503 ->
          Outcome.busy(
              error, retryAfter(answer.headers().firstValue("Retry-After").orElse(null), now));
      case 502, 504 -> Outcome.unreachable(error);
      case 301, 302, 303, 307, 308 ->
          Outcome.refused("answered " + status + "; redirects are not followed");
      default -> Outcome.refused(error);
    };
  }

  /** Robots answer 200 whatever happened; {@code errcode} says what. */
  private static Outcome judgeRobot(Channel channel, byte[] body) {
    JsonNode code = null;
    try {
      code = Json.MAPPER.readTree(body).path("errcode");
    } catch (IOException noJson) {
      // Told below, with JSON that has no code.
    }
    if (code == null || !code.isIntegralNumber()) {
      return Outcome.refused("answered without an errcode" + shown(channel, body));
    }
    if (code.intValue() == 0) {
      return Outcome.DELIVERED;
    }
    String error = "errcode " + code.intValue() + shown(channel, body);
    return RATE_CODES.contains(code.intValue())
        ? Outcome.busy(error, RATE_PAUSE)
        : Outcome.refused(error);
  }

  /**
   * @param header seconds or a moment, as HTTP has it; null where there was none
   * @return between a second and a day; null where there is nothing to go by
   */
  static Duration retryAfter(String header, Instant now) {
    if (header == null) {
      return null;
    }
    Duration wait;
    try {
      wait = Duration.ofSeconds(Long.parseLong(header.strip()));
    } catch (NumberFormatException noSeconds) {
      try {
        wait =
            Duration.between(
                now,
                ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
      } catch (DateTimeException neither) {
        return null;
      }
    }
    return wait.compareTo(SHORTEST_WAIT) < 0
        ? SHORTEST_WAIT
        : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static String shown(Channel channel, byte[] body) {
    String text = channel.withoutSecrets(new String(body, StandardCharsets.UTF_8));
    String line = PlainText.line(text, LONGEST_SHOWN);
    return line.isEmpty() ? "" : ": " + line;
  }
}
