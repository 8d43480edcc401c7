package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gridwarden.WalkModel.Ask;
import org.gridwarden.WalkModel.Known;
import org.gridwarden.WalkModel.Row;
import org.gridwarden.WalkModel.Verdict;
import org.gridwarden.WalkScene.Who;
import org.gridwarden.fault.FaultException;
import org.gridwarden.geo.LonLat;
import org.gridwarden.grid.GridVersion;
import org.gridwarden.problem.Deadlines;
import org.gridwarden.problem.LedgerEntry;
import org.gridwarden.problem.Problem;
import org.gridwarden.problem.ProblemDesk;
import org.gridwarden.problem.ReportDraft;
import org.gridwarden.problem.Reporting;
import org.gridwarden.problem.RequestKey;
import org.gridwarden.problem.Severity;
import org.gridwarden.problem.Step;
import org.gridwarden.problem.StepRequest;
import org.gridwarden.responsibility.Party;
import org.gridwarden.store.Change;
import org.gridwarden.store.ChangeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random people take random steps on random problems while time goes by, against a slow model of
 * what ought to happen. {@code -Dwalk.steps=N} walks farther, {@code -Dwalk.seed=N} the same way
 * again.
 */
class ProblemWalkTest {
  private static final int STEPS = Integer.getInteger("walk.steps", 3_000);
  private static final int CHECK_EVERY = Math.max(300, STEPS / 50);
  private static final int LISTS = 20;
  private static final int BATCH = 500;
  private static final int KEYS_KEPT = 200;
  private static final Set<String> ASIDE =
      Set.of("void", "merge", "publish", "unpublish", "suspend", "supervise");
  private static final List<String> WORDS = List.of("井盖破损", "路面有垃圾", "路灯不亮", "占道经营");

