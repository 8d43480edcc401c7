package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files through the command line: exit code 2, the file and the place in it named, and the
 * store as it was.
 */
class DamagedInputTest {
  private static final Charset GBK = Charset.forName("GBK");
  private static final String SQUARE =
      ring("113.60 33.40, 113.61 33.40, 113.61 33.41, 113.60 33.41");

  @TempDir Path folder;
  private List<String> before;

  @BeforeEach
  void goodGrids() {
    CommandRun good =
        run(
            "import",
            "grids",
            "data/grids-level1.geojson",
            "data/grids-level2.geojson",
            "--level",
            "1,2");
    assertThat(good.status()).as(good.err()).isZero();
    Path duties = write("good.csv", "grid,role,party\n990101001000,grid_chief,王明远\n");
    assertThat(run("import", "assignments", duties.toString()).status()).isZero();
    before = state();
  }

  @AfterEach
  void theStoreIsAsItWas() {
    assertThat(state()).isEqualTo(before);
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(folder.resolve("var"), arguments);
  }

  /** Every row of the tables that imports write, the change feed's too. */
  private List<String> state() {
    try (App app = App.open(Config.of(folder.resolve("var"), null))) {
      return app.database()
          .read(
              handle ->
                  List.of("grid_version", "grid", "category", "party", "assignment", "change")
                      .stream()
                      .flatMap(
                          table ->
                              handle
                                  .createQuery("select * from " + table + " order by 1, 2, 3")
                                  .mapToMap()
                                  .map(row -> table + shown(row))
                                  .list()
                                  .stream())
                      .toList());
    }
  }

  private static String shown(Map<String, Object> row) {
    StringBuilder text = new StringBuilder();
    row.forEach(
        (name, value) ->
            text.append(' ')
                .append(name)
                .append('=')
                .append(value instanceof byte[] bytes ? Arrays.hashCode(bytes) : value));
    return text.toString();
  }

  private Path write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A closed ring of GeoJSON from "x y, x y". */
  private static String ring(String points) {
    String[] pairs = points.split(", ");
    StringBuilder ring = new StringBuilder("[[");
    for (String pair : pairs) {
      ring.append('[').append(pair.replace(' ', ',')).append("],");
    }
    return ring.append('[').append(pairs[0].replace(' ', ',')).append("]]]").toString();
  }

  private static String feature(String code, String parent, String coordinates) {
    return "{\"type\":\"Feature\",\"properties\":{\"code\":\""
        + code
        + "\",\"name\":\"格\""
        + (parent == null ? "" : ",\"parent\":\"" + parent + "\"")
        + "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
        + coordinates
        + "}}";
  }

