package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.gridwarden.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The editor of borders in a real browser. */
@Tag("browser")
class BordersPageTest {
  private static final int X = 500;
  private static final int Y = 450;

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

  private static Page signIn(String language) {
    Page page = browser.open(server.url() + "/desk/borders?lang=" + language, 1440, 900, language);
    page.onDialog(dialog -> dialog.accept());
    page.fill("#name", "admin");
    page.fill("#password", "admin");
    page.click("#sign-in button");
    assertThat(page.locator("#chosen .hint")).isVisible();
    page.mouse().click(X, Y);
    assertThat(page.locator(".handle.vertex")).not().hasCount(0);
    // The map comes to rest around the grid.
    page.waitForTimeout(800);
    return page;
  }

  private static int versions() {
    return server.signIn("admin").json("/api/v1/grid-versions").path("items").size();
  }

  @Test
  void aCornerIsDraggedUndoneAndSavedAsAVersion() {
    Page page = signIn("zh-CN");
    int before = versions();
    assertThat(page.locator("#save")).isDisabled();
    Locator corner = page.locator(".handle.vertex").nth(2);
    BoundingBox box = corner.boundingBox();
    page.mouse().move(box.x + 8, box.y + 8);
    page.mouse().down();
    page.mouse().move(box.x + 14, box.y + 12);
    page.mouse().move(box.x + 16, box.y + 14);
    page.mouse().up();
    assertThat(page.locator("#changes")).hasText(Pattern.compile("[1-9]\\d* 处修改"));
    page.keyboard().press("Control+z");
    assertThat(page.locator("#changes")).hasText("0 处修改");
    page.click("#redo");
    assertThat(page.locator("#changes")).not().hasText("0 处修改");
    page.click("#undo");
    // By the keyboard too.
    page.locator(".handle.vertex").nth(2).focus();
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#changes")).not().hasText("0 处修改");
    page.click("#check");
    assertThat(page.locator("#faults .note").first()).isVisible();
    page.click("#save");
    page.fill("dialog [name=note]", "挪了一点");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("#toast")).containsText("已保存为第");
    assertThat(page.locator("#changes")).hasText("0 处修改");
    assertThat(versions()).isEqualTo(before + 1);
  }

  @Test
  void aGridIsSplitByThreeClicksAndMergedWithItsNeighbour() {
    Page page = signIn("en");
    String name = page.locator("#chosen h2").textContent();
    Locator corners = page.locator(".handle.vertex");
    int count = corners.count();
    BoundingBox first = corners.nth(0).boundingBox();
    BoundingBox other = corners.nth(count / 2).boundingBox();
    page.getByText("Split", new Page.GetByTextOptions().setExact(true)).click();
    page.mouse().click(first.x + 8, first.y + 8);
    page.mouse().click(other.x + 8, other.y + 8);
    assertThat(page.locator("dialog [name=code0]")).isVisible();
    page.fill("dialog [name=name0]", "Second part");
    page.click("dialog button[type=submit]");
    assertThat(page.locator("#change-list")).containsText("Second part");
    page.getByText("Merge", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#chosen .note")).containsText("Click a neighbour");
    page.keyboard().press("Escape");
    page.click("#undo");
    assertThat(page.locator("#change-list")).not().containsText("Second part");
    assertThat(page.locator("#chosen h2")).hasText(name);
  }

  @Test
  void aNameAndAParentAreChangedInTheForm() {
    Page page = signIn("en");
    JsonNode grids = server.json("/api/v1/grids?level=2").path("features");
    String parent = grids.get(0).path("properties").path("code").textValue();
    page.fill("#chosen [name=name]", "Renamed");
    page.locator("#chosen [name=name]").blur();
    assertThat(page.locator("#changes")).hasText("1 change");
    page.selectOption("#chosen [name=parent]", parent);
    assertThat(page.locator("#chosen h2")).containsText("Renamed");
    page.click("#check");
    // It lies outside of that parent.
    assertThat(page.locator("#faults .note.bad, #faults .fault").first()).isVisible();
    page.click("#undo");
    page.click("#undo");
    assertThat(page.locator("#changes")).hasText("0 changes");
  }
}
