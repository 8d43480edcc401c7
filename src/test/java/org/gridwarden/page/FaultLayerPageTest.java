package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gridwarden.grid.coverage.Metres.box;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.gridwarden.RunningServer;
import org.gridwarden.SampleImports;
import org.gridwarden.grid.coverage.GridFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real faults of a coverage on the map and in the list beside it. */
@Tag("browser")
class FaultLayerPageTest {
  @TempDir Path data;

  @Test
  void gapsAndOverlapsAreListedWithTheirSizeAndGridsAndShownOnTheMap() {
    Path file =
        GridFixture.write(
            data.resolve("faulty.geojson"),
            "A",
            box(0, 0, 1000, 1000).difference(box(300, 300, 350, 400)),
            "B",
            box(999.5, 0, 2000, 1000));
    SampleImports.grids(data, file);
    try (RunningServer server = new RunningServer(data, false);
        TestBrowser browser = new TestBrowser()) {
      for (int width : new int[] {1440, 390}) {
        for (String language : new String[] {"zh-CN", "en-US"}) {
          boolean chinese = language.equals("zh-CN");
          Page page = browser.open(server.url() + "/", width, 844, language);
          page.locator(".grid-label span").first().waitFor();
          page.click("#layers");
          page.check("#show-faults");
          Locator rows = page.locator("#fault-list button");
          assertThat(rows).hasCount(2);
          assertThat(rows.filter(new Locator.FilterOptions().setHasText(chinese ? "空白区" : "Gap")))
              .hasCount(1);
          assertThat(page.locator("#fault-list")).containsText("A、B");
          assertThat(painted(page)).isPositive();
          page.uncheck("#show-faults");
          assertThat(page.locator("#fault-list")).isHidden();
          assertThat(painted(page)).isZero();
          assertThat(browser.takeComplaints())
              .as("but for what this test itself does to the canvas")
              .allMatch(text -> text.startsWith("Canvas2D: Multiple readback"));
        }
      }
    }
  }

  /** How many pixels of the layer of faults are painted, once it has been drawn. */
  private static int painted(Page page) {
    page.waitForTimeout(300);
    return (int)
        page.evaluate(
            "() => { const c = document.querySelector('.leaflet-faults-pane canvas'); if (!c) return 0;"
                + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                + " let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; }");
  }
}
