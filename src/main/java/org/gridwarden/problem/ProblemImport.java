package org.gridwarden.problem;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.people.Accounts;
import org.gridwarden.problem.index.ProblemIndex;
import org.gridwarden.problem.limit.TimeLimit;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.responsibility.Category;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.responsibility.Finder;
import org.gridwarden.responsibility.Party;
import org.gridwarden.responsibility.PartyKind;
import org.gridwarden.responsibility.Question;
import org.gridwarden.store.Database;
import org.gridwarden.store.Ids;
import org.gridwarden.time.Moments;
import org.jdbi.v3.core.Handle;

/**
 * Brings in problems of former times: each finds its grids and who was responsible as of the day it
 * was opened. Categories and units that aren't known are taken up as they come. The same file twice
 * changes nothing; a problem that a later file says is closed is closed. Up to 50,000 problems go
 * in whole or not at all; more go in by steps of 5,000, and the same file again goes on where it
 * stopped.
 */
public final class ProblemImport {
  private static final int MOST_AT_ONCE = 50_000;
  private static final int STEP = 5_000;
  private static final int LONGEST_CODE = 32;

  private final Database database;
  private final Duties duties;
  private final TimeLimits limits;
  private final Accounts accounts;
  private final Finder finder;
  private final Problems problems;
  private final ProblemRules rules;
  private final ProblemWriter writer;

  ProblemImport(
      Database database,
      Duties duties,
      TimeLimits limits,
      Accounts accounts,
      Finder finder,
      Problems problems,
      ProblemRules rules,
      ProblemWriter writer) {
    this.database = database;
    this.duties = duties;
    this.limits = limits;
    this.accounts = accounts;
    this.finder = finder;
    this.problems = problems;
    this.rules = rules;
    this.writer = writer;
  }

  /** What an import did. */
  public record Outcome(
      int added, int closed, int unchanged, int categories, int units, List<String> warnings) {}

  /**
   * @param said headings by what they are for, as far as they were said
   * @throws org.gridwarden.fault.FaultException with every fault of the file; then nothing changed
   */
  public Outcome importFile(
      Path file,
      Map<String, String> said,
      Crs crs,
      Moments moments,
      boolean dryRun,
      Progress progress) {
    List<PastProblem> read = new PastProblemFile(crs, moments).read(file, said);
    Run run = new Run(read, dryRun, progress);
    return run.outcome();
  }

  /** One import. */
  private final class Run {
    private final Map<String, Category> newCategories = new LinkedHashMap<>();
    private final Map<String, Party> newParties = new LinkedHashMap<>();
    private final Map<String, String> categoryCodes = new HashMap<>();
    private final Map<String, String> partyIds = new HashMap<>();
    private final NearProblems nearInFile;
    private final ProblemIndex inFile = new ProblemIndex();
    private int added;
    private int closed;
    private int unchanged;
    private int closedBeforeOpened;
    private int outside;

