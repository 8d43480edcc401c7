package org.gridwarden.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.gridwarden.fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  private final Moments shanghai = Moments.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource({
    "2026-05-13,2026-05-12T16:00:00Z",
    "2026-05-13T18:00:00+08:00,2026-05-13T10:00:00Z",
    "2026-05-13T18:00:00 08:00,2026-05-13T10:00:00Z",
    "2026-05-13 18:00,2026-05-13T10:00:00Z",
    "2026-05-13T18:00:00,2026-05-13T10:00:00Z",
    "2026-05-13T10:00:00Z,2026-05-13T10:00:00Z",
  })
  void readsDatesAndTimesInTheAreasZone(String text, Instant expected) {
    assertThat(shanghai.parse("at", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-02-30", "2026-5-1", "13/05/2026", "+999999-01-01"})
  void refusesWhatIsNoMomentByTheFieldsName(String text) {
    assertThatThrownBy(() -> shanghai.parse("at", text))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("at: not a moment");
  }

  @Test
  void refusesAnUnknownZone() {
    assertThatThrownBy(() -> Moments.of("Mars/Olympus")).hasMessageContaining("Asia/Shanghai");
  }
}
