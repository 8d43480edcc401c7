package org.gridwarden.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gridwarden.RunningServer;
import org.gridwarden.SampleImports;
import org.gridwarden.bench.BenchCoverage;
import org.gridwarden.grid.coverage.GridFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A large city's grids in the page: 12,100 of 65 vertices under 121. */
@Tag("browser")
@Tag("slow")
class LargeLayerPageTest {
  private static final int SIDE = 110;
  private static final int BLOCK = 10;

  @TempDir Path data;

  @Test
  void aLargeLayerOpensPansAndAnswers() {
    List<Geometry> finest = finest();
    SampleImports.grids(data, file("upper", blocks(finest)), 1);
    SampleImports.grids(data, file("finest", finest), 2);
    try (RunningServer server = new RunningServer(data, false);
        TestBrowser browser = new TestBrowser()) {
      Page page = browser.open(server.url() + "/", 1280, 800, "zh-CN");
      page.locator(".grid-label.level1 span").first().waitFor();
      page.evaluate(
          "() => { window.frames_ = 0; const count = () => { window.frames_++;"
              + " requestAnimationFrame(count); }; requestAnimationFrame(count); }");
      page.mouse().move(400, 400);
      page.mouse().down();
      long start = System.nanoTime();
      int before = (int) page.evaluate("() => window.frames_");
      for (int step = 0; step < 150; step++) {
        page.mouse().move(400 + 200 * Math.sin(step / 15.0), 400 + 150 * Math.cos(step / 15.0));
      }
      int frames = (int) page.evaluate("() => window.frames_") - before;
      double perSecond = frames * 1e9 / (System.nanoTime() - start);
      page.mouse().up();
      System.out.println("frames a second while panning over 12,100 grids: " + perSecond);
      page.mouse().click(400, 400);
      assertThat(page.locator("#answer .chain")).isVisible();
      assertThat(browser.takeComplaints()).isEmpty();
    }
  }

  private static List<Geometry> finest() {
    BenchCoverage coverage = new BenchCoverage(SIDE, 1);
    GeometryFactory factory = new GeometryFactory();
    return IntStream.range(0, coverage.count())
        .mapToObj(
            i -> (Geometry) factory.createPolygon(coverage.polygon(i, factory).getCoordinates()))
        .toList();
  }

  /** The unions of ten by ten grids. */
  private static List<Geometry> blocks(List<Geometry> finest) {
    BenchCoverage coverage = new BenchCoverage(SIDE, 1);
    Map<Integer, List<Geometry>> blocks = new TreeMap<>();
    for (int i = 0; i < finest.size(); i++) {
      blocks
          .computeIfAbsent(coverage.blockOf(i, BLOCK), block -> new ArrayList<>())
          .add(finest.get(i));
    }
    return blocks.values().stream()
        .map(block -> CoverageUnion.union(block.toArray(Geometry[]::new)))
        .toList();
  }

  private Path file(String name, List<Geometry> grids) {
    Object[] codesAndAreas = new Object[2 * grids.size()];
    for (int i = 0; i < grids.size(); i++) {
      codesAndAreas[2 * i] = name + i;
      codesAndAreas[2 * i + 1] = grids.get(i);
    }
    return GridFixture.write(data.resolve(name + ".geojson"), codesAndAreas);
  }
}
