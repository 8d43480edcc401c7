package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** The phone's page in a real browser, with a network and without. */
@Tag("browser")
class PhonePageTest {
  private static final int MOST_BYTES = 300_000;

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
    assertThat(browser.takeComplaints())
        .as("what the browser's console complained of")
        .allMatch(each -> each.contains("ERR_INTERNET_DISCONNECTED"));
  }

  private static Page signIn(String name, String query, String language) {
    Page page = browser.open(server.url() + "/phone" + query, 390, 844, language);
    page.fill("#name", name);
    page.fill("#password", name);
    page.click("#sign-in button");
    assertThat(page.locator("#tabs")).isVisible();
    return page;
  }

  private static void isReadyForOffline(Page page) {
    assertThat(page.locator("html[data-offline=ready]")).hasCount(1);
  }

  private static void describe(Page page, String words) {
    page.click("[data-tab=report]");
    assertThat(page.locator(".taps button").first()).isVisible();
    while (page.locator(".taps button").count() > 0) {
      page.locator(".taps button").first().click();
    }
    page.fill("[name=description]", words);
  }

  private static List<JsonNode> reported(String words) {
    List<JsonNode> found = new ArrayList<>();
    server
        .signIn("admin")
        .json("/api/v1/problems?sort=reportedAt&q=" + words)
        .path("items")
        .forEach(found::add);
    return found;
  }

  private static FilePayload photo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpg", out);
    return new FilePayload("street.jpg", "image/jpeg", out.toByteArray());
  }

  @Test
  void thePositionAnswersWhoIsResponsibleAndCanBeCalled() {
    Page page = signIn("reporter", "", "zh-CN");
    assertThat(page.locator("#answer .primary .name")).isVisible();
    assertThat(page.locator("#answer .call")).hasAttribute("href", Pattern.compile("tel:.+"));
    assertThat(page.locator("#position-words")).hasText(Pattern.compile("定位误差 ±|外部应用"));
  }

  @Test
  void positionsOfAppsThatShiftThemAreUnderstood() {
    JsonNode expected =
        server.json("/api/v1/responsibility?lon=113.618&lat=33.426&crs=gcj02").path("grids");
    String grid = expected.get(expected.size() - 1).path("name").textValue();
    Page page = signIn("reporter", "?lon=113.618&lat=33.426&crs=gcj02&accuracy=25", "en");
    assertThat(page.locator("#answer .chain button").last()).hasText(grid);
    assertThat(page.locator("#position-words")).hasText("Accurate to ±25 m");
    // The same position, measured by a browser that is said to shift.
    page = signIn("reporter", "", "en");
    page.click("#shift summary");
    page.check("#gcj02");
    assertThat(page.locator("#answer .chain button").last()).hasText(grid);
  }

  @Test
  void aReportWithAPhotoTakesThreeTapsForItsKind() throws IOException {
    Page page = signIn("reporter", "", "zh-CN");
    assertThat(page.locator("#answer .primary .name")).isVisible();
    page.click("[data-tab=report]");
    int taps = 0;
    while (page.locator(".taps button").count() > 0) {
      page.locator(".taps button").first().click();
      taps++;
    }
    assertThat(taps).isLessThanOrEqualTo(3);
    page.setInputFiles(".shots input", photo());
    assertThat(page.locator(".shots .thumb")).hasCount(1);
    page.fill("[name=description]", "手机拍照上报");
    page.click("form.phone-report > .main");
    assertThat(page.locator("#waiting-tab .state")).isVisible();
    assertThat(page.locator("#toast")).containsText("已上报");
    List<JsonNode> found = reported("手机拍照上报");
    assertThat(found).hasSize(1);
    JsonNode whole =
        server.signIn("admin").json("/api/v1/problems/" + found.get(0).path("id").textValue());
    assertThat(whole.path("photos").path("before")).hasSize(1);
    assertThat(whole.path("source").textValue()).isEqualTo("phone");
    // The same again is offered as perhaps the same.
    describe(page, "又一次");
    assertThat(page.locator(".similar .note")).isVisible();
  }

  @Test
  void twoReportsMadeOfflineArriveOnceAndInOrder() throws IOException {
    Page page = signIn("reporter", "", "zh-CN");
    assertThat(page.locator("#answer .primary .name")).isVisible();
    isReadyForOffline(page);
    assertThat(page.locator("html[data-around=kept]")).hasCount(1);
    page.context().setOffline(true);
    describe(page, "离线甲");
    page.setInputFiles(".shots input", photo());
    page.click("form.phone-report > .main");
    assertThat(page.locator(".waiting-item")).hasCount(1);
    describe(page, "离线乙");
    page.click("form.phone-report > .main");
    assertThat(page.locator(".waiting-item")).hasCount(2);
    assertThat(page.locator("[data-tab=waiting] b")).hasText("2");
    assertThat(page.locator("#offline")).isVisible();
    // The phone is put away and taken out again, still without a network.
    page.reload();
    assertThat(page.locator("[data-tab=waiting] b")).hasText("2");
    page.click("[data-tab=here]");
    assertThat(page.locator("#answer .note")).containsText("离线");
    assertThat(page.locator("#answer .primary .name")).isVisible();
    assertThat(reported("离线甲")).isEmpty();
    page.context().setOffline(false);
    page.click("[data-tab=waiting]");
    assertThat(page.locator("#waiting-tab .state")).isVisible();
    page.reload();
    assertThat(page.locator("#waiting-tab .state")).isVisible();
    assertThat(reported("离线甲")).hasSize(1);
    assertThat(reported("离线乙")).hasSize(1);
    assertThat(reported("离线甲").get(0).path("reportedAt").textValue())
        .isLessThanOrEqualTo(reported("离线乙").get(0).path("reportedAt").textValue());
  }

  @Test
  void anAnswerThatIsLostOnTheWayMakesNoSecondProblem() {
    Page page = signIn("reporter", "", "zh-CN");
    assertThat(page.locator("#answer .primary .name")).isVisible();
    int[] cut = new int[1];
    boolean[] lost = {true};
    page.context()
        .route(
            "**/api/v1/problems?*",
            route -> {
              if (route.request().method().equals("POST") && lost[0]) {
                // It may be sent again at once, as soon as anything else gets through.
                if (cut[0]++ == 0) {
                  route.fetch();
                }
                route.abort("internetdisconnected");
              } else {
                route.fallback();
              }
            });
    describe(page, "回音丢失");
    page.click("form.phone-report > .main");
    page.waitForCondition(() -> cut[0] >= 1);
    assertThat(page.locator(".waiting-item")).hasCount(1);
    assertThat(reported("回音丢失")).hasSize(1);
    lost[0] = false;
    page.locator("#waiting-tab header button").click();
    assertThat(page.locator("#waiting-tab .state")).isVisible();
    assertThat(reported("回音丢失")).hasSize(1);
  }

  @Test
  void whatIsRefusedIsSaidAndOthersGoOn() {
    Page page = signIn("reporter", "", "en");
    assertThat(page.locator("#answer .primary .name")).isVisible();
    isReadyForOffline(page);
    page.context().setOffline(true);
    describe(page, "refused one");
    page.evaluate(
        "async () => { const { put } = await import('/js/phone/store.js'); await put({key: 'k1',"
            + " account: 'reporter', report: {lon: 113.6, lat: 33.4, category: 'no such'}, photos: [],"
            + " at: new Date().toISOString(), fault: null}); }");
    page.click("form.phone-report > .main");
    assertThat(page.locator(".waiting-item")).hasCount(2);
    page.context().setOffline(false);
    assertThat(page.locator(".waiting-item")).hasCount(1);
    assertThat(page.locator(".waiting-item .tag.bad")).hasText("Refused");
    assertThat(reported("refused")).hasSize(1);
    page.locator(".waiting-item .danger").click();
    assertThat(page.locator("#waiting-tab .state")).isVisible();
    assertThat(browser.takeComplaints()).filteredOn(each -> each.contains("400")).hasSize(1);
  }

  @Test
  void tasksAreThereWithoutANetwork() {
    Page page = signIn("unit", "?tab=tasks", "zh-CN");
    Locator rows = page.locator("#list .row");
    assertThat(rows).not().hasCount(0);
    int count = rows.count();
    isReadyForOffline(page);
    page.context().setOffline(true);
    page.reload();
    assertThat(rows).hasCount(count);
    assertThat(page.locator("#count")).containsText("离线");
    page.context().setOffline(false);
    page.click("[data-tab=tasks]");
    rows.first().click();
    assertThat(page.locator("#problem h2")).isVisible();
    assertThat(page.locator("#problem")).isInViewport();
  }

  @Test
  void theFirstLoadIsSmall() {
    Page page = signIn("unit", "", "zh-CN");
    assertThat(page.locator("#answer .primary .name")).isVisible();
    page.waitForTimeout(500);
    // What the page asks for again comes from its own memory: each address counts once, as it first
    // came.
    int bytes =
        ((Number)
                page.evaluate(
                    "[...new Map([...performance.getEntriesByType('resource'),"
                        + " ...performance.getEntriesByType('navigation')]"
                        + ".sort((a, b) => b.startTime - a.startTime)"
                        + ".map((each) => [each.name.split('#')[0], each.encodedBodySize])).values()]"
                        + ".reduce((sum, each) => sum + each, 0)"))
            .intValue();
    System.out.printf("first load of the phone's page: %d bytes%n", bytes);
    assertThat(bytes).isBetween(50_000, MOST_BYTES);
  }

  @Test
  void withoutHttpsItSaysWhyItCantLocateAndAnswersATapAllTheSame() {
    String elsewhere = server.url().replaceAll("//[^:]+:", "//" + TestBrowser.ANOTHER_HOST + ":");
    Page page = browser.open(elsewhere + "/phone", 390, 844, "zh-CN");
    page.fill("#name", "unit");
    page.fill("#password", "unit");
    page.click("#sign-in button");
    assertThat(page.locator("#offline")).containsText("不是 HTTPS");
    page.locator("#map").click();
    assertThat(page.locator("#answer .primary .name")).isVisible();
    describe(page, "没有加密也能上报");
    page.click("form.phone-report > .main");
    assertThat(page.locator("#toast")).containsText("已上报");
    assertThat(reported("没有加密也能上报")).hasSize(1);
  }

  @Test
  void itCanBeInstalled() {
    Page page = browser.open(server.url() + "/phone", 390, 844, "zh-CN");
    JsonNode manifest =
        RunningServer.parse(page.request().get(server.url() + "/manifest.webmanifest").text());
    for (JsonNode each : manifest.path("icons")) {
      var icon = page.request().get(server.url() + each.path("src").textValue());
      assertThat(icon.status()).isEqualTo(200);
      assertThat(icon.headers().get("content-type")).startsWith(each.path("type").textValue());
    }
    assertThat(manifest.path("display").textValue()).isEqualTo("standalone");
  }
}
