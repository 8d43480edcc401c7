package org.gridwarden.heat.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.gridwarden.geo.Bbox;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Borders and names, on a picture of a degree by a degree whose panels are left out. */
class OutlineLayerTest {
  private static final HeatPicture PICTURE = new HeatPicture();

  private static BufferedImage drawn(Outline... outlines) {
    Sheet scene = PictureScene.chinese(10, 10);
    BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    return PICTURE.draw(
        new Sheet(
            new MapWindow(new Bbox(113, 0, 114, 1), 128, 60, 1),
            clear,
            List.of(outlines),
            List.of(),
            scene.caption(),
            scene.legend(),
            "zh-CN"));
  }

  private static Outline outline(String wkt, String name) throws ParseException {
    Geometry shape = new WKTReader().read(wkt);
    return new Outline(shape, name, 3);
  }

  private static long inked(BufferedImage picture) {
    long inked = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        inked += (picture.getRGB(x, y) & 255) < 200 ? 1 : 0;
      }
    }
    return inked;
  }

  @Test
  void aBorderIsALineAndNotAnArea() throws ParseException {
    BufferedImage picture =
        drawn(outline("POLYGON((113.25 0.1,113.75 0.1,113.75 0.9,113.25 0.9,113.25 0.1))", ""));
    assertThat(picture.getRGB(64, 30)).isEqualTo(0xffffffff);
    assertThat(picture.getRGB(32, 30) & 255).isLessThan(200);
    assertThat(inked(picture)).isGreaterThan(150);
  }

  @Test
  void aNameStandsInTheVisiblePartOfItsGrid() throws ParseException {
    String beyond = "POLYGON((112 -3,113.8 -3,113.8 3,112 3,112 -3))";
    long named = inked(drawn(outline(beyond, "东关")));
    assertThat(named).isGreaterThan(inked(drawn(outline(beyond, ""))) + 50);
  }

  @Test
  void aNameThatIsWiderThanItsGridIsLeftOut() throws ParseException {
    String narrow = "POLYGON((113.4 0,113.5 0,113.5 1,113.4 1,113.4 0))";
    assertThat(inked(drawn(outline(narrow, "东关街道办事处"))))
        .isEqualTo(inked(drawn(outline(narrow, ""))));
  }

  @Test
  void ofTwoNamesOnTheSameSpotTheFirstStands() throws ParseException {
    String wide = "POLYGON((113 0,114 0,114 1,113 1,113 0))";
    assertThat(inked(drawn(outline(wide, "东关"), outline(wide, "西关"))))
        .isEqualTo(inked(drawn(outline(wide, "东关"), outline(wide, ""))));
  }

  @Test
  void linesCollectionsHolesPointsAndBrokenRingsAreTakenAsTheyAre() throws ParseException {
    for (String wkt :
        List.of(
            "LINESTRING(112 0,115 1)",
            "POINT(113.5 0.5)",
            "GEOMETRYCOLLECTION(POINT(113.5 0.5),LINESTRING(112 0,115 1))",
            "POLYGON((112 -3,115 3,115 -3,112 3,112 -3))",
            "MULTIPOLYGON(((113 0,113.2 0,113.2 1,113 0)),((113.5 0,113.9 0,113.9 1,113.5 0)))",
            "POLYGON((113 0,114 0,114 1,113 1,113 0),(113.4 .4,113.6 .4,113.6 .6,113.4 .4))",
            "POLYGON EMPTY",
            "POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))")) {
      assertThat(drawn(outline(wkt, "东关")).getWidth()).as(wkt).isEqualTo(128);
    }
  }
}
