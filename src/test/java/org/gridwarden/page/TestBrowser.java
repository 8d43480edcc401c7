package org.gridwarden.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The system's Chromium, and what its console complained of. */
final class TestBrowser implements AutoCloseable {
  /**
   * A host by which this machine's servers are reached, but not as one's own: no secure context.
   */
  static final String ANOTHER_HOST = "city.test";

  private static final List<String> ARGUMENTS =
      List.of(
          "--host-resolver-rules=MAP " + ANOTHER_HOST + " 127.0.0.1",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final double TIMEOUT_MILLIS = 20_000;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;

  TestBrowser() {
    PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
    Path chromium =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new AssertionError("missing: chromium; apt-get install chromium"));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(ARGUMENTS));
  }

  /** A page of the sample town's centre, in a context of its own; the one before is closed. */
  Page open(String url, int width, int height, String language) {
    closePage();
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(language)
                .setGeolocation(33.426, 113.618)
                .setPermissions(List.of("geolocation")));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(url);
    page.setDefaultTimeout(TIMEOUT_MILLIS);
    return page;
  }

  void closePage() {
    if (context != null) {
      context.close();
      context = null;
    }
  }

  /** What the console said since the last call. */
  List<String> takeComplaints() {
    List<String> taken = List.copyOf(complaints);
    complaints.clear();
    return taken;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
