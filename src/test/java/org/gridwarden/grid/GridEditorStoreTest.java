package org.gridwarden.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gridwarden.grid.coverage.Metres.box;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.grid.GridImportRequest.LevelFile;
import org.gridwarden.grid.coverage.GridFixture;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of grids in the store: what each import begins, ends and leaves. */
class GridEditorStoreTest {
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path folder;
  private Database database;
  private GridEditor editor;
  private int files;

  @BeforeEach
  void open() {
    database = TestStore.open(folder);
    editor = new GridEditor(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private GridImportRequest request(
      int level, String within, Instant from, boolean draft, Object... codesAndAreas) {
    Path file = GridFixture.write(folder.resolve(++files + ".geojson"), codesAndAreas);
    return new GridImportRequest(
        List.of(new LevelFile(file, level, null, null, null)),
        GridVersion.DEFAULT_LAYER,
        within,
        null,
        null,
        from,
        1,
        false,
        draft,
        false);
  }

  private GridImportOutcome bringIn(int level, Instant from, Object... codesAndAreas) {
    return editor.importFiles(request(level, null, from, false, codesAndAreas), Progress.NONE);
  }

  private List<String> codes(Instant at) {
    return new Grids(database, Clock.systemUTC())
        .at(GridVersion.DEFAULT_LAYER, at).all().stream().map(Grid::code).sorted().toList();
  }

  @Test
  void aVersionBeginsWhereItSaysAndEndsWhatItReplaces() {
    bringIn(1, null, "A", box(0, 0, 100, 100), "B", box(100, 0, 200, 100));
    GridImportOutcome second =
        bringIn(1, MAY, "A", box(0, 0, 100, 100), "C", box(100, 0, 200, 100));
    assertThat(second.added()).isEqualTo(1);
    assertThat(second.ended()).isEqualTo(1);
    assertThat(second.unchanged()).isEqualTo(1);
    assertThat(codes(MAY.minusMillis(1))).containsExactly("A", "B");
    assertThat(codes(MAY)).containsExactly("A", "C");
    assertThat(codes(Instant.EPOCH)).containsExactly("A", "B");
  }

  @Test
  void aVersionBetweenTwoOthersReplacesTheLaterOne() {
    bringIn(1, null, "A", box(0, 0, 100, 100));
    bringIn(1, JUNE, "J", box(0, 0, 100, 100));
    bringIn(1, MAY, "M", box(0, 0, 100, 100));
    assertThat(codes(MAY.minusMillis(1))).containsExactly("A");
    assertThat(codes(MAY)).containsExactly("M");
    assertThat(codes(JUNE)).containsExactly("M");
  }

  @Test
  void sixtyStreetsSendSixtyFilesAndEachReplacesOnlyItsOwn() {
    bringIn(1, null, "S1", box(0, 0, 100, 100), "S2", box(100, 0, 200, 100));
    bringIn(
        2, null, "11", box(0, 0, 100, 50), "12", box(0, 50, 100, 100), "21", box(100, 0, 200, 100));
    editor.importFiles(
        request(2, "S1", MAY, false, "13", box(0, 0, 50, 100), "14", box(50, 0, 100, 100)),
        Progress.NONE);
    assertThat(codes(MAY)).containsExactly("13", "14", "21", "S1", "S2");
    assertThatThrownBy(
            () ->
                editor.importFiles(
                    request(2, "S1", MAY, false, "22", box(100, 0, 200, 100)), Progress.NONE))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("does not lie under grid S1");
    assertThatThrownBy(
            () ->
                editor.importFiles(
                    request(2, "S9", MAY, false, "22", box(100, 0, 200, 100)), Progress.NONE))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("S9");
  }

  @Test
  void aVersionKnowsWhichGridsEachNewOneCameFrom() {
    bringIn(
        1, null, "A", box(0, 0, 100, 100), "B", box(100, 0, 200, 100), "F", box(500, 0, 600, 100));
    GridImportOutcome merged =
        bringIn(
            1,
            MAY,
            "AB1",
            box(0, 0, 150, 100),
            "B2",
            box(150, 0, 200, 100),
            "F",
            box(500, 0, 600, 100));
    List<GridOrigin> origins =
        database.read(handle -> GridStore.listOrigins(handle, merged.version().id()));
    assertThat(origins)
        .extracting(GridOrigin::code, GridOrigin::fromCode)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("AB1", "A"),
            org.assertj.core.groups.Tuple.tuple("AB1", "B"),
            org.assertj.core.groups.Tuple.tuple("B2", "B"));
    assertThat(origins.get(1).squareMetres()).isCloseTo(5000, within(5.0));
  }

  @Test
  void theSameFileTwiceChangesNothingEvenAsAnotherMoment() {
    Object[] grids = {"A", box(0, 0, 100, 100), "B", box(100, 0, 200, 100)};
    bringIn(1, null, grids);
    GridImportOutcome again = bringIn(1, null, grids);
    assertThat(again.changesNothing()).isTrue();
    assertThat(again.version()).isNull();
    assertThat(bringIn(1, MAY, grids).changesNothing()).isTrue();
    assertThat(editor.listVersions()).hasSize(1);
  }

  @Test
  void aDraftWaitsAndIsCheckedAgainstWhatStandsWhenItIsPublished() {
    bringIn(1, null, "A", box(0, 0, 100, 100));
    GridImportOutcome draft =
        editor.importFiles(request(1, null, MAY, true, "D", box(0, 0, 100, 100)), Progress.NONE);
    assertThat(codes(JUNE)).containsExactly("A");
    bringIn(1, MAY, "A", box(0, 0, 100, 100), "X", box(100, 0, 200, 100));
    editor.publish(draft.version().id(), Progress.NONE);
    assertThat(codes(JUNE)).containsExactly("D");
    assertThat(codes(MAY.minusMillis(1))).containsExactly("A");
    assertThat(editor.listVersions()).noneMatch(GridVersion::draft);
    assertThatThrownBy(() -> editor.publish(999, Progress.NONE)).isInstanceOf(FaultException.class);
  }

  @Test
  void aBadLevelRefusesTheGoodOneWithIt() {
    Path good = GridFixture.write(folder.resolve("good.geojson"), "T", box(0, 0, 100, 100));
    Path bad = GridFixture.write(folder.resolve("bad.geojson"), "C", box(0, 0, 120, 100));
    GridImportRequest both =
        new GridImportRequest(
            List.of(
                new LevelFile(good, 1, null, null, null), new LevelFile(bad, 2, null, null, null)),
            GridVersion.DEFAULT_LAYER,
            null,
            null,
            null,
            null,
            1,
            false,
            false,
            false);
    assertThatThrownBy(() -> editor.importFiles(both, Progress.NONE))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("outside_parent");
    assertThat(editor.listVersions()).isEmpty();
  }

  @Test
  void importsAtTheSameTimeBothStand() throws Exception {
    bringIn(1, null, "S1", box(0, 0, 100, 100), "S2", box(100, 0, 200, 100));
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 5; round++) {
        double cut = 20 + 10 * round;
        GridImportRequest left =
            request(
                2,
                "S1",
                null,
                false,
                "1" + round,
                box(0, 0, cut, 100),
                "1x" + round,
                box(cut, 0, 100, 100));
        GridImportRequest right =
            request(
                2,
                "S2",
                null,
                false,
                "2" + round,
                box(100, 0, 100 + cut, 100),
                "2x" + round,
                box(100 + cut, 0, 200, 100));
        Future<?> one = both.submit(() -> editor.importFiles(left, Progress.NONE));
        Future<?> two =
            both.submit(
                () ->
                    new GridEditor(database, Clock.systemUTC()).importFiles(right, Progress.NONE));
        one.get();
        two.get();
        assertThat(codes(Instant.now().plusSeconds(1)))
            .containsExactlyInAnyOrder(
                "S1", "S2", "1" + round, "1x" + round, "2" + round, "2x" + round);
      }
    } finally {
      both.shutdownNow();
    }
  }

  @Test
  void gridsOfSeveralPartsAndWithHolesComeBackAsTheyWere() {
    bringIn(
        1,
        null,
        "R",
        box(0, 0, 300, 300).difference(box(100, 100, 200, 200)).union(box(400, 0, 500, 100)),
        "I",
        box(100, 100, 200, 200));
    GridSnapshot grids = new Grids(database, Clock.systemUTC()).now(GridVersion.DEFAULT_LAYER);
    Grid ring = grids.find("R").orElseThrow();
    assertThat(ring.geometry().getNumGeometries()).isEqualTo(2);
    assertThat(ring.name()).as("named by its code").isEqualTo("R");
    assertThat(ring.geometry().getArea()).isCloseTo(box(0, 0, 300, 300).getArea(), within(1e-15));
  }
}
