package org.gridwarden.heat.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cards on the map, each by itself. */
class PanelsTest {
  private static final Lettering LETTERING = Lettering.bundled();
  private static final Words WORDS = new Words("zh-CN");

  @ParameterizedTest
  @CsvSource({"1,1", "1.99,1", "2,2", "4.9,2", "5,5", "9.99,5", "743,500", "0.3,0.2", "2000,2000"})
  void theScaleBarIsOneTwoOrFiveTimesAPowerOfTen(double most, double length) {
    assertThat(ScalePanel.roundLength(most)).isCloseTo(length, within(length * 1e-12));
  }

  @Test
  void theScaleBarIsAsLongAsItSays() {
    ScalePanel panel = new ScalePanel(LETTERING, WORDS, 6.25, 160, "", "", false);
    assertThat(panel.metres()).isEqualTo(1000);
    assertThat(panel.barWidth()).isEqualTo(160);
    BufferedImage picture = drawn(panel);
    int bar = (int) panel.height() - 13;
    List<Integer> dark =
        IntStream.range(0, picture.getWidth())
            .filter(x -> (picture.getRGB(x, bar) & 255) < 128)
            .boxed()
            .toList();
    assertThat(dark.get(dark.size() - 1) - dark.get(0) + 1).isEqualTo(160);
  }

  @Test
  void valuesOfALegendThatWouldTouchAreLeftOutButNotTheOuterOnes() {
    List<Legend.Stop> stops =
        IntStream.rangeClosed(0, 40).mapToObj(i -> new Legend.Stop(i * 250, 0xff000000)).toList();
    LegendPanel panel =
        new LegendPanel(LETTERING, WORDS, new Legend("件/km²", stops), "", 400, false);
    assertThat(panel.shown()).startsWith(0).endsWith(40).hasSizeBetween(3, 8);
  }

  @Test
  void ofFewValuesEveryOneStands() {
    LegendPanel panel =
        new LegendPanel(LETTERING, WORDS, PictureScene.legend("件/km²"), "", 400, true);
    assertThat(panel.shown()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void theBarHasTheColoursOfItsStops() {
    Legend legend =
        new Legend(
            "",
            List.of(
                new Legend.Stop(0, 0xff0000ff),
                new Legend.Stop(1, 0xff00ff00),
                new Legend.Stop(100, 0xffff0000)));
    LegendPanel panel = new LegendPanel(LETTERING, WORDS, legend, "", 240, false);
    BufferedImage picture = drawn(panel);
    assertColour(picture, 18, 16, 0x0000ff);
    assertColour(picture, 120, 16, 0x00ff00);
    assertColour(picture, 221, 16, 0xff0000);
  }

  @Test
  void theQuietestTextHasAContrastOfFourAndAHalfOnAPanelOverBlack() {
    BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    new Pen(graphics, LETTERING).panel(8, 8, 48, 48);
    graphics.dispose();
    double ground = luminance(new Color(picture.getRGB(32, 32)));
    double text = luminance(Pen.QUIET_INK);
    assertThat((ground + 0.05) / (text + 0.05)).isGreaterThanOrEqualTo(4.5);
  }

  private static BufferedImage drawn(Panel panel) {
    BufferedImage picture =
        new BufferedImage((int) panel.width(), (int) panel.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    panel.draw(new Pen(graphics, LETTERING), 0, 0);
    graphics.dispose();
    return picture;
  }

  private static void assertColour(BufferedImage picture, int x, int y, int rgb) {
    for (int shift = 0; shift < 24; shift += 8) {
      assertThat(picture.getRGB(x, y) >> shift & 255).isCloseTo(rgb >> shift & 255, within(12));
    }
  }

  /** As WCAG 2 has it. */
  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
