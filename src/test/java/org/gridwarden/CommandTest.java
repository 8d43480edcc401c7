package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a person types them, with their exit codes and what they say. */
class CommandTest {
  static final Path SAMPLE = Path.of("data");

  @TempDir Path folder;
  private String out;
  private String err;

  private int run(String... arguments) {
    CommandRun run = CommandRun.of(folder.resolve("var"), arguments);
    out = run.out();
    err = run.err();
    return run.status();
  }

  private int importTown() {
    return run(
        "import",
        "grids",
        "data/grids-level1.geojson",
        "data/grids-level2.geojson",
        "data/grids-level3.geojson",
        "--level",
        "1,2,3");
  }

  @BeforeEach
  void sampleIsThere() {
    assertThat(SAMPLE.resolve("grids-level3.geojson")).exists();
  }

  @Test
  void theSampleTownGoesInAnswersAndComesOut() throws Exception {
    assertThat(importTown()).as(err).isZero();
    assertThat(out).contains("100 new or changed");
    assertThat(run("import", "categories", "data/categories.csv")).as(err).isZero();
    assertThat(run("import", "assignments", "data/assignments.csv")).as(err).isZero();
    assertThat(run("who", "113.618", "33.426", "--lang", "en")).as(err).isZero();
    assertThat(out)
        .contains("\"place\" : \"inside\"")
        .contains("990101003001003")
        .contains("co-building unit");
    assertThat(run("check")).isZero();
    assertThat(out).contains("vacancy:").contains("0 errors");
    Path geojson = folder.resolve("out.geojson");
    assertThat(run("export", "grids", "--out", geojson.toString())).isZero();
    assertThat(run("import", "grids", geojson.toString(), "--level", "3", "--layer", "copy"))
        .as("levels are mixed in that file, so their codes overlap")
        .isEqualTo(2);
    for (String name : List.of("out.gpkg", "out.csv", "out.xlsx")) {
      assertThat(run("export", "grids", "--out", folder.resolve(name).toString())).as(err).isZero();
      assertThat(folder.resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void theSameFilesTwiceChangeNothing() {
    assertThat(importTown()).isZero();
    assertThat(importTown()).isZero();
    assertThat(out).contains("Nothing to change").contains("100 unchanged");
    run("import", "categories", "data/categories.csv");
    run("import", "assignments", "data/assignments.csv");
    assertThat(run("import", "assignments", "data/assignments.csv")).isZero();
    assertThat(out).contains("0 added, 0 changed, 383 unchanged");
    assertThat(run("import", "categories", "data/categories.csv")).isZero();
    assertThat(out).contains("0 added, 0 changed");
  }

  @Test
  void aDryRunWritesNothingAndADraftIsNotServedUntilPublished() {
    assertThat(run("import", "grids", "data/grids-level1.geojson", "--level", "1", "--dry-run"))
        .isZero();
    assertThat(out).contains("Dry run");
    run("who", "113.618", "33.426");
    assertThat(out).contains("\"outside\"");
    assertThat(run("import", "grids", "data/grids-level1.geojson", "--level", "1", "--draft"))
        .isZero();
    assertThat(out).contains("Draft 1");
    run("who", "113.618", "33.426");
    assertThat(out).contains("\"outside\"");
    assertThat(run("publish", "1")).as(err).isZero();
    run("who", "113.618", "33.426");
    assertThat(out).contains("\"inside\"").contains("东皋镇");
    assertThat(run("publish", "1")).isEqualTo(2);
  }

  @Test
  void levelsOneByOneFindTheirParentsByContainment() throws Exception {
    Path bare = folder.resolve("bare.geojson");
    Files.writeString(
        bare,
        Files.readString(Path.of("data/grids-level3.geojson"))
            .replace("\"parent\":", "\"above\":"));
    assertThat(run("import", "grids", bare.toString(), "--level", "3")).as(err).isZero();
    assertThat(err).contains("missing_parent");
    assertThat(run("import", "grids", "data/grids-level1.geojson", "--level", "1"))
        .as(err)
        .isZero();
    assertThat(run("import", "grids", "data/grids-level2.geojson", "--level", "2"))
        .as(err)
        .isZero();
    assertThat(err).contains("found another parent");
    run("who", "113.618", "33.426");
    assertThat(out).contains("990101003000").contains("990101003001\"").contains("990101003001003");
  }

  @Test
  void aBatchAnswersEveryRowAndNamesTheBadOnes() throws Exception {
    importTown();
    Path in = folder.resolve("in.csv");
    Path to = folder.resolve("out.csv");
    Files.writeString(
        in,
        "\uFEFFname,id,lat,lon\r\nx,1,33.426,113.618\r\ny,\"a,b\",33.9,113.6\r\nz,3,abc,113\r\nq,4,113,33\r\n,5\r\n");
    assertThat(run("who", "--batch", in.toString(), "--out", to.toString())).as(err).isZero();
    assertThat(Files.readAllLines(to))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("id,place,level1,level2,level3,primary,error"),
            line ->
                assertThat(line).startsWith("1,inside,990101003000,990101003001,990101003001003,"),
            line -> assertThat(line).isEqualTo("\"a,b\",outside,,,,,"),
            line -> assertThat(line).isEqualTo("3,error,,,,,\"lat is not a finite number: abc\""),
            line -> assertThat(line).startsWith("4,error,,,,,\"").contains("swapped"),
            line -> assertThat(line).isEqualTo("5,error,,,,,\"lon is missing\""));
  }

  @Test
  void badUseAndBadInputExitWithTwoAndSayWhatWouldBeRight() throws Exception {
    assertThat(run("who", "33", "113")).isEqualTo(2);
    assertThat(err).contains("swapped");
    assertThat(run("who", "NaN", "33")).isEqualTo(2);
    assertThat(run("who", "113", "33", "--crs", "wgs72")).isEqualTo(2);
    assertThat(err).contains("gcj02");
    assertThat(run("who", "113", "33", "--at", "tomorrow")).isEqualTo(2);
    assertThat(run("who", "113")).isEqualTo(2);
    assertThat(run("nonsense")).isEqualTo(2);
    assertThat(run("import", "grids", "none.geojson", "--level", "1")).isEqualTo(2);
    assertThat(err).contains("none.geojson").contains("no such file");
    Path open = folder.resolve("open.csv");
    Files.writeString(open, "id,lon,lat\n1,113,33\n2,\"113,33\n");
    assertThat(run("who", "--batch", open.toString())).isEqualTo(2);
    assertThat(err).contains("open.csv:3:").contains("never closed");
    Path narrow = folder.resolve("narrow.csv");
    Files.writeString(narrow, "id,lon\n1,113\n");
    assertThat(run("who", "--batch", narrow.toString())).isEqualTo(2);
    assertThat(err).contains("narrow.csv:1:").contains("lat");
    Path assignments = folder.resolve("a.csv");
    Files.writeString(assignments, "grid,role,party,valid_from\nX,king,甲,someday\n,grid_chief,,\n");
    assertThat(run("import", "assignments", assignments.toString())).isEqualTo(2);
    assertThat(err.lines().filter(line -> line.startsWith("a.csv:")))
        .hasSizeGreaterThanOrEqualTo(5);
    assertThat(err)
        .contains("a.csv:2:")
        .contains("a.csv:3:")
        .contains("no such grid")
        .contains("网格长");
  }

  @Test
  void limitsAndTheCalendarGoInTwiceAndABadFileNamesEveryFault() throws Exception {
    assertThat(run("import", "limits", "data/limits.csv")).isEqualTo(2);
    assertThat(err).contains("limits.csv:2:").contains("import categories first");
    run("import", "categories", "data/categories.csv");
    assertThat(run("import", "limits", "data/limits.csv", "--dry-run")).as(err).isZero();
    assertThat(out).contains("Dry run, nothing written: 13 added");
    assertThat(run("import", "limits", "data/limits.csv")).as(err).isZero();
    assertThat(out).contains("13 added, 0 changed, 0 unchanged.");
    assertThat(run("import", "limits", "data/limits.csv")).isZero();
    assertThat(out).contains("0 added, 0 changed, 13 unchanged.");
    assertThat(run("import", "calendar", "data/calendar.csv")).as(err).isZero();
    assertThat(out).contains("110 added, 0 changed, 0 unchanged.");
    assertThat(run("import", "calendar", "data/calendar.csv")).isZero();
    assertThat(out).contains("0 added, 0 changed, 110 unchanged.");
    Path bad = folder.resolve("bad.csv");
    Files.writeString(bad, "day,working\nsomeday,no\n周一,perhaps\n2027-05-03,yes\n");
    assertThat(run("import", "calendar", bad.toString())).isEqualTo(2);
    assertThat(err.lines()).hasSize(2);
    assertThat(err).contains("bad.csv:2: day:").contains("bad.csv:3: working:");
    Files.writeString(bad, "day,working\n2027-05-03,yes\n");
    assertThat(run("import", "calendar", bad.toString(), "--dry-run")).isZero();
    assertThat(err).contains("warning: 2027-05-03 is worked anyway");
  }

  @Test
  void theDemoIsRefusedOnAnOpenHost() {
    assertThat(run("serve", "--demo", "--host", "0.0.0.0", "--port", "0")).isEqualTo(2);
    assertThat(err).contains("loopback");
  }

  @Test
  void assignmentsThatWentOutGoInAgainAndChangeNothing() {
    importTown();
    assertThat(run("import", "categories", "data/categories.csv")).as(err).isZero();
    assertThat(run("import", "assignments", "data/assignments.csv")).as(err).isZero();
    for (String name : List.of("duty.csv", "duty.xlsx")) {
      String file = folder.resolve(name).toString();
      assertThat(run("export", "assignments", "--out", file)).as(err).isZero();
      assertThat(out).contains("383 assignments");
      assertThat(run("import", "assignments", file)).as(err).isZero();
      assertThat(out).as(name).contains("0 added, 0 changed, 383 unchanged");
    }
  }
}