  private static String collection(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",\n", features) + "]}";
  }

  /** A shapefile's parts are named by their own names. */
  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".shp") ? name.substring(0, name.length() - 3) : name;
  }

  /** Imports as a layer of its own, where nothing else could be the reason to refuse. */
  private CommandRun refused(Path file, String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of("import", "grids", file.toString(), "--level", "1", "--layer", "other"));
    arguments.addAll(List.of(more));
    CommandRun run = run(arguments.toArray(String[]::new));
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(run.err()).contains(stem(file));
    return run;
  }

  @Test
  void coordinatesThatAreNoNumbersOrNowhere() {
    for (String bad :
        List.of("NaN 33.4", "1e999 33.4", "113.6 Infinity", "200 33.4", "113.6 -91")) {
      Path file =
          write(
              "nowhere.geojson",
              collection(
                  feature("A", null, SQUARE),
                  feature("B", null, ring("113.6 33.4, " + bad + ", 113.61 33.41"))));
      assertThat(refused(file).err()).as(bad).containsPattern("nowhere.geojson:(feature 2|2):");
    }
  }

  @Test
  void latitudeAndLongitudeSwapped() {
    Path file =
        write(
            "swapped.geojson",
            collection(
                feature(
                    "A", null, ring("33.40 113.60, 33.40 113.61, 33.41 113.61, 33.41 113.60"))));
    assertThat(refused(file).err()).contains("swapped");
  }

  @Test
  void aSelfCrossingRingIsRefusedAndRepairedOnlyWhenAskedFor() {
    String bowtie = ring("113.60 33.40, 113.61 33.41, 113.61 33.40, 113.60 33.41");
    Path file = write("bowtie.geojson", collection(feature("A", null, bowtie)));
    assertThat(refused(file).err()).contains("bowtie.geojson").contains("A").contains("--repair");
    CommandRun repaired =
        run(
            "import",
            "grids",
            file.toString(),
            "--level",
            "1",
            "--layer",
            "other",
            "--repair",
            "--dry-run");
    assertThat(repaired.status()).as(repaired.err()).isZero();
    assertThat(repaired.out() + repaired.err()).contains("repaired");
  }

  @Test
  void anUnclosedRing() {
    String open = "[[[113.60,33.40],[113.61,33.40],[113.61,33.41],[113.60,33.41]]]";
    Path file = write("open.geojson", collection(feature("A", null, open)));
    assertThat(refused(file).err()).contains("closed");
  }

  @Test
  void codesTwiceInAFileAndOnTwoLevels() {
    Path file =
        write(
            "twice.geojson",
            collection(
                feature("A", null, SQUARE),
                feature(
                    "A", null, ring("113.62 33.40, 113.63 33.40, 113.63 33.41, 113.62 33.41"))));
    assertThat(refused(file).err()).contains("duplicate code").contains("A");
    Path again = write("again.geojson", collection(feature("990101001000", null, SQUARE)));
    CommandRun run = run("import", "grids", again.toString(), "--level", "3");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("990101001000");
  }

  @Test
  void aParentThatIsUnknownOrItself() {
    Path unknown = write("unknown.geojson", collection(feature("X", "nobody", SQUARE)));
    CommandRun run = run("import", "grids", unknown.toString(), "--level", "3");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("unknown.geojson").contains("nobody");
    Path cycle =
        write(
            "cycle.geojson",
            collection(
                feature("X", "Y", SQUARE),
                feature("Y", "X", ring("113.62 33.40, 113.63 33.40, 113.63 33.41, 113.62 33.41"))));
    CommandRun turning = run("import", "grids", cycle.toString(), "--level", "3");
    assertThat(turning.status()).isEqualTo(2);
    assertThat(turning.err()).contains("cycle.geojson").contains("parent");
  }

  @Test
  void filesWithNothingOrNothingReadableInThem() {
    for (String name : List.of("e.geojson", "e.shp", "e.gpkg", "e.kml", "e.zip", "e.txt")) {
      refused(write(name, ""));
      refused(write(name, "\0\1\2 neither this nor that"));
    }
    assertThat(refused(write("none.geojson", collection())).err()).contains("no ");
    refused(write("cut.geojson", collection(feature("A", null, SQUARE)).substring(0, 120)));
    for (String name : List.of("e.csv", "e.xlsx")) {
      Path empty = write(name, "");
      CommandRun run = run("import", "assignments", empty.toString());
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains(name);
    }
    Path noWorkbook = write("plain.xlsx", "grid,role,party\n");
    assertThat(run("import", "assignments", noWorkbook.toString()).status()).isEqualTo(2);
  }

  @Test
  void aLineOfTwoHundredMegabytes() throws IOException {
    Path csv = folder.resolve("long.csv");
    Path geojson = folder.resolve("long.geojson");
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) 'x');
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(csv));
        OutputStream also = new BufferedOutputStream(Files.newOutputStream(geojson))) {
      to.write("grid,role,party\n990101001000,grid_chief,\"".getBytes(StandardCharsets.UTF_8));
      also.write("{\"type\":\"FeatureCollection\",\"name\":\"".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 200; i++) {
        to.write(megabyte);
        also.write(megabyte);
      }
      to.write("\"\n".getBytes(StandardCharsets.UTF_8));
      also.write("\",\"features\":[]}".getBytes(StandardCharsets.UTF_8));
    }
    CommandRun duties = run("import", "assignments", csv.toString());
    assertThat(duties.status()).isEqualTo(2);
    assertThat(duties.err()).contains("long.csv").hasSizeLessThan(2000);
    CommandRun points = run("who", "--batch", csv.toString());
    assertThat(points.status()).isEqualTo(2);
    assertThat(points.err()).contains("long.csv").hasSizeLessThan(2000);
    assertThat(refused(geojson).err()).hasSizeLessThan(2000);
  }

  @Test
  void aZipThatWritesOutsideItself() throws IOException {
    Path zip = folder.resolve("evil.zip");
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("../evil.shp", "../evil.dbf", "../evil.shx", "../evil.prj")) {
        to.putNextEntry(new ZipEntry(name));
        to.write(new byte[200]);
      }
    }
    assertThat(refused(zip).err()).contains("../evil.shp");
    try (var files = Files.walk(folder.getParent(), 2)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("evil.")))
          .containsExactly(zip);
    }
  }

  @Test
  void aTableWithoutAColumnOrWithAQuoteLeftOpen() {
    Path narrow = write("narrow.csv", "grid,role\n990101001000,grid_chief\n");
    CommandRun missing = run("import", "assignments", narrow.toString());
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("narrow.csv").contains("party");
    Path open =
        write(
            "open.csv",
            "grid,role,party\n990101001000,grid_chief,甲\n990101002000,grid_chief,\"乙\n");
    CommandRun quote = run("import", "assignments", open.toString());
    assertThat(quote.status()).isEqualTo(2);
    assertThat(quote.err()).contains("open.csv:3:").contains("never closed");
  }

  @Test
  void everyFaultOfATableIsListedAtOnce() {
    Path file =
        write(
            "many.csv",
            String.join(
                "\n",
                "grid,role,party,category,valid_from,valid_to",
                "nowhere,grid_chief,甲,,,",
                "990101001000,emperor,乙,,,",
                "990101001000,grid_chief,,,,",
                "990101001000,grid_chief,丙,9.9.9,,",
                "990101001000,grid_chief,丁,,2026-02-30,",
                "990101001000,grid_chief,戊,,2026-02-03,2026-02-01",
                ",grid_chief,己,,,",
                "990101001000,grid_worker,好,,,"));
    CommandRun run = run("import", "assignments", file.toString());
    assertThat(run.status()).isEqualTo(2);
    for (int line = 2; line <= 8; line++) {
      assertThat(run.err()).contains("many.csv:" + line + ":");
    }
    assertThat(run.err()).doesNotContain("many.csv:9:");
  }

  @Test
  void aTableInAnotherEncodingIsReadAsWhatItIs() {
    Path gbk = write("gbk.csv", "网格,角色,责任人\n990101001000,网格员,李雷\n".getBytes(GBK));
    CommandRun run = run("import", "assignments", gbk.toString(), "--dry-run");
    assertThat(run.status()).as(run.err()).isZero();
    Path neither =
        write("neither.csv", new byte[] {'g', 'r', 'i', 'd', ',', (byte) 0xff, '\n', 'x'});
    assertThat(run("import", "assignments", neither.toString()).status()).isEqualTo(2);
  }
}
