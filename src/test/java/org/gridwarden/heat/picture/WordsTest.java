package org.gridwarden.heat.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, lengths and dates as each language writes them. */
class WordsTest {
  private static final Words CHINESE = new Words("zh-CN");
  private static final Words ENGLISH = new Words("en");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 | 0",
        "0.000125 | 0.000125 | 0.000125",
        "0.33333 | 0.333 | 0.333",
        "2.5 | 2.5 | 2.5",
        "50 | 50 | 50",
        "99.96 | 100 | 100",
        "1234.5 | 1,235 | 1,235",
        "20000 | 2万 | 20,000",
        "123456 | 12.3万 | 123,456",
        "300000000 | 3亿 | 300,000,000",
        "-4.25 | -4.25 | -4.25"
      })
  void numbersHaveThreeDigits(double value, String chinese, String english) {
    assertThat(CHINESE.number(value)).isEqualTo(chinese);
    assertThat(ENGLISH.number(value)).isEqualTo(english);
  }

  @Test
  void countsHaveEveryDigit() {
    assertThat(CHINESE.count(123456)).isEqualTo("123,456");
    assertThat(ENGLISH.count(7)).isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource({"0.5,0.5 米,0.5 m", "500,500 米,500 m", "1000,1 公里,1 km", "50000,50 公里,50 km"})
  void lengthsAreInMetresOrKilometres(double metres, String chinese, String english) {
    assertThat(CHINESE.length(metres)).isEqualTo(chinese);
    assertThat(ENGLISH.length(metres)).isEqualTo(english);
  }

  @Test
  void theImprintSaysWhenAndByWhom() {
    LocalDate day = LocalDate.of(2026, 5, 4);
    assertThat(CHINESE.imprint(day, "网格中心")).isEqualTo("2026年5月4日制图 · 网格中心");
    assertThat(CHINESE.imprint(day, "")).isEqualTo("2026年5月4日制图");
    assertThat(ENGLISH.imprint(day, "Gridwarden")).isEqualTo("Drawn on 4 May 2026 · Gridwarden");
  }
}
