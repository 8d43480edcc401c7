package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The grid chief's page in a real browser. */
@Tag("browser")
class ChiefPageTest {
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

  private static Page signIn(String query, int width, String language) {
    Page page = browser.open(server.url() + "/chief" + query, width, 900, language);
    page.fill("#name", "chief");
    page.fill("#password", "chief");
    page.click("#sign-in button");
    assertThat(page.locator("#list .row")).not().hasCount(0);
    return page;
  }

  private static int count(Page page, String queue) {
    Locator figure = page.locator("[data-queue=" + queue + "] b");
    assertThat(figure).hasText(Pattern.compile("\\d+"));
    return Integer.parseInt(figure.textContent());
  }

  @Test
  void aChiefFindsAProblemOnTheMapAndHandlesIt() {
    Page page = signIn("", 1440, "zh-CN");
    int all = count(page, "all");
    assertThat(page.locator("#legend .overdue b"))
        .hasText(Integer.toString(count(page, "overdue")));
    Locator row = page.locator("#list .row").first();
    String title = row.locator(".title").textContent();
    row.click();
    assertThat(page.locator("#problem h2")).hasText(title);
    assertThat(row).hasAttribute("aria-current", "true");
    assertThat(page).hasURL(Pattern.compile("problem="));
    page.keyboard().press("Escape");
    assertThat(page.locator("#problem")).isHidden();
    page.click("[data-queue=returned]");
    assertThat(page.locator("#count")).hasText("共 " + count(page, "returned") + " 个问题");
    page.goBack();
    assertThat(page.locator("#count")).hasText("共 " + all + " 个问题");
  }

  @Test
  void aPointOfTheMapOpensItsProblem() {
    Page page = signIn("?map=18,113.618,33.426", 1440, "zh-CN");
    JsonNode problem =
        server
            .signIn("chief")
            .json("/api/v1/problems?status=unresolved&sort=dueAt&limit=1")
            .path("items")
            .get(0);
    page.navigate(
        server.url()
            + "/chief?map=18,"
            + problem.path("lon").asText()
            + ","
            + problem.path("lat").asText());
    assertThat(page.locator("#legend .overdue b")).not().hasText("0");
    page.mouse().click(520, 56 + 422);
    assertThat(page.locator("#problem")).isVisible();
    assertThat(page).hasURL(Pattern.compile("problem=" + problem.path("id").textValue()));
    assertThat(page.locator("#list [aria-current]")).hasCount(1);
  }

  @Test
  void whatIsSeenOfTheMapCanFilterTheList() {
    Page page = signIn("", 1440, "zh-CN");
    int all = count(page, "all");
    page.check("#follow");
    for (int i = 0; i < 4; i++) {
      page.click(".leaflet-control-zoom-in");
      page.waitForTimeout(350);
    }
    page.waitForCondition(
        () -> {
          String text = page.locator("#count").textContent();
          return text.matches("共 \\d+ 个问题") && Integer.parseInt(text.replaceAll("\\D", "")) < all;
        });
  }

  @Test
  void whoStandsBehindEachGridIsShownWithTheirNumbers() {
    Page page = signIn("?tab=grids&lang=en", 390, "en");
    Locator grid = page.locator(".my-grid").first();
    assertThat(grid).isVisible();
    assertThat(grid).containsText("Contracted leader");
    assertThat(grid.locator("a.call").first()).hasAttribute("href", Pattern.compile("tel:.+"));
    assertThat(grid.locator(".numbers b").first()).not().hasText("0");
    grid.locator(".actions button").click();
    assertThat(page.locator("#problems-tab")).isVisible();
    assertThat(page.locator("#only-grid")).not().hasValue("");
  }

  @Test
  void aPhoneShowsMapListAndProblemByThumb() {
    Page page = signIn("", 390, "zh-CN");
    page.click("#grip");
    assertThat(page.locator("#panel")).hasClass(Pattern.compile("half"));
    page.waitForTimeout(300);
    page.locator("#list .row").nth(1).click();
    assertThat(page.locator("#problem")).isInViewport();
    page.click("#problem .close");
    assertThat(page.locator("#problem")).isHidden();
    assertThat(page.evaluate("document.documentElement.scrollWidth").toString()).isEqualTo("390");
  }

  @Test
  void onAPhoneTheSheetRisesForTheKeyboard() {
    Page page = signIn("", 390, "zh-CN");
    Locator second = page.locator("#list .row").nth(1);
    assertThat(second).isVisible();
    assertThat(second).not().isInViewport();
    second.focus();
    assertThat(page.locator("#panel")).hasClass(Pattern.compile("half"));
    assertThat(second).isInViewport();
    assertThat(page.locator("#top")).isInViewport();
    page.keyboard().press("Enter");
    assertThat(page.locator("#problem")).isInViewport();
  }
}
