package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.gridwarden.RunningServer;
import org.gridwarden.geo.ChinaOffset;
import org.gridwarden.geo.LonLat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over map pictures that are shifted as GCJ-02, overlays and clicks are converted. */
@Tag("browser")
class ShiftedBasemapPageTest {
  private static final LonLat PLACE = new LonLat(113.618, 33.426);

  /** Two pixels at zoom 18, in degrees. */
  private static final double PIXELS = 1.1e-5;

  @TempDir Path data;

  @Test
  void aKnownPointLiesWhereTheShiftedMapHasIt() throws Exception {
    LonLat shown = onTheMap("gcj02");
    LonLat shifted = ChinaOffset.wgs84ToGcj02(PLACE.lon(), PLACE.lat());
    assertThat(shown.lon()).isCloseTo(shifted.lon(), within(PIXELS));
    assertThat(shown.lat()).isCloseTo(shifted.lat(), within(PIXELS));
    assertThat(Math.abs(shifted.lon() - PLACE.lon())).isGreaterThan(1e-3);
  }

  @Test
  void overAnUnshiftedMapItLiesWhereItIs() throws Exception {
    LonLat shown = onTheMap("wgs84");
    assertThat(shown.lon()).isCloseTo(PLACE.lon(), within(PIXELS));
    assertThat(shown.lat()).isCloseTo(PLACE.lat(), within(PIXELS));
  }

  /** Where the picture under the mark of the known place says that the mark is. */
  private LonLat onTheMap(String crs) throws Exception {
    HttpServer pictures = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB), "png", png);
    pictures.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "image/png");
          exchange.sendResponseHeaders(200, png.size());
          exchange.getResponseBody().write(png.toByteArray());
          exchange.close();
        });
    pictures.start();
    String template = "http://127.0.0.1:" + pictures.getAddress().getPort() + "/{z}/{x}/{y}.png";
    try (RunningServer server = RunningServer.withBasemap(data.resolve(crs), template, crs);
        TestBrowser browser = new TestBrowser()) {
      Page page =
          browser.open(
              server.url() + "/?map=18,113.618,33.426&p=113.618,33.426", 1280, 800, "zh-CN");
      assertThat(page.locator("#answer .primary .name")).hasText("区统计局");
      page.locator("img.leaflet-tile-loaded").first().waitFor();
      page.waitForFunction(
          "() => [...document.querySelectorAll('img.leaflet-tile')].every(i => i.complete)");
      page.waitForTimeout(300);
      double[] mark = mark(page);
      LonLat shown = read(page, mark[0], mark[1]);
      // A click beside it asks, in WGS-84, for the place that the picture has there.
      LonLat beside = read(page, mark[0] + 60, mark[1] + 40);
      LonLat expected =
          crs.equals("gcj02") ? ChinaOffset.gcj02ToWgs84(beside.lon(), beside.lat()) : beside;
      page.mouse().click(mark[0] + 60, mark[1] + 40);
      page.waitForURL(url -> !url.contains("p=113.618%2C33.426"));
      Matcher asked = Pattern.compile("[?&]p=([\\d.]+)(?:,|%2C)([\\d.]+)").matcher(page.url());
      assertThat(asked.find()).as(page.url()).isTrue();
      assertThat(Double.parseDouble(asked.group(1))).isCloseTo(expected.lon(), within(PIXELS));
      assertThat(Double.parseDouble(asked.group(2))).isCloseTo(expected.lat(), within(PIXELS));
      assertThat(browser.takeComplaints()).isEmpty();
      return shown;
    } finally {
      pictures.stop(0);
    }
  }

  /** The middle of the white ring that marks the asked point, in pixels of the page. */
  private static double[] mark(Page page) {
    @SuppressWarnings("unchecked")
    List<Number> middle =
        (List<Number>)
            page.evaluate(
                "() => { const c = document.querySelector('.leaflet-chosen-pane canvas');"
                    + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                    + " let n = 0, x = 0, y = 0;"
                    + " for (let i = 0; i < d.length; i += 4)"
                    + " if (d[i] + d[i + 1] + d[i + 2] + d[i + 3] === 1020)"
                    + " { n++; x += i / 4 % c.width; y += Math.floor(i / 4 / c.width); }"
                    + " const r = c.getBoundingClientRect();"
                    + " return [r.left + (x / n + 0.5) * r.width / c.width,"
                    + " r.top + (y / n + 0.5) * r.height / c.height]; }");
    return new double[] {middle.get(0).doubleValue(), middle.get(1).doubleValue()};
  }

  private static LonLat read(Page page, double x, double y) {
    @SuppressWarnings("unchecked")
    List<Object> tile =
        (List<Object>)
            page.evaluate(
                "([x, y]) => { for (const i of document.querySelectorAll('img.leaflet-tile')) {"
                    + " const r = i.getBoundingClientRect();"
                    + " if (x >= r.left && x < r.right && y >= r.top && y < r.bottom)"
                    + " return [i.src, (x - r.left) / r.width, (y - r.top) / r.height]; } }",
                List.of(x, y));
    Matcher numbers = Pattern.compile("/(\\d+)/(\\d+)/(\\d+)\\.png").matcher((String) tile.get(0));
    assertThat(numbers.find()).isTrue();
    double tiles = Math.pow(2, Integer.parseInt(numbers.group(1)));
    double column = Integer.parseInt(numbers.group(2)) + ((Number) tile.get(1)).doubleValue();
    double row = Integer.parseInt(numbers.group(3)) + ((Number) tile.get(2)).doubleValue();
    double mercator = Math.PI * (1 - 2 * row / tiles);
    return new LonLat(column / tiles * 360 - 180, Math.toDegrees(Math.atan(Math.sinh(mercator))));
  }
}
