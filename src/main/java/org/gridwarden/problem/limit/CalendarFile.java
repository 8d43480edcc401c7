package org.gridwarden.problem.limit;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gridwarden.fault.FaultException;
import org.gridwarden.fault.Faults;
import org.gridwarden.table.Columns;
import org.gridwarden.table.Incoming;
import org.gridwarden.table.Row;
import org.gridwarden.table.TableFile;
import org.gridwarden.time.DayHours;
import org.gridwarden.time.WorkCalendar;

/** Reads which days are worked, and when. Refuses the file whole, with every fault. */
final class CalendarFile {
  private static final int LONGEST_NAME = 100;
  private static final Columns COLUMNS =
      new Columns(Set.of("day", "working"))
          .add("day", "日期", "星期")
          .add("working", "是否上班", "是否工作日", "上班")
          .add("hours", "工作时间", "上班时间", "时段")
          .add("name", "名称", "节日", "说明")
          .add(Incoming.REMOVE, "删除");
  private static final Map<String, Boolean> WORDS =
      Map.of("yes", true, "no", false, "是", true, "否", false, "上班", true, "休息", false);

  private final Faults faults = new Faults();
  private final Map<String, Long> lines = new HashMap<>();
  private final List<CalendarDay> days = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();

  private CalendarFile() {}

  /**
   * @throws FaultException with every fault of the file
   */
  static Incoming<CalendarDay, String> read(Path file) {
    CalendarFile reader = new CalendarFile();
    TableFile.read(file, COLUMNS).forEach(reader::take);
    reader.faults.throwIfAny();
    return new Incoming<>(reader.days, reader.removed);
  }

  private void take(Row row) {
    long before = faults.count();
    String day = day(row);
    if (row.isRemoved(faults)) {
      removed.add(day);
      return;
    }
    Boolean working = working(row);
    DayHours hours = hours(row, working);
    String name = row.find("name");
    if (name != null && name.length() > LONGEST_NAME) {
      faults.add(row.fault("name", "at most " + LONGEST_NAME + " characters"));
    }
    if (faults.count() == before) {
      days.add(new CalendarDay(day, working, hours, name));
    }
  }

  private String day(Row row) {
    String text = row.find("day");
    String day = text == null ? null : CalendarDay.findDay(text).orElse(null);
    if (day == null) {
      faults.add(
          row.fault("day", "a date (2026-10-01), or a weekday, mon to sun (周一 to 周日), is wanted"));
      return null;
    }
    if (day.length() > 3) {
      LocalDate date = LocalDate.parse(day);
      if (date.isBefore(WorkCalendar.FIRST_DAY) || date.isAfter(WorkCalendar.LAST_DAY)) {
        faults.add(
            row.fault(
                "day",
                "a date from "
                    + WorkCalendar.FIRST_DAY
                    + " to "
                    + WorkCalendar.LAST_DAY
                    + " is wanted"));
      }
    }
    Long line = lines.putIfAbsent(day, row.line());
    if (line != null) {
      faults.add(row.fault("day", "line " + line + " has this day already"));
    }
    return day;
  }

  private Boolean working(Row row) {
    String text = row.find("working");
    Boolean working = text == null ? null : WORDS.get(text.toLowerCase(Locale.ROOT));
    if (working == null) {
      faults.add(row.fault("working", "yes (是, 上班) or no (否, 休息) is wanted"));
    }
    return working;
  }

  private DayHours hours(Row row, Boolean working) {
    String text = row.find("hours");
    if (text == null) {
      return null;
    }
    if (working != null && !working) {
      faults.add(row.fault("hours", "a day that isn't worked has no hours"));
      return null;
    }
    try {
      return DayHours.parse("hours", text);
    } catch (FaultException unreadable) {
      faults.add(unreadable.first().file(row.file()).line(row.line()));
      return null;
    }
  }
}
