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

/** The map page in a real browser, doing what a person does. */
@Tag("browser")
class MapPageTest {
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
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void nothingComplained() {
    browser.closePage();
    assertThat(browser.takeComplaints()).as("what the browser's console complained of").isEmpty();
  }

  private Page open(int width, int height, String language, String query) {
    Page page = browser.open(server.url() + "/" + query, width, height, language);
    page.locator(".grid-label span").first().waitFor();
    return page;
  }

  private static Locator primary(Page page) {
    return page.locator("#answer .primary .name");
  }

  @Test
  void aClickOnTheMapNamesWhoAnswersAndWhy() {
    Page page = open(1440, 900, "zh-CN", "?map=15,113.618,33.426");
    assertThat(page.locator("#answer")).containsText("点击地图上的任意一处");
    page.mouse().click(528, 450);
    assertThat(primary(page)).hasText("区统计局");
    assertThat(page.locator(".chain button")).hasText(new String[] {"东皋镇", "学府社区", "学府第三网格"});
    assertThat(page.locator(".because")).containsText("共建单位");
    assertThat(page.locator("a.call")).hasAttribute("href", Pattern.compile("tel:0000-\\d{7}"));
    assertThat(page.locator(".person").first()).containsText("网格长");
    assertThat(page).hasURL(Pattern.compile("p=113\\.61"));
  }

  @Test
  void coordinatesOfAPhonesMapAreUnderstood() {
    Page page = open(1440, 900, "en", "");
    var shifted = org.gridwarden.geo.ChinaOffset.wgs84ToGcj02(113.618, 33.426);
    page.fill("#ask-position", shifted.lon() + "，" + shifted.lat());
    page.selectOption("#ask-crs", "gcj02");
    page.click("#ask button.main");
    assertThat(primary(page)).hasText("区统计局");
    assertThat(page.locator(".coordinates")).containsText("113.6180000, 33.4260000");
    page.fill("#ask-position", "33.426 113.618");
    page.selectOption("#ask-crs", "wgs84");
    page.click("#ask button.main");
    assertThat(page.locator("#answer .note.bad")).containsText("swapped");
    assertThat(browser.takeComplaints()).allMatch(text -> text.contains("400"));
    page.fill("#ask-position", "somewhere");
    page.click("#ask button.main");
    assertThat(page.locator("#toast")).containsText("two numbers");
  }

  @Test
  void theBrowsersArithmeticOfGcj02IsTheServers() {
    Page page = open(1024, 768, "en", "");
    var expected = org.gridwarden.geo.ChinaOffset.wgs84ToGcj02(113.618, 33.426);
    Object there =
        page.evaluate(
            "async () => { const g = await import('/js/geo.js'); const t = g.wgs84ToGcj02(113.618, 33.426);"
                + " return [...t, ...g.gcj02ToWgs84(...t)]; }");
    List<?> numbers = (List<?>) there;
    assertThat(((Number) numbers.get(0)).doubleValue()).isCloseTo(expected.lon(), within(1e-12));
    assertThat(((Number) numbers.get(1)).doubleValue()).isCloseTo(expected.lat(), within(1e-12));
    assertThat(((Number) numbers.get(2)).doubleValue()).isCloseTo(113.618, within(1e-9));
    assertThat(((Number) numbers.get(3)).doubleValue()).isCloseTo(33.426, within(1e-9));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void aGridIsFoundByAPieceOfItsNameWithTheKeyboardAlone() {
    Page page = open(1440, 900, "zh-CN", "");
    page.focus("#search-text");
    page.keyboard().type("学府第三");
    assertThat(page.locator("#search-list li")).hasCount(1);
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("grid=990101003001003"));
    assertThat(
            page.locator(".grid-label.level3 span", new Page.LocatorOptions().setHasText("学府第三网格")))
        .isVisible();
    page.focus("#map");
    page.keyboard().press("Enter");
    assertThat(page.locator(".chain button").last()).hasText("学府第三网格");
    page.focus("#search-text");
    page.fill("#search-text", "没有这个");
    assertThat(page.locator("#search-list")).containsText("没有找到");
    page.keyboard().press("Escape");
    assertThat(page.locator("#search-list")).isHidden();
  }

