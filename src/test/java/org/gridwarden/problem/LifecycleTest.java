package org.gridwarden.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The life of a problem against a table written out in plain words. */
class LifecycleTest {
  /**
   * From, step, to and whose hand may take it; "same" stays where it was, "before" is the status
   * that it was suspended from. What doesn't stand here must not be possible.
   */
  private static final String WORDS =
      """
      reported    file             filed       admin leader chief inspector
      filed       dispatch         dispatched  admin leader chief
      dispatched  handle           in_progress admin chief holder
      in_progress feedback         handled     admin chief holder
      handled     verify           verified    admin leader chief inspector
      handled     rework           in_progress admin leader chief inspector
      verified    close            closed      admin leader chief inspector
      closed      reopen           dispatched  admin leader chief inspector

      reported    suspend          suspended   admin leader chief
      filed       suspend          suspended   admin leader chief
      dispatched  suspend          suspended   admin leader chief
      in_progress suspend          suspended   admin leader chief
      suspended   resume           before      admin leader chief holder

      reported    void             void        admin leader inspector reporter chief
      filed       void             void        admin leader inspector
      dispatched  void             void        admin leader inspector
      in_progress void             void        admin leader inspector
      suspended   void             void        admin leader inspector
      reported    merge            merged      admin leader chief inspector
      filed       merge            merged      admin leader chief inspector
      dispatched  merge            merged      admin leader chief inspector
      in_progress merge            merged      admin leader chief inspector
      suspended   merge            merged      admin leader chief inspector

      dispatched  extend           same        admin leader chief holder
      in_progress extend           same        admin leader chief holder
      dispatched  refuse_extension same        admin leader chief
      in_progress refuse_extension same        admin leader chief
      dispatched  transfer         same        admin leader chief holder
      in_progress transfer         same        admin leader chief holder

      reported    supervise        same        leader
      filed       supervise        same        leader
      dispatched  supervise        same        leader
      in_progress supervise        same        leader
      handled     supervise        same        leader
      suspended   supervise        same        leader

      reported    publish          same        admin leader
      filed       publish          same        admin leader
      dispatched  publish          same        admin leader
      in_progress publish          same        admin leader
      handled     publish          same        admin leader
      verified    publish          same        admin leader
      suspended   publish          same        admin leader
      closed      publish          same        admin leader
      reported    unpublish        same        admin leader
      filed       unpublish        same        admin leader
      dispatched  unpublish        same        admin leader
      in_progress unpublish        same        admin leader
      handled     unpublish        same        admin leader
      verified    unpublish        same        admin leader
      suspended   unpublish        same        admin leader
      closed      unpublish        same        admin leader

      dispatched  open             same        system
      in_progress open             same        system
      reported    due_soon         same        system
      filed       due_soon         same        system
      dispatched  due_soon         same        system
      in_progress due_soon         same        system
      reported    overdue          same        system
      filed       overdue          same        system
      dispatched  overdue          same        system
      in_progress overdue          same        system
      reported    escalate         same        system
      filed       escalate         same        system
      dispatched  escalate         same        system
      in_progress escalate         same        system
      """;

  private record Words(String to, Set<String> hands) {}

  private static final Map<String, Words> TABLE = read();

  private static Map<String, Words> read() {
    Map<String, Words> table = new HashMap<>();
    for (String line : WORDS.lines().filter(each -> !each.isBlank()).toList()) {
      List<String> words = List.of(line.strip().split("\\s+"));
      Words entry = new Words(words.get(2), Set.copyOf(words.subList(3, words.size())));
      assertThat(table.put(words.get(0) + " " + words.get(1), entry)).as(line).isNull();
    }
    return table;
  }

  private static Words words(ProblemStatus from, Step step) {
    return TABLE.get(from.code() + " " + step.code());
  }

  @Test
  void everyStepFollowsExactlyTheStatusesOfTheTable() {
    int following = 0;
    for (ProblemStatus from : ProblemStatus.values()) {
      for (Step step : Step.values()) {
        boolean follows = words(from, step) != null;
        assertThat(Lifecycle.follows(step, from)).as(from + " " + step).isEqualTo(follows);
        following += follows ? 1 : 0;
      }
    }
    assertThat(following).isEqualTo(TABLE.size());
  }

