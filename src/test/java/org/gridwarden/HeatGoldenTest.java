package org.gridwarden;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Bbox;
import org.gridwarden.geo.Crs;
import org.gridwarden.heat.HeatPictures;
import org.gridwarden.heat.HeatRaster;
import org.gridwarden.heat.picture.GoldenPicture;
import org.gridwarden.time.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heat of the sample town and of a real city, against pictures that somebody looked at. */
class HeatGoldenTest {
  @TempDir Path data;
  private final SettableClock clock = new SettableClock("2026-11-02T01:00:00Z");

  private BufferedImage picture(App app, Bbox box, int width, int height, HeatPictures.Words words)
      throws IOException {
    HeatRaster raster =
        app.heatMap().raster(box, width, height, false, words.moments(), name -> Optional.empty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    app.heatMap().pictures().writePng(raster, words, out);
    return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
  }

  @Test
  void theSampleTown() throws IOException {
    try (App app = App.open(Config.of(data, null), clock)) {
      SampleTown.loadWhereEmpty(app);
      BufferedImage found =
          picture(
              app,
              new Bbox(113.585, 33.400, 113.656, 33.450),
              1000,
              844,
              new HeatPictures.Words(null, clock.instant(), "zh-CN", app.moments()));
      GoldenPicture.assertIs("heat-town.png", found);
    }
  }

  @Test
  void theOpenCasesOfSanFrancisco() throws IOException {
    SanFrancisco.assumeThere();
    Moments moments = Moments.of("America/Los_Angeles");
    try (App app = App.open(Config.of(data, null), clock)) {
      SanFrancisco.importGrids(app);
      app.problemDesk()
          .problemImport()
          .importFile(
              SanFrancisco.cases(), SanFrancisco.FIELDS, Crs.WGS84, moments, false, Progress.NONE);
      BufferedImage found =
          picture(
              app,
              new Bbox(-122.54, 37.70, -122.35, 37.835),
              1100,
              989,
              new HeatPictures.Words(
                  "222 open cases of San Francisco", clock.instant(), "en", moments));
      GoldenPicture.assertIs("heat-san-francisco.png", found);
    }
  }
}
