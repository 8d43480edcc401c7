package org.gridwarden;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gridwarden.WalkScene.Who;

/**
 * What ought to come of each move of the random walk, written from the contract and knowing nothing
 * of the program's own table: plain maps, one row after another.
 */
final class WalkModel {
  /** Step, from, to, by; "same" stays, "before" is what it was suspended from. */
  private static final String TABLE =
      """
      file             reported                                            filed       admin leader chief inspector
      dispatch         filed                                               dispatched  admin leader chief
      handle           dispatched                                          in_progress admin chief holder
      feedback         in_progress                                         handled     admin chief holder
      verify           handled                                             verified    admin leader chief inspector
      close            verified                                            closed      admin leader chief inspector
      rework           handled                                             in_progress admin leader chief inspector
      reopen           closed                                              dispatched  admin leader chief inspector
      suspend          reported,filed,dispatched,in_progress               suspended   admin leader chief
      resume           suspended                                           before      admin leader chief holder
      void             reported                                            void        admin leader inspector chief reporter
      void             filed,dispatched,in_progress,suspended              void        admin leader inspector
      merge            reported,filed,dispatched,in_progress,suspended     merged      admin leader chief inspector
      extend           dispatched,in_progress                              same        admin leader chief holder
      refuse_extension dispatched,in_progress                              same        admin leader chief
      transfer         dispatched,in_progress                              same        admin leader chief holder
      supervise        reported,filed,dispatched,in_progress,handled,suspended same    leader
      publish          reported,filed,dispatched,in_progress,handled,verified,suspended,closed same admin leader
      unpublish        reported,filed,dispatched,in_progress,handled,verified,suspended,closed same admin leader
      """;

  static final List<String> OWN_STEPS = List.of("open", "due_soon", "overdue", "escalate");
  private static final Set<String> WITH_REASON =
      Set.of("rework", "extend", "suspend", "transfer", "void");

  record Row(String step, List<String> from, String to, List<String> by) {}

  static final List<Row> ROWS =
      TABLE
          .lines()
          .map(line -> line.strip().split("\\s+"))
          .map(
              words ->
                  new Row(
                      words[0],
                      List.of(words[1].split(",")),
                      words[2],
                      List.of(words).subList(3, words.length)))
          .toList();

  /** What somebody asks for; any part may be null. */
  record Ask(String step, String note, String to, Integer version) {}

  /** What ought to come of a move. */
  enum Verdict {
    ACCEPTED,
    BAD_INPUT,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT
  }

  /** A problem as the model knows it. */
  static final class Known {
    final String id;
    final String reporter;
    final String category;
    final String primary;
    final List<String> grids;
    final List<String> line;
    final Deque<String> moves = new ArrayDeque<>();
    String status = "reported";
    String suspendedFrom;
    String unit;
    String unitBefore;
    String handledBy;
    String handledUnit;
    String supervisor;
    String supervisorName;
    String escalatedTo;
    Instant askedUntil;
    boolean opened;
    boolean published;
    int version = 1;
    int stepped = 1;

    Known(
        String id,
        String reporter,
        String category,
        String primary,
        List<String> grids,
        List<String> line) {
      this.id = id;
      this.reporter = reporter;
      this.category = category;
      this.primary = primary;
      this.grids = grids;
      this.line = line;
    }

    boolean isOpen() {
      return !List.of("closed", "void", "merged").contains(status);
    }

    void told(String move) {
      moves.addLast(move);
      if (moves.size() > 20) {
        moves.removeFirst();
      }
    }
  }

  private final Map<String, Known> problems = new LinkedHashMap<>();
  private final List<Known> inOrder = new ArrayList<>();

  void add(Known known) {
    problems.put(known.id, known);
    inOrder.add(known);
  }

  Known find(String id) {
    return problems.get(id);
  }

  List<Known> all() {
    return inOrder;
  }

  static Set<String> hands(Who who, Known problem) {
    Set<String> hands = new HashSet<>();
    boolean inCharge = problem.grids.stream().anyMatch(who.grids()::contains);
    switch (who.role()) {
      case "admin", "leader" -> hands.add(who.role());
      case "chief" -> {
        if (inCharge) {
          hands.add("chief");
        }
      }
      case "inspector" -> {
        if (who.grids().isEmpty() || inCharge) {
          hands.add("inspector");
        }
      }
      default -> {
        // Units and reporters are what they are by what they hold or reported.
      }
    }
    if (isOfParty(who) && who.party().equals(problem.unit)) {
      hands.add("holder");
    }
    if (who.id().equals(problem.reporter)) {
      hands.add("reporter");
    }
    return hands;
  }

  private static boolean isOfParty(Who who) {
    return who.party() != null && !who.role().equals("reporter");
  }

  static boolean sees(Who who, Known problem) {
    boolean named =
        isOfParty(who)
            && (who.party().equals(problem.primary)
                || who.party().equals(problem.unitBefore)
                || who.party().equals(problem.escalatedTo));
    return named || !hands(who, problem).isEmpty();
  }

  /** Rows of a step that somebody's hand is in. */
  private static List<Row> rows(String step, Set<String> hands) {
    return ROWS.stream()
        .filter(row -> row.step().equals(step) && row.by().stream().anyMatch(hands::contains))
        .toList();
  }

  static boolean follows(String step, String from) {
    return ROWS.stream().anyMatch(row -> row.step().equals(step) && row.from().contains(from));
  }

