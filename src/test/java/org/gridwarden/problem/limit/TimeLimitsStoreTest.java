package org.gridwarden.problem.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.gridwarden.fault.FaultException;
import org.gridwarden.problem.Severity;
import org.gridwarden.responsibility.CategoryTree;
import org.gridwarden.responsibility.Duties;
import org.gridwarden.store.Change;
import org.gridwarden.store.Database;
import org.gridwarden.store.TestStore;
import org.gridwarden.time.LimitUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time limits and the calendar from tables into the store and back. */
class TimeLimitsStoreTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @TempDir Path folder;
  private Database database;
  private CategoryTree tree;
  private TimeLimits limits;

  @BeforeEach
  void open() {
    database = TestStore.open(folder);
    Duties duties = new Duties(database, Clock.systemUTC());
    duties.importCategories(Path.of("data/categories.csv"), false);
    tree = duties.categories();
    limits = new TimeLimits(database, Clock.systemUTC(), ZONE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private TimeLimits.Outcome bringInLimits(String... lines) throws Exception {
    return limits.importLimits(file(lines), tree, false);
  }

  private TimeLimits.Outcome bringInDays(String... lines) throws Exception {
    return limits.importCalendar(file(lines), false);
  }

  private Path file(String... lines) throws Exception {
    return Files.writeString(folder.resolve("table.csv"), String.join("\n", lines));
  }

  private long changes() {
    return database.read(
        handle ->
            handle
                .createQuery("select count(*) from change where kind = 'limits'")
                .mapTo(Long.class)
                .one());
  }

  private String limit(String category, Severity severity) {
    TimeLimit found = limits.find(tree, category, severity.code());
    return found.category() + " " + found.severity() + " " + found.amount();
  }

  private static Instant moment(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  @Test
  void aNewDatabaseHasADefaultAndTheUsualWeek() {
    assertThat(limits.list())
        .containsExactly(
            new TimeLimit(null, "normal", 5, LimitUnit.WORK_DAY, ClockRule.KEEP, ClockRule.KEEP));
    assertThat(limits.calendar().hours(LocalDate.of(2026, 5, 15)))
        .hasToString("08:30-12:00,13:30-18:00");
    assertThat(limits.calendar().isWorking(LocalDate.of(2026, 5, 16))).isFalse();
    assertThat(limits.calendar().zone()).isEqualTo(ZONE);
    assertThat(limits.failure()).isNull();
  }

  @Test
  void theSampleTownGoesInAndTwiceChangesNothing() {
    Path file = Path.of("data/limits.csv");
    assertThat(limits.importLimits(file, tree, true).added()).isEqualTo(13);
    assertThat(limits.list()).as("a dry run writes nothing").hasSize(1);
    assertThat(limits.importLimits(file, tree, false))
        .isEqualTo(new TimeLimits.Outcome(13, 0, 0, 0, List.of()));
    assertThat(limits.importLimits(file, tree, false))
        .isEqualTo(new TimeLimits.Outcome(0, 0, 13, 0, List.of()));
    Path calendar = Path.of("data/calendar.csv");
    assertThat(limits.importCalendar(calendar, true).added()).isEqualTo(110);
    assertThat(limits.importCalendar(calendar, false))
        .isEqualTo(new TimeLimits.Outcome(110, 0, 0, 0, List.of()));
    assertThat(limits.importCalendar(calendar, false))
        .isEqualTo(new TimeLimits.Outcome(0, 0, 110, 0, List.of()));
    assertThat(changes()).isEqualTo(2);
    TimeLimits fresh = new TimeLimits(database, Clock.systemUTC(), ZONE);
    assertThat(fresh.list()).isEqualTo(limits.list()).hasSize(14);
    assertThat(fresh.days()).isEqualTo(limits.days());
    assertThat(fresh.calendar().add(LimitUnit.WORK_DAY, moment("2025-09-30T10:00"), 3))
        .isEqualTo(moment("2025-10-11T10:00"));
  }

  @Test
  void theMostSpecificCategoryOfTheSeverityComesFirst() throws Exception {
    bringInLimits(
        "category,severity,amount,unit",
        "3,normal,3,work_day",
        "3,urgent,4,urgent_hour",
        "3.2,normal,2,work_day",
        "5.4,serious,6,urgent_hour",
        ",urgent,24,urgent_hour");
    assertThat(limit("3.2.1", Severity.NORMAL)).isEqualTo("3.2 normal 2.0");
    assertThat(limit("3.2.1", Severity.URGENT)).isEqualTo("3 urgent 4.0");
    assertThat(limit("3.2.1", Severity.SERIOUS)).isEqualTo("3.2 normal 2.0");
    assertThat(limit("3.1", Severity.NORMAL)).isEqualTo("3 normal 3.0");
    assertThat(limit("5.4.1", Severity.SERIOUS)).isEqualTo("5.4 serious 6.0");
    assertThat(limit("5.4.1", Severity.NORMAL)).isEqualTo("null normal 5.0");
    assertThat(limit("5.4.1", Severity.URGENT)).isEqualTo("null urgent 24.0");
    assertThat(limit(null, Severity.SERIOUS)).isEqualTo("null normal 5.0");
    assertThat(limits.find(tree, "3", "紧急").amount()).isEqualTo(4);
    assertThatThrownBy(() -> limits.find(tree, "9.9", "normal"))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("no such category");
    assertThatThrownBy(() -> limits.find(tree, "3", "dreadful"))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("normal, serious or urgent");
  }

  @Test
  void aLaterFileChangesWhatItNamesAndLeavesTheRest() throws Exception {
    bringInLimits("category,amount,unit", "3,3,work_day", ",7,calendar_day");
    assertThat(limits.list()).extracting(TimeLimit::amount).containsExactly(7.0, 3.0);
    TimeLimits.Outcome outcome =
        bringInLimits(
            "category,severity,amount,unit,on_rework",
            "3,normal,3,work_day,restart",
            "3,serious,1,work_day,");
    assertThat(outcome).isEqualTo(new TimeLimits.Outcome(1, 1, 0, 0, List.of()));
    assertThat(limits.find(tree, "3", "normal").onRework()).isEqualTo(ClockRule.RESTART);
    assertThat(limit("4", Severity.NORMAL)).isEqualTo("null normal 7.0");
  }

  @Test
  void laterDaysReplaceTheSameDaysOfTheDatabase() throws Exception {
    bringInDays("day,working,hours,name", "2026-10-01,no,,国庆节", "sat,yes,09:00-12:00,");
    assertThat(limits.calendar().isWorking(LocalDate.of(2026, 10, 1))).isFalse();
    assertThat(limits.calendar().isWorking(LocalDate.of(2026, 10, 3))).isTrue();
    assertThat(bringInDays("day,working,hours", "2026/10/1,yes,10:00-11:00", "周六,休息,"))
        .isEqualTo(new TimeLimits.Outcome(0, 2, 0, 0, List.of()));
    assertThat(limits.calendar().hours(LocalDate.of(2026, 10, 1))).hasToString("10:00-11:00");
    assertThat(limits.calendar().isWorking(LocalDate.of(2026, 10, 3))).isFalse();
  }

  @Test
  void aRefusedFileChangesNothing() throws Exception {
    assertThatThrownBy(() -> bringInLimits("category,amount,unit", "3,3,work_day", "4,0,work_day"))
        .isInstanceOf(FaultException.class);
    assertThatThrownBy(
            () ->
                bringInDays(
                    "day,working", "mon,no", "tue,no", "wed,no", "thu,no", "fri,no", "sat,no"))
        .isInstanceOf(FaultException.class)
        .hasMessageStartingWith("table.csv: working: a calendar without any working time");
    assertThat(limits.list()).hasSize(1);
    assertThat(limits.days()).isEmpty();
    assertThat(changes()).isZero();
  }

  @Test
  void dueSoonIsWhenAQuarterIsLeft() {
    TimeLimit days =
        new TimeLimit(null, "normal", 2, LimitUnit.WORK_DAY, ClockRule.KEEP, ClockRule.KEEP);
    Instant due = limits.dueAt(days, moment("2026-05-15T12:00"));
    assertThat(due).isEqualTo(moment("2026-05-19T12:00"));
    assertThat(limits.dueSoonAt(days, due)).isEqualTo(moment("2026-05-18T17:30"));
    TimeLimit hours =
        new TimeLimit(null, "urgent", 2, LimitUnit.URGENT_HOUR, ClockRule.KEEP, ClockRule.KEEP);
    assertThat(limits.dueSoonAt(hours, limits.dueAt(hours, moment("2026-05-15T23:00"))))
        .isEqualTo(moment("2026-05-16T00:30"));
  }

  @Test
  void anotherProcesssImportIsTakenUpFromTheFeedAndABrokenStateIsNot() throws Exception {
    TimeLimits other = new TimeLimits(database, Clock.systemUTC(), ZONE);
    bringInLimits("category,amount,unit", "3,3,work_day");
    assertThat(other.list()).hasSize(1);
    other.onChanges(List.of(new Change(1, "grids", "x", Instant.EPOCH, null, null)));
    assertThat(other.list()).hasSize(1);
    other.onChanges(List.of(new Change(2, "limits", "limits", Instant.EPOCH, null, null)));
    assertThat(other.list()).hasSize(2);
    database.update(handle -> handle.execute("update calendar_day set working = 0"));
    database.update(
        handle ->
            handle.execute(
                "insert into calendar_day (day, working, hours) values ('mon', 1, '?')"));
    other.reload();
    assertThat(other.failure()).contains("could not be loaded");
    assertThat(other.list()).hasSize(2);
    assertThat(other.calendar().isWorking(LocalDate.of(2026, 5, 15))).isTrue();
    database.update(handle -> handle.execute("delete from calendar_day"));
    other.reload();
    assertThat(other.failure()).isNull();
  }
}
