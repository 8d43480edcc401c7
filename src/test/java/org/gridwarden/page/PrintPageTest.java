package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.gridwarden.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of wall maps in a real browser. */
@Tag("browser")
class PrintPageTest {
  @TempDir static Path data;
  private static RunningServer server;
  private static TestBrowser browser;

  @BeforeAll
  static void start() {
    server = new RunningServer(data, true);
    browser = new TestBrowser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @AfterEach
  void nothingComplained() {
    browser.closePage();
    assertThat(browser.takeComplaints()).as("what the browser's console complained of").isEmpty();
  }

  private static Page signIn(String name, String query, int width, String language) {
    Page page = browser.open(server.url() + "/desk/print" + query, width, 900, language);
    page.fill("#name", name);
    page.fill("#password", name);
    page.click("#sign-in button");
    return page;
  }

  @Test
  void aGridIsFoundByNameAndItsSheetIsShownAndCanBeTakenAway() {
    Page page = signIn("leader", "", 1440, "zh-CN");
    assertThat(page.locator("#sheet")).isVisible();
    assertThat(page.locator("#sheet")).hasAttribute("alt", "全域的挂图，A3 纸");
    page.fill("#grid", "文昌");
    assertThat(page.locator("#sheet")).isHidden();
    page.locator("#grid-choices li").filter(new Locator.FilterOptions().setHasText("文昌社区")).click();
    assertThat(page.locator("#sheet")).hasAttribute("alt", "文昌社区的挂图，A3 纸");
    page.selectOption("#size", "A0");
    assertThat(page.locator("#sheet")).hasAttribute("alt", "文昌社区的挂图，A0 纸");
    assertThat(page.locator("#pdf")).hasAttribute("href", Pattern.compile("size=A0"));
    Download file = page.waitForDownload(() -> page.click("#pdf"));
    assertThat(file.path()).isNotEmptyFile();
    // The address shows the same again.
    page.reload();
    assertThat(page.locator("#sheet")).hasAttribute("alt", "文昌社区的挂图，A0 纸");
  }

  @Test
  void whatIsNoGridIsSaidAndNothingIsDrawn() {
    Page page = signIn("admin", "?lang=en", 390, "en");
    assertThat(page.locator("#sheet")).isVisible();
    page.fill("#grid", "nowhere");
    assertThat(page.locator("#grid-fault"))
        .hasText("There is no grid called “nowhere”. Please check the name or code.");
    assertThat(page.locator("#sheet")).isHidden();
    assertThat(page.locator("#pdf")).hasAttribute("aria-disabled", "true");
    page.fill("#grid", "");
    assertThat(page.locator("#sheet")).isVisible();
    assertThat(
            (Integer)
                page.evaluate(
                    "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .isZero();
  }

  @Test
  void whoMayNotPrintIsToldSo() {
    Page page = signIn("reporter", "", 1024, "zh-CN");
    assertThat(page.locator("#denied")).isVisible();
    assertThat(page.locator("#work")).isHidden();
  }
}