  private final long seed = Long.getLong("walk.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final String named = "seed " + seed;
  private final WalkModel model = new WalkModel();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<Sent> keyed = new ArrayList<>();
  private final List<Known> open = new ArrayList<>();

  @TempDir Path data;
  private WalkScene scene;
  private ProblemDesk desk;
  private Set<String> parties;
  private long seq;

  /** A request that was accepted under a key. */
  private record Sent(Who who, RequestKey key, String id, Ask ask, ReportDraft draft) {}

  @Test
  void whateverPeopleTryWhateverComesOfItIsWhatTheContractSays() throws Exception {
    System.out.println(named + ", " + STEPS + " steps");
    long start = System.currentTimeMillis();
    try (WalkScene made = new WalkScene(data)) {
      scene = made;
      desk = made.app().problemDesk();
      parties =
          made.app().duties().listParties().stream().map(Party::id).collect(Collectors.toSet());
      seq = made.app().database().read(ChangeStore::last);
      Deadlines deadlines =
          new Deadlines(made.app().database(), made.app().clock(), desk.stepping());
      for (int i = 0; i < 20; i++) {
        report();
      }
      for (int i = 1; i <= STEPS; i++) {
        move();
        passTime(deadlines);
        if (i % CHECK_EVERY == 0 || i == STEPS) {
          check();
        }
      }
    }
    System.out.printf(
        "%d steps in %.1f s, until %s: %d problems, %s%n",
        STEPS,
        (System.currentTimeMillis() - start) / 1000.0,
        scene.now(),
        model.all().size(),
        counts);
    for (String kind : List.of("accepted", "bad_input", "forbidden", "not_found", "conflict")) {
      assertThat(counts).as(named + ": moves of every kind").containsKey(kind);
    }
  }

  private void move() {
    int kind = random.nextInt(100);
    if (kind < 6) {
      report();
    } else if (kind < 10) {
      repeat();
    } else if (kind < 16) {
      look();
    } else {
      step();
    }
  }

  /** Mostly minutes, now and then days, seldom weeks. */
  private void passTime(Deadlines deadlines) {
    int kind = random.nextInt(200);
    int minutes = kind == 0 ? 7 * 24 * 60 : kind < 6 ? 24 * 60 : 40;
    scene.pass(Duration.ofMillis(1 + random.nextInt(minutes * 60_000)));
    deadlines.look();
    for (Change change : newChanges()) {
      takeUpSystemStep(change);
    }
  }

  private int countNewChanges() {
    return scene
        .app()
        .database()
        .read(
            handle ->
                handle
                    .createQuery("select count(*) from change where seq > :seq")
                    .bind("seq", seq)
                    .mapTo(Integer.class)
                    .one());
  }

  private List<Change> newChanges() {
    List<Change> changes;
    do {
      changes = scene.app().database().read(handle -> ChangeStore.listAfter(handle, seq, 10_000));
      // On PostgreSQL an older transaction of anyone may hold them up for a moment.
    } while (changes.size() < countNewChanges());
    if (!changes.isEmpty()) {
      seq = changes.get(changes.size() - 1).seq();
    }
    return changes;
  }

  /** What the server did by itself keeps the status; only whom it went up to is taken from it. */
  private void takeUpSystemStep(Change change) {
    Known known = model.find(change.id());
    JsonNode after = RunningServer.parse(change.after());
    String step = after.path("step").textValue();
    known.told(scene.now() + " the server: " + step);
    known.version++;
    assertThat(step).as(words(known)).isIn("due_soon", "overdue", "escalate");
    assertThat(after.path("status").textValue()).as(words(known)).isEqualTo(known.status);
    assertThat(after.path("version").intValue()).as(words(known)).isEqualTo(known.version);
    assertThat(after.path("unit").textValue()).as(words(known)).isEqualTo(known.unit);
    assertThat(known.status)
        .as(words(known))
        .isIn("reported", "filed", "dispatched", "in_progress");
    known.escalatedTo = after.path("escalatedTo").textValue();
    count("by itself: " + step);
  }

  private String words(Known known) {
    return named + "\n" + known.id + "\n" + String.join("\n", known.moves) + "\n";
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void report() {
    Who who = one(scene.people());
    ReportDraft draft =
        new ReportDraft(
            GridVersion.DEFAULT_LAYER,
            scene.place(random),
            null,
            null,
            random.nextBoolean() ? new LonLat(113.61, 33.42) : null,
            one(WalkScene.CATEGORIES),
            one(List.of(Severity.values())),
            one(WORDS),
            random.nextBoolean() ? null : "解放路",
            null,
            List.of());
    RequestKey key = random.nextBoolean() ? null : key(who, draft.toString());
    Reporting.Taken taken = desk.reporting().report(draft, scene.actor(who), key);
    Problem problem = taken.problem();
    assertThat(taken.created()).as(named).isTrue();
    assertThat(problem.status().code()).as(named).isEqualTo("reported");
    assertThat(problem.version()).as(named).isEqualTo(1);
    Known known =
        new Known(
            problem.id(),
            who.id(),
            draft.category(),
            problem.duty().primary(),
            problem.duty().grids().stream().filter(Objects::nonNull).toList(),
            problem.duty().line());
    known.told(scene.now() + " reported by " + who.account().name());
    model.add(known);
    open.add(known);
    remember(new Sent(who, key, problem.id(), null, draft));
    assertThat(newChanges()).as(words(known)).extracting(Change::id).containsExactly(known.id);
    count("reported");
  }

  private RequestKey key(Who who, String body) {
    return new RequestKey(who.id(), "key " + random.nextLong(), body);
  }

  private void remember(Sent sent) {
    if (sent.key() != null) {
      keyed.add(sent);
      if (keyed.size() > KEYS_KEPT) {
        keyed.remove(0);
      }
    }
  }

  /** A client sends again what it sent before under its key, or something else. */
  private void repeat() {
    if (keyed.isEmpty()) {
      return;
    }
    Sent sent = one(keyed);
    boolean same = random.nextInt(3) > 0;
    RequestKey key =
        same ? sent.key() : new RequestKey(sent.key().owner(), sent.key().key(), "another body");
    Known known = model.find(sent.id());
    Verdict expected = same ? Verdict.ACCEPTED : Verdict.CONFLICT;
    known.told(scene.now() + " " + sent.who().account().name() + " again, same " + same);
    Verdict got;
    if (sent.ask() == null) {
      got =
          tried(
              () ->
                  again(
                      desk.reporting().report(sent.draft(), scene.actor(sent.who()), key), known));
    } else {
      expected = WalkModel.sees(sent.who(), known) ? expected : Verdict.NOT_FOUND;
      got = tried(() -> again(take(known.id, sent.who(), sent.ask(), key), known));
    }
    assertThat(got).as(words(known)).isEqualTo(expected);
    assertThat(newChanges()).as(words(known)).isEmpty();
    count(same ? "repeated" : "key of another request");
  }

  private void again(Reporting.Taken taken, Known known) {
    assertThat(taken.created()).as(words(known)).isFalse();
    again(taken.problem(), known);
  }

  private void again(Problem problem, Known known) {
    assertThat(problem.id()).as(words(known)).isEqualTo(known.id);
    assertThat(problem.version()).as(words(known)).isEqualTo(known.version);
  }

  /** Somebody looks at a problem; the first of the unit that holds it is noted. */
  private void look() {
    Known known = anyProblem();
    List<Who> holders =
        scene.people().stream()
            .filter(each -> WalkModel.hands(each, known).contains("holder"))
            .toList();
    Who who = holders.isEmpty() || random.nextBoolean() ? one(scene.people()) : one(holders);
    Problem seen = desk.problems().find(known.id).orElseThrow();
    assertThat(scene.actor(who).sees(seen)).as(words(known)).isEqualTo(WalkModel.sees(who, known));
    if (!WalkModel.sees(who, known)) {
      return;
    }
    boolean opens = WalkModel.opens(known, who);
    known.told(scene.now() + " " + who.account().name() + " looks, noted: " + opens);
    Problem after = desk.stepping().open(seen, scene.actor(who));
    if (opens) {
      known.opened = true;
      known.version++;
      count("opened");
    }
    assertThat(after.version()).as(words(known)).isEqualTo(known.version);
    assertThat(after.standing().openedAt() != null).as(words(known)).isEqualTo(known.opened);
    assertThat(newChanges()).as(words(known)).hasSize(opens ? 1 : 0);
  }

  private Known anyProblem() {
    open.removeIf(known -> !known.isOpen());
    if (open.isEmpty() || random.nextInt(8) == 0) {
      return one(model.all());
    }
    int newest = Math.min(open.size(), 40);
    return open.get(open.size() - 1 - random.nextInt(newest));
  }

  private void step() {
    boolean unknown = random.nextInt(100) == 0;
    Known known = unknown ? null : anyProblem();
    Ask ask = ask(known);
    Who who = actor(known, ask.step());
    RequestKey key = random.nextInt(3) > 0 ? null : key(who, ask.toString());
    if (known == null) {
      String id = random.nextBoolean() ? UUID.randomUUID().toString() : "nonsense";
      assertThat(tried(() -> take(id, who, ask, key))).as(named).isEqualTo(Verdict.NOT_FOUND);
      count("not_found");
      return;
    }
    Problem before = desk.problems().find(known.id).orElseThrow();
    Verdict expected =
        model.judge(known, who, ask, scene.now(), before.deadline().dueAt(), scene, parties);
    String from = known.status;
    known.told(scene.now() + " " + who.account().name() + " " + ask + " expected " + expected);
    Problem[] after = new Problem[1];
    Verdict got = tried(() -> after[0] = take(known.id, who, ask, key));
    assertThat(got).as(words(known)).isEqualTo(expected);
    if (got == Verdict.ACCEPTED) {
      model.take(known, who, ask, scene, parties);
      checkAgainst(known, after[0]);
      remember(new Sent(who, key, known.id, ask, null));
      count("accepted " + ask.step());
    } else {
      assertThat(known.status).isEqualTo(from);
    }
    checkAgainst(known, desk.problems().find(known.id).orElseThrow());
    assertThat(newChanges()).as(words(known)).hasSize(got == Verdict.ACCEPTED ? 1 : 0);
    count(got.name().toLowerCase(java.util.Locale.ROOT));
  }

  private void checkAgainst(Known known, Problem problem) {
    assertThat(problem.status().code()).as(words(known)).isEqualTo(known.status);
    assertThat(problem.version()).as(words(known)).isEqualTo(known.version);
    assertThat(problem.steppedVersion()).as(words(known)).isEqualTo(known.stepped);
    assertThat(problem.standing().unit()).as(words(known)).isEqualTo(known.unit);
    assertThat(problem.standing().unitBefore()).as(words(known)).isEqualTo(known.unitBefore);
    assertThat(problem.deadline().askedUntil()).as(words(known)).isEqualTo(known.askedUntil);
    assertThat(problem.marks().supervisor()).as(words(known)).isEqualTo(known.supervisor);
    assertThat(problem.marks().publishedAt() != null).as(words(known)).isEqualTo(known.published);
    boolean stands = problem.status().code().equals("suspended");
    if (known.isOpen()) {
      assertThat(problem.deadline().dueAt() == null).as(words(known)).isEqualTo(stands);
      assertThat(problem.deadline().remainingTicks() != null).as(words(known)).isEqualTo(stands);
    }
  }

  private Problem take(String id, Who who, Ask ask, RequestKey key) {
    return desk.stepping()
        .step(
            id,
            Step.find(ask.step()).orElseThrow(),
            new StepRequest(ask.note(), ask.to(), List.of(), ask.version()),
            scene.actor(who),
            key,
            scene.app().moments());
  }

  private static Verdict tried(Runnable move) {
    try {
      move.run();
      return Verdict.ACCEPTED;
    } catch (FaultException refused) {
      return Verdict.valueOf(refused.first().kind().name());
    }
  }

  /** Mostly a step that follows, else any. */
  private Ask ask(Known known) {
    List<String> following =
        known == null
            ? List.of()
            : WalkModel.ROWS.stream()
                .filter(row -> row.from().contains(known.status))
                .map(Row::step)
                .distinct()
                .toList();
    String step;
    if (known != null && known.askedUntil != null && random.nextInt(3) == 0) {
      step = random.nextBoolean() ? "refuse_extension" : "extend";
    } else if (following.isEmpty() || random.nextInt(4) == 0) {
      step = one(List.of(Step.values())).code();
    } else {
      step = one(following);
      // The first row of each status leads on: else few would come to be closed.
      if (ASIDE.contains(step) && random.nextInt(4) > 0) {
        step = following.get(0);
      }
    }
    String note = random.nextInt(7) == 0 ? null : "因为 " + random.nextInt(100);
    return new Ask(step, note, to(step), version(known));
  }

  private String to(String step) {
    int kind = random.nextInt(10);
    return switch (step) {
      case "dispatch", "transfer" -> kind < 4 ? null : kind < 9 ? one(scene.units()) : "nobody";
      case "merge" -> kind < 1 ? null : kind < 9 ? anyProblem().id : UUID.randomUUID().toString();
      case "extend" ->
          kind < 3 ? null : scene.now().plus(Duration.ofHours(random.nextInt(400) - 20)).toString();
      default -> kind < 9 ? null : "aside";
    };
  }

  private Integer version(Known known) {
    int kind = random.nextInt(10);
    if (known == null || kind < 5) {
      return null;
    }
    return kind < 8
        ? Integer.valueOf(known.version)
        : kind < 9 ? known.stepped : known.version + random.nextInt(5) - 3;
  }

  /** Mostly somebody who has a hand in it, else anybody. */
  private Who actor(Known known, String step) {
    if (known != null && random.nextInt(4) > 0) {
      Set<String> by = new HashSet<>();
      WalkModel.ROWS.stream()
          .filter(row -> row.step().equals(step))
          .forEach(row -> by.addAll(row.by()));
      List<Who> fit =
          scene.people().stream()
              .filter(who -> WalkModel.hands(who, known).stream().anyMatch(by::contains))
              .toList();
      if (!fit.isEmpty()) {
        return one(fit);
      }
    }
    return one(scene.people());
  }

  /** Everything at once: ledgers, feed, index and lists. */
  private void check() {
    List<Problem> rows = new ArrayList<>();
    List<LedgerEntry> ledgers = new ArrayList<>();
    List<String> ids = model.all().stream().map(known -> known.id).toList();
    for (int from = 0; from < ids.size(); from += BATCH) {
      List<String> part = ids.subList(from, Math.min(ids.size(), from + BATCH));
      rows.addAll(desk.problems().list(part));
      ledgers.addAll(desk.problems().ledgers(part));
    }
    assertThat(rows).as(named).hasSameSizeAs(ids);
    Map<String, List<LedgerEntry>> byProblem =
        ledgers.stream().collect(Collectors.groupingBy(LedgerEntry::problemId));
    Map<String, Integer> told = new HashMap<>();
    scene
        .app()
        .database()
        .<List<String>>read(
            handle ->
                handle
                    .createQuery("select id from change where kind = 'problem'")
                    .mapTo(String.class)
                    .list())
        .forEach(id -> told.merge(id, 1, Integer::sum));
    for (Problem row : rows) {
      Known known = model.find(row.id());
      checkAgainst(known, row);
      List<LedgerEntry> ledger = byProblem.get(row.id());
      assertThat(ledger).as(words(known)).hasSize(row.version());
      assertThat(told.get(row.id())).as(words(known)).isEqualTo(ledger.size());
      replay(known, row, ledger);
      Instant next = row.deadline().nextAt();
      assertThat(next == null || next.isAfter(scene.now())).as(words(known)).isTrue();
    }
    assertThat(told).as(named).hasSameSizeAs(rows);
    WalkLists lists = new WalkLists(scene, random, named);
    lists.checkIndex(rows);
    lists.check(rows, model, LISTS);
  }

  /** The ledger alone tells how it came to where it stands, and that nobody judged its own work. */
  private void replay(Known known, Problem row, List<LedgerEntry> ledger) {
    String status = null;
    String suspendedFrom = null;
    Instant at = Instant.MIN;
    LedgerEntry feedback = null;
    LedgerEntry supervise = null;
    LedgerEntry verify = null;
    for (int i = 0; i < ledger.size(); i++) {
      LedgerEntry entry = ledger.get(i);
      String from = entry.from() == null ? null : entry.from().code();
      String step = entry.step().code();
      assertThat(entry.version()).as(words(known)).isEqualTo(i + 1);
      assertThat(from).as(words(known)).isEqualTo(status);
      assertThat(entry.at()).as(words(known)).isAfterOrEqualTo(at);
      String to = entry.to().code();
      assertThat(to).as(words(known)).isEqualTo(led(step, from, suspendedFrom));
      suspendedFrom = step.equals("suspend") ? from : suspendedFrom;
      status = to;
      at = entry.at();
      switch (step) {
        case "feedback" -> feedback = entry;
        case "supervise" -> supervise = entry;
        case "verify" -> verify = entry;
        case "close" -> {
          assertThat(verify.actor()).as(words(known)).isNotEqualTo(feedback.actor());
          assertThat(Objects.equals(verify.actorParty(), feedback.unit()))
              .as(words(known))
              .isFalse();
          if (supervise != null) {
            assertThat(List.of(supervise.actorName(), "inspector-of-" + supervise.actorName()))
                .as(words(known))
                .contains(verify.actorName());
          }
        }
        default -> {
          // Nothing to be kept of it.
        }
      }
    }
    assertThat(row.status().code()).as(words(known)).isEqualTo(status);
  }

  private static String led(String step, String from, String suspendedFrom) {
    if (step.equals("report")) {
      return "reported";
    }
    if (WalkModel.OWN_STEPS.contains(step)) {
      return from;
    }
    for (Row row : WalkModel.ROWS) {
      if (row.step().equals(step) && row.from().contains(from)) {
        return row.to().equals("same")
            ? from
            : row.to().equals("before") ? suspendedFrom : row.to();
      }
    }
    return fail(step + " after " + from);
  }
}
