package org.gridwarden.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.problem.index.ProblemIndex;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.responsibility.Category;
import org.gridwarden.responsibility.Party;
import org.gridwarden.responsibility.PartyKind;
import org.gridwarden.responsibility.Question;
import org.gridwarden.store.Ids;

/**
 * What becomes of the problems of a file: pure but for the questions it asks of what is held in
 * memory, so that nothing is counted twice where a write has to be tried again. Problems must come
 * by when they were opened, as one may be another's return. For one import and one thread.
 */
final class PastPlan {
  private static final int LONGEST_CODE = 32;

  private final ProblemDesk.Needs house;
  private final Problems problems;
  private final Map<String, Category> newCategories = new LinkedHashMap<>();
  private final Map<String, Party> newParties = new LinkedHashMap<>();
  private final Map<String, String> categoryCodes = new HashMap<>();
  private final Map<String, String> partyIds = new HashMap<>();
  private final ProblemIndex inFile = new ProblemIndex();
  private final NearProblems nearInFile;
  private int closedBeforeOpened;
  private int outside;
  private int closedUnknownWhen;

  PastPlan(ProblemDesk.Needs house, Problems problems, List<PastProblem> read) {
    this.house = house;
    this.problems = problems;
    this.nearInFile = new NearProblems(inFile, house.duties());
    for (Party party : house.duties().listParties()) {
      partyIds.put(party.id(), party.id());
      if (party.kind() == PartyKind.UNIT) {
        partyIds.put(party.name(), party.id());
      }
    }
    for (PastProblem each : read) {
      categoryCodes.computeIfAbsent(each.category(), this::categoryCode);
      if (each.unit() != null) {
        partyIds.computeIfAbsent(each.unit(), this::newParty);
      }
    }
  }

  /** The categories that weren't known, as they come. */
  List<Category> newCategories() {
    return List.copyOf(newCategories.values());
  }

  /** The units that weren't known, as they come. */
  List<Party> newParties() {
    return List.copyOf(newParties.values());
  }

  /** What should be looked at though it was taken. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (closedBeforeOpened > 0) {
      warnings.add(
          closedBeforeOpened
              + " problems are closed before they are opened; taken as closed when opened");
    }
    if (closedUnknownWhen > 0) {
      warnings.add(
          closedUnknownWhen
              + " problems are said to be closed but not when; taken as still with their unit");
    }
    if (outside > 0) {
      warnings.add(outside + " problems lie in no grid");
    }
    return warnings;
  }

  /** By code, by name, or else a new one. */
  private String categoryCode(String text) {
    if (house.duties().categories().find(text).isPresent()) {
      return text;
    }
    Optional<Category> named =
        house.duties().categories().list().stream()
            .filter(each -> each.name().equals(text) || text.equals(each.nameEn()))
            .findFirst();
    if (named.isPresent()) {
      return named.get().code();
    }
    String code =
        text.length() <= LONGEST_CODE
            ? text
            : text.substring(0, LONGEST_CODE - 9) + "-" + Integer.toHexString(text.hashCode());
    newCategories.put(code, new Category(code, text, null, null));
    return code;
  }

  private String newParty(String name) {
    String id = Ids.next();
    newParties.put(id, new Party(id, name, PartyKind.UNIT, null, null));
    return id;
  }

  /** The problem that a row tells of, new to this place. */
  Problem problem(PastProblem past) {
    String category = categoryCodes.get(past.category());
    boolean isKnown = house.duties().categories().find(category).isPresent();
    Duty duty =
        Placing.duty(
            GridVersion.DEFAULT_LAYER,
            house
                .finder()
                .answer(
                    new Question(
                        GridVersion.DEFAULT_LAYER,
                        past.point(),
                        isKnown ? category : null,
                        past.opened(),
                        null)));
    ProblemStatus status = status(past);
    Instant at = past.closed() == null ? past.opened() : closedAt(past);
    Report report =
        new Report(
            past.point(),
            null,
            past.opened(),
            past.opened(),
            null,
            past.source(),
            category,
            past.severity(),
            past.description(),
            past.address(),
            past.externalId(),
            null,
            null);
    Standing standing = Standing.reported(past.opened()).status(status, at);
    if (status != ProblemStatus.REPORTED && status != ProblemStatus.FILED) {
      standing = standing.given(unit(past, duty), past.opened()).status(status, at);
    }
    if (status == ProblemStatus.HANDLED || status == ProblemStatus.VERIFIED) {
      standing = standing.handled(null, standing.unit(), at);
    }
    if (status == ProblemStatus.CLOSED) {
      standing = standing.closed(at);
    }
    TimeLimit limit =
        house
            .limits()
            .find(
                house.duties().categories(), isKnown ? category : "other", past.severity().code());
    Problem problem =
        new Problem(
            Ids.at(past.opened()),
            status == ProblemStatus.REPORTED ? 1 : 2,
            status == ProblemStatus.REPORTED ? 1 : 2,
            report,
            duty,
            new DeadlineClock(house.limits()).start(limit, past.opened()),
            standing,
            isKnown ? marks(past, category) : Marks.none());
    Problem planned = problems.schedule().planned(problem);
    inFile.put(List.of(IndexRows.of(planned)));
    outside += duty.finestGrid() == null ? 1 : 0;
    return planned;
  }

  /** The same problem, closed as a later file says; empty where it says nothing new. */
  Optional<Problem> closed(Problem known, PastProblem past) {
    if (!known.status().isUnresolved() || past.closed() == null) {
      return Optional.empty();
    }
    Instant at = closedAt(past);
    return Optional.of(
        new Problem(
                known.id(),
                known.version() + 1,
                known.version() + 1,
                known.report(),
                known.duty(),
                known.deadline(),
                known.standing().status(ProblemStatus.CLOSED, at).closed(at),
                known.marks())
            .next(null));
  }

  private Marks marks(PastProblem past, String category) {
    Recurrence recurrence = house.rules().recurrence(house.duties().categories(), category);
    Marks here = nearInFile.findReturn(past.point(), category, recurrence, past.opened());
    return here.returnOf() != null
        ? here
        : problems.near().findReturn(past.point(), category, recurrence, past.opened());
  }

  private String unit(PastProblem past, Duty duty) {
    if (past.unit() != null) {
      return partyIds.get(past.unit());
    }
    return duty.line().stream()
        .filter(house.accounts()::isRepresented)
        .findFirst()
        .orElse(duty.primary());
  }

  private ProblemStatus status(PastProblem past) {
    if (past.closed() != null) {
      return past.status() == ProblemStatus.VOID ? ProblemStatus.VOID : ProblemStatus.CLOSED;
    }
    if (past.status() == ProblemStatus.CLOSED) {
      closedUnknownWhen++;
      return ProblemStatus.DISPATCHED;
    }
    return past.status() == null ? ProblemStatus.DISPATCHED : past.status();
  }

  private Instant closedAt(PastProblem past) {
    if (past.closed().isBefore(past.opened())) {
      closedBeforeOpened++;
      return past.opened();
    }
    return past.closed();
  }
}
