package org.gridwarden.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gridwarden.fault.FaultException;
import org.gridwarden.http.Json;
import org.gridwarden.people.AccountRole;
import org.gridwarden.problem.index.IndexRow;
import org.gridwarden.problem.index.Order;
import org.gridwarden.problem.index.Page;
import org.gridwarden.problem.index.ProblemIndex;
import org.gridwarden.problem.index.Query;
import org.gridwarden.problem.limit.TimeLimits;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.Change;
import org.gridwarden.store.Database;
import org.gridwarden.store.Outage;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All problems: single ones from the database, lists and neighbours from an index in memory that
 * follows every write at once and those of other servers by the change feed. Safe for many threads.
 */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final int BATCHES_AHEAD = 8;
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Database database;
  private final Clock clock;
  private final TimeLimits limits;
  private final ProblemRules rules;
  private final ProblemIndex index = new ProblemIndex();
  private final NearProblems near;
  private final CompletableFuture<Void> loading;

  /**
   * Begins to read all problems into memory, some microseconds each, in a thread of its own: what
   * needs them waits, and who is responsible somewhere is answered meanwhile.
   */
  public Problems(
      Database database, Clock clock, Duties duties, TimeLimits limits, ProblemRules rules) {
    this.database = database;
    this.clock = clock;
    this.limits = limits;
    this.rules = rules;
    this.near = new NearProblems(index, duties);
    this.loading = CompletableFuture.runAsync(this::loadAtStart, Problems::inThreadOfItsOwn);
  }

  private static void inThreadOfItsOwn(Runnable work) {
    Thread thread = new Thread(work, "problems-load");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether all problems are in memory. */
  public boolean isLoaded() {
    return loading.isDone() && !loading.isCompletedExceptionally();
  }

  /** Returns when all problems are in memory. */
  private void awaitLoaded() {
    try {
      loading.join();
    } catch (CompletionException failure) {
      throw new IllegalStateException("the problems could not be loaded", failure.getCause());
    }
  }

  /** Until it went well: a database that can't be had now may be there in a moment. */
  private void loadAtStart() {
    Outage outage = new Outage(LOG, "Reading the problems");
    while (true) {
      try {
        load();
        outage.over();
        return;
      } catch (FaultException fault) {
        if (!fault.isUnavailable() || database.isClosed()) {
          throw fault;
        }
        outage.note(fault);
      } catch (RuntimeException broken) {
        LOG.error("The problems could not be loaded; nothing that needs them will work", broken);
        throw broken;
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  /** One thread reads rows while another takes them up. */
  private void load() {
    ArrayBlockingQueue<List<IndexRow>> read = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    CompletableFuture<Void> takingUp =
        CompletableFuture.runAsync(() -> takeUp(read), Problems::inThreadOfItsOwn);
    try {
      database.read(
          handle -> {
            IndexRowStore.each(handle, batch -> pass(read, batch, takingUp));
            return null;
          });
    } finally {
      pass(read, List.of(), takingUp);
    }
    takingUp.join();
  }

  /** Hands a batch over; throws where taking up has failed, so that reading ends too. */
  private static void pass(
      ArrayBlockingQueue<List<IndexRow>> read,
      List<IndexRow> batch,
      CompletableFuture<Void> takingUp) {
    try {
      boolean taken = false;
      while (!taken) {
        if (takingUp.isDone()) {
          takingUp.join();
        }
        taken = read.offer(batch, 100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException("stopped while the problems were read", stop);
    }
  }

  /** Until an empty batch comes. */
  private void takeUp(ArrayBlockingQueue<List<IndexRow>> read) {
    try {
      for (List<IndexRow> batch = read.take(); !batch.isEmpty(); batch = read.take()) {
        index.put(batch);
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException("stopped while the problems were read", stop);
    }
  }

  /** What is held in memory of them. */
  public ProblemIndex index() {
    awaitLoaded();
    return index;
  }

  public NearProblems near() {
    awaitLoaded();
    return near;
  }

  Schedule schedule() {
    return new Schedule(rules.escalations(), limits.calendar());
  }

  /** Takes a problem up as it was just written. */
  void show(Problem problem) {
    index.put(List.of(IndexRows.of(problem)));
  }

  /** Reads all problems anew; none that is newer in memory is lost. */
  public void reload() {
    load();
  }

  /** Takes up what other servers wrote. */
  public void onChanges(List<Change> changes) {
    Set<String> outdated = new LinkedHashSet<>();
    for (Change change : changes) {
      if (change.kind().equals(ProblemChange.KIND)
          && index.version(change.id()) < version(change.after())) {
        outdated.add(change.id());
      }
    }
    if (!outdated.isEmpty()) {
      List<Problem> newest =
          database.read(handle -> ProblemStore.list(handle, List.copyOf(outdated)));
      index.put(newest.stream().map(IndexRows::of).toList());
    }
  }

  private static int version(String after) {
    try {
      return Json.MAPPER.readTree(after).path("version").asInt(Integer.MAX_VALUE);
    } catch (JsonProcessingException unknown) {
      return Integer.MAX_VALUE;
    }
  }

  public Optional<Problem> find(String id) {
    return database.read(handle -> ProblemStore.find(handle, id));
  }

  /** The id of the problem that has this number, here or in the system it came from. */
  Optional<String> findByNumber(String number) {
    return database.read(handle -> ProblemStore.findIdByNumber(handle, number));
  }

  /**
   * A problem that the actor may see.
   *
   * @throws FaultException NOT_FOUND, the same where there is none and where it may not be seen
   */
  public Problem get(String id, Actor actor) {
    return find(id).filter(actor::sees).orElseThrow(() -> unknown(id));
  }

  static FaultException unknown(String id) {
    return FaultException.notFound("id", id, "there is no such problem");
  }

  /** The ledger of a problem, from its report on. */
  public List<LedgerEntry> ledger(String id) {
    return database.read(handle -> LedgerStore.list(handle, id));
  }

  /** The problems of some ids, in their order, none older than the index has it. */
  public List<Problem> list(List<String> ids) {
    List<Problem> recent = database.readRecent(handle -> ProblemStore.list(handle, ids));
    return !database.hasStandbys()
            || recent.size() == ids.size() && recent.stream().allMatch(this::isAsNewAsKnown)
        ? recent
        : database.read(handle -> ProblemStore.list(handle, ids));
  }

  private boolean isAsNewAsKnown(Problem problem) {
    return problem.version() >= index.version(problem.id());
  }

  /** The ledgers of some problems, in the order of problems and versions. */
  public List<LedgerEntry> ledgers(List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : database.readRecent(handle -> LedgerStore.each(handle, ids).list());
  }

  /**
   * The ids of the problems on which feedback was given or sent back within [from, to).
   *
   * @param unit whose work it was, null where nobody's
   */
  Set<String> listWorked(Step step, Instant from, Instant to, Predicate<String> unit) {
    return database.readRecent(handle -> IndicatorStore.listWorked(handle, step, from, to)).stream()
        .filter(each -> unit.test(each.unit()))
        .map(IndicatorStore.Worked::problem)
        .collect(Collectors.toSet());
  }

  /** A page of what the actor may see. */
  public Page page(Query query, Order order, Page.Place after, int limit, Actor actor) {
    return index().page(query.scope(scope(actor)), order, after, limit);
  }

  /** What an actor may see of lists; null: all. */
  public static Query.Scope scope(Actor actor) {
    if (actor.role() == AccountRole.ADMIN
        || actor.role() == AccountRole.LEADER
        || (actor.role() == AccountRole.INSPECTOR && actor.grids().isEmpty())) {
      return null;
    }
    boolean ofParty = actor.role() != null && actor.role() != AccountRole.REPORTER;
    return new Query.Scope(
        actor.role() == AccountRole.CHIEF || actor.role() == AccountRole.INSPECTOR
            ? actor.grids()
            : Set.of(),
        ofParty ? actor.party() : null,
        actor.id());
  }

  /** Whether someone may see a photo: where it may see a problem that has it. */
  public boolean showsPhoto(String hash, Actor actor) {
    return database.read(
        handle -> {
          List<String> ids = LedgerStore.listProblemsWithPhoto(handle, hash);
          return ProblemStore.list(handle, ids).stream()
              .anyMatch(problem -> actor.sees(problem) || problem.marks().publishedAt() != null);
        });
  }

  /** Whether a problem has this photo, as a transaction sees it. */
  public boolean hasPhoto(Handle handle, String hash) {
    return !LedgerStore.listProblemsWithPhoto(handle, hash).isEmpty();
  }

  Instant now() {
    return clock.instant();
  }
}
