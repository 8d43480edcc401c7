package org.gridwarden.heat.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which panels stand on a picture of some size. */
class LayoutTest {
  private static final Lettering LETTERING = Lettering.bundled();

  private static List<Layout.Placed> panels(Sheet sheet) {
    return new Layout(sheet, LETTERING, new Words(sheet.language())).panels();
  }

  /** The same with a window of another size. */
  private static Sheet sized(Sheet sheet, int width, int height) {
    return new Sheet(
        MapWindow.around(PictureScene.BOX, width, height, 1),
        sheet.heat(),
        sheet.outlines(),
        sheet.piles(),
        sheet.caption(),
        sheet.legend(),
        sheet.language());
  }

  private static List<Class<?>> kinds(Sheet sheet) {
    return panels(sheet).stream().<Class<?>>map(each -> each.panel().getClass()).toList();
  }

  @Test
  void aLargePictureHasEverythingInItsCorners() {
    List<Layout.Placed> panels = panels(PictureScene.chinese(1200, 800));
    assertThat(panels).hasSize(3);
    Rectangle2D title = panels.get(0).area();
    Rectangle2D scale = panels.get(1).area();
    Rectangle2D legend = panels.get(2).area();
    assertThat(title.getX()).isEqualTo(16);
    assertThat(title.getY()).isEqualTo(16);
    assertThat(scale.getX()).isEqualTo(16);
    assertThat(scale.getMaxY()).isEqualTo(784);
    assertThat(legend.getMaxX()).isEqualTo(1184);
    assertThat(legend.getMaxY()).isEqualTo(784);
  }

  @Test
  void panelsLieOnAGridOfEight() {
    for (Layout.Placed placed : panels(PictureScene.english(1200, 800))) {
      Rectangle2D area = placed.area();
      for (double edge :
          new double[] {area.getX(), area.getY(), area.getWidth(), area.getHeight()}) {
        assertThat(edge % 8).isZero();
      }
    }
  }

  @Test
  void whatDoesNotFitIsLeftOutTheLegendLast() {
    assertThat(kinds(PictureScene.chinese(240, 160)))
        .containsExactly(TitlePanel.class, LegendPanel.class);
    assertThat(kinds(PictureScene.chinese(184, 128))).containsExactly(LegendPanel.class);
    assertThat(kinds(PictureScene.chinese(100, 60))).isEmpty();
  }

  @Test
  void panelsNeverTouchNorLeaveThePictureNorCoverHalfOfIt() {
    long seed = 20260513;
    Random random = new Random(seed);
    List<Sheet> sheets =
        List.of(
            PictureScene.chinese(90, 60),
            PictureScene.english(90, 60),
            PictureScene.withPiles(PictureScene.chinese(90, 60)),
            PictureScene.withPiles(PictureScene.english(90, 60)));
    for (int i = 0; i < 300; i++) {
      int width = 1 + random.nextInt(900);
      int height = 1 + random.nextInt(700);
      List<Layout.Placed> panels = panels(sized(sheets.get(i % 4), width, height));
      Rectangle2D picture = new Rectangle2D.Double(0, 0, width, height);
      double covered = 0;
      for (int a = 0; a < panels.size(); a++) {
        Rectangle2D area = panels.get(a).area();
        covered += area.getWidth() * area.getHeight();
        assertThat(picture.contains(area)).as("%d x %d, seed %d", width, height, seed).isTrue();
        for (int b = 0; b < a; b++) {
          assertThat(panels.get(b).area().intersects(area))
              .as("%d x %d, seed %d", width, height, seed)
              .isFalse();
        }
      }
      assertThat(covered).isLessThan(width * height / 2.0);
    }
  }
}
