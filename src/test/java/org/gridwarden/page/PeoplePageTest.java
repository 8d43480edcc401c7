package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.gridwarden.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of accounts, keys and the audit in a real browser. */
@Tag("browser")
class PeoplePageTest {
  private static final String SIGN_IN =
      "([name, password]) => fetch('/api/v1/session', {method: 'POST', credentials: 'omit', headers:"
          + " {'Content-Type': 'application/json'}, body: JSON.stringify({name, password})})"
          + ".then(answer => answer.status)";

  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

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
    Page page = browser.open(server.url() + "/desk/people" + query, width, 900, language);
    page.fill("#name", name);
    page.fill("#password", name);
    page.click("#sign-in button");
    return page;
  }

  private static Locator row(Page page, String name) {
    return page.locator("#work section:not([hidden]) tr")
        .filter(new Locator.FilterOptions().setHas(page.getByText(name, exactly())));
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Object signsIn(Page page, String name, String password) {
    return page.evaluate(SIGN_IN, new String[] {name, password});
  }

  @Test
  void anAccountIsAddedSignsInAndIsDisabled() {
    Page page = signIn("admin", "", 1440, "zh-CN");
    assertThat(row(page, "inspector")).isVisible();
    assertThat(row(page, "chief")).not().containsText("…");
    page.click("#add-account");
    page.fill("dialog [name=name]", HOSTILE);
    page.fill("dialog [name=password]", "a long secret");
    page.selectOption("dialog select", "inspector");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(row(page, HOSTILE)).containsText("督查员");
    assertThat(signsIn(page, HOSTILE, "a long secret")).isEqualTo(200);
    row(page, HOSTILE).getByText("停用").click();
    page.click("dialog button[type=submit]");
    assertThat(row(page, HOSTILE)).containsText("已停用");
    page.click("#tab-audit");
    assertThat(page.locator("#audit-list td").getByText("停用账号").first()).isVisible();
    page.goBack();
    assertThat(page.locator("#accounts")).isVisible();
    assertThat(row(page, HOSTILE)).containsText("已停用");
  }

  @Test
  void aTakenNameIsSaidAndTheWindowStays() {
    Page page = signIn("admin", "?lang=en", 1024, "en");
    page.click("#add-account");
    page.fill("dialog [name=name]", "leader");
    page.fill("dialog [name=password]", "a long secret");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("dialog .note.bad"))
        .containsText("This name is taken. Please choose another.");
    // Chromium says every refusal there; nothing else may be said.
    assertThat(browser.takeComplaints()).hasSize(1).allMatch(each -> each.contains("409"));
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
  }

  @Test
  void aKeyIsShownOnceAndRevoked() {
    Page page = signIn("admin", "?tab=keys&lang=en", 390, "en");
    page.click("#add-key");
    page.fill("dialog [name=name]", "bus");
    assertThat(page.locator("dialog .rights input:checked")).hasCount(4);
    page.selectOption("dialog select", "leader");
    page.uncheck("dialog [name=print]");
    page.uncheck("dialog [name=see_phones]");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("code.token")).containsText("gw_");
    page.click("dialog button.main");
    assertThat(page.locator("code.token")).hasCount(0);
    assertThat(row(page, "bus")).containsText("Valid");
    assertThat(row(page, "bus")).containsText("See heat");
    assertThat(row(page, "bus")).not().containsText("See phones");
    assertThat(page.content()).doesNotContain("gw_");
    row(page, "bus").getByText("Revoke", exactlyIn()).click();
    page.click("dialog button[type=submit]");
    assertThat(row(page, "bus")).containsText("Revoked");
    assertThat(
            page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .isEqualTo(0);
  }

  private static Locator.GetByTextOptions exactlyIn() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  @Test
  void theOwnPasswordIsChangedByWhoKnowsIt() {
    RunningServer.Client admin = server.signIn("admin");
    admin.post(
        "/api/v1/accounts",
        "{\"name\":\"swap\",\"password\":\"the first one\",\"role\":\"inspector\"}");
    Page page = browser.open(server.url() + "/phone?lang=en", 390, 844, "en");
    page.fill("#name", "swap");
    page.fill("#password", "the first one");
    page.click("#sign-in button");
    page.click("#who");
    page.fill("dialog [name=old]", "another one");
    page.fill("dialog [name=new]", "the second one");
    page.fill("dialog [name=again]", "the third one");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("dialog [name=again]:invalid")).hasCount(1);
    page.fill("dialog [name=again]", "the second one");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("dialog .note.bad")).containsText("The password of now is wrong.");
    // Chromium says every refusal there; nothing else may be said.
    assertThat(browser.takeComplaints()).hasSize(1).allMatch(each -> each.contains("400"));
    page.fill("dialog [name=old]", "the first one");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator("#toast")).hasText("Your password is changed.");
    assertThat(signsIn(page, "swap", "the first one")).isEqualTo(401);
    browser.takeComplaints();
    assertThat(signsIn(page, "swap", "the second one")).isEqualTo(200);
  }

  @Test
  void whoDoesNotManageIsToldSo() {
    Page page = signIn("leader", "", 1024, "zh-CN");
    assertThat(page.locator("#denied")).isVisible();
    assertThat(page.locator("#account-list")).isHidden();
  }
}