    Run(List<PastProblem> read, boolean dryRun, Progress progress) {
      nearInFile = new NearProblems(inFile, duties);
      for (Party party : duties.listParties()) {
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
      List<PastProblem> ordered = new ArrayList<>(read);
      ordered.sort(Comparator.comparing(PastProblem::opened));
      if (!dryRun) {
        takeUpNames();
      }
      int step = ordered.size() <= MOST_AT_ONCE ? MOST_AT_ONCE : STEP;
      for (int from = 0; from < ordered.size(); from += step) {
        List<PastProblem> part = ordered.subList(from, Math.min(ordered.size(), from + step));
        if (dryRun) {
          database.read(handle -> write(handle, part, false));
        } else {
          List<Problem> written = database.write(handle -> write(handle, part, true));
          written.forEach(problems::show);
        }
        progress.at("problems", from + part.size(), ordered.size());
      }
    }

    Outcome outcome() {
      List<String> warnings = new ArrayList<>();
      if (closedBeforeOpened > 0) {
        warnings.add(
            closedBeforeOpened
                + " problems are closed before they are opened; taken as closed when opened");
      }
      if (outside > 0) {
        warnings.add(outside + " problems lie in no grid");
      }
      return new Outcome(
          added, closed, unchanged, newCategories.size(), newParties.size(), warnings);
    }

    /** By code, by name, or else a new one. */
    private String categoryCode(String text) {
      if (duties.categories().find(text).isPresent()) {
        return text;
      }
      Optional<Category> named =
          duties.categories().list().stream()
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

    private void takeUpNames() {
      if (newCategories.isEmpty() && newParties.isEmpty()) {
        return;
      }
      database.update(
          handle ->
              duties.takeUp(
                  handle, List.copyOf(newCategories.values()), List.copyOf(newParties.values())));
      duties.reload();
    }

    private List<Problem> write(Handle handle, List<PastProblem> part, boolean really) {
      List<Problem> written = new ArrayList<>();
      for (PastProblem past : part) {
        Optional<Problem> known = ProblemStore.findByExternalId(handle, past.externalId());
        if (known.isPresent()) {
          close(handle, known.get(), past, really).ifPresent(written::add);
          continue;
        }
        Problem problem = problem(past);
        inFile.put(List.of(IndexRows.of(problem)));
        added++;
        outside += problem.duty().finestGrid() == null ? 1 : 0;
        if (really) {
          insert(handle, problem);
          written.add(problem);
        }
      }
      return written;
    }

    private void insert(Handle handle, Problem problem) {
      Instant reported = problem.report().reportedAt();
      LedgerEntry first =
          entry(problem.id(), 1, reported, Step.REPORT, null, ProblemStatus.REPORTED, null);
      writer.insert(handle, problem, first);
      if (problem.version() > 1) {
        LedgerStore.insert(
            handle,
            entry(
                problem.id(),
                2,
                problem.standing().updatedAt(),
                stepTo(problem.status()),
                ProblemStatus.REPORTED,
                problem.status(),
                problem.standing().unit()));
      }
    }

    private Optional<Problem> close(
        Handle handle, Problem known, PastProblem past, boolean really) {
      boolean closes = known.status().isUnresolved() && past.closed() != null;
      if (!closes) {
        unchanged++;
        return Optional.empty();
      }
      closed++;
      Instant at = closedAt(past);
      Standing standing = known.standing().status(ProblemStatus.CLOSED, at).closed(at);
      Problem after =
          new Problem(
                  known.id(),
                  known.version() + 1,
                  known.version() + 1,
                  known.report(),
                  known.duty(),
                  known.deadline(),
                  standing,
                  known.marks())
              .next(null);
      if (really) {
        LedgerEntry entry =
            entry(
                known.id(),
                after.version(),
                at,
                Step.CLOSE,
                known.status(),
                ProblemStatus.CLOSED,
                known.standing().unit());
        writer.update(handle, known, after, entry);
      }
      return Optional.of(after);
    }

    private Problem problem(PastProblem past) {
      String category = categoryCodes.get(past.category());
      boolean isKnown = duties.categories().find(category).isPresent();
      Duty duty =
          Placing.duty(
              GridVersion.DEFAULT_LAYER,
              finder.answer(
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
          limits.find(duties.categories(), isKnown ? category : "other", past.severity().code());
      Problem problem =
          new Problem(
              Ids.at(past.opened()),
              status == ProblemStatus.REPORTED ? 1 : 2,
              status == ProblemStatus.REPORTED ? 1 : 2,
              report,
              duty,
              new DeadlineClock(limits).start(limit, past.opened()),
              standing,
              isKnown ? marks(past, category) : Marks.none());
      return problems.schedule().planned(problem);
    }

    private Marks marks(PastProblem past, String category) {
      Recurrence recurrence = rules.recurrence(duties.categories(), category);
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
          .filter(accounts::isRepresented)
          .findFirst()
          .orElse(duty.primary());
    }

    private ProblemStatus status(PastProblem past) {
      if (past.closed() != null) {
        return past.status() == ProblemStatus.VOID ? ProblemStatus.VOID : ProblemStatus.CLOSED;
      }
      boolean says = past.status() != null && past.status() != ProblemStatus.CLOSED;
      return says ? past.status() : ProblemStatus.DISPATCHED;
    }

    private Instant closedAt(PastProblem past) {
      if (past.closed().isBefore(past.opened())) {
        closedBeforeOpened++;
        return past.opened();
      }
      return past.closed();
    }
  }

  private static LedgerEntry entry(
      String id,
      int version,
      Instant at,
      Step step,
      ProblemStatus from,
      ProblemStatus to,
      String unit) {
    return new LedgerEntry(
        id, version, at, step, from, to, null, null, null, unit, null, null, List.of());
  }

  private static Step stepTo(ProblemStatus status) {
    return switch (status) {
      case FILED -> Step.FILE;
      case IN_PROGRESS -> Step.HANDLE;
      case HANDLED -> Step.FEEDBACK;
      case VERIFIED -> Step.VERIFY;
      case CLOSED -> Step.CLOSE;
      case VOID -> Step.VOID;
      default -> Step.DISPATCH;
    };
  }
}
