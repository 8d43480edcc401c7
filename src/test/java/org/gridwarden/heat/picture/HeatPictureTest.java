package org.gridwarden.heat.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole pictures. */
class HeatPictureTest {
  private static final HeatPicture PICTURE = new HeatPicture();

  @Test
  void aPictureInChinese() throws IOException {
    GoldenPicture.assertIs("chinese.png", PICTURE.draw(PictureScene.chinese(1200, 800)));
  }

  @Test
  void aPictureInEnglish() throws IOException {
    GoldenPicture.assertIs("english.png", PICTURE.draw(PictureScene.english(1200, 800)));
  }

  @Test
  void aSmallPicture() throws IOException {
    Sheet sheet = PictureScene.withPiles(PictureScene.chinese(240, 160));
    GoldenPicture.assertIs("small.png", PICTURE.draw(sheet));
  }

  @Test
  void aPictureOfAPhonesWidth() throws IOException {
    Sheet sheet = PictureScene.withPiles(PictureScene.english(400, 560));
    GoldenPicture.assertIs("phone.png", PICTURE.draw(sheet));
  }

  @Test
  void aLongTitleIsCutAndPilesAreRinged() throws IOException {
    Caption caption =
        new Caption(
            "颍川县城市精细化管理“包抓共建”工作未结问题热力图（市容环境、市政设施、园林绿化、施工管理、突发事件五大类合计）",
            "截至 2026年5月13日 18:00 · 市容环境、市政设施、园林绿化、施工管理、突发事件 · 一般、严重、紧急",
            LocalDate.of(2026, 5, 14),
            "颍川县网格化管理中心");
    Sheet sheet =
        PictureScene.withPiles(PictureScene.sheet(800, 600, 1, caption, "未结问题密度（件/km²）", "zh-CN"));
    GoldenPicture.assertIs("long-title-and-piles.png", PICTURE.draw(sheet));
  }

  @Test
  void onPaperEverythingButTheMapIsLarger() throws IOException {
    Sheet screen = PictureScene.chinese(600, 400);
    Sheet paper =
        PictureScene.sheet(1200, 800, 2, screen.caption(), screen.legend().unit(), "zh-CN");
    BufferedImage drawn = PICTURE.draw(paper);
    assertThat(drawn.getWidth()).isEqualTo(1200);
    BufferedImage half = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 600; x++) {
        half.setRGB(x, y, mean(drawn, 2 * x, 2 * y));
      }
    }
    assertThat(GoldenPicture.different(half, PICTURE.draw(screen))).isLessThan(0.03);
  }

  private static int mean(BufferedImage picture, int x, int y) {
    int mean = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int sum = 0;
      for (int i = 0; i < 4; i++) {
        sum += picture.getRGB(x + i % 2, y + i / 2) >> shift & 255;
      }
      mean |= sum / 4 << shift;
    }
    return mean;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "16,600", "600,16", "120,80", "239,159", "333,777", "2000,64"})
  void everySizeHasItsPicture(int width, int height) {
    Sheet sheet = PictureScene.withPiles(PictureScene.chinese(width, height));
    BufferedImage drawn = PICTURE.draw(sheet);
    assertThat(drawn.getWidth()).isEqualTo(width);
    assertThat(drawn.getHeight()).isEqualTo(height);
    assertThat(drawn.getColorModel().hasAlpha()).isFalse();
  }

  @Test
  void theHeatIsNotChanged() {
    Sheet sheet = PictureScene.withPiles(PictureScene.chinese(300, 200));
    int[] before = sheet.heat().getRGB(0, 0, 300, 200, null, 0, 300);
    PICTURE.draw(sheet);
    assertThat(sheet.heat().getRGB(0, 0, 300, 200, null, 0, 300)).isEqualTo(before);
  }

  @Test
  void anEmptyMapIsWhitePaperUnderItsPanels() {
    Sheet full = PictureScene.chinese(600, 400);
    Sheet empty =
        new Sheet(
            full.window(),
            new BufferedImage(600, 400, BufferedImage.TYPE_INT_ARGB),
            List.of(),
            List.of(),
            full.caption(),
            full.legend(),
            "zh-CN");
    BufferedImage drawn = PICTURE.draw(empty);
    assertThat(drawn.getRGB(590, 10)).isEqualTo(0xffffffff);
    assertThat(drawn.getRGB(300, 200)).isEqualTo(0xffffffff);
  }

  @Test
  void aHeatOfAnotherSizeIsStretched() {
    Sheet sheet = PictureScene.chinese(600, 400);
    BufferedImage red = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
    red.setRGB(0, 0, 2, 2, new int[] {-65536, -65536, -65536, -65536}, 0, 2);
    BufferedImage drawn =
        PICTURE.draw(
            new Sheet(
                sheet.window(),
                red,
                List.of(),
                List.of(),
                sheet.caption(),
                sheet.legend(),
                "zh-CN"));
    assertThat(drawn.getRGB(300, 200)).isEqualTo(0xffff0000);
    assertThat(drawn.getRGB(599, 0)).isEqualTo(0xffff0000);
  }
}
