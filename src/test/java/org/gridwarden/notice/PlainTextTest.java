package org.gridwarden.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void aTextBecomesOneLineWithoutControls() {
    assertThat(PlainText.line("  路面\r\n\t破损\u0000 \u202Eabc\u2066 \u3000x  ", 100))
        .isEqualTo("路面 破损 abc x");
    assertThat(PlainText.line("\n\u0007", 100)).isEmpty();
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertThat(PlainText.line("𠮷𠮷𠮷𠮷", 4)).isEqualTo("𠮷𠮷𠮷𠮷");
    assertThat(PlainText.line("𠮷𠮷𠮷𠮷𠮷", 4)).isEqualTo("𠮷𠮷𠮷…");
  }

  @Test
  void markdownMeansNothingAnyMore() {
    assertThat(PlainText.unmarked("**粗**[点](http://evil.example/a_b)<@all> # `x` https://y"))
        .isEqualTo("＊＊粗＊＊［点］(http：//evil.example/a＿b)＜＠all＞ ＃ ｀x｀ https：//y");
    assertThat(PlainText.unmarked("18:30 路面破损 · 学府路(东)")).isEqualTo("18:30 路面破损 · 学府路(东)");
  }

  @Test
  void bytesAreCutAsASlowReferenceCutsThem() {
    long seed = System.nanoTime();
    System.out.println("PlainTextTest seed " + seed);
    Random random = new Random(seed);
    String[] letters = {"a", "é", "路", "𠮷", " ", "\n"};
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(letters[random.nextInt(letters.length)]);
      }
      int most = random.nextInt(30);
      String expected = text.toString();
      while (expected.getBytes(StandardCharsets.UTF_8).length > most) {
        expected = expected.substring(0, expected.offsetByCodePoints(expected.length(), -1));
      }
      assertThat(PlainText.cut(text.toString(), most)).isEqualTo(expected);
    }
  }
}
