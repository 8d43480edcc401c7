package org.gridwarden.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gridwarden.grid.coverage.Metres.box;
import static org.gridwarden.grid.coverage.Metres.lat;
import static org.gridwarden.grid.coverage.Metres.lon;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.ChinaOffset;
import org.gridwarden.geo.Ground;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.Grid;
import org.gridwarden.grid.GridEditor;
import org.gridwarden.grid.GridImportRequest;
import org.gridwarden.grid.GridImportRequest.LevelFile;
import org.gridwarden.grid.Grids;
import org.gridwarden.grid.coverage.GridFixture;
import org.gridwarden.http.Json;
import org.gridwarden.responsibility.Answer.Candidate;
import org.gridwarden.responsibility.Answer.Place;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.Moments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** The finder on small grids, brought in through files as a city's are. */
class FinderTest {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  @TempDir Path folder;
  private Database database;
  private Instant now = Instant.parse("2026-06-01T00:00:00Z");
  private Grids grids;
  private Duties duties;

  @BeforeEach
  void open() {
    database = TestStore.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void bringIn(String layer, Instant from, int level, Object... codesAndAreas) {
    Path file = GridFixture.write(folder.resolve(layer + level + ".geojson"), codesAndAreas);
    new GridEditor(database, Clock.systemUTC())
        .importFiles(
            new GridImportRequest(
                List.of(new LevelFile(file, level, null, null, null)),
                layer,
                null,
                null,
                null,
                from,
                50,
                false,
                false,
                false),
            Progress.NONE);
  }

  private void duties(String csv) {
    duties(csv, "");
  }

  private void duties(String csv, String moreColumns) {
    try {
      Path file =
          Files.writeString(
              folder.resolve("duties.csv"), "grid,role,party" + moreColumns + "\n" + csv);
      new Duties(database, Clock.systemUTC())
          .importAssignments(file, "default", code -> true, Moments.of("Asia/Shanghai"), false);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Answer ask(double east, double north, Double accuracy) {
    return ask("default", lon(east), lat(north), accuracy);
  }

  private Answer ask(String layer, double lon, double lat, Double accuracy) {
    grids = new Grids(database, Clock.systemUTC());
    duties = new Duties(database, Clock.systemUTC());
    return new Finder(grids, duties, new Rules(Precedence.DEFAULT))
        .answer(new Question(layer, new LonLat(lon, lat), null, now, accuracy));
  }

  private static List<String> chain(Answer answer) {
    return answer.grids().stream().map(Grid::code).toList();
  }

  @Test
  void onEdgesAndCornersTheLowestCodeOwns() {
    bringIn("default", null, 1, "T", box(0, 0, 200, 200));
    bringIn(
        "default",
        null,
        3,
        "D",
        box(0, 0, 100, 100),
        "B",
        box(100, 0, 200, 100),
        "C",
        box(0, 100, 100, 200),
        "A",
        box(100, 100, 200, 200));
    assertThat(chain(ask(50, 50, null))).containsExactly("T", "D");
    assertThat(chain(ask(100, 100, null))).containsExactly("T", "A");
    assertThat(chain(ask(100, 50, null))).containsExactly("T", "B");
    assertThat(chain(ask(50, 100, null))).containsExactly("T", "C");
    assertThat(chain(ask(0, 0, null))).containsExactly("T", "D");
    Answer inside = ask(50, 30, null);
    assertThat(inside.place()).isEqualTo(Place.INSIDE);
    assertThat(inside.finestLevel()).isEqualTo(3);
    assertThat(inside.boundaryMetres()).isCloseTo(30, within(0.01));
    assertThat(inside.certain()).isTrue();
    assertThat(inside.candidates()).isEmpty();
  }

  @Test
  void gapsNameTheNearestAndOutsideToo() {
    bringIn(
        "default",
        null,
        3,
        "A",
        box(0, 0, 100, 300).union(box(0, 0, 300, 100)).union(box(0, 200, 300, 300)),
        "B",
        box(200, 100, 300, 200));
    Answer gap = ask(110, 150, null);
    assertThat(gap.place()).isEqualTo(Place.GAP);
    assertThat(gap.grids()).isEmpty();
    assertThat(gap.boundaryMetres()).isNull();
    assertThat(gap.nearest().grid().code()).isEqualTo("A");
    assertThat(gap.nearest().metres()).isCloseTo(10, within(0.01));
    Answer outside = ask(340, 150, null);
    assertThat(outside.place()).isEqualTo(Place.OUTSIDE);
    assertThat(outside.nearest().grid().code()).isEqualTo("B");
    assertThat(outside.nearest().metres()).isCloseTo(40, within(0.02));
    assertThat(outside.crsHint()).isNull();
  }

  @Test
  void aSlitWithinTheAreaBelongsToTheNearestGridButNotTheOutside() {
    bringIn("default", null, 1, "T", box(0, 0, 200, 100));
    bringIn("default", null, 3, "L", box(0, 0, 100, 100), "R", box(100.12, 0, 200, 100));
    assertThat(chain(ask(100.03, 50, null))).containsExactly("T", "L");
    assertThat(chain(ask(100.09, 50, null))).containsExactly("T", "R");
    assertThat(chain(ask(200.05, 50, null))).isEmpty();
    assertThat(ask(200.05, 50, null).place()).isEqualTo(Place.OUTSIDE);
  }

  @Test
  void whereGridsOverlapEachIsListedAndNothingIsCertain() {
    bringIn("default", null, 3, "A", box(0, 0, 100, 100), "B", box(99, 0, 200, 100));
    duties("A,grid_chief,甲\nB,grid_chief,乙\n");
    Answer both = ask(99.5, 50, null);
    assertThat(chain(both)).containsExactly("A");
    assertThat(both.certain()).isFalse();
    assertThat(both.samePrimary()).isFalse();
    assertThat(both.candidates())
        .extracting(candidate -> candidate.grid().code())
        .containsExactly("A", "B");
    assertThat(both.candidates()).extracting(Candidate::share).containsExactly(0.5, 0.5);
    assertThat(ask(98, 50, null).certain()).isTrue();
  }

  @Test
  void sharesOfTheCircleAreThoseOfASlowReference() {
    bringIn(
        "default",
        null,
        3,
        "A",
        box(0, 0, 100, 100),
        "B",
        box(100, 0, 200, 100),
        "C",
        box(0, 100, 200, 180));
    Random random = new Random(11);
    System.out.println("seed 11");
    for (int i = 0; i < 300; i++) {
      double east = -20 + 240 * random.nextDouble();
      double north = -20 + 220 * random.nextDouble();
      double radius = 1 + 60 * random.nextDouble();
      Answer answer = ask(east, north, radius);
      double sum = answer.candidates().stream().mapToDouble(Candidate::share).sum();
      assertThat(sum).isCloseTo(1, within(1e-9));
      Geometry circle = FACTORY.createPoint(new Coordinate(0, 0)).buffer(radius, 256);
      double held = 0;
      for (Grid grid : grids.now("default").grids(3)) {
        double share =
            Ground.toPlane(grid.geometry(), lon(east), lat(north)).intersection(circle).getArea()
                / circle.getArea();
        held += share;
        assertThat(share(answer, grid.code())).isCloseTo(share, within(1e-3));
      }
      assertThat(share(answer, null)).isCloseTo(1 - held, within(1e-3));
      assertThat(answer.certain()).isEqualTo(answer.candidates().get(0).share() >= 0.99);
    }
  }

  private static double share(Answer answer, String code) {
    return answer.candidates().stream()
        .filter(each -> code == null ? each.grid() == null : is(each.grid(), code))
        .mapToDouble(Candidate::share)
        .sum();
  }

  private static boolean is(Grid grid, String code) {
    return grid != null && grid.code().equals(code);
  }

  @Test
  void uncertainGridsMayStillHaveTheSamePrimary() {
    bringIn("default", null, 3, "A", box(0, 0, 100, 100), "B", box(100, 0, 200, 100));
    duties("A,cobuilding_unit,区教育局\nB,cobuilding_unit,区教育局\n");
    assertThat(ask(100, 50, 20.0).certain()).isFalse();
    assertThat(ask(100, 50, 20.0).samePrimary()).isTrue();
    assertThat(ask(190, 50, 20.0).samePrimary()).as("part of the circle is nobody's").isFalse();
    assertThat(ask(50, 50, 20.0).certain()).isTrue();
    assertThat(ask(50, 50, 0.0).candidates())
        .singleElement()
        .satisfies(each -> assertThat(each.share()).isEqualTo(1));
    assertThatThrownBy(() -> ask(50, 50, -1.0)).hasMessageContaining("accuracy");
  }

  @Test
  void aPositionOfAPhonesMapSaysSo() {
    bringIn("default", null, 3, "A", box(0, 0, 200, 200));
    LonLat shifted = ChinaOffset.wgs84ToGcj02(lon(100), lat(100));
    Answer answer = ask("default", shifted.lon(), shifted.lat(), null);
    assertThat(answer.place()).isEqualTo(Place.OUTSIDE);
    assertThat(answer.crsHint()).isEqualTo("gcj02");
    LonLat baidu = ChinaOffset.wgs84ToBd09(lon(100), lat(100));
    assertThat(ask("default", baidu.lon(), baidu.lat(), null).crsHint()).isEqualTo("bd09");
    assertThat(ask("default", 120, 40, null).crsHint()).isNull();
  }

  @Test
  void everyMomentHasItsGridsAndEveryLayerItsOwn() {
    bringIn("default", null, 3, "OLD", box(0, 0, 200, 100));
    bringIn(
        "default",
        Instant.parse("2026-05-01T00:00:00Z"),
        3,
        "W",
        box(0, 0, 100, 100),
        "E",
        box(100, 0, 200, 100));
    bringIn("police", null, 3, "P", box(50, 0, 150, 100));
    assertThat(chain(ask(60, 50, null))).containsExactly("W");
    now = Instant.parse("2026-05-01T00:00:00Z");
    assertThat(chain(ask(160, 50, null))).containsExactly("E");
    now = Instant.parse("2026-04-30T23:59:59.999Z");
    assertThat(chain(ask(160, 50, null))).containsExactly("OLD");
    now = Instant.parse("1999-01-01T00:00:00Z");
    assertThat(chain(ask(160, 50, null))).containsExactly("OLD");
    assertThat(chain(ask("police", lon(60), lat(50), null))).containsExactly("P");
    assertThat(ask("police", lon(10), lat(50), null).place()).isEqualTo(Place.OUTSIDE);
    assertThatThrownBy(() -> ask("fire", lon(10), lat(50), null))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("police");
  }

  @Test
  void aDecisionIsKeptOnlyUntilADutyBeginsOrEnds() {
    bringIn("default", null, 3, "A", box(0, 0, 200, 200));
    duties(
        "A,grid_chief,甲,2026-01-01,2026-03-01\nA,grid_chief,乙,2026-03-01,2026-06-02\n",
        ",valid_from,valid_to");
    Finder finder =
        new Finder(
            new Grids(database, Clock.systemUTC()),
            new Duties(database, Clock.systemUTC()),
            new Rules(Precedence.DEFAULT));
    LonLat point = new LonLat(lon(50), lat(50));
    String[][] asked = {
      {"2026-02-28T15:59:59.999Z", "甲"},
      {"2026-02-28T16:00:00Z", "乙"},
      {"2026-06-01T15:59:59Z", "乙"},
      {"2026-06-01T16:00:00Z", null},
      {"2025-12-31T15:59:59Z", null},
      {"2026-01-31T00:00:00Z", "甲"},
      {"2026-04-30T00:00:00Z", "乙"}
    };
    for (int round = 0; round < 2; round++) {
      for (String[] each : asked) {
        Decision decision =
            finder
                .answer(new Question("default", point, null, Instant.parse(each[0]), null))
                .decision();
        String name = decision.primary() == null ? null : decision.primary().party().name();
        assertThat(name).as(each[0]).isEqualTo(each[1]);
      }
    }
    Question now = new Question("default", point, null, Instant.parse(asked[1][0]), null);
    assertThat(finder.answer(now).decision())
        .isSameAs(finder.answer(now).decision())
        .satisfies(decision -> assertThat(decision.kept()).isTrue());
  }

  @Test
  void withoutAnyGridEverywhereIsOutside() throws Exception {
    Answer answer = ask(0, 0, 10.0);
    assertThat(answer.place()).isEqualTo(Place.OUTSIDE);
    assertThat(answer.nearest()).isNull();
    assertThat(answer.candidates())
        .singleElement()
        .satisfies(each -> assertThat(each.grid()).isNull());
    java.io.StringWriter text = new java.io.StringWriter();
    try (JsonGenerator json = Json.MAPPER.createGenerator(text)) {
      new AnswerJson(new Because("en"), false).write(json, answer, duties.categories());
    }
    assertThat(text.toString()).contains("\"primary\":null").contains("\"because\":");
  }
}
