package org.gridwarden.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gridwarden.problem.ProblemFixture.ADMIN;
import static org.gridwarden.problem.ProblemFixture.CHIEF;
import static org.gridwarden.problem.ProblemFixture.INSPECTOR;
import static org.gridwarden.problem.ProblemFixture.LEADER;
import static org.gridwarden.problem.ProblemFixture.UNIT_A;
import static org.gridwarden.problem.ProblemFixture.UNIT_B;
import static org.gridwarden.problem.ProblemFixture.at;
import static org.gridwarden.problem.ProblemFixture.limit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.FaultKind;
import org.gridwarden.people.AccountRole;
import org.gridwarden.problem.limit.ClockRule;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.LimitUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What steps make of a problem, and who is let through, without a database of problems. */
class TakingTest {
  @TempDir Path folder;
  private Database database;
  private DeadlineClock clock;
  private LedgerEntry entry;

  @BeforeEach
  void open() throws Exception {
    database = TestStore.open(folder);
    TimeLimits limits = new TimeLimits(database, Clock.systemUTC(), ProblemFixture.ZONE);
    limits.importCalendar(
        Files.write(folder.resolve("calendar.csv"), ProblemFixture.HOLIDAYS), false);
    clock = new DeadlineClock(limits);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Problem reported(TimeLimit limit, String local) {
    return ProblemFixture.reported("p", clock.start(limit, at(local)), at(local));
  }

  private Problem take(Problem before, Step step, Actor actor, String local) {
    return take(before, step, actor, local, null, null);
  }

  /** Checked as a request is, then taken. */
  private Problem take(
      Problem before, Step step, Actor actor, String local, String receiver, Instant until) {
    if (!step.isSystems()) {
      StepRules.check(before, step, StepRequest.plain(), actor, null);
    }
    Taking.Taken taken =
        new Taking(before, step, StepRequest.plain(), actor, at(local), clock)
            .take(receiver, until);
    entry = taken.entry();
    return taken.problem();
  }

  /** With unit a since Monday 2025-09-29 10:00, three working days. */
  private Problem dispatched(ClockRule onRework, ClockRule onTransfer) {
    Problem filed =
        take(
            reported(limit(3, LimitUnit.WORK_DAY, onRework, onTransfer), "2025-09-29T10:00"),
            Step.FILE,
            ADMIN,
            "2025-09-29T10:00");
    return take(filed, Step.DISPATCH, CHIEF, "2025-09-29T10:00", "a", null);
  }

  private Problem inProgress(ClockRule onRework, ClockRule onTransfer) {
    return take(dispatched(onRework, onTransfer), Step.HANDLE, UNIT_A, "2025-09-29T11:00");
  }

  private Problem inProgress() {
    return inProgress(ClockRule.KEEP, ClockRule.KEEP);
  }

  private void refused(FaultKind kind, Problem problem, Step step, Actor actor) {
    assertThatThrownBy(() -> StepRules.check(problem, step, StepRequest.plain(), actor, null))
        .isInstanceOfSatisfying(
            FaultException.class,
            fault -> assertThat(fault.first().kind()).as(fault.getMessage()).isEqualTo(kind));
  }

  @Test
  void aWholeLifeLeavesItsTraces() {
    Problem handled = take(inProgress(), Step.FEEDBACK, UNIT_A, "2025-09-30T10:00");
    assertThat(handled.status()).isEqualTo(ProblemStatus.HANDLED);
    assertThat(handled.standing().handledBy()).isEqualTo("unit-a");
    assertThat(handled.standing().handledUnit()).isEqualTo("a");
    assertThat(handled.stoppedAt()).isEqualTo(at("2025-09-30T10:00"));
    Problem verified = take(handled, Step.VERIFY, INSPECTOR, "2025-10-20T10:00");
    assertThat(verified.standing().verifiedAt()).isEqualTo(at("2025-10-20T10:00"));
    Problem closed = take(verified, Step.CLOSE, CHIEF, "2025-10-20T11:00");
    assertThat(closed.standing().closedAt()).isEqualTo(at("2025-10-20T11:00"));
    assertThat(closed.version()).isEqualTo(7);
    assertThat(closed.stoppedAt())
        .as("waiting for others isn't its time")
        .isEqualTo(handled.stoppedAt());
    assertThat(closed.timeState(at("2026-01-01T00:00"))).isEqualTo(TimeState.CLOSED);
    assertThat(entry)
        .isEqualTo(
            new LedgerEntry(
                "p",
                7,
                at("2025-10-20T11:00"),
                Step.CLOSE,
                ProblemStatus.VERIFIED,
                ProblemStatus.CLOSED,
                "chief",
                "chief",
                null,
                "a",
                null,
                null,
                List.of()));
  }

  @Test
  void suspendingStopsTheClockAndResumingGoesBackToWhereItWas() {
    Problem suspended = take(inProgress(), Step.SUSPEND, CHIEF, "2025-09-30T10:00");
    assertThat(suspended.deadline().dueAt()).isNull();
    assertThat(suspended.timeState(at("2025-12-01T10:00"))).isEqualTo(TimeState.SUSPENDED);
    Problem resumed = take(suspended, Step.RESUME, UNIT_A, "2025-10-11T10:00");
    assertThat(resumed.status()).isEqualTo(ProblemStatus.IN_PROGRESS);
    assertThat(resumed.standing().suspendedFrom()).isNull();
    assertThat(resumed.deadline().dueAt()).isEqualTo(at("2025-10-14T10:00"));
  }

  @Test
  void whatIsPutOnASuspendedProblemLeavesTheStatusBeforeIt() {
    Problem suspended = take(inProgress(), Step.SUSPEND, CHIEF, "2025-09-30T10:00");
    Problem marked = take(suspended, Step.SUPERVISE, LEADER, "2025-10-01T10:00");
    marked = take(marked, Step.PUBLISH, LEADER, "2025-10-01T11:00");
    marked = take(marked, Step.UNPUBLISH, LEADER, "2025-10-01T12:00");
    assertThat(marked.status()).isEqualTo(ProblemStatus.SUSPENDED);
    assertThat(marked.deadline().remainingTicks()).isEqualTo(2 * 86_400_000L);
    Problem resumed = take(marked, Step.RESUME, CHIEF, "2025-10-11T10:00");
    assertThat(resumed.status()).isEqualTo(ProblemStatus.IN_PROGRESS);
    assertThat(resumed.deadline().dueAt()).isEqualTo(at("2025-10-14T10:00"));
  }

  @Test
  void whatIsOverdueStaysOverdueByAsMuchThroughASuspension() {
    Problem late = take(inProgress(), Step.OVERDUE, Actor.SYSTEM, "2025-10-10T10:00");
    Problem suspended = take(late, Step.SUSPEND, ADMIN, "2025-10-13T10:00");
    Problem resumed = take(suspended, Step.RESUME, ADMIN, "2025-10-20T10:00");
    assertThat(resumed.deadline().dueAt())
        .as("two working days late: the make-up day counts")
        .isEqualTo(at("2025-10-16T10:00"));
    assertThat(resumed.timeState(at("2025-10-20T10:00"))).isEqualTo(TimeState.OVERDUE);
    assertThat(resumed.deadline().overdueTold()).isTrue();
  }

  @Test
  void reworkKeepsOrRestartsTheClockAndForgetsTheFeedback() {
    for (ClockRule rule : ClockRule.values()) {
      Problem handled =
          take(inProgress(rule, ClockRule.KEEP), Step.FEEDBACK, UNIT_A, "2025-09-30T10:00");
      Problem back = take(handled, Step.REWORK, INSPECTOR, "2025-10-09T10:00");
      assertThat(back.status()).isEqualTo(ProblemStatus.IN_PROGRESS);
      assertThat(back.standing().handledAt()).isNull();
      assertThat(back.standing().handledUnit()).as("who did it is still known").isEqualTo("a");
      assertThat(back.marks().reworks()).isEqualTo(1);
      assertThat(back.deadline().dueAt())
          .isEqualTo(at(rule == ClockRule.KEEP ? "2025-10-11T10:00" : "2025-10-13T10:00"));
    }
  }

  @Test
  void aTransferKeepsOrRestartsTheClockAndIsNewToItsReceiver() {
    for (ClockRule rule : ClockRule.values()) {
      Problem opened =
          take(inProgress(ClockRule.KEEP, rule), Step.OPEN, UNIT_A, "2025-09-29T11:00");
      Problem given = take(opened, Step.TRANSFER, UNIT_A, "2025-09-30T10:00", "b", null);
      assertThat(given.status()).isEqualTo(ProblemStatus.IN_PROGRESS);
      assertThat(given.standing().unit()).isEqualTo("b");
      assertThat(given.standing().unitBefore()).isEqualTo("a");
      assertThat(given.standing().openedAt()).isNull();
      assertThat(given.standing().dispatchedAt()).isEqualTo(at("2025-09-30T10:00"));
      assertThat(given.deadline().dueAt())
          .isEqualTo(at(rule == ClockRule.KEEP ? "2025-10-10T10:00" : "2025-10-11T10:00"));
      assertThat(entry.unit()).as("who had it").isEqualTo("a");
      assertThat(entry.target()).as("who gets it").isEqualTo("b");
      refused(FaultKind.FORBIDDEN, given, Step.FEEDBACK, UNIT_A);
      assertThat(UNIT_A.sees(given)).isTrue();
    }
  }

  @Test
  void timeIsAskedForByTheHolderAndGrantedByOthers() {
    Instant wanted = at("2025-10-20T18:00");
    Problem asked = take(inProgress(), Step.EXTEND, UNIT_A, "2025-09-30T10:00", null, wanted);
    assertThat(asked.deadline().dueAt())
        .as("asking alone wins nothing")
        .isEqualTo(at("2025-10-10T10:00"));
    assertThat(asked.deadline().askedUntil()).isEqualTo(wanted);
    assertThat(asked.marks().extensions()).isZero();
    refused(FaultKind.FORBIDDEN, asked, Step.REFUSE_EXTENSION, UNIT_A);
    Problem granted = take(asked, Step.EXTEND, CHIEF, "2025-09-30T11:00", null, wanted);
    assertThat(granted.deadline().dueAt()).isEqualTo(wanted);
    assertThat(granted.deadline().askedUntil()).isNull();
    assertThat(granted.marks().extensions()).isEqualTo(1);
    Problem refused = take(asked, Step.REFUSE_EXTENSION, LEADER, "2025-09-30T11:00");
    assertThat(refused.deadline().dueAt()).isEqualTo(at("2025-10-10T10:00"));
    assertThat(refused.deadline().askedUntil()).isNull();
    assertThat(refused.marks().extensions()).isZero();
  }

  @Test
  void aChiefWhosePartyHoldsItOnlyAsks() {
    Actor own = new Actor("own", "own", AccountRole.CHIEF, "a", Set.of("g1"), null);
    Problem asked =
        take(inProgress(), Step.EXTEND, own, "2025-09-30T10:00", null, at("2025-10-20T18:00"));
    assertThat(asked.deadline().dueAt()).isEqualTo(at("2025-10-10T10:00"));
    refused(FaultKind.FORBIDDEN, asked, Step.REFUSE_EXTENSION, own);
  }

  @Test
  void anExtensionLeadsForward() {
    Problem problem = inProgress();
    Instant now = at("2025-09-30T10:00");
    assertThat(Taking.extension(problem, at("2025-10-10T10:01"), now))
        .isEqualTo(at("2025-10-10T10:01"));
    for (Instant wrong : List.of(at("2025-10-10T10:00"), at("2025-09-30T09:00"))) {
      assertThatThrownBy(() -> Taking.extension(problem, wrong, now))
          .hasMessageContaining("in the future and after " + at("2025-10-10T10:00"));
    }
    assertThatThrownBy(() -> Taking.extension(problem, null, now))
        .hasMessageContaining("until when");
    Problem asked =
        take(problem, Step.EXTEND, UNIT_A, "2025-09-30T10:00", null, at("2025-10-20T18:00"));
    assertThat(Taking.extension(asked, null, now))
        .as("what was asked for is what is granted where nothing else is said")
        .isEqualTo(at("2025-10-20T18:00"));
  }

  @Test
  void reopenedItIsWithTheSameUnitWithItsWholeTime() {
    Problem given = take(inProgress(), Step.TRANSFER, UNIT_A, "2025-09-30T10:00", "b", null);
    Problem handled = take(given, Step.FEEDBACK, UNIT_B, "2025-09-30T11:00");
    Problem verified = take(handled, Step.VERIFY, INSPECTOR, "2025-09-30T12:00");
    Problem closed = take(verified, Step.CLOSE, INSPECTOR, "2025-09-30T13:00");
    Problem again = take(closed, Step.REOPEN, LEADER, "2025-10-13T10:00");
    assertThat(again.status()).isEqualTo(ProblemStatus.DISPATCHED);
    assertThat(again.standing().unit()).isEqualTo("b");
    assertThat(again.standing().unitBefore())
        .as("whoever had it before can get it back")
        .isEqualTo("a");
    assertThat(again.standing().closedAt()).isNull();
    assertThat(again.standing().handledAt()).isNull();
    assertThat(again.deadline().dueAt()).isEqualTo(at("2025-10-16T10:00"));
    assertThat(again.marks().reopens()).isEqualTo(1);
    assertThat(again.stoppedAt()).isNull();
  }

  @Test
  void nobodyJudgesItsOwnWorkOrThatOfItsUnit() {
    Problem handled = take(inProgress(), Step.FEEDBACK, UNIT_A, "2025-09-30T10:00");
    Actor colleague = ProblemFixture.actor("colleague", AccountRole.INSPECTOR, "a");
    refused(FaultKind.FORBIDDEN, handled, Step.VERIFY, UNIT_A);
    refused(FaultKind.FORBIDDEN, handled, Step.VERIFY, colleague);
    refused(FaultKind.FORBIDDEN, handled, Step.REWORK, colleague);
    Problem byAdmin = take(inProgress(), Step.FEEDBACK, ADMIN, "2025-09-30T10:00");
    refused(FaultKind.FORBIDDEN, byAdmin, Step.VERIFY, ADMIN);
    Problem verified = take(byAdmin, Step.VERIFY, INSPECTOR, "2025-09-30T11:00");
    refused(FaultKind.FORBIDDEN, verified, Step.CLOSE, ADMIN);
    refused(FaultKind.FORBIDDEN, verified, Step.CLOSE, colleague);
  }

  @Test
  void whatALeaderSupervisesIsJudgedByThatLeaderOrItsTeam() {
    Problem supervised = take(inProgress(), Step.SUPERVISE, LEADER, "2025-09-30T09:00");
    Problem handled = take(supervised, Step.FEEDBACK, UNIT_A, "2025-09-30T10:00");
    Actor other = ProblemFixture.actor("other", AccountRole.LEADER, null);
    Actor team = new Actor("t", "t", AccountRole.INSPECTOR, null, Set.of(), "leader");
    Actor otherTeam = new Actor("o", "o", AccountRole.INSPECTOR, null, Set.of(), "other");
    for (Actor wrong : List.of(other, otherTeam, INSPECTOR, ADMIN, CHIEF)) {
      assertThatThrownBy(
              () -> StepRules.check(handled, Step.VERIFY, StepRequest.plain(), wrong, "leader"))
          .as(wrong.name())
          .hasMessageContaining("a leader supervises it");
    }
    for (Actor right : List.of(LEADER, team)) {
      StepRules.check(handled, Step.VERIFY, StepRequest.plain(), right, "leader");
      StepRules.check(handled, Step.REWORK, StepRequest.plain(), right, "leader");
    }
  }

  @Test
  void whatTheServerNotesDoesntMakeOutdatedWhatAPersonSaw() {
    Problem seen = inProgress();
    Problem noted = take(seen, Step.DUE_SOON, Actor.SYSTEM, "2025-10-09T15:30");
    assertThat(noted.version()).isEqualTo(seen.version() + 1);
    for (int version = 0; version <= noted.version() + 1; version++) {
      StepRequest request = new StepRequest(null, null, List.of(), version);
      boolean good = version == seen.version() || version == noted.version();
      if (good) {
        StepRules.check(noted, Step.FEEDBACK, request, UNIT_A, null);
      } else {
        assertThatThrownBy(() -> StepRules.check(noted, Step.FEEDBACK, request, UNIT_A, null))
            .as("version " + version)
            .isInstanceOfSatisfying(
                FaultException.class,
                fault -> {
                  assertThat(fault.first().kind()).isEqualTo(FaultKind.CONFLICT);
                  assertThat(fault.more().toString()).contains("in_progress");
                });
      }
    }
  }

  @Test
  void voidAndMergedAreTakenOffTheExposureBoard() {
    Problem published = take(inProgress(), Step.PUBLISH, LEADER, "2025-09-30T10:00");
    assertThat(published.marks().publishedAt()).isEqualTo(at("2025-09-30T10:00"));
    Problem gone = take(published, Step.VOID, INSPECTOR, "2025-09-30T11:00");
    assertThat(gone.marks().publishedAt()).isNull();
    Problem merged = take(published, Step.MERGE, CHIEF, "2025-09-30T11:00", "other", null);
    assertThat(merged.marks().publishedAt()).isNull();
    assertThat(merged.marks().mergedInto()).isEqualTo("other");
    assertThat(merged.stoppedAt()).isEqualTo(at("2025-09-30T11:00"));
  }
}
