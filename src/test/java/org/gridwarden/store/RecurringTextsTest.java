package org.gridwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecurringTextsTest {
  @Test
  void eachTextIsItselfHoweverManyThereAre() {
    RecurringTexts texts = new RecurringTexts();
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 500_000; i++) {
      String text = "网格 " + random.nextInt(200_000);
      assertThat(of(texts, text)).isEqualTo(text);
    }
    assertThat(of(texts, "")).isEmpty();
  }

  @Test
  void aTextThatComesAgainIsTheSameObject() {
    RecurringTexts texts = new RecurringTexts();
    assertThat(of(texts, "990101003001")).isSameAs(of(texts, "990101003001"));
  }

  /** Amid other bytes, as in a row. */
  private static String of(RecurringTexts texts, String text) {
    byte[] row = ("前" + text + "后").getBytes(StandardCharsets.UTF_8);
    return texts.of(row, 3, row.length - 3);
  }
}
