package org.gridwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Progress;
import org.gridwarden.geo.Crs;
import org.gridwarden.geo.LonLat;
import org.gridwarden.problem.Deadlines;
import org.gridwarden.problem.LedgerEntry;
import org.gridwarden.problem.Problem;
import org.gridwarden.problem.ProblemImport;
import org.gridwarden.problem.ProblemImport.Outcome;
import org.gridwarden.problem.ProblemStatus;
import org.gridwarden.problem.index.Query;
import org.gridwarden.responsibility.Party;
import org.gridwarden.responsibility.PartyKind;
import org.gridwarden.store.ChangeStore;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.Moments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Problems of former times: good files, bad files, later files, a real city's. */
class ProblemImportTest {
  private static final String HEAD = "id,lon,lat,category,opened,closed,status,severity,unit";
  private static final Outcome NOTHING = new Outcome(0, 0, 0, 0, 0, List.of());

  private final SettableClock clock = new SettableClock("2026-05-13T02:00:00Z");

  @TempDir Path data;
  private App app;

  @BeforeEach
  void open() {
    app = App.open(Config.of(data, TestStore.url(data)), clock);
  }

  @AfterEach
  void close() {
    app.close();
  }

  private Path file(String... lines) throws Exception {
    List<String> all = new ArrayList<>(List.of(HEAD));
    all.addAll(List.of(lines));
    return Files.write(data.resolve("problems-in.csv"), all);
  }

  private Outcome bringIn(Path file, Map<String, String> said, String crs, String zone) {
    return importer()
        .importFile(file, said, Crs.parse(crs), Moments.of(zone), false, Progress.NONE);
  }

  private ProblemImport importer() {
    return app.problemDesk().problemImport();
  }

  private Outcome bringIn(String... lines) throws Exception {
    return bringIn(file(lines), Map.of(), "wgs84", "Asia/Shanghai");
  }

  private Problem problem(String number) {
    String id =
        app.database()
            .read(
                handle ->
                    handle
                        .createQuery("select id from problem where external_id = :number")
                        .bind("number", number)
                        .mapTo(String.class)
                        .one());
    return app.problemDesk().problems().find(id).orElseThrow();
  }

  private long lastChange() {
    return app.database().read(ChangeStore::last);
  }

  private Map<String, Integer> byStatus() {
    Map<String, Integer> counted = new TreeMap<>();
    app.problemDesk()
        .problems()
        .index()
        .each(
            Query.ALL,
            row -> counted.merge(ProblemStatus.values()[row.status()].code(), 1, Integer::sum));
    return counted;
  }

  @Test
  void theSampleTownsProblemsGoInAndTwiceChangesNothing() throws Exception {
    SampleTown.loadWhereEmpty(app);
    Map<String, Integer> expected = Map.of("closed", 3701, "in_progress", 153, "reported", 5);
    assertThat(byStatus()).isEqualTo(expected);
    long before = lastChange();
    assertThat(app.importProblems(Path.of("data/problems.csv"), false))
        .isEqualTo(new Outcome(0, 0, 3859, 0, 0, List.of()));
    assertThat(lastChange()).isEqualTo(before);
    assertThat(byStatus()).isEqualTo(expected);
    try (App again = App.open(Config.of(data, TestStore.url(data)), clock)) {
      assertThat(again.problemDesk().problems().index().size()).isEqualTo(3859);
    }
  }

  @Test
  void everyCaseOfSanFranciscoGoesInWithItsAgencyItsKindAndItsGrids() {
    SanFrancisco.assumeThere();
    SanFrancisco.importGrids(app);
    Path cases = SanFrancisco.cases();
    Map<String, String> said = SanFrancisco.FIELDS;
    Outcome outcome = bringIn(cases, said, "wgs84", "America/Los_Angeles");
    assertThat(outcome.added()).isEqualTo(4984);
    assertThat(outcome.categories()).isEqualTo(26);
    assertThat(outcome.units()).isEqualTo(122);
    assertThat(outcome.warnings())
        .containsExactly(
            "55 problems are closed before they are opened; taken as closed when opened");
    assertThat(byStatus()).isEqualTo(Map.of("closed", 4762, "dispatched", 222));
    Problem first = problem("1757188");
    assertThat(first.report().reportedAt()).isEqualTo(Instant.parse("2012-12-04T23:21:00Z"));
    assertThat(first.standing().closedAt()).isEqualTo(Instant.parse("2012-12-06T12:39:00Z"));
    assertThat(first.report().category()).isEqualTo("Street Defects");
    assertThat(first.report().address()).isEqualTo("2820 GREENWICH ST, SAN FRANCISCO, CA, 94123");
    assertThat(first.duty().grids().get(1)).isEqualTo("Marina");
    Party agency = app.duties().findParty(first.standing().unit()).orElseThrow();
    assertThat(agency.name()).isEqualTo("DPW BSM Queue");
    assertThat(agency.kind()).isEqualTo(PartyKind.UNIT);
    long before = lastChange();
    Outcome again = bringIn(cases, said, "wgs84", "America/Los_Angeles");
    assertThat(again.added() + again.closed() + again.categories() + again.units()).isZero();
    assertThat(again.unchanged()).isEqualTo(4984);
    assertThat(lastChange()).isEqualTo(before);
  }

