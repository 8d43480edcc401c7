package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SampleTownTest {
  private static final String ROWS =
      "P1,113.6,33.4,2023-11-02T10:41:00+08:00,2023-11-02T15:41:00+08:00,暗访\n"
          + "P2,113.6,33.4,2026-10-31T17:28:00+08:00,,市民上报\n";

  @Test
  void theProblemsOfADemonstrationAreMovedUpToTheDayBefore() {
    assertThat(SampleTown.upTo(LocalDate.parse("2026-11-28"), ROWS))
        .isEqualTo(
            "P1,113.6,33.4,2023-11-29T10:41:00+08:00,2023-11-29T15:41:00+08:00,暗访\n"
                + "P2,113.6,33.4,2026-11-27T17:28:00+08:00,,市民上报\n");
  }

  @Test
  void theyAreNeverMovedBack() {
    assertThat(SampleTown.upTo(LocalDate.parse("2026-11-01"), ROWS)).isEqualTo(ROWS);
    assertThat(SampleTown.upTo(LocalDate.parse("2020-01-01"), ROWS)).isEqualTo(ROWS);
  }
}
