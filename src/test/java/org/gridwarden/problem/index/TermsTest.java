package org.gridwarden.problem.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TermsTest {
  @Test
  void chineseIsCutIntoNeighboursAndOtherTextIntoWords() {
    assertThat(of("井盖破损，Road 12号")).containsExactly("井盖", "盖破", "破损", "road", "12", "号");
  }

  @Test
  void fullWidthFormsAndCaseCountAsPlainOnes() {
    assertThat(of("ＡＢＣ")).containsExactly("abc");
    assertThat(of("Straße")).containsExactly("straße");
  }

  @Test
  void charactersBeyondTheBasicPlaneStayWhole() {
    assertThat(of("𠮷野家")).containsExactly("𠮷野", "野家");
    assertThat(of("𠮷")).containsExactly("𠮷");
  }

  @Test
  void aTextWithoutLettersHasNoTerms() {
    assertThat(of(" -_!？，\u0000")).isEmpty();
    assertThat(of("")).isEmpty();
  }

  @Test
  void thePlainWayThroughGivesWhatTheTablesOfUnicodeGive() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String letters = "aZ09 ，。、！～Ａｚ％　路面垃圾\u4E00\u9FFF\uA000\u3400é\u0301ﬁ㈱カㇰ한𠮷İ\n";
    int[] points = letters.codePoints().toArray();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(9); length >= 0; length--) {
        text.appendCodePoint(
            random.nextInt(40) > 0
                ? points[random.nextInt(points.length)]
                : random.nextInt(Character.MIN_SURROGATE));
      }
      String slow = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      assertThat(Terms.runs(text.toString()))
          .as("seed " + seed + ": " + text)
          .isEqualTo(slowRuns(slow));
      assertThat(of(text.toString())).as("seed " + seed + ": " + text).isEqualTo(slowTerms(slow));
    }
  }

  private static List<String> of(String text) {
    List<String> terms = new ArrayList<>();
    Terms.each(
        text,
        new Terms.Told() {
          @Override
          public void pair(int first, int second) {
            String pair = Character.toString(first);
            terms.add(second == Terms.ALONE ? pair : pair + Character.toString(second));
          }

          @Override
          public void word(String word) {
            terms.add(word);
          }
        });
    return terms;
  }

  private static List<String> slowTerms(String plain) {
    List<String> terms = new ArrayList<>();
    for (String run : slowRuns(plain)) {
      int[] points = run.codePoints().toArray();
      if (!Terms.isIdeographic(points[0]) || points.length == 1) {
        terms.add(run);
        continue;
      }
      for (int i = 1; i < points.length; i++) {
        terms.add(new String(points, i - 1, 2));
      }
    }
    return terms;
  }

  /** Runs of letters and digits of one kind, cut by regular expressions. */
  private static List<String> slowRuns(String plain) {
    String ideograph = "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsBopomofo}]";
    String part = "(?=[\\p{L}\\p{Nd}])";
    return Pattern.compile("(?:" + part + ideograph + ")+|(?:" + part + "(?!" + ideograph + ").)+")
        .matcher(plain)
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
