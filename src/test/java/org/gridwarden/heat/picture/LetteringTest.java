package org.gridwarden.heat.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text as outlines, whatever the machine has of fonts. */
class LetteringTest {
  private static final double SIZE = 100;
  private static final Lettering LETTERING = Lettering.bundled();

  /** Of GB 2312, the rows from one to another, counted from 1. */
  private static String gb2312(int firstRow, int lastRow) {
    StringBuilder characters = new StringBuilder();
    for (int row = firstRow; row <= lastRow; row++) {
      for (int cell = 1; cell <= 94; cell++) {
        byte[] code = {(byte) (0xA0 + row), (byte) (0xA0 + cell)};
        String character = new String(code, Charset.forName("GB2312"));
        if (!character.contains("\uFFFD")) {
          characters.append(character);
        }
      }
    }
    return characters.toString();
  }

  private static String generalStandard() throws IOException {
    try (InputStream bytes =
        LetteringTest.class.getResourceAsStream("/general-standard-characters.txt")) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
    }
  }

  private static void assertEveryOneIsDrawn(String characters) {
    List<String> lacking =
        characters
            .codePoints()
            .filter(
                each ->
                    !LETTERING.has(each)
                        || LETTERING.line(Character.toString(each), SIZE).getBounds2D().isEmpty())
            .mapToObj(Character::toString)
            .toList();
    assertThat(lacking).isEmpty();
  }

  private static int rings(Shape shape) {
    int rings = 0;
    for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
      rings += path.currentSegment(new double[6]) == PathIterator.SEG_MOVETO ? 1 : 0;
    }
    return rings;
  }

  private static void assertIsABox(Shape shape, double x) {
    assertThat(rings(shape)).isEqualTo(2);
    assertThat(shape.getBounds2D().getX()).isCloseTo(x + 10, within(1e-6));
    assertThat(shape.contains(x + 12, -40)).as("its edge").isTrue();
    assertThat(shape.contains(x + 50, -40)).as("its middle").isFalse();
  }

  @Test
  void everyCharacterOfTheFirstLevelOfGb2312HasAnOutline() {
    String firstLevel = gb2312(16, 55);
    assertThat(firstLevel).hasSize(3755).startsWith("啊阿").endsWith("座");
    assertEveryOneIsDrawn(firstLevel);
  }

  @Test
  void everyCharacterOfTheSecondLevelHasAnOutline() {
    String secondLevel = gb2312(56, 87);
    assertThat(secondLevel).hasSize(3008);
    assertEveryOneIsDrawn(secondLevel);
  }

  @Test
  void everyCharacterOfTheGeneralStandardHasAnOutline() throws IOException {
    String standard = generalStandard();
    assertThat(standard.codePoints().distinct()).hasSize(8105);
    assertThat(standard.codePoints().filter(Character::isSupplementaryCodePoint).count())
        .isPositive();
    assertEveryOneIsDrawn(standard);
  }

  @Test
  void asciiUnitsAndPunctuationHaveOutlines() {
    assertEveryOneIsDrawn(
        IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining())
            + "²³°′″·–—…≤≥×±−㎡，。、；：？！“”‘’（）《》【】￥Ａ１éüñāǎ①→");
  }

  @Test
  void differentCharactersHaveDifferentOutlines() {
    List<Rectangle2D> boxes =
        "网格未结问题热力图"
            .codePoints()
            .mapToObj(each -> LETTERING.line(Character.toString(each), SIZE).getBounds2D())
            .toList();
    assertThat(boxes).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uE000", "😀", "\uD83D", "\uDE00", "ก"})
  void whatTheFontLacksIsAHollowBoxOfOneEm(String text) {
    assertThat(LETTERING.has(text.codePointAt(0))).isFalse();
    assertThat(LETTERING.width(text, SIZE)).isEqualTo(SIZE);
    assertIsABox(LETTERING.line(text, SIZE), 0);
  }

  @Test
  void aBoxStandsInTheMidstOfItsText() {
    Shape box = LETTERING.line("　😀　", SIZE);
    assertIsABox(box, SIZE);
  }

  @Test
  void aChineseCharacterStandsOnItsLineWithinItsEm() {
    Rectangle2D bounds = LETTERING.line("国", SIZE).getBounds2D();
    assertThat(bounds.getMinX()).isBetween(0.0, 15.0);
    assertThat(bounds.getMaxX()).isBetween(85.0, 100.0);
    assertThat(bounds.getMinY()).isBetween(-90.0, -75.0);
    assertThat(bounds.getMaxY()).isBetween(0.0, 12.0);
    assertThat(LETTERING.width("国", SIZE)).isEqualTo(SIZE);
  }

  @Test
  void aCapitalStandsOnTheBaseline() {
    Rectangle2D bounds = LETTERING.line("H", SIZE).getBounds2D();
    assertThat(bounds.getMaxY()).isCloseTo(0, within(0.5));
    assertThat(bounds.getMinY()).isCloseTo(-73.3, within(0.5));
  }

  @Test
  void widthsAddUp() {
    String text = "嵩山路 12-3号 😀 (Grid 7)，㙍";
    double sum =
        text.codePoints().mapToDouble(c -> LETTERING.width(Character.toString(c), SIZE)).sum();
    assertThat(LETTERING.width(text, SIZE)).isCloseTo(sum, within(1e-9));
    assertThat(LETTERING.width(text, SIZE / 5)).isCloseTo(sum / 5, within(1e-9));
    assertThat(LETTERING.line(text, SIZE).getBounds2D().getMaxX()).isBetween(sum - 0.3 * SIZE, sum);
  }

  @Test
  void lettersStandOneAfterTheOther() {
    double first = LETTERING.width("网", SIZE);
    Rectangle2D alone = LETTERING.line("格", SIZE).getBounds2D();
    Rectangle2D both = LETTERING.line("网格", SIZE).getBounds2D();
    assertThat(both.getMaxX()).isCloseTo(first + alone.getMaxX(), within(1e-6));
  }

  @Test
  void controlsAreSpacesAndMarksWithoutAPictureAreLeftOut() {
    assertThat(LETTERING.width("a\nb\tc", SIZE)).isEqualTo(LETTERING.width("a b c", SIZE));
    assertThat(LETTERING.line("\n\t\u00a0\u2003\u3000", SIZE).getBounds2D().isEmpty()).isTrue();
    assertThat(LETTERING.width("龙\uFE00门\u200D\uFEFF\uDB40\uDD00", SIZE)).isEqualTo(2 * SIZE);
    assertThat(rings(LETTERING.line("\u200B\u202E\uFE0F", SIZE))).isZero();
    assertThat(LETTERING.width("", SIZE)).isZero();
    assertThat(LETTERING.width("\u3000", SIZE)).isEqualTo(SIZE);
  }

  @Test
  void aTextThatIsTooLongIsCutBetweenCharacters() {
    assertThat(LETTERING.cut("网格管理", 20, 80)).isEqualTo("网格管理");
    assertThat(LETTERING.cut("网格管理", 20, 79.9)).isEqualTo("网格…");
    assertThat(LETTERING.cut("网 格管理", 20, 60)).isEqualTo("网…");
    assertThat(LETTERING.cut("😀😀😀", 20, 59)).isEqualTo("😀…");
    assertThat(LETTERING.cut("网格管理", 20, 20)).isEqualTo("…");
    assertThat(LETTERING.cut("网格管理", 20, 19)).isEmpty();
    assertThat(LETTERING.cut("", 20, 0)).isEmpty();
  }

  @Test
  void manyThreadsDrawTheSameOutlines() {
    String text = gb2312(16, 20);
    Rectangle2D alone = LETTERING.line(text, SIZE).getBounds2D();
    List<Rectangle2D> together =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> LETTERING.line(text, SIZE).getBounds2D())
            .toList();
    assertThat(together).containsOnly(alone);
  }
}
