package org.gridwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gridwarden.RunningServer;
import org.gridwarden.SampleImports;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text from people stays text. */
@Tag("browser")
class HostileNamePageTest {
  private static final String NAME = "<img src=x onerror=document.title='taken'>";

  @TempDir Path data;

  @Test
  void aHostileGridNameStaysText() throws Exception {
    Path file = data.resolve("hostile.geojson");
    Files.writeString(
        file,
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"1\",\"name\":\""
            + NAME
            + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[113,33],[113.1,33],[113.1,33.1],[113,33.1],[113,33]]]}}");
    SampleImports.grids(data, file);
    try (RunningServer server = new RunningServer(data, false);
        TestBrowser browser = new TestBrowser()) {
      Page page = browser.open(server.url() + "/?p=113.05,33.05&lang=en", 1280, 720, "en-US");
      page.locator(".chain button").waitFor();
      page.locator(".grid-label.level1 span").waitFor();
      assertThat(page.locator(".chain button").textContent()).isEqualTo(NAME);
      page.fill("#search-text", "img");
      page.locator("#search-list li .name").waitFor();
      assertThat(page.locator("#search-list li .name").textContent()).isEqualTo(NAME);
      assertThat(page.locator("img[src=x]").count()).isZero();
      assertThat(page.title()).isEqualTo("Gridwarden");
    }
  }
}
