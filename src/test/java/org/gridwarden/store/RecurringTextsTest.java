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
      assertThat(texts.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }
    assertThat(texts.of(new byte[0])).isEmpty();
  }

  @Test
  void aTextThatComesAgainIsTheSameObject() {
    RecurringTexts texts = new RecurringTexts();
    byte[] sent = "990101003001".getBytes(StandardCharsets.UTF_8);
    assertThat(texts.of(sent.clone())).isSameAs(texts.of(sent));
  }
}
