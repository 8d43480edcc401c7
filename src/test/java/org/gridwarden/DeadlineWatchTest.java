package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.gridwarden.WalkScene.Who;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.problem.Deadlines;
import org.gridwarden.problem.LedgerEntry;
import org.gridwarden.problem.Problem;
import org.gridwarden.problem.ProblemDesk;
import org.gridwarden.problem.ReportDraft;
import org.gridwarden.problem.Severity;
import org.gridwarden.problem.Step;
import org.gridwarden.problem.StepRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch over deadlines, and what may come between. */
class DeadlineWatchTest {
  private final Random random = new Random(7);

  @TempDir Path data;
  private WalkScene scene;
  private ProblemDesk desk;

  @BeforeEach
  void open() throws Exception {
    scene = new WalkScene(data);
    desk = scene.app().problemDesk();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Deadlines watch() {
    return new Deadlines(scene.app().database(), scene.app().clock(), desk.stepping());
  }

  private Who who(String name) {
    return scene.people().stream()
        .filter(each -> each.account().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Problem report() {
    ReportDraft draft =
        new ReportDraft(
            GridVersion.DEFAULT_LAYER,
            scene.place(random),
            null,
            null,
            null,
            "1.1",
            Severity.NORMAL,
            "",
            null,
            null,
            List.of());
    return desk.reporting().report(draft, scene.actor(who("admin")), null).problem();
  }

  private Problem take(Problem problem, Step step, String name, String to) {
    return desk.stepping()
        .step(
            problem.id(),
            step,
            new StepRequest("因为", to, List.of(), null),
            scene.actor(who(name)),
            null,
            scene.app().moments());
  }

  private List<String> steps(Problem problem) {
    return desk.problems().ledger(problem.id()).stream()
        .map(LedgerEntry::step)
        .map(Step::code)
        .toList();
  }

  @Test
  void hundredsPlannedByRulesThatHoldNoMoreDontHoldTheWatchUp() {
    Problem first = report();
    for (int i = 0; i < 500; i++) {
      report();
    }
    scene
        .app()
        .database()
        .update(
            handle ->
                handle
                    .createUpdate("update problem set next_at = :at where version = 1")
                    .bind("at", java.time.Instant.ofEpochMilli(1))
                    .execute());
    int looked = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> watch().look());
    assertThat(looked).isEqualTo(501);
    assertThat(steps(first)).as("nothing was due").containsExactly("report");
    assertThat(desk.problems().find(first.id()).orElseThrow().deadline().nextAt())
        .as("planned again")
        .isEqualTo(first.deadline().nextAt());
    assertThat(watch().look()).isZero();
  }

  @Test
  void twoThatWatchAtOnceTellEachThingOnce() throws Exception {
    List<Problem> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(report());
    }
    scene.pass(Duration.ofDays(20));
    CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> watch().look());
    watch().look();
    other.get();
    for (Problem each : all) {
      assertThat(steps(each))
          .containsExactly("report", "overdue", "escalate", "escalate", "escalate");
    }
  }

  @Test
  void whatWasGivenAwayMeanwhileIsNotOpenedByItsFormerUnit() {
    Problem filed = take(report(), Step.FILE, "admin", null);
    Problem seen = take(filed, Step.DISPATCH, "admin", scene.units().get(0));
    take(seen, Step.TRANSFER, "admin", scene.units().get(1));
    desk.stepping().open(seen, scene.actor(who("unit-0")));
    assertThat(steps(seen)).containsExactly("report", "file", "dispatch", "transfer");
    Problem now = desk.problems().find(seen.id()).orElseThrow();
    for (int i = 0; i < 3; i++) {
      desk.stepping().open(now, scene.actor(who("unit-1")));
    }
    assertThat(Collections.frequency(steps(seen), "open")).isEqualTo(1);
  }
}