  @Test
  void everyFaultIsListedByLineAndFieldAndNothingGoesIn() throws Exception {
    Path bad =
        file(
            ",113.6,33.4,other,2025-01-01,,,,",
            "A,east,33.4,other,2025-01-01,,,,",
            "B,113.6,95,other,2025-01-01,,,,",
            "C,113.6,33.4,,2025-01-01,,,,",
            "D,113.6,33.4,other,,,,,",
            "E,113.6,33.4,other,yesterday,,,,",
            "F,113.6,33.4,other,2025-01-01,soon,,,",
            "G,113.6,33.4,other,2025-01-01,,,dreadful,",
            "H,113.6,33.4,other,2025-01-01,,suspended,,",
            "I,113.6,33.4,other,2025-01-01,,,,",
            "I,113.6,33.4,other,2025-01-02,,,,",
            "J,NaN,Infinity,other,2025-01-01,,,,",
            "K".repeat(65) + ",113.6,33.4,other,2025-01-01,,,,");
    long before = lastChange();
    assertThatThrownBy(() -> bringIn(bad, Map.of(), "wgs84", "Asia/Shanghai"))
        .isInstanceOfSatisfying(
            FaultException.class,
            refused -> {
              assertThat(refused.faults())
                  .extracting(each -> each.line() + " " + each.field())
                  .containsExactly(
                      "2 id",
                      "3 lon",
                      "4 lon",
                      "5 category",
                      "6 opened",
                      "7 opened",
                      "8 closed",
                      "9 severity",
                      "10 status",
                      "12 id",
                      "13 lon",
                      "13 lat",
                      "14 id");
              assertThat(refused.faults()).extracting(Fault::file).containsOnly("problems-in.csv");
              assertThat(refused.faults().get(1).value()).isEqualTo("east");
              assertThat(refused.faults().get(9).detail()).contains("line 11");
            });
    assertThat(byStatus()).isEmpty();
    assertThat(lastChange()).isEqualTo(before);
  }

  @Test
  void aFileWithoutAColumnThatIsNeededSaysWhichAndAHeadingThatIsSaidMustBeThere() throws Exception {
    Path bare = Files.writeString(data.resolve("bare.csv"), "id,lon,lat\nA,113.6,33.4\n");
    assertThatThrownBy(() -> bringIn(bare, Map.of(), "wgs84", "Asia/Shanghai"))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("category")
        .hasMessageContaining("opened");
    Path good = file("A,113.6,33.4,other,2025-01-01,,,,");
    for (String purpose : List.of("id", "closed", "unit")) {
      assertThatThrownBy(() -> bringIn(good, Map.of(purpose, "Mistyped"), "wgs84", "Asia/Shanghai"))
          .isInstanceOf(FaultException.class)
          .hasMessageContaining("problems-in.csv:1: " + purpose)
          .hasMessageContaining("Mistyped");
    }
    assertThat(byStatus()).isEmpty();
  }

  @Test
  void aHeadingThatIsSaidForOnePurposeIsNotTakenForAnothersUsualOne() throws Exception {
    Path file = file("A,113.6,33.4,other,2025-01-01,,解放路12号,,");
    bringIn(file, Map.of("address", "status"), "wgs84", "Asia/Shanghai");
    assertThat(problem("A").report().address()).isEqualTo("解放路12号");
    assertThatThrownBy(() -> bringIn(file, Map.of("unit", "lon"), "wgs84", "Asia/Shanghai"))
        .hasMessageContaining("lon: the column is missing");
  }

