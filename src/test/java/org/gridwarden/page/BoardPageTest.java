package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.gridwarden.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The leaders' board in a real browser. */
@Tag("browser")
class BoardPageTest {
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
    Page page = browser.open(server.url() + "/board" + query, width, 900, language);
    page.fill("#name", "leader");
    page.fill("#password", "leader");
    page.click("#sign-in button");
    return page;
  }

  private static Locator figure(Page page, String name) {
    return page.locator("#figures [data-number=" + name + "]");
  }

  @Test
  void aLeaderFindsTheWorstGridAndTheProblemsBehindItsNumber() {
    Page page = signIn("", 1440, "zh-CN");
    Locator worst = page.locator("#ranking-table tbody tr").first();
    assertThat(worst).isVisible();
    String name = worst.locator("td").first().textContent();
    String open = worst.locator("td").nth(1).textContent();
    worst.locator("td").nth(1).locator("button").click();
    assertThat(page.locator("#drill-title")).hasText(name + " · 未解决");
    assertThat(page.locator("#count")).hasText("共 " + open + " 个问题");
    page.locator("#list .row").first().click();
    assertThat(page.locator("#problem .where")).containsText(name);
    assertThat(page.locator("#problem [data-step=supervise]")).hasCount(1);
    page.goBack();
    assertThat(page.locator("#problem")).isHidden();
    page.goBack();
    assertThat(page.locator("#overview")).isVisible();
  }

  @Test
  void eachNumberIsAsManyAsTheListBehindIt() {
    Page page = signIn("?days=90", 1440, "zh-CN");
    for (String name : List.of("open", "overdue", "reported", "closed", "returned")) {
      assertThat(figure(page, name)).isVisible();
      String value = figure(page, name).locator("b").textContent();
      figure(page, name).click();
      assertThat(page.locator("#count")).hasText("共 " + value + " 个问题");
      page.click("#drill-back");
      assertThat(page.locator("#overview")).isVisible();
    }
    // Rates lead to what they are of.
    String due = figure(page, "closureRate").locator("small").textContent().split(" / ")[1];
    figure(page, "closureRate").click();
    assertThat(page.locator("#count")).hasText("共 " + due + " 个问题");
  }

  @Test
  void theNumbersOfTheDeskAreThoseOfTheBoard() {
    Page page = signIn("?days=90&number=closed", 1440, "zh-CN");
    assertThat(page.locator("#count")).hasText(Pattern.compile("共 \\d+ 个问题"));
    String counted = page.locator("#count").textContent();
    page.click("#drill-desk");
    assertThat(page).hasURL(Pattern.compile("/desk\\?"));
    assertThat(page.locator("#count")).hasText(counted);
  }

  @Test
  void paperIsWhiteAndThePageIsDarkAgainAfterwards() {
    Page page = signIn("", 1440, "zh-CN");
    assertThat(page.locator("#ranking-table tbody tr").first()).isVisible();
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    page.evaluate(
        """
        window.print = () => {
          const light = performance.getEntriesByType('resource').some(({ name }) => name.includes('/tiles/heat/') && name.includes('theme=light'));
          const { dataset } = document.documentElement;
          dataset.printed = [dataset.theme, getComputedStyle(document.getElementById('panel')).backgroundColor, light].join(' ');
          window.dispatchEvent(new Event('afterprint'));
        };
        """);
    page.keyboard().press("Control+p");
    assertThat(page.locator("html")).hasAttribute("data-printed", "light rgb(255, 255, 255) true");
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    assertThat(page.evaluate("localStorage.getItem('gridwarden.theme')")).isNull();
  }

  @Test
  void theLastWeeksArePlayedAndStayInTheAddress() {
    Page page = signIn("?lang=en", 1440, "en");
    assertThat(page.locator("#moment")).hasText("Now");
    assertThat(page.locator("#frame")).hasAttribute("max", Pattern.compile("1[23]"));
    page.click("#play");
    assertThat(page.locator("#moment")).not().hasText("Now");
    assertThat(page).hasURL(Pattern.compile("at=20"));
    assertThat(page.locator("#key")).containsText("As it was on");
    page.click("#play");
    page.waitForTimeout(300);
    String link = page.url();
    String moment = page.locator("#moment").textContent();
    page.navigate("about:blank");
    page.navigate(link);
    assertThat(page.locator("#moment")).hasText(moment);
    assertThat(page.locator("#key")).containsText("As it was on");
  }

  @Test
  void areasAreClassedAndHotSpotsExplained() {
    Page page = signIn("", 1024, "zh-CN");
    assertThat(page.locator("#key .ends span").last()).hasText(Pattern.compile("\\d+"));
    page.selectOption("#show", "grids");
    assertThat(page.locator("#key li").first()).containsText("及以下");
    page.selectOption("#measure", "overdueShare");
    assertThat(page.locator("#key h2")).hasText("超期占比");
    page.selectOption("#show", "spots");
    assertThat(page.locator("#key p").last()).containsText("网格");
    page.selectOption("#show", "hexagons");
    assertThat(page.locator("#key li").first()).isVisible();
    page.selectOption("#show", "change");
    assertThat(page.locator("#key")).containsText("紫色变好");
    assertThat(page).hasURL(Pattern.compile("show=change"));
  }

  @Test
  void figuresOfTheChartsAreATableToo() {
    Page page = signIn("?lang=en", 1440, "en");
    assertThat(page.locator("#flow canvas")).isVisible();
    page.click("#as-table");
    assertThat(page.locator("#trend-table tbody tr")).hasCount(12);
    page.click("#steps [data-value=month]");
    assertThat(page.locator("#trend-table tbody tr").first())
        .containsText(Pattern.compile("[A-Z][a-z]{2} \\d\\d"));
    Locator reported =
        page.locator("#trend-table tbody tr").nth(1).locator("td").nth(1).locator("button");
    String value = reported.textContent();
    reported.click();
    assertThat(page.locator("#count")).containsText(value + " problem");
  }

  @Test
  void aNewProblemAppearsByItself() {
    Page page = signIn("", 1440, "zh-CN");
    assertThat(figure(page, "open")).isVisible();
    int before = Integer.parseInt(figure(page, "open").locator("b").textContent());
    String id =
        RunningServer.parse(
                server
                    .signIn("admin")
                    .post(
                        "/api/v1/problems",
                        "{\"lon\":113.618,\"lat\":33.426,\"description\":\"新来的\"}")
                    .body())
            .path("id")
            .textValue();
    assertThat(figure(page, "open").locator("b")).hasText(Integer.toString(before + 1));
    server.signIn("admin").post("/api/v1/problems/" + id + "/void", "{\"note\":\"误报\"}");
    assertThat(figure(page, "open").locator("b")).hasText(Integer.toString(before));
  }

  @Test
  void aGridIsLookedAtAloneAndAllAgain() {
    Page page = signIn("?level=2", 390, "zh-CN");
    page.click("#grip");
    Locator first = page.locator("#ranking-table tbody tr").first();
    String name = first.locator("td").first().textContent();
    String open = first.locator("td").nth(1).textContent();
    first.locator("td").first().locator("button").click();
    assertThat(page.locator("#focus")).containsText(name);
    assertThat(figure(page, "open").locator("b")).hasText(open);
    page.locator("#focus button").click();
    assertThat(figure(page, "open").locator("b")).not().hasText(open);
    assertThat(page.evaluate("document.documentElement.scrollWidth").toString()).isEqualTo("390");
  }
}
