package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.gridwarden.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk's pages of grids, assignments and rules in a real browser. */
@Tag("browser")
class DeskTablesPageTest {
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
    // Chromium says every refusal there; nothing else may be said.
    assertThat(browser.takeComplaints())
        .as("what the browser's console complained of")
        .allMatch(each -> each.contains("status of 400"));
  }

  private static Page signIn(String path, int width, String language) {
    Page page = browser.open(server.url() + path, width, 900, language);
    page.fill("#name", "admin");
    page.fill("#password", "admin");
    page.click("#sign-in button");
    return page;
  }

  private static FilePayload file(String name, String content) {
    return new FilePayload(
        name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aBrokenLayerIsSeenOnTheMapRepairedAndAccepted() {
    String standing = server.get("/api/v1/grids?level=3").body();
    JsonNode layer = RunningServer.parse(standing);
    JsonNode feature = layer.path("features").get(20);
    String name = feature.path("properties").path("name").textValue();
    for (JsonNode point : feature.path("geometry").path("coordinates").get(0)) {
      ((ArrayNode) point).set(0, point.get(0).asDouble() + 0.0006);
    }
    Page page = signIn("/desk/grids", 1440, "zh-CN");
    page.setInputFiles("#file", file("坏的.geojson", layer.toString()));
    page.selectOption("#level", "3");
    page.click("#check");
    assertThat(page.locator("#result .note.bad")).containsText("不能接受");
    assertThat(page.locator("#accept")).isDisabled();
    Locator fault = page.locator(".fault.error").first();
    assertThat(fault).containsText("网格重叠");
    String before =
        (String) page.evaluate("document.querySelector('.leaflet-control-scale-line').textContent");
    fault.click();
    assertThat(page.locator(".leaflet-control-scale-line")).not().hasText(before);
    // Repaired elsewhere, renamed at that, and chosen again.
    page.setInputFiles("#file", file("好的.geojson", standing.replace(name, name + "新")));
    page.click("#check");
    assertThat(page.locator("#result .note.good")).isVisible();
    page.click("#accept");
    assertThat(page.locator(".version").first()).containsText("好的.geojson");
    assertThat(page.locator("#toast")).containsText("已生效");
    JsonNode grid =
        server.json("/api/v1/grids/" + feature.path("properties").path("code").textValue());
    assertThat(grid.path("properties").path("name").textValue()).isEqualTo(name + "新");
  }

  @Test
  void aFileThatIsNoneIsRefusedInWords() {
    Page page = signIn("/desk/grids?lang=en", 390, "en");
    page.locator("#grip").click();
    page.setInputFiles("#file", file("grids.geojson", "{\"type\": \"Nothing\"}"));
    page.click("#check");
    assertThat(page.locator("#result .note.bad")).isVisible();
    assertThat(page.locator("#accept")).hasCount(0);
  }

  @Test
  void assignmentsArePastedFromExcelCheckedAndAccepted() {
    Page page = signIn("/desk/duties?tab=vacancies", 1440, "zh-CN");
    Locator vacancy = page.locator("#vacancies tbody tr").first();
    String grid = vacancy.locator("td").first().textContent();
    String missing = vacancy.locator("td").nth(3).textContent();
    page.click("#tab-assignments");
    page.locator("#assignments .table-actions button").nth(1).click();
    // Without headings: in the order of the columns.
    page.fill("dialog textarea", grid + "\t" + missing + "\t新来的\t\t13800000000\n");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("dialog .figures .added b")).hasText("1");
    page.locator("dialog .buttons .main").click();
    assertThat(page.locator("dialog")).hasCount(0);
    page.fill("#assignments .table-search", "新来的");
    assertThat(page.locator("#assignments tbody tr")).hasCount(1);
    page.locator("#assignments tbody tr").getByText("结束").click();
    page.click("dialog button[type=submit]");
    assertThat(page.locator("#assignments tbody tr").getByText("结束")).hasCount(0);
  }

  @Test
  void everyFaultOfAPasteIsNamed() {
    Page page = signIn("/desk/duties?lang=en", 1024, "en");
    page.locator("#assignments .table-actions button").nth(1).click();
    page.fill(
        "dialog textarea", "grid\trole\tparty\nnowhere\tgrid_chief\tA\n990101003001\tking\tB\n");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("dialog .fault-list li")).hasCount(2);
    assertThat(page.locator("dialog .fault-list li").first()).containsText("Line 2");
    assertThat(page.locator("dialog .fault-list li").first()).containsText("Grid");
  }

  @Test
  void aVacancyIsFilledByHandAndAPartyGetsAnotherPhone() {
    Page page = signIn("/desk/duties?tab=vacancies&lang=en", 1440, "en");
    Locator rows = page.locator("#vacancies tbody tr");
    assertThat(rows).not().hasCount(0);
    String grid = rows.last().locator("td").first().textContent();
    rows.last().locator("button").click();
    assertThat(page.locator("dialog [name=grid]")).hasValue(grid);
    page.fill("dialog [name=party]", "Filled In");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("dialog")).hasCount(0);
    page.click("#tab-parties");
    Locator party =
        page.locator("#parties tbody tr")
            .filter(new Locator.FilterOptions().setHasText("Filled In"));
    party.locator("button").click();
    page.fill("dialog [name=public_phone]", "010-12345678");
    page.click("dialog button[type=submit]");
    assertThat(party).containsText("010-12345678");
  }

  @Test
  void rulesAreEditedRowByRow() {
    Page page = signIn("/desk/rules", 1440, "zh-CN");
    assertThat(page.locator("#categories tbody tr")).not().hasCount(0);
    page.click("#tab-limits");
    Locator first = page.locator("#limits tbody tr").nth(1);
    first.getByText("编辑").click();
    page.fill("dialog [name=amount]", "7");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(first.locator("td").nth(2)).hasText("7");
    page.click("#tab-calendar");
    page.locator("#calendar .table-actions .main").click();
    page.fill("dialog [name=day]", "2027-10-01");
    page.selectOption("dialog [name=working]", "no");
    page.fill("dialog [name=name]", "国庆节");
    page.click("dialog button[type=submit]");
    Locator holiday =
        page.locator("#calendar tbody tr", new Page.LocatorOptions().setHasText("国庆节"));
    assertThat(page.locator("#calendar tbody")).containsText("2027-10-01");
    page.locator("#calendar tbody tr", new Page.LocatorOptions().setHasText("2027-10-01"))
        .getByText("删除")
        .click();
    assertThat(page.locator("dialog h2")).containsText("2027-10-01");
    assertThat(page.locator("dialog .figures .removed b")).hasText("1");
    page.click("dialog .main");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator("#calendar tbody")).not().containsText("2027-10-01");
    assertThat(holiday).not().hasCount(0);
    page.click("#tab-escalation");
    Locator rules = page.locator("#escalation tbody tr");
    assertThat(rules).not().hasCount(0);
    int count = rules.count();
    rules.first().getByText("编辑").click();
    page.fill("dialog [name=amount]", "9");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("dialog")).hasCount(0);
    // The table is replaced whole: the others are still there.
    assertThat(rules).hasCount(count);
    assertThat(page.locator("#escalation tbody")).containsText(Pattern.compile("9"));
  }

  @Test
  void othersAreToldThatThePageIsNotForThem() {
    Page page = browser.open(server.url() + "/desk/rules", 390, 844, "zh-CN");
    page.fill("#name", "unit");
    page.fill("#password", "unit");
    page.click("#sign-in button");
    assertThat(page.locator("#denied")).isVisible();
    assertThat(page.locator("#categories")).isHidden();
  }
}
