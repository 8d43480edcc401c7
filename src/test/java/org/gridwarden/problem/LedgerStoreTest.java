package org.gridwarden.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.store.RoundTrip;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.LimitUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger into the database and back. */
class LedgerStoreTest {
  private static final Instant NOW = Instant.parse("2025-10-13T02:00:00.123Z");

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = TestStore.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private String problem() {
    TimeLimit limit = ProblemFixture.limit(1, LimitUnit.WORK_DAY);
    Problem problem =
        ProblemFixture.reported(
            Ids.next(), new Deadline(limit, NOW, NOW, null, null, false, false, null), NOW);
    database.update(
        handle -> RoundTrip.make(handle, trip -> ProblemRowStore.insert(trip, problem)));
    return problem.id();
  }

  private static LedgerEntry entry(String id, int version, Step step, String note) {
    boolean bare = version == 1;
    return new LedgerEntry(
        id,
        version,
        NOW.plusMillis(version),
        step,
        bare ? null : ProblemStatus.REPORTED,
        ProblemStatus.FILED,
        bare ? null : "account",
        bare ? null : "王明远",
        bare ? null : "party",
        bare ? null : "unit",
        note,
        bare ? null : "target",
        bare ? List.of() : List.of("a".repeat(64), "b".repeat(64)));
  }

  private void insert(LedgerEntry entry) {
    database.update(handle -> RoundTrip.make(handle, trip -> LedgerStore.insert(trip, entry)));
  }

  private List<LedgerEntry> list(String id) {
    return database.read(handle -> LedgerStore.list(handle, id));
  }

  @Test
  void everyEntryComesBackAsItWasPutInByVersion() {
    String id = problem();
    List<LedgerEntry> all = new ArrayList<>();
    int version = 0;
    for (Step step : Step.values()) {
      all.add(entry(id, ++version, step, version % 2 == 0 ? null : "因为'下雨', \"路\"滑\n第二行"));
    }
    all.forEach(this::insert);
    assertThat(list(id)).isEqualTo(all);
    assertThat(list(id))
        .extracting(LedgerEntry::version)
        .containsExactlyElementsOf(
            java.util.stream.IntStream.rangeClosed(1, Step.values().length).boxed().toList());
    assertThat(list(Ids.next())).isEmpty();
  }

  @Test
  void aVersionIsWrittenOnceAndStays() {
    String id = problem();
    LedgerEntry first = entry(id, 1, Step.REPORT, null);
    insert(first);
    assertThatThrownBy(() -> insert(entry(id, 1, Step.VOID, "again")))
        .hasMessageContaining("ledger");
    assertThat(list(id)).containsExactly(first);
  }

  @Test
  void anEntryOfNoProblemIsRefused() {
    assertThatThrownBy(() -> insert(entry(Ids.next(), 1, Step.REPORT, null)))
        .hasMessageMatching("(?is).*foreign key.*");
  }

  @Test
  void theLedgersOfSomeProblemsComeByProblemAndVersion() {
    String a = problem();
    String b = problem();
    String left = problem();
    insert(entry(b, 1, Step.REPORT, null));
    insert(entry(a, 1, Step.REPORT, null));
    insert(entry(left, 1, Step.REPORT, null));
    insert(entry(b, 2, Step.FILE, null));
    List<LedgerEntry> both =
        database.read(handle -> LedgerStore.each(handle, List.of(b, a)).list());
    List<LedgerEntry> expected = new ArrayList<>(list(a.compareTo(b) < 0 ? a : b));
    expected.addAll(list(a.compareTo(b) < 0 ? b : a));
    assertThat(both).isEqualTo(expected).hasSize(3);
  }

  @Test
  void aPhotoLeadsToTheProblemsThatHaveItOnce() {
    String a = problem();
    String b = problem();
    insert(entry(a, 2, Step.FILE, null));
    insert(entry(a, 3, Step.HANDLE, null));
    insert(entry(b, 2, Step.FILE, null));
    assertThat(
            database.<List<String>>read(
                handle -> LedgerStore.listProblemsWithPhoto(handle, "a".repeat(64))))
        .containsExactlyInAnyOrder(a, b);
    assertThat(
            database.<List<String>>read(
                handle -> LedgerStore.listProblemsWithPhoto(handle, "c".repeat(64))))
        .isEmpty();
  }
}