  @Test
  void theLanguageChangesEverythingAtOnce() {
    Page page = open(1440, 900, "zh-CN", "?p=113.618,33.426");
    assertThat(primary(page)).hasText("区统计局");
    page.click("#language");
    assertThat(page.locator(".because")).containsText("co-building unit");
    assertThat(page.locator("#ask h2")).hasText("Ask by coordinates");
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page).hasURL(Pattern.compile("lang=en"));
  }

  @Test
  void aSharedLinkOpensTheSameViewAndBackReturns() {
    Page page =
        open(1440, 900, "zh-CN", "?map=16,113.62,33.42&p=113.618,33.426&category=3.3.1&lang=en");
    assertThat(primary(page)).hasText("区路灯管理所");
    assertThat(page.locator(".because")).containsText("Sector duty");
    page.mouse().click(300, 300);
    assertThat(page.locator(".chain button").last()).not().hasText("学府第三网格");
    page.goBack();
    assertThat(page.locator(".chain button").last()).hasText("学府第三网格");
  }

  @Test
  void nearABorderTheNeighboursAreNamed() {
    Page page = open(1440, 900, "zh-CN", "?p=113.6172,33.4275");
    assertThat(page.locator(".share")).not().hasCount(0);
    assertThat(page.locator(".note")).containsText("误差范围内有多个网格");
    assertThat(page.locator(".share .percent").first()).containsText("%");
  }

  @Test
  void outsideTheAreaTheNearestGridIsNamed() {
    Page page = open(1440, 900, "zh-CN", "?p=113.6,33.5");
    assertThat(page.locator("#answer")).containsText("辖区之外");
    assertThat(page.locator("#answer")).containsText("公里");
  }

  @Test
  void myPositionIsAskedForAndAnswered() {
    Page page = open(390, 844, "zh-CN", "");
    page.click("#locate");
    assertThat(primary(page)).hasText("区统计局");
  }

  @Test
  void onAPhoneTheAnswerIsASheetAndNothingIsWiderThanTheScreen() {
    Page page = open(390, 844, "zh-CN", "?p=113.618,33.426");
    assertThat(primary(page)).isVisible();
    assertThat(page.locator("#panel")).hasClass(Pattern.compile("half"));
    Object wide = page.evaluate("() => document.documentElement.scrollWidth");
    assertThat(((Number) wide).intValue()).isLessThanOrEqualTo(390);
    Object small =
        page.evaluate(
            "() => [...document.querySelectorAll('#tools button, #ask button, a.call, #search input')]"
                + ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).length");
    assertThat(((Number) small).intValue()).as("targets lower than a thumb").isZero();
    page.focus("#grip");
    page.keyboard().press("Enter");
    assertThat(page.locator("#panel")).hasClass(Pattern.compile("full"));
  }

  @Test
  void theCheckOfTheCoverageIsALayerAndAList() {
    Page page = open(1440, 900, "zh-CN", "");
    page.click("#layers");
    page.check("#show-faults");
    assertThat(page.locator("#fault-list")).containsText("没有发现问题");
    page.uncheck("[data-level='1']");
    assertThat(page.locator(".grid-label.level1 span")).hasCount(0);
    page.keyboard().press("Escape");
    assertThat(page.locator("#layer-box")).isHidden();
  }

  @Test
  void noControlIsWithoutANameAndNoTextIsAKey() {
    Page page = open(1440, 900, "en", "?p=113.618,33.426");
    assertThat(primary(page)).isVisible();
    Object nameless =
        page.evaluate(
            "() => [...document.querySelectorAll('button, input, select, a')].filter(e => e.offsetParent"
                + " && !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).map(e => e.outerHTML)");
    assertThat((List<?>) nameless).isEmpty();
    String text = page.innerText("body");
    assertThat(text).doesNotContainPattern("\\b(ask|role|rule|fault|place|search)\\.[a-z_]+\\b");
  }
}
