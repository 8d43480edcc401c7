package org.gridwarden.problem.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.gridwarden.fault.Fault;
import org.gridwarden.fault.FaultException;
import org.gridwarden.time.DayHours;
import org.gridwarden.time.WorkCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFileTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @TempDir Path folder;

  private List<CalendarDay> read(String... lines) throws Exception {
    return CalendarFile.read(
            Files.writeString(folder.resolve("calendar.csv"), String.join("\n", lines)))
        .rows();
  }

  private List<Fault> faults(String... lines) {
    return catchThrowableOfType(FaultException.class, () -> read(lines)).faults();
  }

  private WorkCalendar calendar(String... lines) throws Exception {
    return CalendarDays.of(read(lines)).in(ZONE);
  }

  @Test
  void readsWeekdaysAndDatesAsPeopleWriteThem() throws Exception {
    assertThat(
            read(
                "日期,是否上班,工作时间,名称",
                "周六,上班,\"08:30-12:00\",",
                "星期日,休息,,",
                "MON,Yes,,",
                "2026/2/14,是,,春节调休",
                "2026-02-15,否,,春节",
                "2026-02-28,yes,９：００－２４：００,"))
        .containsExactly(
            new CalendarDay("sat", true, DayHours.parse("hours", "08:30-12:00"), null),
            new CalendarDay("sun", false, null, null),
            new CalendarDay("mon", true, null, null),
            new CalendarDay("2026-02-14", true, null, "春节调休"),
            new CalendarDay("2026-02-15", false, null, "春节"),
            new CalendarDay("2026-02-28", true, DayHours.parse("hours", "09:00-24:00"), null));
  }

  @Test
  void aWorkbookMayHoldRealDates() throws Exception {
    Path file = folder.resolve("日历.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook book = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("日历");
      sheet.value(0, 0, "日期");
      sheet.value(0, 1, "上班");
      sheet.value(1, 0, LocalDate.of(2026, 10, 1));
      sheet.style(1, 0).format("yyyy-mm-dd").set();
      sheet.value(1, 1, "否");
    }
    assertThat(CalendarFile.read(file).rows())
        .containsExactly(new CalendarDay("2026-10-01", false, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "someday,no,,|day|a date (2026-10-01), or a weekday, mon to sun (周一 to 周日)",
        ",no,,|day|a date",
        "2026-02-30,no,,|day|a date",
        "周八,no,,|day|a date",
        "一,no,,|day|a date",
        "1999-12-31,no,,|day|a date from 2000-01-01 to 2100-12-31",
        "2101-01-01,no,,|day|a date from 2000-01-01 to 2100-12-31",
        "tue,,,|working|yes (是, 上班) or no (否, 休息)",
        "tue,perhaps,,|working|yes (是, 上班) or no (否, 休息)",
        "tue,yes,18:00-08:30,|hours|must end after it begins",
        "tue,yes,morning,|hours|08:30-12:00,13:30-18:00",
        "tue,no,08:30-12:00,|hours|a day that isn't worked has no hours",
      })
  void aFaultNamesItsLineItsFieldAndWhatWouldBeRight(String row, String field, String detail) {
    assertThat(faults("day,working,hours,name", "mon,yes,,", row))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.file()).isEqualTo("calendar.csv");
              assertThat(fault.line()).isEqualTo(3);
              assertThat(fault.field()).isEqualTo(field);
              assertThat(fault.detail()).contains(detail);
            });
  }

  @Test
  void everyFaultOfTheFileIsListed() {
    assertThat(
            faults(
                "day,working,hours,name",
                "someday,perhaps,never," + "长".repeat(101),
                "mon,yes,,",
                "周一,no,,",
                "2026-10-01,no,,",
                "2026/10/1,no,,"))
        .extracting(fault -> fault.line() + " " + fault.field())
        .containsExactly("2 day", "2 working", "2 hours", "2 name", "4 day", "6 day");
    assertThat(faults("day", "mon")).extracting(Fault::field).containsExactly("working");
  }

  @Test
  void aWorkingDayWithoutHoursHasThoseOfMostWeekdays() throws Exception {
    WorkCalendar summer =
        calendar(
            "day,working,hours",
            "mon,yes,09:00-17:00",
            "tue,yes,08:00-12:00",
            "wed,yes,08:00-12:00",
            "thu,yes,08:00-12:00",
            "fri,yes,",
            "sat,yes,",
            "2026-02-15,yes,",
            "2026-02-16,no,");
    assertThat(summer.hours(LocalDate.of(2026, 2, 15))).hasToString("08:00-12:00");
    assertThat(summer.hours(LocalDate.of(2026, 2, 13))).hasToString("08:00-12:00");
    assertThat(summer.hours(LocalDate.of(2026, 2, 14))).hasToString("08:00-12:00");
    assertThat(summer.hours(LocalDate.of(2026, 2, 9))).hasToString("09:00-17:00");
    assertThat(summer.isWorking(LocalDate.of(2026, 2, 16))).isFalse();
    assertThat(calendar("day,working", "2026-02-15,yes").hours(LocalDate.of(2026, 2, 15)))
        .hasToString("08:30-12:00,13:30-18:00");
  }

  @Test
  void aWeekOffIsRefused() {
    assertThatThrownBy(
            () ->
                calendar(
                    "day,working",
                    "mon,no",
                    "tue,no",
                    "wed,no",
                    "thu,no",
                    "fri,no",
                    "2026-02-15,yes"))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("without any working time");
  }

  @Test
  void aMakeUpDayThatIsWorkedAnywayIsAWarning() throws Exception {
    List<CalendarDay> days =
        read(
            "day,working,hours",
            "2026-05-09,yes,",
            "2026-05-11,yes,",
            "2026-05-12,yes,08:30-12:00",
            "2026-05-16,no,");
    assertThat(CalendarDays.of(days).warnings(days, ZONE))
        .singleElement()
        .asString()
        .contains("2026-05-11");
  }
}
