package org.gridwarden.notice;

import static org.gridwarden.notice.NoticeRules.Told.DESK_WHERE_NOBODY_IS_NAMED;
import static org.gridwarden.notice.NoticeRules.Told.REPORTER;
import static org.gridwarden.notice.NoticeRules.Told.UNIT;
import static org.gridwarden.notice.NoticeRules.Told.UNIT_AND_ESCALATED_TO;
import static org.gridwarden.notice.NoticeRules.Told.UNIT_ELSE_DESK;
import static org.gridwarden.notice.NoticeRules.Told.UNIT_OR_DESK;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gridwarden.people.AccountRole;

/**
 * The one table of which step of a problem is told to whom. A step that isn't here tells nobody.
 */
final class NoticeRules {
  private static final Recipient DESK = Recipient.role(AccountRole.ADMIN.code());

  private static final Map<String, Rule> RULES =
      Map.of(
          "report", new Rule(NoticeKind.UNHELD, DESK_WHERE_NOBODY_IS_NAMED),
          "dispatch", new Rule(NoticeKind.DISPATCHED, UNIT_OR_DESK),
          "transfer", new Rule(NoticeKind.TRANSFERRED, UNIT_OR_DESK),
          "reopen", new Rule(NoticeKind.REOPENED, UNIT_OR_DESK),
          "rework", new Rule(NoticeKind.REWORK, UNIT),
          "due_soon", new Rule(NoticeKind.DUE_SOON, UNIT_ELSE_DESK),
          "overdue", new Rule(NoticeKind.OVERDUE, UNIT_ELSE_DESK),
          "escalate", new Rule(NoticeKind.ESCALATED, UNIT_AND_ESCALATED_TO),
          "supervise", new Rule(NoticeKind.SUPERVISED, UNIT),
          "close", new Rule(NoticeKind.CLOSED, REPORTER));

  private NoticeRules() {}

  enum Told {
    UNIT,
    /** The party that holds the problem; where none does, the desk that it is unheld. */
    UNIT_OR_DESK,
    /** The party that holds the problem; where none does, the desk of the same thing. */
    UNIT_ELSE_DESK,
    /** A report at a place that names nobody. Others wait for their dispatch like every report. */
    DESK_WHERE_NOBODY_IS_NAMED,
    /** Where nobody stands above, it has gone up to the desk. */
    UNIT_AND_ESCALATED_TO,
    REPORTER
  }

  private record Rule(NoticeKind kind, Told told) {}

  /** One notice that a change makes. */
  record Due(NoticeKind kind, Recipient recipient) {}

  /** The notices of a change; no recipient twice. */
  static List<Due> of(ProblemChange change) {
    Rule rule = RULES.get(change.step());
    if (rule == null) {
      return List.of();
    }
    return switch (rule.told()) {
      case UNIT -> parties(rule.kind(), change.unit());
      case UNIT_ELSE_DESK ->
          change.unit() == null
              ? List.of(new Due(rule.kind(), DESK))
              : parties(rule.kind(), change.unit());
      case UNIT_AND_ESCALATED_TO -> escalated(rule.kind(), change);
      case UNIT_OR_DESK -> change.unit() == null ? desk() : parties(rule.kind(), change.unit());
      case DESK_WHERE_NOBODY_IS_NAMED ->
          change.primary() == null && change.isFresh() ? desk() : List.of();
      case REPORTER ->
          change.reporter() == null
              ? List.of()
              : List.of(new Due(rule.kind(), Recipient.account(change.reporter())));
    };
  }

  private static List<Due> escalated(NoticeKind kind, ProblemChange change) {
    List<Due> told = new ArrayList<>(parties(kind, change.escalatedTo(), change.unit()));
    if (change.escalatedTo() == null) {
      told.add(new Due(kind, DESK));
    }
    return told;
  }

  private static List<Due> desk() {
    return List.of(new Due(NoticeKind.UNHELD, DESK));
  }

  private static List<Due> parties(NoticeKind kind, String... ids) {
    Set<String> told = new LinkedHashSet<>();
    Stream.of(ids).filter(id -> id != null).forEach(told::add);
    return told.stream().map(id -> new Due(kind, Recipient.party(id))).toList();
  }
}
