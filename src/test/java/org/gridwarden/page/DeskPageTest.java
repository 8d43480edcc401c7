package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.gridwarden.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk in a real browser: a problem's whole way, and what a person may do wrong. */
@Tag("browser")
class DeskPageTest {
  private static final String HOSTILE = "<img src=x onerror=document.title='taken'>";
  private static final String REPORT =
      "([lon, description]) => fetch('/api/v1/problems', {method: 'POST', headers: {'Content-Type':"
          + " 'application/json'}, body: JSON.stringify({lon, lat: 33.426, description})})"
          + ".then(answer => answer.json()).then(problem => problem.id)";

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

  private static Page signIn(String name, String query, int width, String language) {
    Page page = browser.open(server.url() + "/desk" + query, width, 900, language);
    page.fill("#name", name);
    page.fill("#password", name);
    page.click("#sign-in button");
    page.locator("#list-pane").waitFor();
    assertThat(page.locator("#count")).not().isEmpty();
    return page;
  }

  private static String report(Page page, double lon, String description) {
    return (String) page.evaluate(REPORT, List.of(lon, description));
  }

  private static Locator submit(Page page) {
    return page.locator("dialog button[type=submit]");
  }

  private static void take(Page page, String step) {
    page.click(".steps [data-step=" + step + "]");
    submit(page).click();
    assertThat(page.locator("dialog")).hasCount(0);
  }

