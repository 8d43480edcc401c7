package org.gridwarden.heat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.gridwarden.problem.ProblemStatus;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.ProblemIndex;
import org.gridwarden.store.Change;
import org.gridwarden.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Problems that take steps while others count them. */
class UnresolvedTest {
  private static final int PROBLEMS = 3_000;
  private static final int STEPS = 60_000;
  private static final long REPORTED = 1_700_000_000_000L;

  @TempDir Path folder;

  private final List<String> ids = new ArrayList<>();

  @Test
  void aProblemThatMovesIsCountedOnce() {
    ProblemIndex index = new ProblemIndex();
    List<IndexRow> rows = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      rows.add(row(i));
    }
    index.put(rows);
    try (Database database = Database.open(Database.embeddedUrl(folder))) {
      Unresolved unresolved = new Unresolved(database, () -> index);
      unresolved.ready();
      CompletableFuture<Void> steps =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < STEPS; i++) {
                  unresolved.onChanges(List.of(step(i)));
                }
              });
      int counts = 0;
      while (!steps.isDone() || counts == 0) {
        assertThat(count(unresolved, Selection.ALL)).isEqualTo(PROBLEMS);
        assertThat(count(unresolved, Selection.ALL.at(REPORTED + 1))).isEqualTo(PROBLEMS);
        counts++;
      }
      steps.join();
      assertThat(unresolved.pastSize()).as("stretches that are over").isGreaterThan(PROBLEMS);
    }
  }

  private static int count(Unresolved unresolved, Selection selection) {
    Positions positions = new Positions();
    unresolved.scan(
        selection.needsPast(), 0, 0, 0, selection.test(unresolved.numbers()), positions);
    return positions.count();
  }

  /** Each problem is suspended and goes on again, in turn. */
  private Change step(int i) {
    int version = 2 + i / PROBLEMS;
    ProblemStatus status = version % 2 == 0 ? ProblemStatus.SUSPENDED : ProblemStatus.DISPATCHED;
    long at = REPORTED + 1_000L + i;
    return new Change(
        i + 1,
        "problem",
        ids.get(i % PROBLEMS),
        Instant.ofEpochMilli(at),
        null,
        "{\"version\":%d,\"status\":\"%s\",\"at\":%d}".formatted(version, status.code(), at));
  }

  private IndexRow row(int i) {
    ids.add(new UUID(i, i * 31L).toString());
    return new IndexRow(
        ids.get(i),
        1,
        1_143_000_000 + i * 100,
        306_000_000 + i % 50 * 1_000,
        Arrays.asList("a", "b", "c"),
        "unit",
        Arrays.asList(null, null, null),
        null,
        "kind",
        null,
        ProblemStatus.DISPATCHED.ordinal(),
        0,
        0,
        0,
        0,
        REPORTED,
        IndexRow.NEVER,
        IndexRow.NEVER,
        REPORTED,
        IndexRow.NEVER,
        IndexRow.NEVER,
        IndexRow.NEVER,
        "");
  }
}
