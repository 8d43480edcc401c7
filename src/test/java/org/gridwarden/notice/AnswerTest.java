package org.gridwarden.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final Instant NOW = Instant.parse("2025-11-24T16:00:00Z");

  @Test
  void retryAfterIsSecondsOrAMoment() {
    assertThat(Answer.retryAfter("120", NOW)).isEqualTo(Duration.ofMinutes(2));
    assertThat(Answer.retryAfter("Mon, 24 Nov 2025 16:05:00 GMT", NOW))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void retryAfterIsNeverNowAndNeverMoreThanADay() {
    for (String soon : List.of("0", "-5", "Mon, 24 Nov 2025 15:00:00 GMT")) {
      assertThat(Answer.retryAfter(soon, NOW)).isEqualTo(Duration.ofSeconds(1));
    }
    for (String late :
        List.of("99999999", "9223372036854775807", "Fri, 31 Dec 2100 00:00:00 GMT")) {
      assertThat(Answer.retryAfter(late, NOW)).as(late).isEqualTo(Duration.ofDays(1));
    }
  }

  @Test
  void nonsenseIsAsIfItWereNotThere() {
    assertThat(Answer.retryAfter(null, NOW)).isNull();
    for (String nonsense : List.of("", "soon", "1.5", "99999999999999999999")) {
      assertThat(Answer.retryAfter(nonsense, NOW)).as(nonsense).isNull();
    }
  }

  @Test
  void pausesGrowAndVaryByAFifth() {
    DeliverySettings usual = DeliverySettings.USUAL;
    assertThat(usual.pause(1, 0.5)).isEqualTo(Duration.ofSeconds(5));
    assertThat(usual.pause(1, 0)).isEqualTo(Duration.ofSeconds(4));
    assertThat(usual.pause(1, 1)).isEqualTo(Duration.ofSeconds(6));
    assertThat(usual.pause(7, 0.5)).isEqualTo(Duration.ofHours(3));
    assertThat(usual.pause(500, 0.5)).isEqualTo(Duration.ofHours(3));
  }
}