  /**
   * @param dueAt when it is due now, or null
   * @param parties the ids of all parties
   */
  Verdict judge(
      Known problem,
      Who who,
      Ask ask,
      Instant now,
      Instant dueAt,
      WalkScene scene,
      Set<String> parties) {
    String step = ask.step();
    if (OWN_STEPS.contains(step) || step.equals("report") || problem == null) {
      return Verdict.NOT_FOUND;
    }
    if (!sees(who, problem)) {
      return Verdict.NOT_FOUND;
    }
    Set<String> hands = hands(who, problem);
    List<Row> mine = rows(step, hands);
    if (mine.isEmpty()) {
      return Verdict.FORBIDDEN;
    }
    Integer seen = ask.version();
    boolean outdated = seen != null && (seen < problem.stepped || seen > problem.version);
    if (outdated || !follows(step, problem.status)) {
      return Verdict.CONFLICT;
    }
    if (mine.stream().noneMatch(row -> row.from().contains(problem.status))
        || !isIndependent(problem, who, step)) {
      return Verdict.FORBIDDEN;
    }
    boolean withdrawn = step.equals("void") && hands.contains("reporter");
    if (WITH_REASON.contains(step) && ask.note() == null && !withdrawn) {
      return Verdict.BAD_INPUT;
    }
    return switch (step) {
      case "refuse_extension" -> orConflict(problem.askedUntil != null);
      case "supervise" -> orConflict(problem.supervisor == null);
      case "unpublish" -> orConflict(problem.published);
      case "dispatch" -> orBad(receiver(problem, ask, scene, parties) != null);
      case "transfer" -> {
        String to = receiver(problem, ask, scene, parties);
        yield orBad(to != null && !to.equals(problem.unit));
      }
      case "merge" -> orBad(canMergeInto(problem, who, ask));
      case "extend" -> {
        Instant until = ask.to() == null ? problem.askedUntil : Instant.parse(ask.to());
        yield orBad(until != null && until.isAfter(now) && until.isAfter(dueAt));
      }
      default -> Verdict.ACCEPTED;
    };
  }

  private static Verdict orConflict(boolean good) {
    return good ? Verdict.ACCEPTED : Verdict.CONFLICT;
  }

  private static Verdict orBad(boolean good) {
    return good ? Verdict.ACCEPTED : Verdict.BAD_INPUT;
  }

  private static boolean isIndependent(Known problem, Who who, String step) {
    boolean handled =
        who.id().equals(problem.handledBy)
            || (who.party() != null
                && (who.party().equals(problem.handledUnit) || who.party().equals(problem.unit)));
    boolean ofTeam =
        problem.supervisor == null
            || who.id().equals(problem.supervisor)
            || problem.supervisorName.equals(who.team());
    return switch (step) {
      case "verify", "rework" -> !handled && ofTeam;
      case "close" -> !handled;
      case "refuse_extension" -> who.party() == null || !who.party().equals(problem.unit);
      default -> true;
    };
  }

  private static String receiver(Known problem, Ask ask, WalkScene scene, Set<String> parties) {
    if (ask.to() != null) {
      return parties.contains(ask.to()) ? ask.to() : null;
    }
    if (ask.step().equals("transfer")) {
      return problem.unitBefore;
    }
    return problem.line.stream().filter(scene::isRepresented).findFirst().orElse(problem.primary);
  }

  private boolean canMergeInto(Known problem, Who who, Ask ask) {
    Known other = ask.to() == null ? null : problems.get(ask.to());
    return other != null
        && other != problem
        && sees(who, other)
        && !other.status.equals("void")
        && !other.status.equals("merged");
  }

  /** Does what was accepted. */
  void take(Known problem, Who who, Ask ask, WalkScene scene, Set<String> parties) {
    String step = ask.step();
    Row row =
        ROWS.stream()
            .filter(each -> each.step().equals(step) && each.from().contains(problem.status))
            .findFirst()
            .orElseThrow();
    String from = problem.status;
    problem.status =
        switch (row.to()) {
          case "same" -> from;
          case "before" -> problem.suspendedFrom;
          default -> row.to();
        };
    switch (step) {
      case "suspend" -> {
        problem.suspendedFrom = from;
        problem.askedUntil = null;
      }
      case "resume" -> problem.suspendedFrom = null;
      case "dispatch" -> give(problem, receiver(problem, ask, scene, parties));
      case "transfer" -> {
        give(problem, receiver(problem, ask, scene, parties));
        if (problem.category.startsWith("3") || problem.category.startsWith("5")) {
          problem.askedUntil = null;
        }
      }
      case "reopen" -> {
        give(problem, problem.unit);
        problem.askedUntil = null;
      }
      case "feedback" -> {
        problem.handledBy = who.id();
        problem.handledUnit = problem.unit;
        problem.askedUntil = null;
      }
      case "refuse_extension" -> problem.askedUntil = null;
      case "extend" -> {
        boolean grants =
            !Objects.equals(problem.unit, who.party())
                && hands(who, problem).stream()
                    .anyMatch(List.of("admin", "leader", "chief")::contains);
        Instant until = ask.to() == null ? problem.askedUntil : Instant.parse(ask.to());
        problem.askedUntil = grants ? null : until;
      }
      case "supervise" -> {
        problem.supervisor = who.id();
        problem.supervisorName = who.account().name();
      }
      case "publish" -> problem.published = true;
      case "unpublish", "void", "merge" -> problem.published = false;
      default -> {
        // The status says it all.
      }
    }
    problem.version++;
    problem.stepped = problem.version;
  }

  private static void give(Known problem, String to) {
    if (!Objects.equals(to, problem.unit)) {
      problem.unitBefore = problem.unit;
    }
    problem.unit = to;
    problem.opened = false;
    problem.handledBy = null;
    problem.handledUnit = null;
  }

  /** Someone of the unit that holds it looks at it: whether that is noted. */
  static boolean opens(Known problem, Who who) {
    return !problem.opened
        && List.of("dispatched", "in_progress").contains(problem.status)
        && hands(who, problem).contains("holder");
  }
}
