package org.gridwarden.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.gridwarden.store.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which step is told to whom. */
class NoticeRulesTest {
  private static Change change(String after) {
    return new Change(7, "problem", "p1", Problems.AT, null, after);
  }

  private static List<String> told(ObjectNode after) {
    return NoticeRules.of(ProblemChange.read(change(after.toString())).orElseThrow()).stream()
        .map(due -> due.kind().code() + " " + said(due.recipient()))
        .toList();
  }

  private static String said(Recipient recipient) {
    return recipient.partyId() != null
        ? "party:" + recipient.partyId()
        : recipient.accountId() != null
            ? "account:" + recipient.accountId()
            : "role:" + recipient.role();
  }

  @ParameterizedTest
  @CsvSource({
    "dispatch, dispatched party:unit",
    "transfer, transferred party:unit",
    "reopen, reopened party:unit",
    "rework, rework party:unit",
    "due_soon, due_soon party:unit",
    "overdue, overdue party:unit",
    "escalate, escalated party:leader;escalated party:unit",
    "supervise, supervised party:unit",
    "close, closed account:reporter-1"
  })
  void eachStepTellsThoseWhoMustAct(String step, String expected) {
    assertThat(told(Problems.after(step, "路面破损", "unit"))).containsExactly(expected.split(";"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"feedback", "verify", "report", "something_new"})
  void otherStepsTellNobody(String step) {
    assertThat(told(Problems.after(step, "路面破损", "unit"))).isEmpty();
  }

  private static ObjectNode reported(String primary, String status) {
    return Problems.after("report", "路面破损", null).put("primary", primary).put("status", status);
  }

  @Test
  void aReportTellsTheDeskOnlyWhereNobodyIsNamedForItsPlace() {
    assertThat(told(reported("unit", "reported"))).isEmpty();
    assertThat(told(reported(null, "reported"))).containsExactly("unheld role:admin");
    assertThat(told(reported(null, "closed"))).as("of former times").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dispatch, unheld role:admin",
    "due_soon, due_soon role:admin",
    "overdue, overdue role:admin"
  })
  void theDeskIsToldOfWhatNobodyHolds(String step, String expected) {
    assertThat(told(Problems.after(step, "路面破损", null))).containsExactly(expected);
  }

  @Test
  void whatGoesUpToNobodyGoesToTheDesk() {
    ObjectNode nobody = Problems.after("escalate", "路面破损", "unit");
    nobody.putNull("escalatedTo");
    assertThat(told(nobody)).containsExactly("escalated party:unit", "escalated role:admin");
  }

  @Test
  void whoIsToldTwiceIsToldOnce() {
    assertThat(told(Problems.after("escalate", "路面破损", "leader")))
        .containsExactly("escalated party:leader");
    ObjectNode anonymous = Problems.after("close", "路面破损", "unit");
    anonymous.putNull("reporter");
    assertThat(told(anonymous)).isEmpty();
  }

  @Test
  void nobodysAccountIsAmongTheFactsForReceivers() {
    ProblemChange read =
        ProblemChange.read(change(Problems.after("dispatch", "x", "unit").toString()))
            .orElseThrow();
    assertThat(read.facts().toString()).doesNotContain("reporter-1").doesNotContain("actor-1");
    assertThat(read.grids()).containsExactly("990101003000", "990101003001");
  }

  @Test
  void whatIsNoProblemIsPassedOverAndWhatIsBrokenIsSaid() {
    assertThat(ProblemChange.read(new Change(1, "grids", "g", Problems.AT, null, "{}"))).isEmpty();
    assertThat(ProblemChange.read(change(null))).isEmpty();
    assertThat(ProblemChange.read(change("{}"))).isEmpty();
    assertThat(ProblemChange.read(change("{\"step\":5}"))).isEmpty();
    for (String broken : List.of("{", "[]", "\"x\"", "")) {
      assertThatThrownBy(() -> ProblemChange.read(change(broken)))
          .as(broken)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("change 7");
    }
    ProblemChange bare = ProblemChange.read(change("{\"step\":\"dispatch\"}")).orElseThrow();
    assertThat(bare.title()).isEqualTo("p1");
    assertThat(bare.at()).isEqualTo(Problems.AT);
    assertThat(bare.grids()).isEmpty();
  }
}