  @Test
  void everyStepLeadsWhereTheTableSays() {
    for (ProblemStatus from : ProblemStatus.values()) {
      for (Step step : Step.values()) {
        Words words = words(from, step);
        if (words != null) {
          ProblemStatus to = Lifecycle.target(step, from, ProblemStatus.FILED);
          String expected =
              switch (words.to()) {
                case "same" -> from.code();
                case "before" -> "filed";
                default -> words.to();
              };
          assertThat(to.code()).as(from + " " + step).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void everyStepIsOfTheHandsOfTheTableAndNoOthers() {
    for (ProblemStatus from : ProblemStatus.values()) {
      for (Step step : Step.values()) {
        Words words = words(from, step);
        Set<String> may =
            Arrays.stream(Hand.values())
                .filter(hand -> Lifecycle.allows(step, from, Set.of(hand)))
                .map(hand -> hand.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
        assertThat(may).as(from + " " + step).isEqualTo(words == null ? Set.of() : words.hands());
      }
    }
  }

  @Test
  void oneOfSeveralHandsIsEnoughAndNoHandIsNot() {
    EnumSet<Hand> both = EnumSet.of(Hand.REPORTER, Hand.HOLDER);
    assertThat(Lifecycle.allows(Step.HANDLE, ProblemStatus.DISPATCHED, both)).isTrue();
    assertThat(Lifecycle.allows(Step.VOID, ProblemStatus.REPORTED, both)).isTrue();
    assertThat(Lifecycle.allows(Step.VERIFY, ProblemStatus.HANDLED, both)).isFalse();
    for (Step step : Step.values()) {
      assertThat(Lifecycle.allowsEver(step, Set.of())).as(step.code()).isFalse();
    }
  }

  @Test
  void nothingLeadsOutOfVoidAndMerged() {
    for (Step step : Step.values()) {
      assertThat(Lifecycle.follows(step, ProblemStatus.VOID)).as(step.code()).isFalse();
      assertThat(Lifecycle.follows(step, ProblemStatus.MERGED)).as(step.code()).isFalse();
    }
    assertThat(Lifecycle.following(ProblemStatus.VOID)).isEmpty();
    assertThat(Lifecycle.following(ProblemStatus.MERGED)).isEmpty();
  }

  @Test
  void unresolvedIsEverythingButClosedVoidAndMerged() {
    assertThat(ProblemStatus.unresolved())
        .extracting(ProblemStatus::code)
        .containsExactlyInAnyOrder(
            "reported", "filed", "dispatched", "in_progress", "handled", "verified", "suspended");
    for (ProblemStatus status : ProblemStatus.values()) {
      assertThat(status.isUnresolved()).isEqualTo(ProblemStatus.unresolved().contains(status));
    }
    assertThat(Stream.of(ProblemStatus.values()).filter(ProblemStatus::isRunning))
        .extracting(ProblemStatus::code)
        .containsExactlyInAnyOrder("reported", "filed", "dispatched", "in_progress");
  }

  @Test
  void nobodyIsOfferedOrAllowedWhatTheServerDoesItself() {
    Set<Hand> people = EnumSet.complementOf(EnumSet.of(Hand.SYSTEM));
    List<Step> systems = Stream.of(Step.values()).filter(Step::isSystems).toList();
    assertThat(systems)
        .extracting(Step::code)
        .containsExactlyInAnyOrder("open", "due_soon", "overdue", "escalate");
    for (ProblemStatus from : ProblemStatus.values()) {
      assertThat(Lifecycle.following(from)).doesNotContainAnyElementsOf(systems);
      for (Step step : systems) {
        assertThat(Lifecycle.allows(step, from, people)).as(from + " " + step).isFalse();
      }
      for (Step step : Lifecycle.following(from)) {
        assertThat(Lifecycle.allows(step, from, Set.of(Hand.SYSTEM))).as("" + step).isFalse();
      }
    }
    assertThat(Lifecycle.allowsEver(Step.REPORT, EnumSet.allOf(Hand.class)))
        .as("a report makes a problem, it follows nothing")
        .isFalse();
  }

  @Test
  void everyStatusIsReachedFromTheReport() {
    Set<ProblemStatus> reached = new HashSet<>(Set.of(ProblemStatus.REPORTED));
    List<ProblemStatus> open = new ArrayList<>(reached);
    while (!open.isEmpty()) {
      ProblemStatus from = open.remove(0);
      for (Step step : Lifecycle.following(from)) {
        ProblemStatus to = Lifecycle.target(step, from, ProblemStatus.REPORTED);
        if (reached.add(to)) {
          open.add(to);
        }
      }
    }
    assertThat(reached).containsExactlyInAnyOrder(ProblemStatus.values());
  }

  @Test
  void codesAreThoseOfTheContract() {
    for (ProblemStatus status : ProblemStatus.values()) {
      assertThat(ProblemStatus.find(status.code())).contains(status);
    }
    for (Step step : Step.values()) {
      assertThat(Step.find(step.code())).contains(step);
    }
    assertThat(ProblemStatus.find("in_progress")).contains(ProblemStatus.IN_PROGRESS);
    assertThat(ProblemStatus.find("IN_PROGRESS")).isEmpty();
    assertThat(Step.find("clear")).isEmpty();
  }
}