  @Test
  void aLaterFileClosesWhatIsOpenAndLeavesTheRest() throws Exception {
    SampleTown.loadWhereEmpty(app);
    bringIn(
        "A,113.618,33.426,1.1,2026-05-01,,,,",
        "B,113.618,33.426,1.1,2026-05-01,,,,",
        "C,113.618,33.426,1.1,2026-05-01,2026-05-02,,,");
    Problem open = problem("A");
    assertThat(open.status()).isEqualTo(ProblemStatus.DISPATCHED);
    assertThat(open.version()).isEqualTo(2);
    Outcome later =
        bringIn(
            "A,113.618,33.426,1.1,2026-05-01,2026-05-03T10:00,closed,,",
            "B,113.618,33.426,1.1,2026-05-01,,,,",
            "C,113.618,33.426,1.1,2026-05-01,2026-05-09,,,",
            "D,113.618,33.426,1.1,2026-05-04,,,,");
    assertThat(later).isEqualTo(new Outcome(1, 1, 2, 0, 0, List.of()));
    Problem closed = problem("A");
    assertThat(closed.status()).isEqualTo(ProblemStatus.CLOSED);
    assertThat(closed.standing().closedAt()).isEqualTo(Instant.parse("2026-05-03T02:00:00Z"));
    assertThat(closed.standing().unit()).isEqualTo(open.standing().unit());
    assertThat(closed.deadline().nextAt()).isNull();
    List<LedgerEntry> ledger = app.problemDesk().problems().ledger(closed.id());
    assertThat(ledger).extracting(LedgerEntry::version).containsExactly(1, 2, 3);
    assertThat(ledger)
        .extracting(each -> each.step().code() + " " + each.to().code())
        .containsExactly("report reported", "dispatch dispatched", "close closed");
    assertThat(problem("C").standing().closedAt())
        .as("closed before: a later file doesn't change when")
        .isEqualTo(Instant.parse("2026-05-01T16:00:00Z"));
    assertThat(app.problemDesk().problems().index().version(closed.id())).isEqualTo(3);
  }

  @Test
  void whatWasBroughtInOpenIsWatchedLikeAnyOther() throws Exception {
    SampleTown.loadWhereEmpty(app);
    bringIn("A,113.618,33.426,1.1,2026-05-11T09:00,,,,");
    new Deadlines(app.database(), clock, app.problemDesk().stepping()).look();
    assertThat(app.problemDesk().problems().ledger(problem("A").id()))
        .extracting(each -> each.step().code())
        .startsWith("report", "dispatch", "overdue", "escalate");
  }

  @Test
  void aStatusIsTakenAsItStandsAndClosedWithoutAMomentIsNotClosed() throws Exception {
    bringIn(
        "A,113.6,33.4,other,2026-05-01,,reported,,",
        "B,113.6,33.4,other,2026-05-01,,filed,,",
        "C,113.6,33.4,other,2026-05-01,,in_progress,,",
        "D,113.6,33.4,other,2026-05-01,,handled,,",
        "E,113.6,33.4,other,2026-05-01,,verified,,",
        "F,113.6,33.4,other,2026-05-01,2026-05-02,void,,",
        "G,113.6,33.4,other,2026-05-01,,closed,,",
        "H,113.6,33.4,other,2026-05-01,2026-05-02,In Bearbeitung,,",
        "I,113.6,33.4,other,2026-05-01,2026-04-02,,,");
    Map<String, String> expected =
        Map.of(
            "A", "reported",
            "B", "filed",
            "C", "in_progress",
            "D", "handled",
            "E", "verified",
            "F", "void",
            "G", "dispatched",
            "H", "closed",
            "I", "closed");
    expected.forEach(
        (number, status) -> {
          Problem problem = problem(number);
          assertThat(problem.status().code()).as(number).isEqualTo(status);
          List<LedgerEntry> ledger = app.problemDesk().problems().ledger(problem.id());
          assertThat(ledger).as(number).hasSize(problem.version());
          assertThat(ledger.get(ledger.size() - 1).to()).isEqualTo(problem.status());
        });
    assertThat(problem("I").standing().closedAt()).isEqualTo(problem("I").report().reportedAt());
  }

