package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page by the rules of WCAG 2.1, levels A and AA, as axe-core finds them: contrast, labels,
 * roles, order. Light and dark, desk and phone.
 */
@Tag("browser")
class AccessibilityPageTest {
  private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

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
  void close() {
    browser.closePage();
    browser.takeComplaints();
  }

  @ParameterizedTest
  @CsvSource({
    "/desk, '', light, #sign-in form",
    "/?p=113.618%2C33.426, '', light, #answer .primary",
    "/?p=113.618%2C33.426, '', dark, #answer .primary",
    "/desk, leader, light, #list .row",
    "/desk, leader, dark, #list .row",
    "/chief, chief, light, #list .row",
    "/chief?tab=grids, chief, dark, .my-grid",
    "/board, leader, dark, #ranking-table tbody tr",
    "/board?table=1&show=grids, leader, light, #trend-table tbody tr",
    "/phone, unit, light, #answer .primary",
    "/phone?tab=report, unit, dark, .taps button",
    "/phone?tab=tasks, unit, light, #list .row",
    "/desk/grids, admin, light, #upload",
    "/desk/grids?tab=versions, admin, dark, .version",
    "/desk/borders, admin, light, #chosen .hint",
    "/desk/duties, admin, light, #assignments tbody tr",
    "/desk/duties?tab=vacancies, admin, dark, #vacancies tbody tr",
    "/desk/rules?tab=limits, admin, light, #limits tbody tr",
    "/desk/people, admin, dark, #account-list tr",
    "/desk/print, admin, light, #work form",
    "/desk/rules, unit, light, #denied .state"
  })
  void aPageBreaksNoRule(String path, String who, String theme, String shown) {
    boolean phone = path.startsWith("/phone") || path.startsWith("/chief?");
    Page page = browser.open("about:blank", phone ? 390 : 1440, 900, "zh-CN");
    page.addInitScript("localStorage.setItem('gridwarden.theme', '" + theme + "')");
    page.navigate(server.url() + path);
    if (!who.isEmpty()) {
      page.fill("#name", who);
      page.fill("#password", who);
      page.click("#sign-in button");
    }
    assertThat(page.locator(shown).first()).isVisible();
    page.waitForTimeout(400);
    assertThat(broken(page)).as("%s as %s, %s", path, who, theme).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"light", "dark"})
  void aProblemAndItsStepsBreakNoRule(String theme) {
    Page page = browser.open("about:blank", 1440, 900, "en");
    page.addInitScript("localStorage.setItem('gridwarden.theme', '" + theme + "')");
    page.navigate(server.url() + "/desk?lang=en");
    page.fill("#name", "leader");
    page.fill("#password", "leader");
    page.click("#sign-in button");
    page.locator("#list .row").first().click();
    assertThat(page.locator("#problem .ledger")).isVisible();
    assertThat(broken(page)).isEmpty();
    page.locator("#problem .steps button").first().click();
    assertThat(page.locator("dialog")).isVisible();
    assertThat(broken(page)).isEmpty();
  }

  private static List<String> broken(Page page) {
    List<String> broken = new ArrayList<>();
    for (Rule rule : new AxeBuilder(page).withTags(RULES).analyze().getViolations()) {
      rule.getNodes()
          .forEach(
              node ->
                  broken.add(
                      rule.getId()
                          + " "
                          + node.getTarget()
                          + " "
                          + node.getHtml().substring(0, Math.min(160, node.getHtml().length()))
                          + " "
                          + node.getFailureSummary().replace('\n', ' ')));
    }
    return broken;
  }
}