  private static FilePayload photo(String name, Color color) {
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, 320, 240);
    graphics.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", jpeg);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new FilePayload(name, "image/jpeg", jpeg.toByteArray());
  }

  private static void addPhoto(Page page, String name, Color color) {
    page.setInputFiles("dialog input[type=file]", photo(name, color));
    assertThat(page.locator("dialog .thumb.sent")).hasCount(1);
  }

  @Test
  void aProblemGoesFromReportToClosedWithItsPhotosSideBySide() {
    Page admin = signIn("admin", "?sort=-reportedAt&lang=zh-CN", 1440, "zh-CN");
    assertThat(admin.locator("#who")).hasText("admin · 管理员");
    admin.click("#report");
    admin.fill("dialog [name=position]", "113.618, 33.426");
    assertThat(admin.locator("dialog .whose")).containsText("学府第三网格 · 第一责任人：区统计局");
    admin.selectOption("dialog [name=category]", "other");
    admin.fill("dialog [name=description]", HOSTILE + "井盖松动");
    addPhoto(admin, "before.jpg", Color.GRAY);
    submit(admin).click();
    assertThat(admin.locator(".summary h2")).containsText(HOSTILE);
    assertThat(admin.locator("img[src=x]")).hasCount(0);
    String link = admin.url();
    assertThat(link).contains("problem=");
    take(admin, "file");
    assertThat(admin.locator(".summary .chip")).hasText("已立案");
    take(admin, "dispatch");
    assertThat(admin.locator(".summary .chip")).hasText("已派遣");
    assertThat(admin.locator("#problem dl")).containsText("区统计局");
    assertThat(admin.locator(".ledger li").first()).containsText("派遣→ 区统计局");
    assertThat(admin.locator(".row[aria-current]")).containsText("已派遣");
    assertThat(admin).hasTitle("问题处置 · Gridwarden");

    Page unit = signIn("unit", link.substring(link.indexOf('?')), 390, "zh-CN");
    assertThat(unit.locator("#unread")).hasText(Pattern.compile("[1-9]\\d*"));
    assertThat(unit.locator(".ledger li.open")).hasCount(1);
    take(unit, "handle");
    unit.click(".steps [data-step=feedback]");
    unit.fill("dialog [name=note]", "已加固");
    addPhoto(unit, "after.jpg", Color.GREEN);
    submit(unit).dblclick();
    assertThat(unit.locator(".summary .chip")).hasText("待核查");
    assertThat(unit.locator(".ledger li.feedback")).hasCount(1);
    assertThat(unit.locator(".steps [data-step=verify]")).hasCount(0);

    Page inspector = signIn("inspector", link.substring(link.indexOf('?')), 1440, "zh-CN");
    assertThat(inspector.locator(".comparison .before img")).hasCount(1);
    assertThat(inspector.locator(".comparison .after img")).hasCount(1);
    inspector.waitForFunction(
        "() => [...document.querySelectorAll('.comparison img')].every(i => i.naturalWidth > 0)");
    inspector.click(".comparison .before button");
    assertThat(inspector.locator("dialog.viewer h2")).containsText("处置前");
    inspector.keyboard().press("ArrowRight");
    assertThat(inspector.locator("dialog.viewer h2")).containsText("处置后");
    inspector.keyboard().press("Escape");
    assertThat(inspector.locator("dialog")).hasCount(0);
    assertThat(inspector.locator("#problem")).isVisible();
    take(inspector, "verify");
    take(inspector, "close");
    assertThat(inspector.locator(".summary .chip")).hasText("已结案");
    assertThat(inspector.locator(".summary .time")).containsText("按期结案");
    assertThat(inspector.locator(".ledger li.feedback .words")).hasText("已加固");
  }

  @Test
  void aWrongPasswordIsToldAndManyMakeOneWait() {
    Page page = browser.open(server.url() + "/desk", 1440, 900, "zh-CN");
    page.fill("#name", "leader");
    page.fill("#password", "not this");
    for (int i = 0; i < 7; i++) {
      page.click("#sign-in button");
      assertThat(page.locator("#sign-in button")).isEnabled();
      assertThat(page.locator("#sign-in-fault")).isVisible();
      if (i == 0) {
        assertThat(page.locator("#sign-in-fault")).containsText("用户名或密码不对");
      }
    }
    assertThat(page.locator("#sign-in-fault")).containsText("请过一会儿再试");
    assertThat(page.locator("#work")).isHidden();
    assertThat(browser.takeComplaints())
        .allMatch(text -> text.contains("401") || text.contains("429"));
  }

  @Test
  void theAddressKeepsTheFiltersAndBackReturns() {
    Page page = signIn("admin", "?lang=en", 1440, "en-US");
    String all = page.locator("#count").textContent();
    page.selectOption("#f-category", "1.1");
    assertThat(page).hasURL(Pattern.compile("category=1\\.1"));
    assertThat(page.locator("#count")).not().hasText(all);
    String some = page.locator("#count").textContent();
    page.click("#filter-marks [data-filter='overdue.true']");
    assertThat(page).hasURL(Pattern.compile("overdue=true"));
    page.selectOption("#f-status", "closed");
    assertThat(page.locator("#count")).hasText("0 problems");
    assertThat(page.locator("#list-foot")).containsText("No problem matches");
    page.goBack();
    page.goBack();
    assertThat(page.locator("#count")).hasText(some);
    assertThat(page.locator("#f-category")).hasValue("1.1");
    page.locator(".row").first().click();
    assertThat(page.locator(".ledger li").first()).isVisible();
    String link = page.url();
    String title = page.locator(".summary h2").textContent();
    page.goBack();
    assertThat(page.locator("#problem")).isHidden();
    page.navigate(link);
    assertThat(page.locator(".summary h2")).hasText(title);
    assertThat(page.locator("#count")).hasText(some);
    assertThat(page.locator("#file-xlsx"))
        .hasAttribute("href", Pattern.compile("category=1.1.*format=xlsx"));
    page.keyboard().press("Escape");
    assertThat(page.locator("#problem")).isHidden();
  }

  @Test
  void moreOfALongListComesWithoutMovingWhatIsThere() {
    Page page = signIn("admin", "?status=all&sort=reportedAt", 1440, "zh-CN");
    assertThat(page.locator(".row")).hasCount(50);
    String first = page.locator(".row").first().textContent();
    page.click("#more");
    assertThat(page.locator(".row")).hasCount(100);
    assertThat(page.locator(".row").first()).hasText(first);
  }

  @Test
  void aListThatNothingMatchesSaysWhyAndHowToGoOn() {
    Page page = signIn("admin", "", 1440, "zh-CN");
    page.fill("#f-q", "绝无此事");
    assertThat(page.locator("#list-foot")).containsText("没有符合这些条件的问题");
    page.click("#list-foot button");
    assertThat(page.locator(".row").first()).isVisible();
    assertThat(page.locator("#f-q")).hasValue("");
    page = signIn("reporter", "", 1440, "zh-CN");
    assertThat(page.locator("#list-foot")).containsText("您上报的问题都已解决");
  }

  @Test
  void whoeverIsTooLateSeesWhatHappenedAndKeepsTheWords() {
    Page page = signIn("admin", "", 1440, "zh-CN");
    String id = report(page, 113.619, "两人同时");
    page.navigate(server.url() + "/desk?problem=" + id);
    page.click(".steps .more");
    page.click(".steps [data-step=suspend]");
    page.fill("dialog [name=note]", "等材料");
    page.evaluate(
        "id => fetch(`/api/v1/problems/${id}/file`, {method: 'POST', headers: {'Content-Type':"
            + " 'application/json'}, body: '{}'})",
        id);
    submit(page).click();
    assertThat(page.locator("dialog .note.bad")).containsText("现在的状态是“已立案”");
    assertThat(page.locator("dialog [name=note]")).hasValue("等材料");
    assertThat(page.locator(".summary .chip")).hasText("已立案");
    assertThat(browser.takeComplaints()).allMatch(text -> text.contains("409"));
  }

  @Test
  void duplicatesAreOfferedBeforeReportingAndMergedWithOneQuestion() {
    Page page = signIn("admin", "", 1440, "zh-CN");
    String one = report(page, 113.62, "第一次");
    page.click("#report");
    page.fill("dialog [name=position]", "113.62, 33.426");
    page.selectOption("dialog [name=category]", "other");
    assertThat(page.locator("dialog .similar")).containsText("有 1 个相似的问题");
    assertThat(submit(page)).hasText("仍然上报");
    page.fill("dialog [name=description]", "又一次");
    submit(page).click();
    assertThat(page.locator(".summary h2")).containsText("又一次");
    page.click(".steps .more");
    page.click(".steps [data-step=merge]");
    assertThat(page.locator("dialog .subject")).containsText("又一次");
    submit(page).click();
    assertThat(page.locator("dialog .faults")).containsText("请选一个附近的问题");
    page.locator("dialog .near button").first().click();
    submit(page).click();
    assertThat(page.locator(".summary .chip")).hasText("已合并");
    page.click("#problem .links button");
    assertThat(page).hasURL(Pattern.compile("problem=" + one));
  }

  @Test
  void aTransferGoesToAPartyThatIsFoundByItsName() {
    Page page = signIn("admin", "", 1440, "zh-CN");
    String id = report(page, 113.6185, "转派");
    page.navigate(server.url() + "/desk?problem=" + id);
    take(page, "file");
    take(page, "dispatch");
    page.click(".steps [data-step=transfer]");
    page.locator("dialog [name=to]").pressSequentially("路灯");
    assertThat(page.locator(".choices li")).hasCount(1);
    assertThat(page.locator(".choices li")).containsText("没有账号");
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog [name=to]")).hasValue("区路灯管理所");
    page.fill("dialog [name=note]", "灯的问题");
    submit(page).click();
    assertThat(page.locator(".ledger li").first()).containsText("→ 区路灯管理所");
  }

  @Test
  void aNoticeOpensItsProblemAndIsReadThen() {
    Page admin = signIn("admin", "", 1440, "zh-CN");
    String id = report(admin, 113.6182, "通知");
    admin.navigate(server.url() + "/desk?problem=" + id);
    take(admin, "file");
    take(admin, "dispatch");
    Page unit = signIn("unit", "", 1440, "zh-CN");
    assertThat(unit.locator("#unread")).isVisible();
    int unread = Integer.parseInt(unit.locator("#unread").textContent());
    unit.click("#bell");
    Locator notice = unit.locator(".notice.unread").first();
    assertThat(notice).containsText("新派遣");
    notice.click();
    assertThat(unit.locator(".summary h2")).isVisible();
    assertThat(unit.locator("#notices")).isHidden();
    if (unread > 1) {
      assertThat(unit.locator("#unread")).hasText(String.valueOf(unread - 1));
    } else {
      assertThat(unit.locator("#unread")).isHidden();
    }
    unit.keyboard().press("Escape");
    unit.click("#sign-out");
    assertThat(unit.locator("#sign-in")).isVisible();
    unit.reload();
    assertThat(unit.locator("#sign-in")).isVisible();
  }

  @Test
  void onAPhoneNothingIsWiderThanTheScreenAndTargetsFitAThumb() {
    Page page = signIn("admin", "", 390, "en-US");
    checkPhone(page, "#top button, #more-filters, .toggle, .row, #more");
    page.click("#more-filters");
    assertThat(page.locator("#f-status")).isVisible();
    checkPhone(page, "#filter-fields input, #filter-fields select");
    page.locator(".row").first().click();
    assertThat(page.locator(".ledger li").first()).isVisible();
    checkPhone(page, ".steps button, #problem .close, .call-link");
    page.click(".steps button >> nth=0");
    checkPhone(page, "dialog button, dialog input:not([type=file]), dialog textarea");
    page.keyboard().press("Escape");
    page.click("#problem .close");
    page.click("#report");
    assertThat(page.locator("dialog .small-map .leaflet-control-zoom")).isHidden();
    checkPhone(page, "dialog button, dialog select, dialog input:not([type=file])");
  }

  private static void checkPhone(Page page, String targets) {
    Object wide =
        page.evaluate(
            "() => Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll("
                + "'#problem, #list-pane, dialog, dialog form')].map(e => e.scrollWidth))");
    assertThat(((Number) wide).intValue()).isLessThanOrEqualTo(390);
    Object small =
        page.evaluate(
            "targets => [...document.querySelectorAll(targets)].filter(e => e.offsetParent &&"
                + " e.getBoundingClientRect().height < 44).map(e => e.outerHTML)",
            targets);
    assertThat((List<?>) small).as("targets lower than a thumb").isEmpty();
  }

  @Test
  void noControlIsWithoutANameAndTheLanguageChangesEverything() {
    Page page = signIn("admin", "", 1440, "zh-CN");
    page.locator(".row").first().click();
    assertThat(page.locator(".ledger li").first()).isVisible();
    page.click("#language");
    assertThat(page.locator("#count")).containsText("problems");
    assertThat(page.locator("#problem h3").first()).hasText("Before and after");
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    page.click("#report");
    Object nameless =
        page.evaluate(
            "() => [...document.querySelectorAll('button, input, select, textarea, a')].filter(e =>"
                + " e.offsetParent && !(e.textContent.trim() || e.getAttribute('aria-label')"
                + " || e.labels?.length)).map(e => e.outerHTML)");
    assertThat((List<?>) nameless).isEmpty();
    Object empty =
        page.evaluate(
            "() => [...document.querySelectorAll('h1, h2, h3, label > span, dt, .tag, .chip, .toggle')]"
                + ".filter(e => e.offsetParent && !e.textContent.trim()).map(e => e.outerHTML)");
    assertThat((List<?>) empty).as("texts that are missing").isEmpty();
  }

  @Test
  void aLostServerIsToldWithAWayToTryAgain() {
    Page page = signIn("admin", "", 1440, "zh-CN");
    page.route("**/api/v1/problems?**", com.microsoft.playwright.Route::abort);
    page.selectOption("#f-status", "filed");
    assertThat(page.locator("#list-foot .note.bad")).containsText("连不上服务器");
    page.unroute("**/api/v1/problems?**");
    page.click("#list-foot button");
    assertThat(page.locator("#list-foot .note.bad")).hasCount(0);
    assertThat(browser.takeComplaints()).allMatch(text -> text.contains("ERR_FAILED"));
  }
}