  @Test
  void kindsAndUnitsAreFoundByCodeOrNameOrTakenUpAsTheyCome() throws Exception {
    SampleTown.loadWhereEmpty(app);
    String known =
        app.duties().listParties().stream()
            .filter(each -> each.kind() == PartyKind.UNIT)
            .map(Party::name)
            .findFirst()
            .orElseThrow();
    Outcome outcome =
        bringIn(
            "A,113.618,33.426,1.1,2026-05-01,,,紧急," + known,
            "B,113.618,33.426,路面保洁,2026-05-01,,,,新单位",
            "C,113.618,33.426,Street cleaning,2026-05-01,,,,新单位",
            "D,113.618,33.426,一种从来没有见过的、名字长得超过三十二个字符因而放不进编码里去的新的问题类别,2026-05-01,,,,");
    assertThat(outcome).isEqualTo(new Outcome(4, 0, 0, 1, 1, List.of()));
    for (String number : List.of("A", "B", "C")) {
      assertThat(problem(number).report().category()).isEqualTo("1.1");
    }
    assertThat(app.duties().findParty(problem("A").standing().unit()).orElseThrow().name())
        .isEqualTo(known);
    assertThat(problem("B").standing().unit()).isEqualTo(problem("C").standing().unit());
    String code = problem("D").report().category();
    assertThat(code).hasSizeLessThanOrEqualTo(32);
    assertThat(app.duties().categories().find(code).orElseThrow().name()).startsWith("一种从来");
  }

  @Test
  void positionsOfChineseMapsLandWhereTheyAre() throws Exception {
    LonLat gcj = Crs.parse("gcj02").toWgs84(113.624, 33.425);
    bringIn(file("A,113.624,33.425,other,2026-05-01,,,,"), Map.of(), "gcj02", "Asia/Shanghai");
    assertThat(problem("A").report().point()).isEqualTo(gcj);
    assertThat(Math.abs(gcj.lon() - 113.624)).as("hundreds of metres").isGreaterThan(0.003);
  }

  @Test
  void momentsWithoutAnOffsetAreOfTheZoneThatIsSaid() throws Exception {
    bringIn(
        file(
            "A,113.6,33.4,other,2026/05/01 08:30:00,NA,,,",
            "B,113.6,33.4,other,2026-05-01T08:30:00+01:00,2026-05-01 10:30:00,,,"),
        Map.of(),
        "wgs84",
        "America/Los_Angeles");
    assertThat(problem("A").report().reportedAt()).isEqualTo(Instant.parse("2026-05-01T15:30:00Z"));
    assertThat(problem("A").status()).isEqualTo(ProblemStatus.DISPATCHED);
    assertThat(problem("B").report().reportedAt()).isEqualTo(Instant.parse("2026-05-01T07:30:00Z"));
    assertThat(problem("B").standing().closedAt()).isEqualTo(Instant.parse("2026-05-01T17:30:00Z"));
  }

  @Test
  void aDryRunSaysTheSameAndWritesNothing() throws Exception {
    Path file =
        file("A,113.6,33.4,新类,2026-05-01,,,,新单位", "B,113.6,33.4,新类,2026-05-01,2026-05-02,,,");
    long before = lastChange();
    Outcome dry =
        importer()
            .importFile(
                file, Map.of(), Crs.WGS84, Moments.of("Asia/Shanghai"), true, Progress.NONE);
    assertThat(lastChange()).isEqualTo(before);
    assertThat(byStatus()).isEmpty();
    assertThat(bringIn(file, Map.of(), "wgs84", "Asia/Shanghai")).isEqualTo(dry);
    assertThat(dry.added()).isEqualTo(2);
    assertThat(dry).isNotEqualTo(NOTHING);
  }

  @Test
  void theCommandTakesZoneCrsAndColumnsAndExitsByWhatCameOfIt() throws Exception {
    Path file =
        Files.writeString(
            data.resolve("cases.csv"),
            "No,X,Y,Kind,Since\n7,113.624,33.425,other,2026-05-01 08:30:00\n");
    String[] arguments = {
      "import",
      "problems",
      file.toString(),
      "--id",
      "No",
      "--lon",
      "X",
      "--lat",
      "Y",
      "--category",
      "Kind",
      "--opened",
      "Since",
      "--crs",
      "gcj02",
      "--zone",
      "Europe/Paris"
    };
    CommandRun run = CommandRun.of(data, arguments);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("1 problems added, 0 closed, 0 unchanged");
    assertThat(CommandRun.of(data, arguments).out()).contains("0 problems added, 0 closed, 1 unch");
    Files.writeString(file, "No,X,Y,Kind,Since\n8,x,33.4,other,soon\n");
    CommandRun bad = CommandRun.of(data, arguments);
    assertThat(bad.status()).isEqualTo(2);
    assertThat(bad.err()).contains("cases.csv:2: lon").contains("cases.csv:2: opened");
    assertThat(problem("7").report().reportedAt()).isEqualTo(Instant.parse("2026-05-01T06:30:00Z"));
  }
}
